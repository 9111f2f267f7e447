//! Symbols, dates, ranges and units, which an engine would break behind a slash, a hyphen or a dash: «238/KH-UBND», «31/12/2025», «2025-2030»,
//! «2025 - 2030» with spaces that hold, «người/lớp», «N-NH4+».

use std::ops::Range;

use super::is_mark;
use crate::output::render::spaces::{DASHES, HOLDING};

/// The most letters of each word beside a slash or a hyphen: no word of Vietnamese is longer. «phường/xã».
const WORD: usize = 7;
/// The most letters of all of them: held together, more would leave a wide gap in the line before.
const WORDS: usize = 17;
/// The letters behind the first slash or hyphen of a symbol.
const BEHIND: (usize, usize) = (2, 24);

/// Returns where a text has symbols, in order.
pub(super) fn symbols(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // Nearly every run has none of them.
    if !words.contains('/') && !words.contains(DASHES) {
        return out;
    }
    let mut ranges = ranges(words).into_iter().peekable();
    let mut from = 0;
    let mut before = None;
    for (at, letter) in words.char_indices() {
        if let Some(range) = ranges.next_if(|range| range.start == at) {
            from = range.end;
            out.push(range);
        } else if let Some(end) =
            number_with_letters(&words[at..]).or_else(|| joined(&words[at..], before)).filter(|_| at >= from)
        {
            // The figure of a square or cubic measure belongs to it, «µg/m³», and so does a sign: «N-NH4+».
            let signs = ['²', '³', '+', '%'];
            let signs = words[at + end..].len() - words[at + end..].trim_start_matches(signs).len();
            from = at + end + signs;
            out.push(at..from);
        }
        before = Some(letter);
    }
    out
}

/// Returns where numbers have a dash between them, with spaces that hold: an engine takes the dash for the end of a line. All of
/// «3/2026 - 5/2026» is one range.
fn ranges(words: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, dash) in words.match_indices(DASHES) {
        let before = words[..at].strip_suffix(HOLDING).filter(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let behind = words[at + dash.len()..].strip_prefix(HOLDING);
        let behind = behind.filter(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
        let (Some(before), Some(behind)) = (before, behind) else { continue };
        let token = before.rsplit(HOLDING).next().unwrap_or(before);
        let start = before.len() - token.trim_start_matches(|letter| !is_in_word(letter)).len();
        let token = behind.split(HOLDING).next().unwrap_or(behind);
        let end = words.len() - behind.len() + token.trim_end_matches(|c| !is_in_word(c) && c != '%').len();
        match out.last_mut() {
            Some(last) if start < last.end => last.end = end,
            _ => out.push(start..end),
        }
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

/// Short words with slashes or hyphens between them, alone; returns where they end.
fn joined(words: &str, before: Option<char>) -> Option<usize> {
    let short = |words: &str| {
        let end = words.find(|letter| !is_letter(letter)).unwrap_or(words.len());
        (1..=WORD).contains(&words[..end].chars().count()).then_some(end)
    };
    // An address parts behind its own marks.
    if before.is_some_and(|letter| is_in_word(letter) || matches!(letter, '.' | '@')) {
        return None;
    }
    let first = short(words)?;
    let mut end = first;
    loop {
        // No line ends behind a hyphen before a digit in any case.
        let is_digit = |letter: char| letter.is_ascii_digit();
        let hyphen = words[end..].strip_prefix('-').filter(|behind| !behind.starts_with(is_digit));
        let Some(behind) = words[end..].strip_prefix('/').or(hyphen) else { break };
        let next = short(behind).filter(|next| words[..end + 1 + next].chars().count() <= WORDS);
        let Some(next) = next else { break };
        end += 1 + next;
    }
    (end > first && !words[end..].starts_with(is_in_word)).then_some(end)
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
        assert_eq!(found("máy/người"), ["máy/người"]);
        assert_eq!(found("(xã/phường)"), ["xã/phường"]);
        assert_eq!(found("tấn/ha/năm"), ["tấn/ha/năm"]);
        assert_eq!(found("nghiêng/nghiêng/nghiêng"), ["nghiêng/nghiêng"]);
        assert_eq!(found("congthongtin/xã"), [""; 0]);
        assert_eq!(found("N-NH4+"), ["N-NH4+"]);
        assert_eq!(found("hóa-Xã"), ["hóa-Xã"]);
        assert_eq!(found("Covid-19,"), [""; 0]);
        assert_eq!(found("binhgiang.gov.vn/tin"), [""; 0]);
        assert_eq!(found("và/hoặc"), ["và/hoặc"]);
        assert_eq!(found("8/8"), ["8/8"]);
        assert_eq!(found("5/6_a"), [""; 0]);
        assert_eq!(found("µg/m³,"), ["µg/m³"]);
        assert_eq!(found("QĐ238/QĐ-TTg"), ["QĐ238/QĐ-TTg"]);
        assert_eq!(found("https://a.vn"), [""; 0]);
        assert_eq!(found("Xã hội"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_range_with_spaces_is_one_symbol() {
        let found = |words: &str| {
            let words = words.replace('~', "\u{a0}");
            symbols(&words).into_iter().map(|range| words[range].replace('\u{a0}', "~")).collect::<Vec<_>>()
        };
        assert_eq!(found("(2026~-~2030);"), ["2026~-~2030"]);
        assert_eq!(found("3/2026~–~5/2026,"), ["3/2026~–~5/2026"]);
        assert_eq!(found("2025~-~2030~-~2035"), ["2025~-~2030~-~2035"]);
        assert_eq!(found("Bình~Giang~5~-~10%."), ["5~-~10%"]);
        assert_eq!(found("nghiệp~-~2"), [""; 0]);
    }
}
