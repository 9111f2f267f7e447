//! CV007: a capital inside a sentence.

use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, Level, RuleMeta, text};
use crate::checks::prose::{Quotations, Trait, Word, WordSet, is_word_border};
use crate::checks::rules::found::found;
use crate::checks::rules::{Needs, Rule, Subject};

/// A capital inside a sentence.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "CV007",
        name: "wrong-capital",
        level: Level::Warning,
        title_vi: "viết hoa giữa câu",
        title_en: "a capital inside a sentence",
        explanation_vi: "Giữa câu chỉ viết hoa tên riêng. Chỉ xét những cụm chắc chắn không phải tên: «được Ký số», «về Thực hiện», «của Các cơ quan».",
        explanation_en: "Inside a sentence, names alone have capitals. Only phrases that cannot be names are judged.",
        law: "Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
        bad: "văn bản được Ký số",
        good: "văn bản được ký số",
    },
    needs: Needs::Text,
    check,
};

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
