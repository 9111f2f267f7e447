//! Markup that is printed as it is typed: CommonMark did not take it for markup, or the key has none.

use std::ops::Range;

use crate::base::diagnostic::{Text, text as localized};

/// Markup that is printed raw.
#[derive(Debug)]
pub(super) struct Raw {
    /// Where it is in the text.
    pub range: Range<usize>,
    pub message: Text,
    pub help: Text,
}

/// What a sign means as markup: how many bytes it has, and how to write it, in both languages.
type Meant = (usize, &'static str, &'static str);

/// Returns the markup among the literal bytes of a text.
pub(super) fn raw_markup(text: &str, is_literal: impl Fn(usize) -> bool) -> Vec<Raw> {
    let mut out = Vec::new();
    let mut at = 0;
    // As bytes: most texts have none of them.
    let is_sign = |byte: &u8| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'\\' | b'|');
    while let Some(found) = text.as_bytes()[at..].iter().position(is_sign) {
        let start = at + found;
        at = start + 1;
        if !is_literal(start) {
            continue;
        }
        let Some((length, vi, en)) = meant(text, start) else {
            let sign = text.as_bytes()[start];
            at = start + text[start..].bytes().take_while(|byte| *byte == sign).count();
            continue;
        };
        let range = start..start + length;
        at = range.end;
        if range.clone().all(&is_literal) {
            let typed = &text[range.clone()];
            let message = localized(format!("«{typed}» in ra nguyên văn"), format!("«{typed}» is printed as it is"));
            out.push(Raw { message, help: localized(vi, en), range });
        }
    }
    out
}

fn meant(text: &str, at: usize) -> Option<Meant> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'*' | b'_' | b'~' => emphasis(text, at),
        b'`' => {
            let length = rest.bytes().take_while(|byte| *byte == b'`').count();
            let close = rest[length..].lines().next().and_then(|line| line.find(&rest[..length]));
            close.filter(|close| *close > 0).map(|_| (length, "bỏ dấu `", "remove the backticks"))
        }
        b'[' if rest.starts_with("[^") => {
            let name = rest[2..].find(']').map(|end| &rest[2..2 + end])?;
            (!name.is_empty() && !name.contains(char::is_whitespace)).then_some((
                name.len() + 3,
                "thêm đoạn `[^tên]: nội dung chú thích` vào cuối lời văn này, cách bằng một dòng trống; của bảng thì thêm vào `notes`, của cả kế hoạch thì vào [notes]",
                "add a paragraph `[^name]: text of the note` at the end of this text, behind a blank line; of a table, to `notes`; of the whole plan, to [notes]",
            ))
        }
        b'[' if ["[ ]", "[x]", "[X]"].iter().any(|mark| rest.starts_with(mark)) && begins_item(text, at) => {
            Some((3, "bỏ ô đánh dấu `[ ]`", "remove the box `[ ]`"))
        }
        b']' if rest.starts_with("](") => Some((
            2,
            "viết địa chỉ trang ra thành chữ, không viết `[chữ](địa chỉ)`",
            "write the address out, not `[words](address)`",
        )),
        b'\\' => {
            let letter = rest.as_bytes().get(1)?;
            (b"nrt".contains(letter) && !rest[2..].starts_with(char::is_lowercase)).then_some((
                2,
                "xuống dòng bằng phím Enter, giữa ''' và '''; `\\n` chỉ có nghĩa xuống dòng giữa hai dấu \"…\"",
                "break the line itself, between ''' and '''; `\\n` is a line break only between \"…\"",
            ))
        }
        b'|' if is_row(text, at) => Some((
            1,
            "ngay dưới đầu bảng phải có dòng `| --- | --- |` đủ số cột của đầu bảng; in chính dấu | thì viết `\\|`",
            "a table needs a line `| --- | --- |` with as many columns right below its head; to print the sign write `\\|`",
        )),
        _ => None,
    }
}

/// Signs of bold words that touch words on one side: «**chữ**», «__chữ__», «~~chữ~~». A sign in brackets is a mark of its own: «(**)».
fn emphasis(text: &str, at: usize) -> Option<Meant> {
    let rest = &text[at..];
    let sign = rest.as_bytes()[0];
    let length = rest.bytes().take_while(|byte| *byte == sign).count();
    let is_meant = length == 2 || (length == 3 && sign == b'*');
    let touches = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace() && !"()".contains(letter));
    let touched = touches(text[..at].chars().next_back()) || touches(rest[length..].chars().next());
    (is_meant && touched).then_some((
        length,
        "dấu mở đứng sát trước chữ đầu, dấu đóng đứng sát sau chữ cuối và cách chữ tiếp theo: `**chữ đậm** …`; in chính dấu ấy thì viết `\\*`",
        "write the signs close to the words, with a space behind the last one: `**bold** …`; to print the sign itself write `\\*`",
    ))
}

/// Returns whether a place is the first one of a line, or comes right after the mark of an item.
fn begins_item(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    line.trim().bytes().all(|byte| byte.is_ascii_digit() || b"-+*.)".contains(&byte))
}

/// Returns whether a sign `|` is the first one of a row of a table that CommonMark did not take for one: a line that begins and ends with
/// it, or a line of `---`. Of several rows, only the first.
fn is_row(text: &str, at: usize) -> bool {
    let looks_like_row = |line: &str| {
        let line = line.trim();
        let dashes = line.contains("--") && line.contains('|') && line.bytes().all(|byte| b"|-: ".contains(&byte));
        dashes || (line.len() > 2 && line.starts_with('|') && line.ends_with('|'))
    };
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let above = text[..start].trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    looks_like_row(line) && !text[start..at].contains('|') && (start == 0 || !looks_like_row(above))
}

#[cfg(test)]
mod tests {
    use super::raw_markup;

    fn found(text: &str) -> Vec<&str> {
        raw_markup(text, |_| true).into_iter().map(|raw| &text[raw.range]).collect()
    }

    #[test]
    fn signs_next_to_words_are_markup() {
        assert_eq!(found("Phong trào **“Bình dân”**được"), ["**", "**"]);
        assert_eq!(found("__đậm__ và ~~gạch~~"), ["__", "__", "~~", "~~"]);
        assert_eq!(found("dự toán[^dt]."), ["[^dt]"]);
        assert_eq!(found("[cổng](https://a.vn)"), ["]("]);
        assert_eq!(found(r"một\nHai, C:\thon"), [r"\n"]);
        assert_eq!(found("- [ ] việc"), ["[ ]"]);
        assert_eq!(found("a `b` c"), ["`"]);
        assert_eq!(found("| a | b |\n| 1 | 2 |"), ["|"]);
    }

    #[test]
    fn signs_that_stand_for_themselves_are_not() {
        for text in
            ["(**) Ghi chú", "4 * 5 ** 6", "____ chỗ trống", "[…]", "~ 20", "a | b", "`", r"\\may-chu\thu-muc", "(*)"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
