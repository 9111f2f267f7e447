//! TT005: items of one list that end in different marks.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Block, BlockKind, Owner, Passage, Role};
use crate::checks::rules::form::ending::{Ending, ending};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT005", name: "list-end-marks", level: Warning, since: "0.1.0", fix: Safe,
    title: "các ý của một danh sách kết thúc không giống nhau", "items of one list that end differently",
    explanation: "Các ý của một danh sách cùng kết thúc bằng dấu chấm phẩy, hoặc cùng bằng dấu chấm; ý cuối kết thúc bằng dấu chấm.",
        "The items of a list all end with semicolons or all with full stops; the last one ends with a full stop.",
    law: "Phụ lục I, mục II.6 Nghị định số 30/2020/NĐ-CP; quy tắc chính tả tiếng Việt",
    bad: "- Bố trí kinh phí;\n- Kiểm tra, đôn đốc.\n- Báo cáo kết quả;",
    good: "- Bố trí kinh phí;\n- Kiểm tra, đôn đốc;\n- Báo cáo kết quả.",
}

/// An item and the mark that ends it.
struct Item {
    ending: Ending,
    mark: Range<usize>,
    words: Range<usize>,
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (index, passage) in subject.passages.iter().enumerate() {
        if passage.own && passage.role.is_prose() {
            // Data or another text of the same section may go on with the list.
            let next = subject.passages[index + 1..].iter().find(|next| next.role != Role::Head);
            let goes_on = |next: &Passage<'_>| {
                next.role == Role::Section || matches!(next.owner, Owner::Target(_) | Owner::Task(_))
            };
            lists(passage, passage.role == Role::Section && next.is_some_and(goes_on), findings);
        }
    }
}

fn lists(passage: &Passage<'_>, continues: bool, findings: &mut Findings) {
    let plain = passage.plain();
    let mut open: Vec<(usize, Vec<Item>)> = Vec::new();
    let all = passage.blocks();
    for (index, block) in all.iter().enumerate() {
        match block.kind {
            BlockKind::Item => {
                while open.last().is_some_and(|(indent, _)| *indent > block.indent) {
                    close(passage, &mut open, false, findings);
                }
                if open.last().is_none_or(|(indent, _)| *indent < block.indent) {
                    open.push((block.indent, Vec::new()));
                }
                if let Some((_, items)) = open.last_mut() {
                    items.push(item(plain, block));
                }
            }
            BlockKind::Paragraph if block.indent > 0 && !open.is_empty() => {}
            BlockKind::Paragraph | BlockKind::Row => {
                while !open.is_empty() {
                    close(passage, &mut open, true, findings);
                }
            }
        }
        if index + 1 == all.len() {
            while !open.is_empty() {
                close(passage, &mut open, !continues, findings);
            }
        }
    }
}

fn item(plain: &str, block: &Block) -> Item {
    let (ending, mark) = ending(plain, &block.range);
    Item { ending, words: block.range.start..mark.start.max(block.range.start), mark }
}

/// Returns whether an item has more than one sentence: then only full stops can end the items.
fn has_sentences(plain: &str, item: &Item) -> bool {
    let piece = &plain[item.words.clone()];
    piece.match_indices(". ").any(|(at, _)| piece[at + 2..].starts_with(char::is_uppercase))
        || piece.contains(".\n")
        || piece.contains(".\r")
}

/// Judges the innermost list. `last` says that its last item ends the list as the reader sees it.
fn close(passage: &Passage<'_>, open: &mut Vec<(usize, Vec<Item>)>, last: bool, findings: &mut Findings) {
    let Some((_, items)) = open.pop() else { return };
    let top = open.is_empty();
    let count = |wanted: Ending, items: &[Item]| items.iter().filter(|item| item.ending == wanted).count();
    let body = items.len().saturating_sub(1);
    let (stops, semicolons) = (count(Ending::Stop, &items[..body]), count(Ending::Semicolon, &items[..body]));
    let first_stops = items.first().is_some_and(|item| item.ending == Ending::Stop);
    let more_stops = stops > semicolons || (stops == semicolons && first_stops);
    let style = if stops > 0 && (more_stops || items.iter().any(|item| has_sentences(passage.plain(), item))) {
        Ending::Stop
    } else {
        Ending::Semicolon
    };
    let odd = |item: &&Item| {
        matches!(item.ending, Ending::Stop | Ending::Semicolon) && item.ending != style && stops > 0 && semicolons > 0
    };
    let mut wrong: Vec<(&Item, &str)> =
        items[..body].iter().filter(odd).map(|item| (item, if style == Ending::Stop { "." } else { ";" })).collect();
    let last_item = items.last().filter(|item| item.ending == Ending::Semicolon && top && last);
    let only_last = wrong.is_empty();
    wrong.extend(last_item.map(|item| (item, ".")));
    let Some((first, put)) = wrong.first() else { return };
    let typed = &passage.plain()[first.mark.clone()];
    let finding = if only_last {
        found(
            &RULE.meta,
            passage,
            first.mark.clone(),
            "ý cuối của danh sách kết thúc bằng dấu `;`",
            "the last item of the list ends with `;`",
        )
        .help(text("ý cuối kết thúc bằng dấu `.`", "the last item ends with `.`"))
    } else {
        found(
            &RULE.meta,
            passage,
            first.mark.clone(),
            format!("ý này kết thúc bằng dấu `{typed}`, các ý khác cùng danh sách bằng dấu `{put}`"),
            format!("this item ends with `{typed}`, the others of the list with `{put}`"),
        )
        .help(text(
            format!("dùng một dấu cho mọi ý, ở đây là `{put}`; ý cuối kết thúc bằng dấu `.`"),
            format!("use one mark for all items, here `{put}`; the last one ends with `.`"),
        ))
    };
    findings.push(wrong.iter().fold(finding, |finding, (item, put)| fixed(finding, passage, item.mark.clone(), *put)));
}
