//! What is said of numbers that are typed as people type them, not as a program reads them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::diagnostic::{Text, text};
use crate::base::vietnamese::number;
use crate::base::vietnamese::typed_number::{Slip, in_plan, meanings};

/// Returns the lines to copy in place of a number that may mean several.
#[must_use]
pub fn which_is_meant(lines: &[(Decimal, String)]) -> Text {
    let said = |or: &str, is: &str| {
        let lines = lines.iter().map(|(number, line)| format!("{is} {}: `{line}`", number::grouped(*number)));
        lines.collect::<Vec<_>>().join(or)
    };
    text(said("; ", "nếu là"), said("; ", "for"))
}

/// Returns the question that a number asks which may mean several: «`1.200` là 1,2 hay 1.200?»
#[must_use]
pub fn what_is_meant(typed: &str, meant: &[Decimal]) -> Text {
    let shown: Vec<String> = meant.iter().map(|number| number::grouped(*number)).collect();
    text(format!("`{typed}` là {}?", shown.join(" hay ")), format!("is `{typed}` {}?", shown.join(" or ")))
}

/// Returns how to write a number in a plan file: «viết `tien = 1200`», both lines where it may mean two.
fn write_as(key: &str, typed: &str) -> Option<Text> {
    let meant = meanings(typed);
    let line = |number: &Decimal| {
        let number = in_plan(*number);
        if key.is_empty() { number } else { format!("{key} = {number}") }
    };
    match meant.as_slice() {
        [] => None,
        [one] => Some(text(format!("viết `{}`", line(one)), format!("write `{}`", line(one)))),
        several => Some(which_is_meant(&several.iter().map(|number| (*number, line(number))).collect::<Vec<_>>())),
    }
}

/// Returns what is wrong with words in place of a number, and how to write it in a plan file. `key` is the key before it.
#[must_use]
pub fn words_for_a_number(key: &str, typed: &str) -> (Text, Text) {
    let line = |number: &str| write_as(key, number);
    let message = if meanings(typed).is_empty() {
        text(format!("`{typed}` không phải số trần"), format!("`{typed}` is not a bare number"))
    } else {
        text(format!("số `{typed}` đặt trong ngoặc kép"), format!("the number `{typed}` is in quotes"))
    };
    let (reason, help) = match Slip::of(typed) {
        Slip::Percent(number) => (slip_words(&Slip::Percent(String::new())), line(&number)),
        Slip::Unit { number, unit } => (slip_words(&Slip::Unit { number: String::new(), unit }), line(&number)),
        Slip::Negative(number) => (slip_words(&Slip::Negative(String::new())), line(&format!("-{number}"))),
        Slip::Words => (None, line(typed)),
        other => (slip_words(&other), None),
    };
    let help = help.unwrap_or_else(|| {
        text(
            "viết một số trần như `1250.5`; chưa có số thì bỏ khóa này",
            "write a bare number such as `1250.5`; leave the key out where there is none",
        )
    });
    (reason.map_or(message.clone(), |reason| message.followed_by(": ", &reason)), help)
}

/// Returns what is typed in place of a number, where it has a name.
#[must_use]
pub fn slip_words(slip: &Slip) -> Option<Text> {
    Some(match slip {
        Slip::Percent(_) => text("có dấu %", "it has the sign %"),
        Slip::Unit { unit, .. } => text(format!("có kèm `{unit}`"), format!("it has `{unit}`")),
        Slip::Negative(_) => {
            text("là số âm viết trong ngoặc hay dấu trừ ở xa", "a negative number in brackets or with its sign apart")
        }
        Slip::Powers => text("là số Excel viết tắt, đã mất chữ số", "a number that Excel shortened: digits are lost"),
        Slip::Formula => text("là lỗi công thức của Excel", "an Excel formula error"),
        Slip::Narrow => {
            text("là số Excel không hiện được vì cột hẹp", "a number that Excel could not show in a narrow column")
        }
        Slip::Date => text("là ngày tháng, có thể do Excel tự đổi", "a date, maybe made by Excel"),
        Slip::Words => return None,
    })
}

