//! Markup in keys that have none: it would be printed as it is typed.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::raw::{Raw, raw_markup};
use crate::base::diagnostic::{Diagnostic, Findings, TEXT_MISREAD, Text, text};
use crate::base::vietnamese::item_mark::item_mark;
use crate::document::texts::PrintedText;
use crate::input::expressions::{opaque, tags};

/// Put before the text, so that nothing at its start opens a block.
const LEAD: &str = "\u{a0}";

/// Without any of these there is no markup in a text, and no second line.
const SIGNS: [char; 12] = ['*', '_', '`', '<', '[', ']', '&', '\\', '~', '|', '\n', '\r'];

/// Reports markup, expressions and lines in the texts that are printed in one line, without any of it.
pub(in crate::document::compose) fn report_markup(texts: &[PrintedText<'_>], findings: &mut Findings) {
    for PrintedText { source, reading, .. } in texts.iter().filter(|text| !text.reading.has_markup()) {
        let mut report = |range: Range<usize>, message: Text, help: Text| {
            findings.push(Diagnostic::new(&TEXT_MISREAD, source.inner(range), message).help(help));
        };
        let typed = source.text.as_str();
        if !reading.has_expressions() {
            for tag in tags(typed) {
                let words = &typed[tag.range.clone()];
                report(
                    tag.range.clone(),
                    text(
                        format!("`{words}` in ra nguyên văn: khóa này không nhận biểu thức"),
                        format!("`{words}` is printed as it is: this key takes no expressions"),
                    ),
                    text("viết thẳng chữ cần in", "write the words themselves"),
                );
            }
        }
        // Nearly every text is words alone, in one line.
        if !typed.bytes().any(|byte| byte.is_ascii() && SIGNS.contains(&char::from(byte))) {
            continue;
        }
        let plain = opaque(typed, 'x');
        for (range, words) in markup(&plain) {
            report(
                range,
                text(
                    format!("«{words}» in ra nguyên văn: khóa này không có định dạng"),
                    format!("«{words}» is printed as it is: this key has no markup"),
                ),
                text("chỉ viết chữ cần in, bỏ ký hiệu ấy", "write the words alone, without the sign"),
            );
        }
        if let Some((range, mark)) = second_line(&plain) {
            report(
                range,
                text(
                    format!("dòng `{mark} …` in ra liền vào dòng trên: khóa này chỉ in một đoạn"),
                    format!(
                        "the line `{mark} …` is printed in one paragraph with the line above: this key has one paragraph"
                    ),
                ),
                text(
                    "viết thành một câu; cần nhiều đoạn, nhiều ý thì đưa vào `text` của một mục",
                    "write one sentence; paragraphs and items belong in the `text` of a section",
                ),
            );
        }
    }
}

/// Returns what CommonMark would take for markup, and the sign of it.
fn markup(plain: &str) -> Vec<(Range<usize>, String)> {
    let line = format!("{LEAD}{}", plain.replace(['\n', '\r'], " "));
    let mut printed = vec![false; line.len()];
    let mut out = Vec::new();
    let mut code_end = 0;
    for (event, range) in Parser::new(&line).into_offset_iter() {
        if range.start < code_end {
            continue;
        }
        let sign = match &event {
            Event::Text(words) if line[range.clone()] == **words => {
                printed[range].fill(true);
                continue;
            }
            Event::Start(Tag::Emphasis) if is_meant(&line, &range) => range.start..range.start + 1,
            Event::Start(Tag::Emphasis) => {
                printed[range.start] = true;
                printed[range.end - 1] = true;
                continue;
            }
            Event::Start(Tag::Strong) => range.start..range.start + 2,
            Event::Code(_) => range.start..range.start + 1,
            // Words that are not as they are typed: «&nbsp;».
            Event::Text(_) | Event::InlineHtml(_) => range.clone(),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                code_end = range.end;
                range.clone()
            }
            _ => continue,
        };
        out.push((sign.clone(), line[sign].to_owned()));
    }
    // A backslash that CommonMark takes away; one before another is how a path begins.
    for (at, _) in line.match_indices('\\').filter(|(at, _)| !printed[*at] && *at >= code_end) {
        let next = line.as_bytes().get(at + 1);
        if next.is_some_and(|next| next.is_ascii_punctuation() && *next != b'\\') {
            out.push((at..at + 2, line[at..at + 2].to_owned()));
        }
    }
    out.extend(
        raw_markup(&line, |at| printed[at])
            .into_iter()
            .map(|Raw { range, .. }| (range.clone(), line[range].to_owned())),
    );
    for (range, _) in &mut out {
        *range = range.start - LEAD.len()..range.end - LEAD.len();
    }
    out
}

/// Returns whether stars are around words, not between them: «*chữ*», but not «4*6*2» nor «(*) … (*)».
fn is_meant(line: &str, range: &Range<usize>) -> bool {
    let inner = line[range.start + 1..range.end - 1].trim_matches(['“', '”', '"']);
    let outside = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    outside(line[..range.start].chars().next_back())
        && outside(line[range.end..].chars().next())
        && inner.starts_with(char::is_alphanumeric)
        && inner.ends_with(|letter: char| letter.is_alphanumeric() || ".!?)%".contains(letter))
}

/// Returns the first line that begins a paragraph or an item of its own, and how it begins.
fn second_line(plain: &str) -> Option<(Range<usize>, String)> {
    let mut start = 0;
    let mut blank = false;
    for (index, line) in plain.split('\n').enumerate() {
        let words = line.trim();
        let at = start + line.len() - line.trim_start().len();
        start += line.len() + 1;
        if words.is_empty() {
            blank = index > 0;
            continue;
        }
        let is_item = ["- ", "+ ", "* "].iter().any(|mark| words.starts_with(mark)) || item_mark(words).is_some();
        let has_before = !plain[..at].trim().is_empty();
        if has_before && (blank || is_item) {
            let first = words.split(' ').next().unwrap_or_default();
            return Some((at..at + first.len(), first.to_owned()));
        }
        blank = false;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{markup, second_line};

    #[test]
    fn markup_is_found_and_signs_are_not() {
        let found = |text: &str| markup(text).into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Tổ chức **tập huấn** kỹ năng"), ["**"]);
        assert_eq!(found("Tổ chức *tập huấn* và _rèn_"), ["*", "_"]);
        assert_eq!(found("dòng<br>mới &nbsp; <!-- x -->"), ["<br>", "&nbsp;", "<!-- x -->"]);
        assert_eq!(found("[cổng](https://a.vn)[^1]"), ["[cổng](https://a.vn)", "[^1]"]);
        assert_eq!(found(r"số \* một"), [r"\*"]);
        for text in ["4*6*2 = 48", "(*) Ghi chú (*)", r"\\may-chu\chung", "a_b_c", "1. Mục", "# 5", "3 > 2", "> 5"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_second_paragraph_or_item_is_found() {
        let found = |text: &str| second_line(text).map(|(_, words)| words);
        assert_eq!(found("Một\n\nHai"), Some("Hai".to_owned()));
        assert_eq!(found("Một:\n- hai"), Some("-".to_owned()));
        assert_eq!(found("Một:\n(2) hai"), Some("(2)".to_owned()));
        assert_eq!(found("Một\nhai\n"), None);
        assert_eq!(found("\nMột\n"), None);
        assert_eq!(found("1. Một"), None);
    }
}
