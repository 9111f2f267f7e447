//! What comes back every month or every year: «ngày 15 hằng tháng», «tháng 6, tháng 12 hằng năm».

use super::words::{pieces, roman_or_digits};
use crate::base::vietnamese::{date, number};
use crate::input::decode::{Decoder, FromNode, Keyword, Node, decode_keyword};

/// A day, months or quarters that come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periodic {
    /// From 1 to 31.
    pub day: Option<u32>,
    /// The months, from 1 to 12, of what comes every year.
    pub months: Vec<u32>,
    /// The quarters, from 1 to 4, of what comes every year.
    pub quarters: Vec<u32>,
    /// Whether it goes on from the first of the months or quarters to the last, which a list of all of them does not say.
    pub throughout: bool,
    pub every: Every,
}

/// How often something comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Month,
    Year,
}

impl Keyword for Every {
    const WORDS: &'static [(&'static str, Self)] = &[("month", Self::Month), ("year", Self::Year)];
}

impl FromNode for Every {
    const EXAMPLE: &'static str = "\"month\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

impl Periodic {
    /// Returns it as it is printed inside a sentence.
    #[must_use]
    pub fn describe(&self) -> String {
        let Self { day, months, quarters, throughout, every } = self;
        let small = |number: u32| i8::try_from(number).unwrap_or(i8::MAX);
        let month = |month: &u32| format!("tháng {}", date::month(small(*month)));
        let names: Vec<String> = if months.is_empty() {
            quarters.iter().map(|quarter| format!("quý {}", number::roman(*quarter as usize))).collect()
        } else {
            months.iter().map(month).collect()
        };
        let range = match names.as_slice() {
            [from, .., to] if *throughout => Some(format!("từ {from} đến {to}")),
            _ => None,
        };
        let day = day.map(|day| date::day(small(day)));
        let often = match every {
            Every::Month => "hằng tháng",
            Every::Year => "hằng năm",
        };
        let when = match (day, range) {
            (Some(day), Some(range)) => format!("ngày {day} hằng tháng, {range}"),
            (None, Some(range)) => range,
            (Some(day), None) if months.is_empty() => format!("ngày {day}"),
            (Some(day), None) => {
                let of_month = |month: &u32| format!("ngày {day}/{}", date::month(small(*month)));
                months.iter().map(of_month).collect::<Vec<_>>().join(", ")
            }
            (None, None) => names.join(", "),
        };
        format!("{when} {often}")
    }

    /// Returns the value of `due` for it, as a plan file writes it.
    #[must_use]
    pub fn written(&self) -> String {
        let Self { day, months, quarters, throughout, every } = self;
        let day = day.map(|day| format!("day = {day}"));
        let months = keyed("month", months, *throughout);
        let quarters = keyed("quarter", quarters, *throughout);
        let every = format!("every = \"{}\"", every.as_str());
        let keys: Vec<String> = [day, months, quarters, Some(every)].into_iter().flatten().collect();
        format!("{{ {} }}", keys.join(", "))
    }

    fn empty(every: Every) -> Self {
        Self { day: None, months: Vec::new(), quarters: Vec::new(), throughout: false, every }
    }