/// A value on a line that TOML cannot read because of how its number is typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MistypedNumber {
    /// Where the number is in the text.
    pub range: Range<usize>,
    pub message: Text,
    pub help: Text,
}

/// Finds the numbers of a line that are typed as people write them: `95,5`, `1.200.000`, `1 200`, `.5`.
///
/// `line` is the range of the line in the text. Only what is behind `=` is looked at: in a list `[95,5]` is two numbers.
pub(super) fn mistyped_numbers(source: &str, line: Range<usize>) -> Vec<MistypedNumber> {
    let mut out = Vec::new();
    for equals in equal_signs(&source[line.clone()]) {
        let after = line.start + equals + 1;
        let rest = &source[after..line.end];
        let is_sign = |sign: char| sign.is_whitespace() || matches!(sign, '≥' | '≤' | '<' | '>' | '=' | '~');
        let start = after + rest.len() - rest.trim_start_matches(is_sign).len();
        let is_bare = start == after + rest.len() - rest.trim_start().len();
        let length = number_length(&source[start..line.end]);
        let typed = &source[start..start + length];
        let behind = source[start + length..line.end].trim_start();
        // A number with a unit or an operator is the matter of another message, unless its own mark is wrong as well.
        let ends = is_bare && (behind.is_empty() || behind.starts_with([',', '}', ']', '#', '%']));
        let has_comma = typed.contains(',') && !source[start + length..].starts_with(char::is_alphanumeric);
        if !(ends || has_comma) || is_toml_number(typed) {
            continue;
        }
        let key = key_before(source[line.start..line.start + equals].trim_end());
        out.extend(mistyped(key, typed).map(|(message, help)| MistypedNumber {
            range: start..start + length,
            message,
            help,
        }));
    }
    out
}

fn mistyped(key: &str, typed: &str) -> Option<(Text, Text)> {
    let padded = if let Some(rest) = typed.strip_prefix('.') {
        format!("0.{rest}")
    } else {
        typed.trim_end_matches('.').to_owned()
    };
    let help = write_as(key, &padded)?;
    let meant = meanings(&padded);
    let message = if meant.len() > 1 {
        what_is_meant(typed, &meant).followed_by(
            " ",
            &text(
                "tệp kế hoạch không dùng dấu phẩy thập phân và dấu ngăn hàng nghìn",
                "plan files have no decimal comma and no thousands separator",
            ),
        )
    } else if typed.contains(',') && number::parse(typed.trim_start_matches('+'), ',').is_some() {
        text(
            format!("`{typed}` viết dấu phẩy thập phân; tệp kế hoạch dùng dấu chấm thập phân"),
            format!("`{typed}` has a decimal comma; plan files have a decimal point"),
        )
    } else if typed.starts_with('.') || typed.ends_with('.') {
        text(format!("`{typed}` thiếu chữ số ở một bên dấu chấm"), format!("`{typed}` lacks a digit beside its point"))
    } else {
        text(
            format!("`{typed}` có dấu ngăn hàng nghìn; tệp kế hoạch viết số liền"),
            format!("`{typed}` has signs between thousands; plan files have none"),
        )
    };
    Some((message, help))
}

/// Returns where the equal signs of a line are that are outside of strings and comments.
pub(super) fn equal_signs(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open: Option<u8> = None;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (open, bytes[at]) {
            (Some(b'"'), b'\\') => at += 1,
            (Some(quote), byte) if byte == quote => open = None,
            (None, quote @ (b'"' | b'\'')) => open = Some(quote),
            (None, b'#') => break,
            (None, b'=') => out.push(at),
            (_, _) => {}
        }
        at += 1;
    }
    out
}

