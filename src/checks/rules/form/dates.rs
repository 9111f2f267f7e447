//! Dates as people type them into sentences.

use std::ops::Range;

use crate::checks::prose::{Passage, Trait, Word};

/// A date in a text: «05/8/2025», «ngày 05 tháng 8 năm 2025».
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedDate<'t> {
    /// Its place, from the day to the year.
    pub range: Range<usize>,
    /// The day as it is typed.
    pub day: &'t str,
    /// The month as it is typed.
    pub month: &'t str,
    pub year: i16,
    /// Whether there are words between the numbers.
    pub words: bool,
}

impl TypedDate<'_> {
    /// Returns whether a calendar has it.
    pub(super) fn exists(&self) -> bool {
        let (Ok(day), Ok(month)) = (self.day.parse::<i8>(), self.month.parse::<i8>()) else { return false };
        jiff::civil::Date::new(self.year, month, day).is_ok()
    }
}

/// All full dates of a passage.
pub(super) fn dates<'p>(passage: &'p Passage<'_>) -> Vec<TypedDate<'p>> {
    dates_of(passage.plain(), passage.words())
}

fn dates_of<'t>(text: &'t str, words: &[Word]) -> Vec<TypedDate<'t>> {
    let mut out: Vec<TypedDate<'t>> = Vec::new();
    for start in words.iter().filter(|word| word.shows(Trait::Digit)).map(Word::start) {
        let joined = text[..start].ends_with(['/', '-', '.', ',']);
        let inside = out.last().is_some_and(|last| start < last.range.end);
        if !joined && !inside {
            out.extend(date_at(text, start));
        }
    }
    out
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn date_at(text: &str, start: usize) -> Option<TypedDate<'_>> {
    let (day, rest) = number(&text[start..], 1..=2)?;
    let words = rest.starts_with(" tháng ");
    let (month, rest) = number(rest.strip_prefix(if words { " tháng " } else { "/" })?, 1..=2)?;
    let (year, rest) = number(rest.strip_prefix(if words { " năm " } else { "/" })?, 4..=4)?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    ends.then_some(TypedDate { range: start..text.len() - rest.len(), day, month, year, words })
}

fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<(&str, &str)> {
    let count = digits(text);
    length.contains(&count).then(|| text.split_at(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words_with_traits;

    #[test]
    fn full_dates_are_found() {
        let text = "ngày 5/8/2025; ngày 31 tháng 6 năm 2025, 12/2025/TT-BNV, số 1/2/2025/QĐ, 2/9, Nghị định 30/2020";
        let found: Vec<(&str, bool)> = dates_of(text, &words_with_traits(text))
            .iter()
            .map(|date| (&text[date.range.clone()], date.exists()))
            .collect();
        assert_eq!(found, [("5/8/2025", true), ("31 tháng 6 năm 2025", false)]);
    }
}
