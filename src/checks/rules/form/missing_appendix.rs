//! TT012: an appendix that is promised and not there.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, Level, text};
use crate::base::vietnamese::number::roman_value;
use crate::checks::prose::{
    OBJECT, Passage, Quotations, Whose, WordSet, is_word_border, numbers, phrase_length, whose,
};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT012", name: "missing-appendix", level: Error, since: "0.1.0", fix: None,
    title: "nhắc đến phụ lục không có", "a missing appendix",
    explanation: "Văn bản có phụ lục kèm theo thì phải có chỉ dẫn về phụ lục đó; chỉ dẫn đến phụ lục mà kế hoạch không có thì người nhận tưởng văn bản gửi thiếu. Phụ lục của văn bản khác thì phải ghi rõ văn bản nào.",
        "A reader who is referred to an appendix that the plan does not have thinks that something was not sent. An appendix of another document is named with that document.",
    law: "Phụ lục I, mục III.1 Nghị định số 30/2020/NĐ-CP",
    bad: "(Danh mục nhiệm vụ cụ thể trong các Phụ lục kèm theo)",
    good: "(Danh mục nhiệm vụ cụ thể trong Phụ lục kèm theo)\n\n[[appendices]]\nid = \"danh-muc-nhiem-vu\"",
}

const PHRASE: &str = "phụ lục";

static FIRST: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([PHRASE]));

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let plain = passage.plain();
        if passage.words().iter().any(|word| FIRST.may_hold(word)) {
            for mention in mentions(plain) {
                examine(subject, passage, plain, &mention, &mention, findings);
            }
        }
        in_standard_sentences(subject, passage, findings);
    }
}

fn in_standard_sentences(subject: &Subject<'_, '_>, passage: &Passage<'_>, findings: &mut Findings) {
    for call in passage.calls().iter().filter(|call| call.function == "standard") {
        let baselines = subject.resolved.pack.baselines.iter();
        let sentence = baselines.flat_map(|baseline| &baseline.sentences).find(|one| one.id.value.as_str() == call.id);
        let Some(sentence) = sentence else { continue };
        for mention in mentions(&sentence.text.text) {
            examine(subject, passage, &sentence.text.text, &mention, &call.range, findings);
        }
    }
}

/// Returns the places of the phrase, outside quotations.
fn mentions(plain: &str) -> Vec<Range<usize>> {
    let mut quotations = None;
    plain
        .match_indices(['P', 'p'])
        .filter_map(|(at, _)| phrase_length(&plain[at..], PHRASE).map(|length| at..at + length))
        .filter(|range| is_word_border(plain, range.start))
        .filter(|range| !quotations.get_or_insert_with(|| Quotations::of(plain)).contain(range.start))
        .collect()
}

/// Checks one mention; `shown` is its place in the passage.
fn examine(
    subject: &Subject<'_, '_>,
    passage: &Passage<'_>,
    plain: &str,
    mention: &Range<usize>,
    shown: &Range<usize>,
    findings: &mut Findings,
) {
    // Those that the plan calls otherwise are no «Phụ lục».
    let there = subject.plan().appendices.iter().filter(|appendix| appendix.label.is_none()).count();
    let rest = &plain[mention.end..];
    let sentence = &rest[..rest.find(['.', ';', ')', '\n']).unwrap_or(rest.len())];
    let of_this = sentence.contains("Kế hoạch này");
    let of_another =
        sentence.contains(OBJECT) || passage.citation_words().appendices.iter().any(|other| sentence.contains(other));
    let numbered = numbers(plain, mention.end, passage.citation_words())
        .filter(|(numbers, _)| numbers.iter().all(|number| value(number).is_some()));
    // «Nghị định số 30/2020/NĐ-CP (Phụ lục I)».
    let of_one_before = !sentence.contains("kèm theo")
        && numbered.as_ref().is_some_and(|(_, end)| {
            matches!(whose(plain, &(mention.start..*end), passage.citation_words()), Whose::Other | Whose::ThisDecision)
        });
    if (of_another || of_one_before) && !of_this {
        return;
    }
    let before = plain[..mention.start].trim_end();
    let several = before.ends_with("các") || before.ends_with("Các") || before.ends_with("những");
    let wanted = numbered.iter().flat_map(|(numbers, _)| numbers).filter_map(|number| value(number)).max().unwrap_or(1);
    let end = numbered.as_ref().map_or(mention.end, |(_, end)| *end);
    let same_text = mention == shown;
    let place = if same_text { mention.start..end } else { shown.clone() };
    let promised = &plain[mention.start..end];
    let finding = if there == 0 {
        found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến `{promised}` nhưng kế hoạch không có phụ lục nào"),
            format!("`{promised}` is mentioned, but the plan has no appendix"),
        )
    } else if wanted > there {
        found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến `{promised}` nhưng kế hoạch chỉ có {there} phụ lục"),
            format!("`{promised}` is mentioned, but the plan has only {there}"),
        )
    } else if several && numbered.is_none() && there == 1 {
        let mut finding = found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến nhiều phụ lục (`các {promised}`) nhưng kế hoạch chỉ có một"),
            "several appendices are mentioned, but the plan has only one",
        );
        finding.level = Level::Warning;
        findings.push(finding.help(text(format!("bỏ `các`, viết `{promised} kèm theo`"), "speak of one appendix")));
        return;
    } else {
        return;
    };
    findings.push(finding.help(text(
        "thêm [[appendices]] với `id`, `title`, `show`; hoặc bỏ câu ấy; phụ lục của văn bản khác thì ghi rõ: `Phụ lục I kèm theo Nghị định số …`",
        "add [[appendices]], or remove the sentence; for an appendix of another document, name that document",
    )));
}

/// Returns the value of a number: «II», «2».
fn value(number: &[String]) -> Option<usize> {
    let [label] = number else { return None };
    label.parse().ok().or_else(|| roman_value(label))
}
