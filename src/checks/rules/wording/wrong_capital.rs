//! CV007: a capital inside a sentence.

use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, Trait, Word, WordSet, is_word_border};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV007", name: "wrong-capital", level: Warning, since: "0.1.0", fix: None,
    title: "viết hoa giữa câu", "a capital inside a sentence",
    explanation: "Giữa câu chỉ viết hoa tên riêng. Chỉ xét những cụm chắc chắn không phải tên: «được Ký số», «về Thực hiện», «của Các cơ quan».",
        "Inside a sentence, names alone have capitals. Only phrases that cannot be names are judged.",
    law: "Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "văn bản được Ký số",
    good: "văn bản được ký số",
}

/// The word in front with its space or mark, and the words whose capital is wrong behind it.
const WRONG: &[(&str, &[&str])] = &[
    ("được ", &["Ký số", "Triển khai", "Thực hiện", "Số hóa", "Cung cấp", "Giao"]),
    ("có ", &["Ký số"]),
    ("về ", &["Thực hiện", "Triển khai", "Tăng cường", "Đẩy mạnh", "Việc"]),
    ("của ", &["Các", "Toàn", "Những", "Người dân"]),
    ("và ", &["Các", "Những", "Người dân"]),
    ("cho ", &["Các", "Những", "Người dân"]),
    ("với ", &["Các", "Những", "Người dân"]),
    ("phối hợp: ", &["Các", "Toàn"]),
    ("chủ trì: ", &["Các", "Toàn"]),
];

/// The words with which they begin.
static FIRST: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(WRONG.iter().flat_map(|(_, words)| *words).copied()));

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        // Behind a full stop, or at the head of a line, a capital is right.
        let behind = |word: &Word| !word.shows(Trait::Apart) || plain[..word.start()].ends_with(": ");
        let capital = |word: &&Word| word.shows(Trait::Capital) && FIRST.may_hold(word) && behind(word);
        for start in passage.words().iter().filter(capital).map(Word::start) {
            let rest = &plain[start..];
            for (before, words) in WRONG {
                let wrong = words.iter().find(|word| rest.starts_with(**word) && is_word_border(rest, word.len()));
                let Some(wrong) = wrong.filter(|_| ends_with_word(&plain[..start], before)) else { continue };
                if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(start) {
                    continue;
                }
                let small = crate::base::vietnamese::letter::uncapitalized(wrong);
                findings.push(
                    found(
                        &RULE.meta,
                        passage,
                        start..start + wrong.len(),
                        format!("viết hoa giữa câu: `{before}{wrong}`"),
                        format!("a capital inside a sentence: `{before}{wrong}`"),
                    )
                    .help(text(format!("viết `{before}{small}`"), format!("write `{before}{small}`"))),
                );
            }
        }
    }
}

fn ends_with_word(text: &str, before: &str) -> bool {
    text.ends_with(before) && is_word_border(text, text.len() - before.len())
}
