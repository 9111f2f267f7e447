//! A date typed inside a sentence: «ngày 01/7/2025», «ngày 01 tháng 7 năm 2025».

use std::ops::Range;

use jiff::civil::Date;

/// A typed date, possible or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedDate {
    /// Where it starts, without «ngày».
    pub start: usize,
    pub end: usize,
    pub day: i8,
    pub month: i8,
    pub year: i16,
}

impl TypedDate {
    /// Returns where it is, without «ngày».
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the day of the calendar; `None` when there is no such day.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month, self.day).ok()
    }

    /// Reads a date that starts at a place: day, month and year of four digits, with `/`, `-`, `.` or in words.
    #[must_use]
    pub fn at(text: &str, start: usize) -> Option<Self> {
        let (day, at) = number(text, start, 2)?;
        let (month, at) = number(text, between(text, at, "tháng")?, 2)?;
        let (year, end) = number(text, between(text, at, "năm")?, 4)?;
        if end - at < 4 || text[end..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        Some(Self { start, end, day: i8::try_from(day).ok()?, month: i8::try_from(month).ok()?, year })
    }
}

/// Returns whether a text begins with a date behind its word: «ngày 31/3/2022».
#[must_use]
pub fn begins_date(text: &str) -> bool {
    text.strip_prefix("ngày ")
        .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns what stands behind «ngày» and has numbers as a date has, but is none: «15 tháng 9 tháng 2022», «01/7/25».
#[must_use]
pub fn broken_date(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("ngày").or_else(|| text[at..].strip_prefix("Ngày"))?;
    let start = text.len() - rest.trim_start_matches(' ').len();
    let (mut end, mut numbers) = (start, 0);
    loop {
        let rest = &text[end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '/', '-', '.']).len();
        let rest = &rest[blank..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let word = ["ngày", "tháng", "năm"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
        if digits.max(word) == 0 {
            break;
        }
        numbers += usize::from(digits > 0);
        end += blank + digits.max(word);
    }
    (numbers > 1 && TypedDate::at(text, start).is_none()).then_some(start..end)
}

/// Returns the first day that a text names after «ngày».
#[must_use]
pub fn first_date(text: &str) -> Option<Date> {
    text.match_indices("ngày ").find_map(|(at, word)| TypedDate::at(text, at + word.len())?.date())
}

/// A number of at most so many digits, and where it ends.
fn number(text: &str, start: usize, most: usize) -> Option<(i16, usize)> {
    let digits = text.get(start..)?.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    Some((text[start..end].parse().ok()?, end))
}

/// Returns what separates two parts of a date: a sign, or the next part's name.
fn between(text: &str, at: usize, name: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let after = &rest[spaces..];
    let used = match after.strip_prefix(name) {
        Some(words) => after.len() - words.trim_start_matches(' ').len(),
        None if after.starts_with(['/', '-', '.']) && spaces == 0 => 1,
        None => return None,
    };
    Some(at + spaces + used)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_way_to_type_a_date_is_read() {
        for given in ["01/7/2025", "01/07/2025", "1-7-2025", "01.7.2025", "01 tháng 7 năm 2025", "1 tháng 07 năm 2025;"]
        {
            let found = TypedDate::at(given, 0).unwrap();
            assert_eq!(found.date(), Some(date(2025, 7, 1)), "{given}");
            assert!(given[found.range()].ends_with("2025"));
        }
        assert_eq!(TypedDate::at("31/02/2025", 0).unwrap().date(), None);
    }

    #[test]
    fn what_was_meant_as_a_date_is_seen() {
        let broken = |text: &str| broken_date(text, 0).map(|range| text[range].to_owned());
        assert_eq!(broken("ngày 15 tháng 9 tháng 2022 của").as_deref(), Some("15 tháng 9 tháng 2022"));
        assert_eq!(broken("ngày 01/7/25 của").as_deref(), Some("01/7/25"));
        for given in ["ngày 01/7/2025 của", "ngày 31/02/2025", "ngày 5 người", "ngày ban hành", "năm 2025 tháng 7"]
        {
            assert_eq!(broken(given), None, "{given}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for given in ["7/2025", "24/7", "01/7/25", "1/2/20255", "tháng 7", "3-2-1", "01/7 /2025"] {
            assert_eq!(TypedDate::at(given, 0), None, "{given}");
        }
    }
}
