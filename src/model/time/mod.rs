//! Times as plans give them: a day, a month, a quarter, a half-year, a year, a range.

use jiff::civil::Date;
use toml::de::DeValue;

use crate::base::diagnostic::{IMPOSSIBLE_DATE, text};
use crate::base::vietnamese::{date, letter, number};
use crate::input::decode::{Decoder, FromNode, Node};
use crate::input::letters;

mod forms;
mod periodic;
mod words;

pub use forms::forms_help;
pub use periodic::{Every, Periodic, range};
pub use words::TimeInWords;

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    Day(Date),
    /// A month of a year, from 1.
    Month(i16, i8),
    /// A quarter of a year, from 1 to 4.
    Quarter(i16, i8),
    /// A half of a year, 1 or 2.
    Half(i16, i8),
    Year(i16),
    /// From the start of one to the end of the other.
    Range(Box<Time>, Box<Time>),
    /// Several quarters, or several months, of one year, in their order.
    Several(Vec<Time>),
}

impl Time {
    /// The forms that are read, each with what it is, in Vietnamese and in English.
    pub const FORMS: [(&'static str, &'static str, &'static str); 6] = [
        ("2026-09-30", "ngày", "day"),
        ("2026-09", "tháng", "month"),
        ("2026-Q3", "quý", "quarter"),
        ("2026-H2", "nửa năm", "half-year"),
        ("2026", "năm", "year"),
        ("2025..2027", "từ … đến …", "from … to …"),
    ];

    /// Reads `2026-09-30`, `2026-09`, `2026-Q3`, `2026-H2`, `2026` or `2025..2027`.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        if let Some((from, to)) = given.split_once("..") {
            let (from, to) = (Self::parse(from.trim())?, Self::parse(to.trim())?);
            let single = |time: &Self| !matches!(time, Self::Range(..));
            return (single(&from) && single(&to) && from.first_day() <= to.last_day())
                .then(|| Self::Range(Box::new(from), Box::new(to)));
        }
        let mut parts = given.split('-');
        let year =
            parts.next().filter(|year| year.len() == 4)?.parse().ok().filter(|year| (1900..=2200).contains(year))?;
        let Some(second) = parts.next() else { return Some(Self::Year(year)) };
        let third = parts.next();
        if parts.next().is_some() {
            return None;
        }
        if let Some(day) = third {
            let two = |part: &str| if part.len() == 2 { part.parse::<i8>().ok() } else { None };
            return Date::new(year, two(second)?, two(day)?).ok().map(Self::Day);
        }
        let bounded = |digits: &str, last: i8| digits.parse::<i8>().ok().filter(|value| (1..=last).contains(value));
        match second.split_at_checked(1)? {
            ("Q", quarter) => bounded(quarter, 4).map(|quarter| Self::Quarter(year, quarter)),
            ("H", half) => bounded(half, 2).map(|half| Self::Half(year, half)),
            _ if second.len() == 2 => bounded(second, 12).map(|month| Self::Month(year, month)),
            _ => None,
        }
    }

    /// Reads `2026..`: the time from which something goes on without an end.
    #[must_use]
    pub fn parse_open(given: &str) -> Option<Self> {
        let from = Self::parse(given.trim_end().strip_suffix("..")?.trim_end())?;
        (!matches!(from, Self::Range(..))).then_some(from)
    }

    /// Reads `2026-Q3,Q4` or `2026-06,12`: several quarters or months of a year.
    #[must_use]
    pub fn parse_several(given: &str) -> Option<Self> {
        let (year, parts) = given.split_once('-')?;
        let parts: Option<Vec<Self>> =
            parts.split(',').map(|part| Self::parse(&format!("{year}-{}", part.trim()))).collect();
        Self::several(parts?)
    }

    /// Returns several times as one, where they are quarters, or months, of one year and in their order.
    #[must_use]
    pub fn several(times: Vec<Self>) -> Option<Self> {
        let follows = |pair: &[Self]| match pair {
            [Self::Month(one, month), Self::Month(other, next)] => one == other && month < next,
            [Self::Quarter(one, quarter), Self::Quarter(other, next)] => one == other && quarter < next,
            _ => false,
        };
        (times.len() > 1 && times.windows(2).all(follows)).then_some(Self::Several(times))
    }

    /// Returns the first day of the time.
    #[must_use]
    pub fn first_day(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Month(year, month) => first(*year, *month),
            Self::Quarter(year, quarter) => first(*year, quarter * 3 - 2),
            Self::Half(year, half) => first(*year, half * 6 - 5),
            Self::Year(year) => first(*year, 1),
            Self::Range(from, _) => from.first_day(),
            Self::Several(times) => times.first().map_or(Date::MIN, Self::first_day),
        }
    }

    /// Returns the last day of the time.
    #[must_use]
    pub fn last_day(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Month(year, month) => first(*year, *month).last_of_month(),
            Self::Quarter(year, quarter) => first(*year, quarter * 3).last_of_month(),
            Self::Half(year, half) => first(*year, half * 6).last_of_month(),
            Self::Year(year) => first(*year, 12).last_of_month(),
            Self::Range(_, to) => to.last_day(),
            Self::Several(times) => times.last().map_or(Date::MAX, Self::last_day),
        }
    }

    /// As a plan file writes it.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
            Self::Half(year, half) => format!("{year}-H{half}"),
            Self::Year(year) => year.to_string(),
            Self::Range(from, to) => format!("{}..{}", from.written(), to.written()),
            Self::Several(times) => {
                // The year is said once, in front: «2026-Q3», «Q4».
                let year = format!(",{}-", self.first_day().year());
                times.iter().map(Self::written).collect::<Vec<_>>().join(",").replace(&year, ",")
            }
        }
    }

    /// As it is written in a list of tasks: «Quý III/2026», «Tháng 9/2026», «Năm 2026», «2025-2027».
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Day(day) => format!("Ngày {}", date::short(*day)),
            Self::Month(year, month) => format!("Tháng {}/{year}", date::month(*month)),
            Self::Quarter(year, quarter) => {
                format!("Quý {}/{year}", number::roman(usize::from(quarter.unsigned_abs())))
            }
            Self::Half(year, 1) => format!("6 tháng đầu năm {year}"),
            Self::Half(year, _) => format!("6 tháng cuối năm {year}"),
            Self::Year(year) => format!("Năm {year}"),
            Self::Range(from, to) => match (&**from, &**to) {
                (Self::Year(from), Self::Year(to)) => format!("{from}-{to}"),
                (from, to) => format!("Từ {} đến {}", from.in_sentence(), to.in_sentence()),
            },
            Self::Several(times) => {
                let year = format!("/{}", self.first_day().year());
                let all = times.iter().map(Self::describe).collect::<Vec<_>>().join(", ");
                // «Quý III, IV/2026»: kind and year are said once.
                let kind = all.split_inclusive(' ').next().unwrap_or_default().to_owned();
                let numbers = all.replace(&kind, "").replace(&year, "");
                format!("{kind}{numbers}{year}")
            }
        }
    }

    /// The same inside a sentence: «quý III/2026», «năm 2026».
    #[must_use]
    pub fn in_sentence(&self) -> String {
        letter::uncapitalized(&self.describe())
    }

    /// What begins at the time and does not end: «Năm 2026 và các năm tiếp theo», «Từ quý III/2026 trở đi».
    #[must_use]
    pub fn describe_open(&self) -> String {
        match self {
            Self::Year(year) => format!("Năm {year} và các năm tiếp theo"),
            other => format!("Từ {} trở đi", other.in_sentence()),
        }
    }

    /// As it is written in a column of times, whose title says what they are: «30/6/2026», «9/2026», «2026», «Quý III/2026».
    #[must_use]
    pub fn in_column(&self) -> String {
        match self {
            Self::Day(day) => date::short(*day),
            Self::Month(year, month) => format!("{}/{year}", date::month(*month)),
            Self::Year(year) => year.to_string(),
            other => other.describe(),
        }
    }

    /// As it is written in brackets after a value: «2026», «2025-2027», «quý III/2026».
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            other => other.in_sentence(),
        }
    }

    /// Returns a name for a measure that is promised by then: «nam-2027».
    #[must_use]
    pub fn measure_name(&self) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        format!("nam-{}", self.written().replace("..", "-").chars().map(plain).collect::<String>().to_lowercase())
    }
}

