//! Times in the words of a text, for the line that a plan has in their place: «Quý III/2026», «30/6/2026», «trước tháng 9 năm 2026».

use super::{Periodic, Time};
use crate::base::vietnamese::composed::composed;
use crate::base::vietnamese::number::roman_value;
use crate::base::vietnamese::written_time;

/// A time that was read in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeInWords {
    At(Time),
    /// From then on: «2026 và các năm tiếp theo».
    Since(Time),
    Before(Time),
    /// Again and again: «tháng 6, tháng 12 hằng năm».
    Every(Periodic),
}

impl TimeInWords {
    /// Reads words that are a time and nothing else, in the forms of Vietnamese texts or of a plan.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let words = composed(words).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let upper = words.to_uppercase();
        let mut words = words.trim_end_matches(['.', ';', ',']);
        if let Some(time) = Time::parse(&upper) {
            return Some(Self::At(time));
        }
        if let Some(from) = Time::parse_open(&upper) {
            return Some(Self::Since(from));
        }
        if let Some(several) = Time::parse_several(&upper) {
            return Some(Self::At(several));
        }
        for verb in ["hoàn thành ", "xong "] {
            words = words.strip_prefix(verb).unwrap_or(words);
        }
        if let Some(rest) = words.strip_prefix("trước ") {
            return time(rest).map(Self::Before);
        }
        for end in [" và các năm tiếp theo", " và những năm tiếp theo"] {
            if let Some(from) = words.strip_suffix(end) {
                return time(from).map(Self::Since);
            }
        }
        if let Some(from) = words.strip_prefix("từ ").and_then(|rest| rest.strip_suffix(" trở đi")) {
            return time(from).map(Self::Since);
        }
        for preposition in ["trong ", "vào ", "chậm nhất là ", "chậm nhất ", "đến hết ", "đến ", "hết "]
        {
            words = words.strip_prefix(preposition).unwrap_or(words);
        }
        if let Some(periodic) = Periodic::read(words) {
            return Some(Self::Every(periodic));
        }
        range(words).or_else(|| time(words)).or_else(|| several(words)).map(Self::At)
    }

    /// Returns whether words would be a time with other numbers: «30/02/2026», «2026-Q5».
    #[must_use]
    pub fn has_a_form(words: &str) -> bool {
        let letters: Vec<char> = words.chars().collect();
        let runs = letters.chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
        let other: String = runs
            .map(|run| match run {
                [digit] if digit.is_ascii_digit() => "1".to_owned(),
                [digit, _] if digit.is_ascii_digit() => "01".to_owned(),
                run => run.iter().collect(),
            })
            .collect();
        Self::read(words).is_none() && Self::read(&other).is_some()
    }

    /// Returns the value of `due` for it, as a plan file writes it.
    #[must_use]
    pub fn due(&self) -> String {
        match self {
            Self::At(time) => format!("\"{}\"", time.written()),
            Self::Since(from) => format!("\"{}..\"", from.written()),
            Self::Before(end) => format!("{{ before = \"{}\" }}", end.written()),
            Self::Every(periodic) => periodic.written(),
        }
    }
}

/// Reads «từ ngày 20/11/2026 đến ngày 03/12/2026», «giai đoạn 2026-2030», «quý II-III/2026».
fn range(words: &str) -> Option<Time> {
    let ends = |from: Time, to: Time| Time::parse(&format!("{}..{}", from.written(), to.written()));
    if let Some((from, to)) = words.strip_prefix("từ ").and_then(|rest| rest.split_once(" đến ")) {
        let to = time(to.strip_prefix("hết ").unwrap_or(to))?;
        // «từ quý I đến quý III/2026»: the year is said once.
        let from = time(from).or_else(|| time(&format!("{from}/{}", to.last_day().year())))?;
        return ends(from, to);
    }
    let words = words.strip_prefix("giai đoạn ").unwrap_or(words);
    let (from, to) = words.split_once(['-', '–'])?;
    let (from, to) = (from.trim(), to.trim());
    if let Some(quarter) = from.strip_prefix("quý ") {
        let to = time(&format!("quý {to}"))?;
        let from = time(&format!("quý {quarter}/{}", to.last_day().year()))?;
        return ends(from, to);
    }
    match (time(from)?, time(to)?) {
        (from @ Time::Year(_), to @ Time::Year(_)) => ends(from, to),
        _ => None,
    }
}

/// Reads «quý III, IV/2026», «quý III và quý IV năm 2026», «tháng 6, tháng 12/2026»: the year is said once, behind the last, or with each.
fn several(words: &str) -> Option<Time> {
    let pieces = pieces(words)?;
    let last = time(pieces.last()?)?;
    let year = last.last_day().year();
    let times: Option<Vec<Time>> =
        pieces.iter().map(|piece| time(piece).or_else(|| time(&format!("{piece}/{year}")))).collect();
    Time::several(times?)
}

