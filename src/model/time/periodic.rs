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
        let Self { day, months, quarters, every } = self;
        let small = |number: u32| i8::try_from(number).unwrap_or(i8::MAX);
        let each: Vec<String> = if let Some(day) = day {
            let day = date::day(small(*day));
            let of_month = |month: &u32| format!("ngày {day}/{}", date::month(small(*month)));
            if months.is_empty() { vec![format!("ngày {day}")] } else { months.iter().map(of_month).collect() }
        } else if months.is_empty() {
            quarters.iter().map(|quarter| format!("quý {}", number::roman(*quarter as usize))).collect()
        } else {
            months.iter().map(|month| format!("tháng {}", date::month(small(*month)))).collect()
        };
        let often = match every {
            Every::Month => "hằng tháng",
            Every::Year => "hằng năm",
        };
        format!("{} {often}", each.join(", "))
    }

    /// Returns the value of `due` for it, as a plan file writes it.
    #[must_use]
    pub fn written(&self) -> String {
        let Self { day, months, quarters, every } = self;
        let day = day.map(|day| format!("day = {day}"));
        let months = listed("month", months);
        let quarters = listed("quarter", quarters);
        let every = format!("every = \"{}\"", every.as_str());
        let keys: Vec<String> = [day, months, quarters, Some(every)].into_iter().flatten().collect();
        format!("{{ {} }}", keys.join(", "))
    }

    /// Reads «ngày 15 hằng tháng», «ngày 15/12 hằng năm», «tháng 6 và tháng 12 hằng năm», «quý I, III hằng năm»: in lower case.
    pub(super) fn read(words: &str) -> Option<Self> {
        let every = |ends: [&str; 3]| ends.iter().find_map(|end| words.strip_suffix(end));
        if let Some(day) = every([" hằng tháng", " hàng tháng", " mỗi tháng"]) {
            let day = day.strip_prefix("ngày ")?.trim().parse().ok().filter(|day| (1..=31).contains(day))?;
            return Some(Self { day: Some(day), months: Vec::new(), quarters: Vec::new(), every: Every::Month });
        }
        let head = every([" hằng năm", " hàng năm", " mỗi năm"])?;
        let mut out = Self { day: None, months: Vec::new(), quarters: Vec::new(), every: Every::Year };
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

/// A key with its number, or with a list of several.
fn listed(key: &str, numbers: &[u32]) -> Option<String> {
    match numbers {
        [] => None,
        [one] => Some(format!("{key} = {one}")),
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
            "ngày 5/6, ngày 6/6 hằng năm",
        ] {
            assert_eq!(Periodic::read(words), None, "{words}");
        }
    }
}
