//! TT004: a paragraph or an item without its end mark, or one that ends in a comma.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::item_mark::leading_number;
use crate::checks::prose::{Block, BlockKind, Passage, Role, words};
use crate::checks::rules::form::ending::{Ending, ending, stands_apart};
use crate::checks::rules::form::typed_frame::frame_part;
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::FramePart;

declare_rule! {
    needs: Text,
    code: "TT004", name: "end-mark", level: Warning, since: "0.1.0", fix: Safe,
    title: "đoạn văn, ý thiếu dấu hết câu", "a paragraph or an item without its end mark",
    explanation: "Mỗi đoạn, mỗi ý kết thúc bằng dấu chấm hoặc dấu chấm phẩy. Dấu phẩy ở cuối là câu còn dở: thường do chép thiếu, hoặc hàng của bảng bị ngắt trang.",
        "Each paragraph and item ends with a full stop or a semicolon. A comma at the end means that something is missing.",
    law: "Phụ lục I, mục II.6 Nghị định số 30/2020/NĐ-CP; quy tắc chính tả tiếng Việt",
    bad: "- Xét thi đua, khen thưởng hàng năm",
    good: "- Xét thi đua, khen thưởng hàng năm.",
}

/// A paragraph of so few words is a heading that was typed as a line.
const HEADING: usize = 4;

/// An item of so few words that has items inside is a heading as well; a numbered one is in any case.
const ITEM_HEADING: usize = 10;

/// How many items on each side are asked for the mark of a list.
const NEAR: usize = 12;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let frame = &subject.vocabulary().citations.frame;
    for passage in subject.own_passages() {
        match passage.role {
            Role::Target | Role::Task | Role::TaskDetail => open_end(passage, findings),
            role if role.is_prose() => prose(passage, frame, findings),
            _ => {}
        }
    }
}

fn prose(passage: &Passage<'_>, frame: &[FramePart], findings: &mut Findings) {
    let plain = passage.plain();
    let all = passage.blocks();
    for (index, block) in all.iter().enumerate() {
        // The program adds «./.» after the last words of the document.
        let closes = passage.role == Role::Closing && index + 1 == all.len();
        let piece = &plain[block.range.clone()];
        if block.kind == BlockKind::Row || stands_apart(piece) {
            continue;
        }
        let (mark, place) = ending(plain, &block.range);
        let last = last_words(passage, block);
        let items = all.get(index + 1).filter(|next| next.kind == BlockKind::Item);
        let is_heading = items.is_some_and(|items| match block.kind {
            BlockKind::Item => {
                items.indent > block.indent && (is_numbered(plain, block) || words(piece).count() <= ITEM_HEADING)
            }
            _ => leading_number(piece).is_some(),
        });
        let finding = match mark {
            Ending::Comma => found(
                &RULE.meta,
                passage,
                place.clone(),
                format!("kết thúc bằng dấu phẩy sau `{last}`: câu còn dở hoặc sai dấu"),
                format!("`{last}` ends with a comma: the sentence is not finished"),
            ),
            Ending::Colon if closes => found(
                &RULE.meta,
                passage,
                place.clone(),
                format!("lời kết kết thúc bằng dấu hai chấm sau `{last}`: câu còn dở"),
                format!("the closing ends with a colon after `{last}`: the sentence is not finished"),
            ),
            _ if closes => continue,
            // «a) Đối với tập thể», «- Nâng cấp mạng LAN» with the items below it is a heading; «Kính gửi: …» is another rule's.
            Ending::Missing if is_heading || frame_part(piece, frame).is_some() => continue,
            Ending::Missing if block.kind == BlockKind::Item || words(piece).count() > HEADING => found(
                &RULE.meta,
                passage,
                last_word(plain, place.start)..place.end,
                format!("thiếu dấu hết câu sau `{last}`"),
                format!("missing end mark after `{last}`"),
            ),
            _ => continue,
        };
        let opens_list = block.kind == BlockKind::Paragraph && items.is_some();
        let put = if opens_list { ":" } else { mark_for(plain, all, index) };
        let finding = finding.help(text(format!("viết `{last}{put}`"), format!("write `{last}{put}`")));
        findings.push(if matches!(mark, Ending::Comma | Ending::Colon) {
            finding
        } else {
            fixed(finding, passage, place, put)
        });
    }
}

/// A text of a row or of a task that ends in a comma: the program puts the full stop, but not the words that are missing.
fn open_end(passage: &Passage<'_>, findings: &mut Findings) {
    let plain = passage.plain();
    let (Ending::Comma, place) = ending(plain, &(0..plain.len())) else { return };
    let finding = found(
        &RULE.meta,
        passage,
        place,
        "kết thúc bằng dấu phẩy: câu còn dở hoặc thừa dấu",
        "this ends with a comma: the sentence is not finished",
    );
    findings.push(finding.help(text("viết nốt câu, hoặc bỏ dấu phẩy", "finish the sentence or remove the comma")));
}

/// Returns whether an item begins with a number, and not with a dash.
fn is_numbered(plain: &str, block: &Block) -> bool {
    let line = &plain[plain[..block.range.start].rfind('\n').map_or(0, |at| at + 1)..block.range.start];
    line.trim_start().starts_with(|first: char| first.is_ascii_digit())
}

/// Returns the mark that the other items of the list have; a full stop for the last one.
fn mark_for(plain: &str, all: &[Block], index: usize) -> &'static str {
    let block = &all[index];
    // A few neighbours tell the style of the list.
    let near = &all[index.saturating_sub(NEAR)..all.len().min(index + NEAR)];
    let item = |other: &&Block| other.kind == BlockKind::Item && other.indent == block.indent;
    let more = all.get(index + 1).as_ref().is_some_and(item);
    let count = |mark: Ending| near.iter().filter(item).filter(|other| ending(plain, &other.range).0 == mark).count();
    let (semicolons, stops) = (count(Ending::Semicolon), count(Ending::Stop));
    if block.kind == BlockKind::Item && more && semicolons > stops.saturating_sub(1) { ";" } else { "." }
}

/// Returns the last words of a block, to be shown.
fn last_words<'p>(passage: &'p Passage<'_>, block: &Block) -> &'p str {
    let plain = passage.plain();
    let line = block.more.last().cloned().unwrap_or_else(|| block.range.clone());
    let piece = plain[line].trim_end_matches([',', '*', '_', ' ']);
    let start = piece.rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at + 1);
    piece[start..].rsplit(crate::checks::prose::OBJECT).next().unwrap_or_default().trim_start()
}

fn last_word(plain: &str, end: usize) -> usize {
    plain[..end].rfind([' ', '\n', crate::checks::prose::OBJECT]).map_or(0, |at| at + 1)
}
