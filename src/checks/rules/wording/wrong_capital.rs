//! CV007: a capital inside a sentence.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, Trait, Word, is_word_border};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::MisplacedCapital;

declare_rule! {
    needs: Text,
    code: "CV007", name: "wrong-capital", level: Warning, since: "0.1.0", fix: None,
    title: "viết hoa giữa câu", "a capital inside a sentence",
    explanation: "Giữa câu chỉ viết hoa tên riêng. Chỉ xét những cụm chắc chắn không phải tên: «được Ký số», «về Thực hiện», «của Các cơ quan».",
        "Inside a sentence, only names have capitals. Only phrases that cannot be names are checked.",
    law: "Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "văn bản được Ký số",
    good: "văn bản được ký số",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        // Behind a full stop or a label with its colon, or at the head of a line, a capital is right; behind a comma it is not.
        let behind = |word: &Word| !word.shows(Trait::Apart) || plain[..word.start()].ends_with(", ");
        let capital =
            |word: &&Word| word.shows(Trait::Capital) && subject.lexicon.capitals.may_hold(word) && behind(word);
        for start in passage.words().iter().filter(capital).map(Word::start) {
            let rest = &plain[start..];
            for MisplacedCapital { after, words } in &subject.vocabulary().spelling.capitals {
                let wrong =
                    words.iter().find(|word| rest.starts_with(word.as_str()) && is_word_border(rest, word.len()));
                let Some(wrong) = wrong.filter(|_| ends_with_word(&plain[..start], after)) else { continue };
                if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(start) {
                    continue;
                }
                let small = crate::base::vietnamese::letter::uncapitalized(wrong);
                findings.push(
                    found(
                        &RULE.meta,
                        passage,
                        start..start + wrong.len(),
                        format!("viết hoa giữa câu: `{after} {wrong}`"),
                        format!("a capital inside a sentence: `{after} {wrong}`"),
                    )
                    .help(text(format!("viết `{after} {small}`"), format!("write `{after} {small}`"))),
                );
            }
        }
    }
}

/// Returns whether a text ends with a word or mark and a space.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(' ').and_then(|text| text.strip_suffix(word)).is_some_and(|rest| is_word_border(text, rest.len()))
}
