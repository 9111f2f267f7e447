//! Symbols, dates, ranges and units, which an engine would break behind a slash or a hyphen: «238/KH-UBND», «31/12/2025», «2025-2030», «Gb/s».

use std::ops::Range;

use super::is_mark;

/// The most letters on each side of the slash of a unit: «người/năm».
const UNIT: usize = 4;
/// The letters behind the first slash or hyphen of a symbol.
const BEHIND: (usize, usize) = (2, 24);

/// Returns where a text has symbols, in order.
pub(super) fn symbols(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // Nearly every run has neither.
    if !words.contains(['/', '-']) {
        return out;
    }
    let mut from = 0;
    let mut before = None;
    for (at, letter) in words.char_indices() {
        if let Some(end) =
            number_with_letters(&words[at..]).or_else(|| unit(&words[at..], before)).filter(|_| at >= from)
        {
            // The figure of a square or cubic measure belongs to it: «µg/m³».
            let power = words[at + end..].len() - words[at + end..].trim_start_matches(['²', '³']).len();
            from = at + end + power;
            out.push(at..from);
        }
        before = Some(letter);
    }
    out
}

/// A number, a slash or a hyphen, and what goes on behind it; returns where it ends.
fn number_with_letters(words: &str) -> Option<usize> {
    if !words.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let number = words.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let behind = words[number..].strip_prefix(['/', '-'])?;
    let goes_on = |letter: &char| is_letter(*letter) || matches!(letter, '/' | '-');
    let found: Vec<char> = behind.chars().take_while(goes_on).take(BEHIND.1).collect();
    (found.len() >= BEHIND.0).then(|| number + 1 + found.iter().map(|letter| letter.len_utf8()).sum::<usize>())
}

/// A few letters on both sides of a slash, alone.
fn unit(words: &str, before: Option<char>) -> Option<usize> {
    let short = |words: &str| {
        let end = words.find(|letter| !is_letter(letter)).unwrap_or(words.len());
        (1..=UNIT).contains(&words[..end].chars().count()).then_some(end)
    };
    if before.is_some_and(is_in_word) {
        return None;
    }
    let first = short(words)?;
    let behind = words[first..].strip_prefix('/')?;
    let second = short(behind)?;
    let alone = !behind[second..].starts_with(is_in_word);
    alone.then_some(first + 1 + second)
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && !is_mark(letter) || letter.is_ascii_digit()
}

/// What is written together with letters as one word.
fn is_in_word(letter: char) -> bool {
    letter.is_alphabetic() || letter.is_ascii_digit() || letter == '_' || is_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::symbols;

    #[test]
    fn symbols_dates_ranges_and_units_are_found() {
        let found = |words: &str| symbols(words).into_iter().map(|range| words[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("238/KH-UBND;"), ["238/KH-UBND"]);
        assert_eq!(found("(31/12/2025)"), ["31/12/2025"]);
        assert_eq!(found("2025-2030"), ["2025-2030"]);
        assert_eq!(found("1.234-1.235"), [""; 0]);
        assert_eq!(found("Gb/s,"), ["Gb/s"]);
        assert_eq!(found("máy/người"), [""; 0]);
        assert_eq!(found("tấn/ha/năm"), ["tấn/ha"]);
        assert_eq!(found("và/hoặc"), ["và/hoặc"]);
        assert_eq!(found("8/8"), ["8/8"]);
        assert_eq!(found("5/6_a"), [""; 0]);
        assert_eq!(found("µg/m³,"), ["µg/m³"]);
        assert_eq!(found("QĐ238/QĐ-TTg"), ["238/QĐ-TTg"]);
        assert_eq!(found("https://a.vn"), [""; 0]);
        assert_eq!(found("Xã hội"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }
}
