//! TT031: a paragraph that opens with a small letter.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{Block, BlockKind, Passage};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT031", name: "small-opening", level: Warning, since: "0.1.0", fix: None,
    title: "đoạn văn mở đầu bằng chữ thường", "a paragraph that opens with a small letter",
    explanation: "Khi xuống dòng thì viết hoa chữ đầu. Đoạn nối tiếp một câu còn dở (đoạn trước chưa có dấu kết thúc) và các ý trong danh sách thì không xét.",
        "A new paragraph begins with a capital. One that continues an unfinished sentence, and the items of a list, are not checked.",
    law: "Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"triển khai các nhiệm vụ đúng tiến độ.\"",
    good: "text = \"Triển khai các nhiệm vụ đúng tiến độ.\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages().filter(|passage| passage.role.is_prose()) {
        let mut before: Option<&Block> = None;
        for block in passage.blocks() {
            let range = block.range.clone();
            if block.kind == BlockKind::Paragraph
                && opens_small(passage, block)
                && before.is_none_or(|last| ends(passage, last))
            {
                let typed = first_words(&passage.plain()[range.clone()]);
                let first = typed.split(' ').next().unwrap_or(&typed);
                let right = capitalized(first);
                findings.push(
                    found(
                        &RULE.meta,
                        passage,
                        range.start..range.start + first.len(),
                        format!("đoạn văn mở đầu bằng chữ thường: `{typed}`"),
                        format!("a paragraph opens with a small letter: `{typed}`"),
                    )
                    .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
                );
            }
            before = Some(block);
        }
    }
}

/// Returns whether a block opens with a Vietnamese word in small letters: no address, no «e-mail», no «a)».
fn opens_small(passage: &Passage<'_>, block: &Block) -> bool {
    let words = &passage.plain()[block.range.clone()];
    let length = words.find(|letter: char| !letter.is_alphabetic()).unwrap_or(words.len());
    let (first, rest) = words.split_at(length);
    first.chars().count() > 1 && first.chars().all(char::is_lowercase) && rest.starts_with([' ', ','])
}

/// Returns whether a block is finished: what follows is a new sentence.
fn ends(passage: &Passage<'_>, block: &Block) -> bool {
    block.kind == BlockKind::Row || passage.plain()[block.range.clone()].trim_end().ends_with(['.', '!', '?', ':'])
}