    /// Reads «ngày 15 hằng tháng», «ngày 15/12 hằng năm», «tháng 6 và tháng 12 hằng năm», «quý I, III hằng năm»: in lower case.
    pub(super) fn read(words: &str) -> Option<Self> {
        let every = |ends: [&str; 3]| ends.iter().find_map(|end| words.strip_suffix(end));
        if let Some(day) = every([" hằng tháng", " hàng tháng", " mỗi tháng"]) {
            let day = day.strip_prefix("ngày ")?.trim().parse().ok().filter(|day| (1..=31).contains(day))?;
            return Some(Self { day: Some(day), ..Self::empty(Every::Month) });
        }
        let head = every([" hằng năm", " hàng năm", " mỗi năm"])?;
        let mut out = Self::empty(Every::Year);
        if let Some((from, to)) = head.strip_prefix("từ ").and_then(|range| range.split_once(" đến ")) {
            let (unit, from) = from.split_once(' ')?;
            let to = to.strip_prefix(unit).unwrap_or(to).trim_start();
            let read = |number: &str| if unit == "quý" { roman_or_digits(number) } else { number.parse().ok() };
            let numbers = |largest| range(read(from)?, read(to)?, largest);
            match unit {
                "quý" => out.quarters = numbers(4)?,
                "tháng" => out.months = numbers(12)?,
                _ => return None,
            }
            return Some(Self { throughout: true, ..out });
        }
        for piece in pieces(head)? {
            match piece.split_once(' ')? {
                ("quý", quarter) => out.quarters.push(roman_or_digits(quarter)?),
                ("tháng", month) => out.months.push(month.parse().ok()?),
                ("ngày", day) => {
                    let day = day.replace(" tháng ", "/");
                    let (day, month) = day.split_once('/')?;
                    let day: u32 = day.trim().parse().ok()?;
                    if out.day.replace(day).is_some_and(|other| other != day) {
                        return None;
                    }
                    out.months.push(month.trim().parse().ok()?);
                }
                _ => return None,
            }
        }
        let months = out.months.iter().all(|month| (1..=12).contains(month));
        let quarters = out.quarters.iter().all(|quarter| (1..=4).contains(quarter));
        let one_kind = out.months.is_empty() != out.quarters.is_empty();
        (months && quarters && one_kind).then_some(out)
    }
}

/// Returns the numbers from one to a larger one, none of them above the largest that there is.
#[must_use]
pub fn range(from: u32, to: u32, largest: u32) -> Option<Vec<u32>> {
    (1 <= from && from < to && to <= largest).then(|| (from..=to).collect())
}

/// A key with its number, with a range, or with a list of several.
fn keyed(key: &str, numbers: &[u32], throughout: bool) -> Option<String> {
    match numbers {
        [] => None,
        [one] => Some(format!("{key} = {one}")),
        [from, .., to] if throughout => Some(format!("{key} = \"{from}..{to}\"")),
        several => {
            let several: Vec<String> = several.iter().map(ToString::to_string).collect();
            Some(format!("{key} = [{}]", several.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Periodic;

    #[test]
    fn words_are_read_written_and_printed_alike() {
        for (words, written, printed) in [
            ("ngày 15 hàng tháng", "{ day = 15, every = \"month\" }", "ngày 15 hằng tháng"),
            ("ngày 5/12 hằng năm", "{ day = 5, month = 12, every = \"year\" }", "ngày 05/12 hằng năm"),
            (
                "ngày 15/6 và ngày 15 tháng 12 hằng năm",
                "{ day = 15, month = [6, 12], every = \"year\" }",
                "ngày 15/6, ngày 15/12 hằng năm",
            ),
            ("tháng 6, tháng 12 hằng năm", "{ month = [6, 12], every = \"year\" }", "tháng 6, tháng 12 hằng năm"),
            ("tháng 6 và 12 hằng năm", "{ month = [6, 12], every = \"year\" }", "tháng 6, tháng 12 hằng năm"),
            (
                "từ tháng 3 đến tháng 11 hằng năm",
                "{ month = \"3..11\", every = \"year\" }",
                "từ tháng 3 đến tháng 11 hằng năm",
            ),
            ("quý i, ii, iii hằng năm", "{ quarter = [1, 2, 3], every = \"year\" }", "quý I, quý II, quý III hằng năm"),
            ("từ tháng 3 đến 4 hằng năm", "{ month = \"3..4\", every = \"year\" }", "từ tháng 3 đến tháng 4 hằng năm"),
            ("từ quý i đến iv hằng năm", "{ quarter = \"1..4\", every = \"year\" }", "từ quý I đến quý IV hằng năm"),
            ("quý i, iii mỗi năm", "{ quarter = [1, 3], every = \"year\" }", "quý I, quý III hằng năm"),
        ] {
            let read = Periodic::read(words).unwrap();
            assert_eq!((read.written().as_str(), read.describe().as_str()), (written, printed), "{words}");
        }
        for words in [
            "trước ngày 15 hằng tháng",
            "tháng 13 hằng năm",
            "tháng 6, quý iii hằng năm",
            "hằng năm",
            "từ tháng 11 đến tháng 3 hằng năm",
            "từ tháng i đến tháng iii hằng năm",
            "từ ngày 3 đến ngày 11 hằng năm",
            "ngày 5/6, ngày 6/6 hằng năm",
        ] {
            assert_eq!(Periodic::read(words), None, "{words}");
        }
    }
}
