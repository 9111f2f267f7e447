//! Number and symbol of a document inside a sentence: «85/2016/NĐ-CP», «57-NQ/TW», and what was meant as one: «89- CTtr/TƯ».

use std::ops::Range;

/// Returns the places of what looks like number and symbol.
#[must_use]
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let apart = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "/-–.,:".contains(c));
        match symbol_end(text, end).filter(|_| apart && end - at <= 5) {
            Some(symbol_end) => {
                out.push(at..symbol_end);
                at = symbol_end;
            }
            None => at = end,
        }
    }
    out
}

/// Returns whether a text has number and symbol of a document.
#[must_use]
pub fn has_symbol(text: &str) -> bool {
    !find(text).is_empty()
}

/// Returns whether number and symbol are one without a type of document before them.
pub(super) fn speaks_for_itself(symbol: &str, numbered: bool, kind_letters: &[String]) -> bool {
    let segments: Vec<&str> = segments(symbol).collect();
    let letters = segments.iter().filter(|segment| segment.starts_with(char::is_alphabetic)).count();
    letters > 1 && (numbered || kind_letters.iter().any(|kind| segments.contains(&kind.as_str())))
}

/// Returns the parts of a symbol between its signs, without spaces: number, year, letters. Where a sign was forgotten behind digits,
/// the letters are a part of their own: «13/2023NĐ-CP».
pub fn segments(symbol: &str) -> impl Iterator<Item = &str> {
    symbol.split(['/', '-', '–']).map(str::trim).flat_map(|part| {
        let (digits, letters) = part.split_at(digits_before_letters(part));
        [digits, letters].into_iter().filter(|part| !part.is_empty())
    })
}

/// Returns the length of the digits at the start of a text that capitals follow; without such capitals, that of the text.
fn digits_before_letters(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(char::is_uppercase) { digits } else { text.len() }
}

/// Returns where the symbol of a number that ends here ends, if one follows.
fn symbol_end(text: &str, number_end: usize) -> Option<usize> {
    let mut end = number_end;
    let (mut letters, mut years) = (0, 0);
    while let Some(next) = segment_after(text, end, letters) {
        if text[next.clone()].starts_with(|c: char| c.is_ascii_digit()) {
            if letters > 0 || years > 0 {
                break;
            }
            years += 1;
        } else {
            letters += 1;
        }
        end = next.end;
    }
    let wide = text[number_end..].starts_with('/');
    (letters > 1 || (letters == 1 && wide)).then_some(end)
}

/// Returns the next part after a sign. Spaces around the sign are a mistake, which is read if what follows is all in capitals.
fn segment_after(text: &str, at: usize, letters: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    if letters == 0 && rest.starts_with(char::is_uppercase) {
        // A sign was forgotten: «13/2023NĐ-CP».
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        return Some(at..at + length);
    }
    let sign = rest.trim_start_matches(' ').chars().next().filter(|sign| matches!(sign, '/' | '-' | '–'))?;
    let spaces_before = rest.len() - rest.trim_start_matches(' ').len();
    let after = &rest[spaces_before + sign.len_utf8()..];
    let words = after.trim_start_matches(' ');
    let spaced = spaces_before + after.len() - words.len();
    let length = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    let segment = &words[..length];
    let start = text.len() - words.len();
    let range = start..start + length;
    if segment.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = digits_before_letters(segment);
        let year = spaced == 0 && sign == '/' && digits == 4 && segment[..digits].bytes().all(|c| c.is_ascii_digit());
        return (year && (digits < length || words[length..].starts_with('/'))).then_some(start..start + digits);
    }
    if !segment.starts_with(char::is_uppercase) {
        return None;
    }
    if spaced == 0 {
        return Some(range);
    }
    let first_of_party =
        letters == 0 && spaces_before == 0 && sign != '/' && words[length..].trim_start_matches(' ').starts_with('/');
    let second = letters == 1
        && spaced <= 2
        && segment.chars().skip(1).all(|c| c.is_uppercase() || c.is_ascii_digit() || segment == "TTg");
    (first_of_party || second).then_some(range)
}