/// Reads a range whose end is before its beginning, as the range that was probably meant.
fn turned(given: &str) -> Option<Time> {
    let (from, to) = given.split_once("..")?;
    Time::parse(&format!("{}..{}", to.trim(), from.trim())).filter(|_| Time::parse(given).is_none())
}

fn first(year: i16, month: i8) -> Date {
    jiff::civil::date(year, month, 1)
}

impl Time {
    /// Reads a time where one of these forms is allowed.
    pub fn of_forms<'f>(
        node: Node<'_>,
        decoder: &mut Decoder<'_>,
        forms: impl Iterator<Item = (&'f str, &'f str, &'f str)> + Clone,
    ) -> Option<Self> {
        let given = match node.value {
            DeValue::Datetime(datetime) => datetime.to_string(),
            DeValue::Integer(integer) => integer.as_str().to_owned(),
            _ => String::from_node(node, decoder)?,
        };
        let parsed = Self::parse(&given);
        if parsed.is_none()
            && let Some(from) = Self::parse_open(&given)
        {
            // «2026..» has no last day, which the rules and the comparisons of promises ask for.
            let (first, last) = (from.written(), from.first_day().year() + 1);
            let ranges = forms.clone().any(|(form, ..)| form.contains(".."));
            let help = if ranges {
                text(
                    format!("viết `\"{first}\"`, hoặc ghi cả mốc cuối: `\"{first}..{last}\"`"),
                    format!("write `\"{first}\"`, or with its end: `\"{first}..{last}\"`"),
                )
            } else {
                forms_help(forms)
            };
            let message = text(format!("`{given}` chưa có mốc cuối"), format!("`{given}` has no end"));
            decoder.report(&IMPOSSIBLE_DATE, node.span, message, help);
        } else if parsed.is_none() {
            let (strange_vi, strange_en) = letters::in_brackets(&given);
            let plain = letters::plain(&given);
            let help = if Self::parse(&plain).is_some() {
                text(format!("viết `\"{plain}\"`"), format!("write `\"{plain}\"`"))
            } else if let Some(time) = Self::meant(&given, forms.clone()) {
                let line = time.written();
                text(format!("viết `\"{line}\"`"), format!("write `\"{line}\"`"))
            } else if let Some(turned) = turned(&plain) {
                let line = turned.written();
                text(format!("viết `\"{line}\"`"), format!("write `\"{line}\"`"))
            } else {
                forms_help(forms)
            };
            let message = if turned(&plain).is_some() {
                text(format!("`{given}` có mốc cuối trước mốc đầu"), format!("`{given}` ends before it begins"))
            } else if TimeInWords::has_a_form(&plain) {
                text(
                    format!("`{given}` không có trong lịch{strange_vi}"),
                    format!("`{given}` is not in the calendar{strange_en}"),
                )
            } else {
                text(
                    format!("`{given}` chưa đúng cách ghi thời gian{strange_vi}"),
                    format!("`{given}` is not how a time is written{strange_en}"),
                )
            };
            decoder.report(&IMPOSSIBLE_DATE, node.span, message, help);
        }
        parsed
    }

