//! Sentences of real plans that are right raise no alarm, wherever they are typed.

use std::collections::BTreeSet;

use crate::support;
use crate::support::{checked, example, examples, read, toml_string};
use kehoach::internals::compose::{Block, plain_text};
use kehoach::internals::diagnostic::Level;
use kehoach::internals::rules::{Needs, all};

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

/// Returns a part of a sentence as one of its own: an item of a list may go on with a sentence.
fn as_sentence(part: &str) -> String {
    let mut letters = part.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if part.ends_with(['.', ';', ':', '}']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// Sentences in one plan.
const BATCH: usize = 25;

/// What is truly wrong in a source's substance stays wrong when it is typed: words of the sentence, and the rule.
const TRULY_WRONG: &[(&str, &str)] = &[
    ("Đề xuất Sở Thông tin và Truyền thông", "TC003"),
    ("bưu chính – viễn thông", "TT010"),
    ("dạy – học trực tuyến", "TT010"),
    ("trong các Phụ lục kèm theo", "TT012"),
    ("cộng đồng doanh nghiệp và nhân dân", "CV015"),
    ("vận động nhân dân tham gia chuyển đổi số", "CV015"),
    ("giáo viên, học sinh, nhân dân", "CV015"),
];

/// Places of a plan: its commune's name and kind.
fn commune(plan: &str) -> (String, String) {
    let plan: toml::Table = toml::from_str(plan).unwrap();
    let word = |key: &str| plan["commune"][key].as_str().unwrap().to_owned();
    (word("name"), word("kind"))
}

#[test]
fn right_sentences_raise_no_alarm() {
    let textual: BTreeSet<&str> = all().filter(|rule| rule.needs == Needs::Text).map(|rule| rule.meta.code).collect();
    let base = read("tests/support/plan-without-mistakes.toml");
    let mut count = 0;
    let mut alarms = Vec::new();
    for name in examples() {
        let example = example(&name);
        let composed = checked("plan.toml", example.as_bytes());
        let mut sentences_of_it = BTreeSet::new();
        sentences(&composed.output.unwrap().body, &mut sentences_of_it);
        let sentences_of_it: Vec<String> = sentences_of_it.into_iter().collect();
        count += sentences_of_it.len();
        let (commune, kind) = commune(&example);
        let home = base
            .replace("name = \"Bình Giang\"", &format!("name = \"{commune}\""))
            .replace("kind = \"xã\"", &format!("kind = \"{kind}\""));
        for batch in sentences_of_it.chunks(BATCH) {
            let mut plan = home.clone();
            let first_line = plan.lines().count() + 4;
            for (index, sentence) in batch.iter().enumerate() {
                let text = toml_string(&as_sentence(sentence));
                plan.push_str(&format!("[[sections]]\nid = \"cau-{index}\"\ntitle = \"Câu\"\ntext = {text}\n"));
            }
            let composed = checked("plan.toml", plan.as_bytes());
            for finding in composed.findings.iter().filter(|finding| textual.contains(finding.meta.code)) {
                let line = composed.sources.place(finding.span).line;
                let Some(index) = line.checked_sub(first_line) else { continue };
                let sentence = &batch[index / 4];
                if !TRULY_WRONG.iter().any(|(words, code)| sentence.contains(words) && *code == finding.meta.code) {
                    alarms.push(format!("{} {}\n    {sentence}", finding.meta.code, finding.message));
                }
            }
        }
    }
    assert!(count >= 500, "only {count} sentences");
    assert!(alarms.is_empty(), "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}

#[test]
fn what_is_listed_as_wrong_stands_in_a_source() {
    let sources: String = examples().iter().map(|name| support::corrected_source(name)).collect();
    for (words, code) in TRULY_WRONG {
        assert!(sources.contains(words), "«{words}» ({code}) stands in no source");
    }
}

/// The texts that a city has ready, each with the file and the id.
fn standard_texts(standard: &str) -> Vec<(String, String)> {
    let file = format!("plans/haiphong/{standard}/sections.toml");
    let pack: toml::Table = toml::from_str(&read(&file)).unwrap();
    let entries = ["sentences", "sections"].into_iter().flat_map(|kind| pack[kind].as_array().unwrap());
    let texts = entries.filter_map(|entry| {
        let word = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        Some((format!("{file}: {}", word("id")?), word("text")?.to_owned()))
    });
    texts.collect()
}

#[test]
fn standard_texts_raise_no_alarm_as_texts_of_a_plan() {
    let textual: BTreeSet<&str> = all().filter(|rule| rule.needs == Needs::Text).map(|rule| rule.meta.code).collect();
    let base = read("tests/support/plan-without-mistakes.toml");
    let mut alarms = Vec::new();
    for standard in ["kh-215-2025", "kh-359-2025"] {
        let texts = standard_texts(standard);
        assert!(texts.len() >= 20, "only {} texts of {standard}", texts.len());
        for batch in texts.chunks(BATCH) {
            let mut plan = base.replace("standard = \"kh-359-2025\"", &format!("standard = \"{standard}\""));
            let first_line = plan.lines().count() + 4;
            for (index, (_, text)) in batch.iter().enumerate() {
                let text = toml_string(&as_sentence(text.trim()));
                plan.push_str(&format!("[[sections]]\nid = \"cau-{index}\"\ntitle = \"Câu\"\ntext = {text}\n"));
            }
            let composed = checked("plan.toml", plan.as_bytes());
            for finding in composed.findings.iter() {
                let line = composed.sources.place(finding.span).line;
                let Some(index) = line.checked_sub(first_line) else { continue };
                let (id, _) = &batch[index / 4];
                // This plan has no appendix that one of the texts could refer to.
                if finding.meta.code == "TT012" {
                    continue;
                }
                if textual.contains(finding.meta.code) || finding.level == Level::Error {
                    alarms.push(format!("{id}: {} {}", finding.meta.code, finding.message));
                }
            }
        }
    }
    assert!(alarms.is_empty(), "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}
