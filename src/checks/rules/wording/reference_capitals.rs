//! CV017: capitals of «Điều», «khoản», «điểm» in a reference to another document.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::{capitalized, uncapitalized};
use crate::checks::prose::{Reference, Unit, Whose, follows_plural, in_title, opens_a_sentence};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::CitationWords;

declare_rule! {
    needs: Text,
    code: "CV017", name: "reference-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "phần, chương, mục, điều, khoản, điểm viết hoa chưa đúng", "wrong capitals in a reference",
    explanation: "Viện dẫn phần, chương, mục, tiểu mục, điều của một văn bản cụ thể thì viết hoa chữ đầu; khoản, điểm viết thường: «điểm a khoản 2 Điều 10 Nghị định số …».",
        "Part, chapter, section and article of a document have a capital, clause and point have none: «điểm a khoản 2 Điều 10».",
    law: "Phụ lục II, mục V.7 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"theo Điểm a Khoản 2 điều 10 Nghị định số 118/2025/NĐ-CP\"",
    good: "text = \"theo điểm a khoản 2 Điều 10 Nghị định số 118/2025/NĐ-CP\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    for passage in subject.own_wording().filter(|passage| !passage.role.is_heading()) {
        let flowing = passage.flowing();
        for reference in passage.references() {
            if !is_of_a_document(reference) || in_title(passage, &reference.range) {
                continue;
            }
            let wrong = reference.steps.iter().filter(|step| is_wrong(flowing, &step.range, step.unit, words));
            let wrong: Vec<&str> = wrong.map(|step| first_word(&flowing[step.range.clone()])).collect();
            if wrong.is_empty() {
                continue;
            }
            let typed = &flowing[reference.range.clone()];
            let right = right(flowing, reference, words);
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    reference.range.clone(),
                    format!("viết hoa chưa đúng trong viện dẫn: `{typed}`"),
                    format!("wrong capitals in a reference: `{typed}`"),
                )
                .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
            );
        }
    }
}

/// Returns whether a reference surely names a part of a document: it says which, or has several steps down to a clause of an article.
fn is_of_a_document(reference: &Reference) -> bool {
    match reference.whose {
        // What a plan says of its own parts is of TT018.
        Whose::This => false,
        Whose::ThisDecision | Whose::Other => true,
        Whose::Unnamed => {
            let has = |unit: Unit| reference.steps.iter().any(|step| step.unit == unit);
            has(Unit::Article) && (has(Unit::Clause) || has(Unit::Point))
        }
    }
}

/// Returns whether the word of a step has a capital that it should not have, or lacks one.
fn is_wrong(flowing: &str, step: &Range<usize>, unit: Unit, words: &CitationWords) -> bool {
    let typed = &flowing[step.clone()];
    let word = first_word(typed);
    let capital = word.starts_with(char::is_uppercase);
    if word == word.to_uppercase() {
        return false;
    }
    match unit {
        Unit::Clause | Unit::Point => capital && !opens_a_sentence(flowing, step.start),
        Unit::Part | Unit::Article | Unit::Section | Unit::Subsection => {
            !capital && !follows_plural(&flowing[..step.start], &words.several)
        }
    }
}

/// Returns a reference with the capitals that it should have.
fn right(flowing: &str, reference: &Reference, words: &CitationWords) -> String {
    let mut steps: Vec<_> = reference.steps.iter().collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.range.start));
    let mut out = flowing[reference.range.clone()].to_owned();
    for step in steps.into_iter().filter(|step| is_wrong(flowing, &step.range, step.unit, words)) {
        let word = first_word(&flowing[step.range.clone()]);
        let at = step.range.start - reference.range.start;
        let put = match step.unit {
            Unit::Clause | Unit::Point => uncapitalized(word),
            Unit::Part | Unit::Article | Unit::Section | Unit::Subsection => capitalized(word),
        };
        out.replace_range(at..at + word.len(), &put);
    }
    out
}

fn first_word(typed: &str) -> &str {
    typed.split(' ').next().unwrap_or(typed)
}
