//! TT009: a line that was meant as an item but is none.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::item_mark::{BULLETS, DASHES};
use crate::checks::prose::{BlockKind, OBJECT, Passage};
use crate::checks::rules::found::{first_words, fixed_as_item, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT009", name: "item-mark", level: Warning, since: "0.1.0", fix: Safe,
    title: "dòng thiếu hoặc sai dấu đầu dòng, bị nhập vào ý trên",
        "a line without an item mark, which joins the item above",
    explanation: "Mỗi ý của danh sách mở đầu bằng `- ` (ý nhỏ: `  + `). Dòng không có dấu ấy in liền vào ý trên thành một đoạn. Muốn viết tiếp ý trên ở dòng sau thì thụt vào hai dấu cách.",
        "Each item begins with `- `. A line without it is printed as part of the item above; a line that is meant to be part of it is indented by two spaces.",
    law: "Định dạng kế hoạch (CommonMark)",
    bad: "- Tuyên truyền về chuyển đổi số.\nĐẩy mạnh truyền thông.",
    good: "- Tuyên truyền về chuyển đổi số.\n- Đẩy mạnh truyền thông.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages().filter(|passage| passage.role.is_prose()) {
        let plain = passage.plain();
        for block in passage.blocks() {
            if block.kind == BlockKind::Row {
                continue;
            }
            let mut before = block.range.start;
            if block.kind == BlockKind::Paragraph {
                wrong_mark(passage, block.range.start, findings);
            }
            for line in &block.more {
                let unmarked = !wrong_mark(passage, line.start, findings);
                if unmarked && block.kind == BlockKind::Item && is_lost(plain, before, line.start) {
                    lost(passage, line.start, findings);
                }
                before = line.start;
            }
        }
    }
}

/// A mark that CommonMark does not take for one: «– Đầu tư», «-Đầu tư». Says whether there is one.
fn wrong_mark(passage: &Passage<'_>, start: usize, findings: &mut Findings) -> bool {
    let plain = passage.plain();
    let line = &plain[start..];
    let Some(mark) = line.chars().next() else { return false };
    let behind = line[mark.len_utf8()..].chars().next().unwrap_or('\n');
    // Word puts them before items, and CommonMark does not know them.
    let foreign = (BULLETS.contains(mark) || DASHES.contains(mark)) && (behind == ' ' || behind.is_alphabetic());
    let joined = matches!(mark, '-' | '+') && behind.is_alphabetic();
    if !foreign && !joined {
        return false;
    }
    let end = start + mark.len_utf8() + usize::from(behind == ' ');
    let good = if mark == '+' { "+ " } else { "- " };
    let (vi, en) = if foreign {
        (format!("dấu đầu dòng `{mark}` không tạo thành ý"), format!("`{mark}` does not begin an item"))
    } else {
        (format!("thiếu dấu cách sau dấu đầu dòng `{mark}`"), format!("missing space after the mark `{mark}`"))
    };
    let rest = first_words(&line[mark.len_utf8()..]);
    let finding = found(&RULE.meta, passage, start..start + mark.len_utf8(), vi, en)
        .help(text(format!("viết `{good}{rest}`"), format!("write `{good}{rest}`")));
    findings.push(fixed_as_item(finding, passage, start..end, good));
    true
}

/// Returns whether a line inside an item looks like an item of its own: not indented, after a finished line, with a capital.
fn is_lost(plain: &str, before: usize, start: usize) -> bool {
    let indented = plain[..start].ends_with(' ');
    let finished = plain[before..start].trim_end().ends_with(['.', ';', OBJECT]);
    let begins = plain[start..].starts_with(|letter: char| letter.is_uppercase() || letter == OBJECT);
    !indented && finished && begins
}

fn lost(passage: &Passage<'_>, start: usize, findings: &mut Findings) {
    let plain = passage.plain();
    let end = plain[start..].find([' ', '\n', '\r']).map_or(plain.len(), |at| start + at);
    findings.push(
        found(
            &RULE.meta,
            passage,
            start..end,
            "dòng này thiếu dấu đầu dòng, bị nhập vào ý trên",
            "this line has no mark and joins the item above",
        )
        .help(text(
            "ý mới thì viết `- ` ở đầu dòng; viết tiếp ý trên thì thụt vào hai dấu cách",
            "start a new item with `- `; indent the line by two spaces if it belongs to the item above",
        )),
    );
}