/// Returns the parts of words that name several quarters, months or days, each with its kind: «quý III, IV/2026» is «quý III» and
/// «quý IV/2026».
pub(super) fn pieces(words: &str) -> Option<Vec<String>> {
    let mut kind = None;
    let mut out = Vec::new();
    for piece in words.split([',', ';']).flat_map(|part| part.split(" và ")).map(str::trim) {
        match piece.split_once(' ') {
            Some((word @ ("quý" | "tháng" | "ngày"), _)) => {
                kind = Some(word);
                out.push(piece.to_owned());
            }
            _ => out.push(format!("{} {piece}", kind?)),
        }
    }
    Some(out)
}

/// Reads a number in Roman or Arabic digits.
pub(super) fn roman_or_digits(number: &str) -> Option<u32> {
    let number = number.trim();
    roman_value(&number.to_uppercase()).and_then(|value| u32::try_from(value).ok()).or_else(|| number.parse().ok())
}

/// Reads one time: a day, a month, a quarter, a half-year, a year.
fn time(words: &str) -> Option<Time> {
    Time::parse(&written_time::in_plan(words)?)
}

#[cfg(test)]
mod tests {
    use super::TimeInWords;

    #[test]
    fn words_that_are_a_time_are_known() {
        for (words, due) in [
            ("Quý III/2026", "\"2026-Q3\""),
            ("quý 3/2026", "\"2026-Q3\""),
            ("quý IV năm 2026", "\"2026-Q4\""),
            ("Quý III, IV/2026", "\"2026-Q3,Q4\""),
            ("quý III và quý IV năm 2026", "\"2026-Q3,Q4\""),
            ("Quý II/2026, Quý IV/2026", "\"2026-Q2,Q4\""),
            ("tháng 6, tháng 12 năm 2026", "\"2026-06,12\""),
            ("Tháng 6 và 12/2026", "\"2026-06,12\""),
            ("Tháng 6, tháng 12 hằng năm", "{ month = [6, 12], every = \"year\" }"),
            ("Trong quý II/2026", "\"2026-Q2\""),
            ("Năm 2026", "\"2026\""),
            ("2026", "\"2026\""),
            ("2026-q3", "\"2026-Q3\""),
            ("tháng 9/2026", "\"2026-09\""),
            ("Tháng 9 năm 2026;", "\"2026-09\""),
            ("9/2026", "\"2026-09\""),
            ("ngày 05/9/2026", "\"2026-09-05\""),
            ("30/6/2026", "\"2026-06-30\""),
            ("30-6-2026", "\"2026-06-30\""),
            ("30.6.2026", "\"2026-06-30\""),
            ("ngày 30 tháng 6 năm 2026", "\"2026-06-30\""),
            ("6 tháng đầu năm 2026", "\"2026-H1\""),
            ("06 tháng cuối năm  2026", "\"2026-H2\""),
            ("Đến hết quý II/2026", "\"2026-Q2\""),
            ("Hoàn thành trong năm 2026", "\"2026\""),
            ("Hoàn thành trước ngày 30/6/2026", "{ before = \"2026-06-30\" }"),
            ("trước năm 2030", "{ before = \"2030\" }"),
            ("Năm 2026 và các năm tiếp theo", "\"2026..\""),
            ("2026..", "\"2026..\""),
            ("Từ quý III/2026 trở đi", "\"2026-Q3..\""),
            ("giai đoạn 2026-2030", "\"2026..2030\""),
            ("2026 – 2030", "\"2026..2030\""),
            ("Từ ngày 20/11/2026 đến ngày 03/12/2026", "\"2026-11-20..2026-12-03\""),
            ("từ quý I đến hết quý III/2026", "\"2026-Q1..2026-Q3\""),
            ("Quý II-III/2026", "\"2026-Q2..2026-Q3\""),
        ] {
            let read = TimeInWords::read(words).map(|time| time.due());
            assert_eq!(read.as_deref(), Some(due), "{words}");
        }
    }

    #[test]
    fn a_form_with_other_numbers_is_known() {
        for (words, has) in [
            ("30/02/2026", true),
            ("2026-Q5", true),
            ("2026-13", true),
            ("tháng 13/2026", true),
            ("30/6/2026", false),
            ("2030..2026", false),
            ("khi có sự cố", false),
        ] {
            assert_eq!(TimeInWords::has_a_form(words), has, "{words}");
        }
    }

    #[test]
    fn other_words_are_no_time() {
        for words in [
            "khi có sự cố",
            "theo tiến độ của dự án năm 2026",
            "trước ngày 15 hằng tháng",
            "quý V/2026",
            "31/02/2026",
            "cuối năm",
            "2030-2026",
            "quý IV, III/2026",
            "quý III/2026, tháng 9/2026",
            "quý IV/2026, quý I/2027",
            "",
        ] {
            assert_eq!(TimeInWords::read(words), None, "{words}");
        }
    }
}
