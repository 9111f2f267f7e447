//! The years of last year's plan, as the new one has them.

use std::ops::Range;

use crate::model::time::Time;

/// The first years of the old plan and of the new one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years {
    pub old: i16,
    pub new: i16,
}

impl Years {
    /// Returns the years of two periods. Of a plan for several years none moves: its years are milestones.
    pub(super) fn between(old: &Time, new: &Time) -> Self {
        let (first, last, new) = (old.first_day().year(), old.last_day().year(), new.first_day().year());
        Self { old: if first == last { first } else { new }, new }
    }

    /// Returns whether anything moves.
    pub(super) fn differ(self) -> bool {
        self.old != self.new
    }

    /// Returns a title or a head with its years moved: of «Kết quả năm 2025, kế hoạch năm 2026» both. Years of a range («2021-2030»), of a date
    /// and of a document's number stay, and so do years that lie further ahead.
    pub(super) fn in_title(self, title: &str) -> String {
        self.replaced(title, |year| year == self.old || year == self.old - 1)
    }

    /// Returns prose in which only the year of the plan itself moved: «Kế hoạch chuyển đổi số năm 2026».
    pub(super) fn of_the_plan(self, text: &str) -> String {
        /// So far may the name of the plan be from its year, in characters.
        const FAR: usize = 80;
        let mut out = text.to_owned();
        let (old, new) = (format!("năm {}", self.old), format!("năm {}", self.new));
        let mut at = 0;
        while let Some(found) = out[at..].find(&old).map(|found| at + found) {
            let clause = out[..found].rsplit([',', ';', '.', '\n']).next().unwrap_or_default();
            let lower = clause.to_lowercase();
            let is_near = lower.rfind("kế hoạch").is_some_and(|name| lower[name..].chars().count() <= FAR);
            // A plan with a number or a date is another document.
            let is_cited = clause.contains("ngày") || clause.contains(|letter: char| letter.is_ascii_digit());
            if is_near && !is_cited {
                out.replace_range(found..found + old.len(), &new);
            }
            at = found + old.len().min(new.len());
        }
        out
    }

    /// Returns a time of a plan file that lies in the old year, in the new one: `2026-Q2`.
    pub(super) fn in_a_time(self, time: &str) -> String {
        match time.strip_prefix(&self.old.to_string()) {
            Some(rest) if !rest.starts_with("..") => format!("{}{rest}", self.new),
            _ => time.to_owned(),
        }
    }

    /// Returns whether a text names the old year as a year of its own.
    pub(super) fn named(self, text: &str) -> bool {
        self.differ() && single(text, |year| year == self.old).next().is_some()
    }

    fn replaced(self, text: &str, is_wanted: impl Fn(i16) -> bool) -> String {
        let mut out = text.to_owned();
        let found: Vec<(Range<usize>, i16)> = single(text, is_wanted).collect();
        for (range, year) in found.into_iter().rev() {
            out.replace_range(range, &(year + self.new - self.old).to_string());
        }
        out
    }
}

/// Returns the years that stand alone.
fn single(text: &str, is_wanted: impl Fn(i16) -> bool) -> impl Iterator<Item = (Range<usize>, i16)> {
    const LENGTH: usize = 4;
    text.match_indices(|letter: char| letter.is_ascii_digit()).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let year = text.get(at..at + LENGTH)?.parse::<i16>().ok()?;
        let behind = text[at + LENGTH..].chars().next();
        let joins = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit() || "/-–.".contains(sign));
        let ends_a_sentence =
            behind == Some('.') && !text[at + LENGTH + 1..].starts_with(|next: char| next.is_ascii_digit());
        let is_single = !joins(before) && (!joins(behind) || ends_a_sentence);
        // «Quý II/2026» is a time of the plan.
        let of_a_quarter = before == Some('/') && text[..at - 1].ends_with(['I', 'V']) && !joins(behind);
        ((is_single || of_a_quarter) && is_wanted(year)).then_some((at..at + LENGTH, year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARS: Years = Years { old: 2026, new: 2027 };

    #[test]
    fn titles_move_by_a_year() {
        for (old, new) in [
            ("Chuyển đổi số năm 2026", "Chuyển đổi số năm 2027"),
            ("Kết quả 2025", "Kết quả 2026"),
            ("Thực hiện năm 2025, kế hoạch năm 2026", "Thực hiện năm 2026, kế hoạch năm 2027"),
            ("Quý II/2026", "Quý II/2027"),
            ("Giai đoạn 2026-2030", "Giai đoạn 2026-2030"),
            ("Đến năm 2030", "Đến năm 2030"),
            ("Nghị định số 85/2026/NĐ-CP", "Nghị định số 85/2026/NĐ-CP"),
            ("Từ ngày 01/7/2025", "Từ ngày 01/7/2025"),
        ] {
            assert_eq!(YEARS.in_title(old), new);
        }
    }

    #[test]
    fn only_the_plans_own_year_moves_in_prose() {
        for (old, new) in [
            (
                "Trên đây là Kế hoạch chuyển đổi số năm 2026, đề nghị",
                "Trên đây là Kế hoạch chuyển đổi số năm 2027, đề nghị",
            ),
            (
                "Thực hiện Kế hoạch số 359/KH-UBND ngày 31/12/2025 về chuyển đổi số năm 2026;",
                "Thực hiện Kế hoạch số 359/KH-UBND ngày 31/12/2025 về chuyển đổi số năm 2026;",
            ),
            ("Sáp nhập năm 2026.", "Sáp nhập năm 2026."),
        ] {
            assert_eq!(YEARS.of_the_plan(old), new);
        }
    }

    #[test]
    fn times_of_the_old_year_move() {
        for (old, new) in [("2026-Q2", "2027-Q2"), ("2026", "2027"), ("2030", "2030"), ("2026..2030", "2026..2030")] {
            assert_eq!(YEARS.in_a_time(old), new);
        }
        assert!(YEARS.named("Trong năm 2026.") && !YEARS.named("ngày 05/01/2026") && !YEARS.named("2026-2030"));
    }
}
