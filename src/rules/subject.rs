//! What rules look at.

use jiff::civil::Date;

use crate::plan::{IssueDate, Plan, Status};
use crate::prose::{Passage, gather};
use crate::resolve::Resolved;
use crate::time::Time;

/// A plan, ready to be judged.
#[derive(Debug)]
pub struct Subject<'s, 'a> {
    /// The plan with what its ids mean.
    pub resolved: &'s Resolved<'a>,
    /// All its texts, in the order of the document.
    pub passages: Vec<Passage<'a>>,
    /// The day of the check.
    pub today: Date,
    /// The day on which law is judged.
    pub day: Date,
    /// Whether its data is without mistakes.
    pub whole: bool,
}

impl<'s, 'a> Subject<'s, 'a> {
    /// A plan as of a day. `whole` says that the stages before found no error in its data.
    #[must_use]
    pub fn new(resolved: &'s Resolved<'a>, today: Date, whole: bool) -> Self {
        let header = &resolved.plan.header;
        let issued = header.date.as_ref().map_or(IssueDate::Unknown, |date| date.value);
        // What was issued for a period that is over was issued before its end, even if no one knows the day any more.
        let latest = match resolved.plan.status {
            Status::Issued => today.min(header.period.value.last_day()),
            Status::Draft => today,
        };
        Self { resolved, passages: gather(resolved), today, day: day_of(issued, latest), whole }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.resolved.plan
    }

    /// The passages of the plan's own file: a standard text is the city's to answer for.
    pub fn own_passages(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.own)
    }
}

/// The plan's own day; of a month or a year, the last day that it can be: no later than today, if today is in it.
fn day_of(issued: IssueDate, today: Date) -> Date {
    let time = match issued {
        IssueDate::Unknown => return today,
        IssueDate::Day(day) => return day,
        IssueDate::Month(year, month) => Time::Month(year, month),
        IssueDate::Year(year) => Time::Year(year),
    };
    if (time.first_day()..=time.last_day()).contains(&today) { today } else { time.last_day() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn law_is_judged_on_the_plans_own_day() {
        let today = date(2026, 3, 10);
        assert_eq!(day_of(IssueDate::Unknown, today), today);
        assert_eq!(day_of(IssueDate::Day(date(2025, 8, 28)), today), date(2025, 8, 28));
        assert_eq!(day_of(IssueDate::Month(2026, 1), today), date(2026, 1, 31));
        assert_eq!(day_of(IssueDate::Year(2026), today), today);
        assert_eq!(day_of(IssueDate::Year(2025), today), date(2025, 12, 31));
    }
}