/// Returns the length of digits with single signs between them: «95,5» in «95,5, unit».
fn number_length(text: &str) -> usize {
    let is_joint = |sign: char| matches!(sign, '.' | ',' | '_' | '\'' | ' ' | '\u{a0}' | '\u{202f}');
    let start = text.len() - text.trim_start_matches(['+', '-', '.']).len();
    let mut end = start;
    let mut letters = text[start..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_ascii_digit() {
            end = start + at + 1;
        } else if !(is_joint(letter) && letters.peek().is_some_and(|(_, next)| next.is_ascii_digit())) {
            // «5.» ends in its point.
            return if letter == '.' && at > 0 { start + at + 1 } else { end };
        }
    }
    end
}

fn is_toml_number(typed: &str) -> bool {
    let unsigned = typed.trim_start_matches(['+', '-']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    match unsigned.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(unsigned) || unsigned.is_empty(),
    }
}

/// Returns the key at the end of a text.
pub(super) fn key_before(text: &str) -> &str {
    let is_key = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    &text[text.trim_end_matches(is_key).len()..]
}

/// Returns a list of numbers as it may have been meant where its numbers were typed with decimal commas: `[95,5, 97]` as `[95.5, 97]`.
///
/// `None` where no two of its numbers are typed without a blank between them, or one of the joined numbers cannot be.
#[must_use]
pub fn joined_by_commas(list: &str) -> Option<String> {
    let inside = list.strip_prefix('[')?.strip_suffix(']')?;
    if inside.contains(['#', '"', '\'']) {
        return None;
    }
    let mut joined = false;
    let parts: Option<Vec<String>> = inside
        .split(", ")
        .map(|part| {
            let part = part.trim().trim_end_matches(',');
            joined |= part.contains(',');
            meanings(part).first().map(|number| in_plan(*number))
        })
        .collect();
    parts.filter(|_| joined).map(|parts| match parts.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Language;

    fn found(line: &str) -> Vec<String> {
        let help = |one: MistypedNumber| format!("{} => {}", &line[one.range.clone()], one.help.get(Language::English));
        mistyped_numbers(line, 0..line.len()).into_iter().map(help).collect()
    }

    #[test]
    fn numbers_are_found_behind_their_keys() {
        for (line, number) in [
            ("value = 95,5", "95,5 => write `value = 95.5`"),
            ("promise = { op = \">=\", value = 95,5, unit = \"%\" }", "95,5 => write `value = 95.5`"),
            ("  { ten = \"a = 1,5\", tien = -1.200,5 },", "-1.200,5 => write `tien = -1200.5`"),
            ("tien = 1.200.000 # đồng", "1.200.000 => write `tien = 1200000`"),
            ("tien = 1 200", "1 200 => write `tien = 1200`"),
            ("tien = 1,200", "1,200 => for 1,2: `tien = 1.2`; for 1.200: `tien = 1200`"),
            ("value = .5", ".5 => write `value = 0.5`"),
            ("value = 5.", "5. => write `value = 5`"),
            ("value = 95,5%", "95,5 => write `value = 95.5`"),
            ("value = ≥ 95,5", "95,5 => write `value = 95.5`"),
            ("value = 95,5 hồ sơ", "95,5 => write `value = 95.5`"),
        ] {
            assert_eq!(found(line), [number], "{line}");
        }
        for line in [
            "value = 95, unit",
            "value = [95,5]",
            "value = 1.5",
            "a = \"x = 1,5\"",
            "# a = 1,5",
            "a = 1.200 đồng",
            "a =",
        ] {
            assert_eq!(found(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_list_may_be_numbers_with_decimal_commas() {
        assert_eq!(joined_by_commas("[95,5]").as_deref(), Some("95.5"));
        assert_eq!(joined_by_commas("[95,5, 97]").as_deref(), Some("[95.5, 97]"));
        assert_eq!(joined_by_commas("[95, 97]"), None);
    }
}
