//! The day of the checks: the only place that reads the clock.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// Vietnam is seven hours ahead of UTC all year.
const VIETNAM: Offset = Offset::constant(7);

/// Returns the day that was asked for, or today in Vietnam.
#[must_use]
pub fn today(asked: Option<Date>) -> Date {
    asked.unwrap_or_else(|| TimeZone::fixed(VIETNAM).to_datetime(jiff::Timestamp::now()).date())
}
