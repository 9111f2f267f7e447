//! Sentences of real plans that are right raise no alarm, wherever they are typed.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeSet;

use kehoach::compose::{Block, plain_text};
use kehoach::rules::{Needs, all};
use support::{checked, example, examples, read, toml_string};

/// The sentences of a document as it is printed, each once.
fn sentences(blocks: &[Block], out: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { content, .. } => {
                let words = plain_text(content);
                let sentences = words.split(". ").flat_map(|part| part.split("; ")).map(str::trim);
                let long = sentences.filter(|sentence| sentence.len() > 40);
                out.extend(long.map(|sentence| sentence.trim_end_matches(['.', '/', ';', ':', ',']).to_owned()));
            }
            Block::Landscape(inner) => sentences(inner, out),
            Block::Heading { run_in: Some(content), .. } => {
                sentences(&[Block::paragraph(content.clone())], out);
            }
            Block::Heading { .. } | Block::Table(_) => {}
        }
    }
}

/// Sentences in one plan.
const BATCH: usize = 25;

/// What is truly wrong in a source's substance stays wrong when it is typed: words of the sentence, and the rule.
const TRULY_WRONG: &[(&str, &str)] = &[("Đề xuất Sở Thông tin và Truyền thông", "TC003")];

#[test]
fn right_sentences_raise_no_alarm() {
    let mut all_sentences = BTreeSet::new();
    for name in examples() {
        let written = checked("plan.toml", example(&name).as_bytes());
        sentences(&written.made.unwrap().body, &mut all_sentences);
    }
    assert!(all_sentences.len() >= 500, "only {} sentences", all_sentences.len());

    let textual: BTreeSet<&str> = all().filter(|rule| rule.needs == Needs::Text).map(|rule| rule.card.code).collect();
    let base = read("tests/support/plan-without-mistakes.toml");
    let mut alarms = Vec::new();
    let all_sentences: Vec<String> = all_sentences.into_iter().collect();
    for batch in all_sentences.chunks(BATCH) {
        let mut plan = base.clone();
        let mut first_line = plan.lines().count() + 1;
        for (index, sentence) in batch.iter().enumerate() {
            let text = toml_string(&format!("{sentence}."));
            plan.push_str(&format!("[[sections]]\nid = \"cau-{index}\"\ntitle = \"Câu\"\ntext = {text}\n"));
        }
        first_line += 3;
        let written = checked("plan.toml", plan.as_bytes());
        for finding in written.findings.iter().filter(|finding| textual.contains(finding.card.code)) {
            let line = written.sources.place(finding.span).line;
            let sentence = &batch[(line - first_line) / 4];
            let known = TRULY_WRONG.iter().any(|(words, code)| sentence.contains(words) && *code == finding.card.code);
            if !known {
                alarms.push(format!("{} {}\n    {sentence}", finding.card.code, finding.message));
            }
        }
    }
    assert!(alarms.is_empty(), "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}

#[test]
fn what_is_listed_as_wrong_stands_in_a_source() {
    let sources: String = examples().iter().map(|name| support::corrected_source(name)).collect();
    for (words, code) in TRULY_WRONG {
        assert!(sources.contains(words), "«{words}» ({code}) stands in no source");
    }
}