    /// Returns the time that words are, if it has one of the forms.
    fn meant<'f>(words: &str, forms: impl Iterator<Item = (&'f str, &'f str, &'f str)>) -> Option<Self> {
        let TimeInWords::At(time) = TimeInWords::read(words)? else { return None };
        let kind = std::mem::discriminant(&time);
        let mut known = forms.filter_map(|(form, ..)| Self::parse(form));
        known.any(|form| std::mem::discriminant(&form) == kind).then_some(time)
    }
}

impl FromNode for Time {
    const EXAMPLE: &'static str = "\"2026\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Self::of_forms(node, decoder, Self::FORMS.into_iter())
    }
}

impl FromNode for Day {
    const EXAMPLE: &'static str = "2026-01-31";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match Time::of_forms(node, decoder, Time::FORMS.into_iter().take(1))? {
            Time::Day(day) => Some(Self(day)),
            _ => {
                decoder.wrong_type(node, "một ngày đầy đủ", "a full date", "2026-01-31");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_written() {
        for (given, words, short) in [
            ("2026-01-31", "Ngày 31/01/2026", "ngày 31/01/2026"),
            ("2026-09", "Tháng 9/2026", "tháng 9/2026"),
            ("2026-Q3", "Quý III/2026", "quý III/2026"),
            ("2026-H2", "6 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
            ("2026", "Năm 2026", "2026"),
            ("2025..2027", "2025-2027", "2025-2027"),
            ("2026-Q1..2026-Q3", "Từ quý I/2026 đến quý III/2026", "từ quý I/2026 đến quý III/2026"),
            (
                "2026-11-20..2026-12-03",
                "Từ ngày 20/11/2026 đến ngày 03/12/2026",
                "từ ngày 20/11/2026 đến ngày 03/12/2026",
            ),
            ("2026..2027-Q1", "Từ năm 2026 đến quý I/2027", "từ năm 2026 đến quý I/2027"),
            ("2026-Q3,Q4", "Quý III, IV/2026", "quý III, IV/2026"),
            ("2026-02,06,12", "Tháng 02, 6, 12/2026", "tháng 02, 6, 12/2026"),
        ] {
            let time = Time::parse(given).or_else(|| Time::parse_several(given)).unwrap();
            assert_eq!((time.describe().as_str(), time.short().as_str()), (words, short));
            assert_eq!(time.written(), given);
        }
    }

    #[test]
    fn what_has_no_end_is_another_form() {
        for (given, words) in [
            ("2026..", "Năm 2026 và các năm tiếp theo"),
            ("2026-Q3 ..", "Từ quý III/2026 trở đi"),
            ("2026-09..", "Từ tháng 9/2026 trở đi"),
            ("2026-09-01..", "Từ ngày 01/9/2026 trở đi"),
        ] {
            assert_eq!(Time::parse(given), None);
            assert_eq!(Time::parse_open(given).unwrap().describe_open(), words);
        }
        for given in ["..", "2026", "2025..2026..", "2026-13.."] {
            assert_eq!(Time::parse_open(given), None, "{given}");
        }
    }

    #[test]
    fn impossible_times_are_refused() {
        for given in ["2026-Q3", "2026-Q4,Q3", "2026-Q3,Q3", "2026-Q3,09", "2026-Q3,Q5", "2026,2027"] {
            assert_eq!(Time::parse_several(given), None, "{given}");
        }
        for given in ["2026-02-30", "2026-13", "2026-Q5", "2026-H3", "26", "2027..2025", "2026-1", "", "2026-01-01-01"]
        {
            assert_eq!(Time::parse(given), None, "{given}");
        }
    }

    #[test]
    fn ends_of_times() {
        let last = |given: &str| Time::parse(given).unwrap().last_day().to_string();
        assert_eq!(last("2026-02"), "2026-02-28");
        assert_eq!(last("2026-Q3"), "2026-09-30");
        assert_eq!(last("2025..2027"), "2027-12-31");
        let several = Time::parse_several("2026-Q1, Q3").unwrap();
        assert_eq!(
            (several.first_day().to_string(), several.last_day().to_string()),
            ("2026-01-01".into(), "2026-09-30".into())
        );
    }
}
