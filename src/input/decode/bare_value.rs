//! Values that are typed without quotes: the line to copy for them.

use std::ops::Range;

use super::document_number::{no_number, number_and_symbol};
use super::numbers::{equal_signs, key_before, which_is_meant};
use crate::base::diagnostic::{Text, text};
use crate::base::vietnamese::{typed_measure, written_time};

/// A longer value is not written out in a message.
const SHOWN: usize = 120;

/// A value without quotes: its place, what is wrong with it and what to write.
pub(super) struct BareValue {
    pub range: Range<usize>,
    pub message: Text,
    pub help: Text,
}

/// Returns the value of a line that an offset is at or in, if it is words that no quotes are around.
pub(super) fn bare_value(source: &str, line: Range<usize>, offset: usize) -> Option<BareValue> {
    let text_of_line = &source[line.clone()];
    let before = offset.saturating_sub(line.start).min(text_of_line.len());
    let equals = equal_signs(text_of_line).into_iter().rfind(|equals| *equals < before)?;
    let rest = &text_of_line[equals + 1..];
    let start = line.start + equals + 1 + rest.len() - rest.trim_start().len();
    let is_inside = text_of_line[..equals].contains(['{', '[']);
    let ends: &[char] = if is_inside { &[',', '}', ']', '#'] } else { &['#'] };
    let value = source[start..line.end].split(ends).next().unwrap_or_default().trim_end();
    if value.is_empty() || value.chars().count() > SHOWN || value.contains(['"', '\\', '{', '[', '\'']) {
        return None;
    }
    let key = key_before(text_of_line[..equals].trim_end());
    let name = key.rsplit('.').next().unwrap_or_default();
    let line = |value: &str| text(format!("viết `{key} = {value}`"), format!("write `{key} = {value}`"));
    let quotes = text("chữ phải đặt trong dấu ngoặc kép", "text must be in quotes");
    let begins_with_a_number = value.starts_with(|sign: char| sign.is_ascii_digit() || "≥≤<>~".contains(sign));
    let (message, help) = if let Some(time) = written_time::in_plan(value) {
        (
            text(format!("`{value}` chưa đúng cách ghi thời gian"), format!("`{value}` is not how a time is written")),
            line(&format!("\"{time}\"")),
        )
    } else if name == "number" {
        (no_number(value), number_and_symbol(value)?)
    } else if begins_with_a_number && matches!(name, "promise" | "previous" | "city") {
        let tables = typed_measure::tables(value);
        let help = match tables.as_slice() {
            [] => return None,
            [(_, table)] => line(table),
            several => which_is_meant(several),
        };
        (quotes_or_table(value), help)
    } else if begins_with_a_number {
        return None;
    } else {
        (quotes, line(&format!("\"{value}\"")))
    };
    Some(BareValue { range: start..start + value.len(), message, help })
}

/// What is said of words where a table is needed.
fn quotes_or_table(value: &str) -> Text {
    text(format!("`{value}` chưa ghi thành số và đơn vị"), format!("`{value}` is not written as value and unit"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Language;

    #[test]
    fn the_line_to_copy_has_the_key_and_the_value() {
        for (line, help) in [
            ("date = 28/01/2026", Some("write `date = \"2026-01-28\"`")),
            ("due = Quý IV/2026 # hạn", Some("write `due = \"2026-Q4\"`")),
            ("name = Kiến Thụy", Some("write `name = \"Kiến Thụy\"`")),
            ("commune = { name = Kiến Thụy, kind = \"xã\" }", Some("write `name = \"Kiến Thụy\"`")),
            ("previous = 80%", Some("write `previous = { value = 80, unit = \"%\" }`")),
            (
                "number = 25/KH-UBND",
                Some("write `number = 25`; a symbol other than `KH-UBND` is `symbol = \"KH-UBND\"`"),
            ),
            ("number = Số 25", Some("write `number = 25`; a symbol other than `KH-UBND` is `symbol = \"KH-UBND\"`")),
            ("number = KH-UBND", None),
            ("value = 98%", None),
            ("to = [so-khcn]", None),
        ] {
            let offset = line.find("Kiến").or_else(|| line.find('=')).unwrap() + 2;
            let found = bare_value(line, 0..line.len(), offset).map(|one| one.help.get(Language::English).to_owned());
            assert_eq!(found.as_deref(), help, "{line}");
        }
    }
}
