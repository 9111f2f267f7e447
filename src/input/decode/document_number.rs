//! The number of a document that is typed with its symbol: «25/KH-UBND», «Số 25».

use crate::base::diagnostic::{Text, text};

/// Returns what is wrong with what is typed as the number of a document.
#[must_use]
pub fn no_number(typed: &str) -> Text {
    text(format!("`{typed}` không phải số của văn bản"), format!("`{typed}` is not the number of a document"))
}

/// Returns the lines to copy for a number that has its symbol or the word «số» with it.
#[must_use]
pub fn number_and_symbol(typed: &str) -> Option<Text> {
    let typed = typed.trim();
    let bare = ["Số:", "số:", "Số", "số"].into_iter().find_map(|word| typed.strip_prefix(word)).unwrap_or(typed).trim();
    let (digits, symbol) = bare.split_once('/').unwrap_or((bare, "KH-UBND"));
    let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number || digits.bytes().all(|digit| digit == b'0') || symbol.contains(['"', '\\']) {
        return None;
    }
    let number = if digits.starts_with('0') { format!("\"{digits}\"") } else { digits.to_owned() };
    Some(text(
        format!("viết `number = {number}`; ký hiệu khác `KH-UBND` thì ghi `symbol = \"{symbol}\"`"),
        format!("write `number = {number}`; a symbol other than `KH-UBND` is `symbol = \"{symbol}\"`"),
    ))
}
