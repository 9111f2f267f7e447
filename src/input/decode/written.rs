//! The characters of a string with the places where a file writes them: what escapes and doubled quotes stand for.

use std::ops::Range;

/// A character and where the file writes it.
pub type TypedLetter = (char, Range<usize>);

/// Returns the characters of a string of TOML, which is written with its quotes from a place of the file on. None where it is no string.
#[must_use]
pub fn toml_letters(written: &str, start: usize) -> Option<Vec<TypedLetter>> {
    let quote = written.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let long: String = std::iter::repeat_n(quote, 3).collect();
    let quotes = if written.len() > 5 && written.starts_with(&long) { 3 } else { 1 };
    let inner = written.get(quotes..written.len().checked_sub(quotes)?)?;
    let newline = match inner.as_bytes() {
        [b'\r', b'\n', ..] if quotes == 3 => 2,
        [b'\n', ..] if quotes == 3 => 1,
        _ => 0,
    };
    let (mut at, end) = (quotes + newline, quotes + inner.len());
    let mut out = Vec::with_capacity(end - at);
    while let Some(letter) = written[at..end].chars().next() {
        let rest = &written[at..end];
        let (letter, length) = match letter {
            '\\' if quote == '"' => match escape(rest)? {
                (Some(letter), length) => (letter, length),
                (None, length) => {
                    at += length;
                    continue;
                }
            },
            letter => (letter, letter.len_utf8()),
        };
        out.push((letter, start + at..start + at + length));
        at += length;
    }
    Some(out)
}

/// Reads an escape: its character, none for a line break that is left out, and its length.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let sign = rest[1..].chars().next()?;
    let code = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), 2 + digits))
    };
    let single = |letter: char| Some((Some(letter), 2));
    match sign {
        'b' => single('\u{8}'),
        't' => single('\t'),
        'n' => single('\n'),
        'f' => single('\u{c}'),
        'r' => single('\r'),
        'e' => single('\u{1b}'),
        '"' | '\\' => single(sign),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        ' ' | '\t' | '\n' | '\r' => {
            let blank = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t', '\n', '\r']).len();
            Some((None, 1 + blank))
        }
        _ => None,
    }
}

/// Returns the characters of a field of CSV, which is written from a place of the file on.
#[must_use]
pub fn csv_letters(written: &str, start: usize) -> Vec<TypedLetter> {
    let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
    let range = if quoted { 1..written.len() - 1 } else { 0..written.len() };
    let mut out = Vec::with_capacity(range.len());
    let mut letters = written[range.clone()].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let from = start + range.start + at;
        let mut end = from + letter.len_utf8();
        if quoted && letter == '"' && letters.next_if(|(_, next)| *next == '"').is_some() {
            end += 1;
        }
        out.push((letter, from..end));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_one_character_each() {
        let read = |written: &str| -> Option<(String, Vec<Range<usize>>)> {
            let letters = toml_letters(written, 10)?;
            Some((
                letters.iter().map(|letter| letter.0).collect(),
                letters.into_iter().map(|letter| letter.1).collect(),
            ))
        };
        assert_eq!(read("\"a\\u0410\\\"\""), Some(("aА\"".to_owned(), vec![11..12, 12..18, 18..20])));
        assert_eq!(read("'\\u'"), Some(("\\u".to_owned(), vec![11..12, 12..13])));
        assert_eq!(read("\"\"\"\na\\\n  b\"\"\""), Some(("ab".to_owned(), vec![14..15, 19..20])));
        assert_eq!(read("\"\""), Some((String::new(), vec![])));
        assert_eq!(read("12"), None);
        assert_eq!(read("\"\\q\""), None);
    }

    #[test]
    fn doubled_quotes_are_one_character() {
        let letters = csv_letters("\"a\"\"b\"", 0);
        assert_eq!(letters, [('a', 1..2), ('"', 2..4), ('b', 4..5)]);
        assert_eq!(csv_letters("ab", 5), [('a', 5..6), ('b', 6..7)]);
    }
}
