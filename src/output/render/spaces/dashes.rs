//! The spaces around dashes.

use std::borrow::Cow;

use super::HOLDING;

/// What stands between words or numbers.
pub(in crate::output::render) const DASHES: [char; 3] = ['-', '\u{2013}', '\u{2014}'];

/// A longer range, in letters, ends a line behind its dash where it must: held together it would leave a wide gap in the line before.
const LONGEST_RANGE: usize = 17;

/// Returns a text with spaces that do not break before a dash between words, so that no line begins like an item of a list, and on both
/// sides of one between numbers: «2025 - 2030».
pub(super) fn unbroken_dashes(words: &str) -> Cow<'_, str> {
    const SPACED: [&str; 3] = [" - ", " \u{2013} ", " \u{2014} "];
    if !SPACED.iter().any(|dash| words.contains(dash)) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 8);
    let mut rest = words;
    while let Some((at, dash)) = SPACED.iter().filter_map(|dash| Some((rest.find(dash)?, *dash))).min() {
        let (before, behind) = (&rest[..at], &rest[at + dash.len()..]);
        let in_numbers = before.ends_with(|c: char| c.is_ascii_digit())
            && behind.starts_with(|c: char| c.is_ascii_digit())
            && letters_of_range(before, behind) <= LONGEST_RANGE;
        out.push_str(before);
        out.push(HOLDING);
        out.push_str(dash.trim());
        out.push(if in_numbers { HOLDING } else { ' ' });
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn letters_of_range(before: &str, behind: &str) -> usize {
    let first = before.rsplit([' ', HOLDING]).next().unwrap_or(before);
    let second = behind.split([' ', HOLDING]).next().unwrap_or(behind);
    first.chars().count() + " - ".len() + second.chars().count()
}

#[cfg(test)]
mod tests {
    use super::unbroken_dashes;

    #[test]
    fn no_line_begins_with_a_dash_between_words() {
        assert_eq!(unbroken_dashes("doanh nghiệp - viện, trường"), "doanh nghiệp\u{a0}- viện, trường");
        assert_eq!(unbroken_dashes("giai đoạn 2025 - 2030 – 2035"), "giai đoạn 2025\u{a0}-\u{a0}2030\u{a0}–\u{a0}2035");
        assert_eq!(unbroken_dashes("01/01/2026 - 31/12/2026"), "01/01/2026\u{a0}- 31/12/2026");
        assert_eq!(unbroken_dashes("Văn hóa-Xã hội"), "Văn hóa-Xã hội");
    }
}
