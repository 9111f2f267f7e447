//! The day of a plan: on which law, and what the city asks for, is judged.

use jiff::civil::Date;

use super::{IssueDate, Plan, Status};
use crate::model::time::Time;

impl Plan {
    /// Returns the plan's own day; of a month or a year, the last day that it can be: no later than today, if today is in it. Without a date,
    /// today.
    #[must_use]
    pub fn day(&self, today: Date) -> Date {
        day_of(self.issue_date(), self.latest(today))
    }

    /// Returns the last day on which the plan can be issued, as far as it says when; today, where it does not.
    #[must_use]
    pub fn latest_day(&self, today: Date) -> Date {
        self.issue_date().time().map_or(self.latest(today), |time| time.last_day())
    }

    fn issue_date(&self) -> IssueDate {
        self.issue().date.as_ref().map_or(IssueDate::Unknown, |date| date.value)
    }

    /// What was issued for a period that is over was issued before its end, even if no one knows the day any more.
    fn latest(&self, today: Date) -> Date {
        match self.status {
            Status::Issued => today.min(self.header.period.value.last_day()),
            Status::Draft => today,
        }
    }
}

fn day_of(issued: IssueDate, today: Date) -> Date {
    let Some(time) = issued.time() else { return today };
    if (time.first_day()..=time.last_day()).contains(&today) { today } else { time.last_day() }
}

impl IssueDate {
    /// Returns the time in which the plan is issued, as far as it says so.
    fn time(self) -> Option<Time> {
        match self {
            Self::Unknown => None,
            Self::Day(day) => Some(Time::Day(day)),
            Self::Month(year, month) => Some(Time::Month(year, month)),
            Self::Year(year) => Some(Time::Year(year)),
        }
    }
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
