//! Values of fields, and what is known of their weight.

use super::{Line, Namespace};
use crate::model::measure::Measure;
use crate::model::time::Time;

/// How a promise stands to the city's minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumStatus {
    /// The city's indicator.
    pub indicator: String,
    /// The minimum as it is shown: «≥ 80%».
    pub minimum: String,
    /// Whether the promise is below it.
    pub below: bool,
    /// Whether less is better.
    pub downwards: bool,
}

/// A promise.
#[derive(Debug, Clone)]
pub struct MeasuredPromise {
    /// The measure.
    pub measure: Measure,
    /// Beside the city's minimum, where there is one that it can be compared with.
    pub minimum_status: Option<MinimumStatus>,
}

/// What makes a value more or less than another.
#[derive(Debug, Clone, Default)]
pub enum Comparable {
    /// Nothing.
    #[default]
    None,
    /// A promise.
    Promise(Box<MeasuredPromise>),
    /// A horizon.
    Horizon(Time),
    /// The value is an order and nothing else: it counts for what both versions have.
    Order,
}

/// The value of a field.
#[derive(Debug, Clone, Default)]
pub struct Value {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its weight.
    pub comparable: Comparable,
    /// Whether the order of the lines says nothing.
    pub unordered: bool,
}

impl Value {
    /// A value of one line.
    #[must_use]
    pub fn line(line: Line) -> Self {
        Self::lines(vec![line])
    }

    /// A value of words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::line(Line::words(words))
    }

    /// A value of several lines.
    #[must_use]
    pub fn lines(lines: Vec<Line>) -> Self {
        Self { lines, comparable: Comparable::None, unordered: false }
    }

    /// A value of several lines whose order says nothing.
    #[must_use]
    pub fn unordered(lines: Vec<Line>) -> Self {
        let mut value = Self { lines, comparable: Comparable::None, unordered: true };
        value.sort();
        value
    }

    fn sort(&mut self) {
        self.lines.sort_by_cached_key(Line::typed);
    }

    /// With a weight.
    #[must_use]
    pub fn weighing(mut self, comparable: Comparable) -> Self {
        self.comparable = comparable;
        self
    }

    /// As the plan types it.
    #[must_use]
    pub fn typed(&self) -> String {
        self.lines.iter().map(Line::typed).collect::<Vec<_>>().join("\n")
    }

    /// As it can be found in the plan's file, whatever ids were put in since.
    #[must_use]
    pub fn written(&self) -> String {
        let mut lines: Vec<String> = self.lines.iter().map(Line::written).collect();
        if self.unordered {
            lines.sort();
        }
        lines.join("\n")
    }

    /// As people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.lines.iter().map(Line::shown).collect::<Vec<_>>().join("\n")
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.0.is_empty())
    }

    /// Writes other ids in place of those that are referred to.
    pub fn rename(&mut self, new: &impl Fn(Namespace, &str) -> Option<String>) {
        for line in &mut self.lines {
            line.rename(new);
        }
        if self.unordered {
            self.sort();
        }
    }
}

/// The time as a plan writes it.
pub(super) fn typed_time(time: &Time) -> String {
    match time {
        Time::Day(day) => day.to_string(),
        Time::Month(year, month) => format!("{year}-{month:02}"),
        Time::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
        Time::Half(year, half) => format!("{year}-H{half}"),
        Time::Year(year) => year.to_string(),
        Time::Range(from, to) => format!("{}..{}", typed_time(from), typed_time(to)),
    }
}

/// A measure with its sign, with spaces that everyone can type.
pub(super) fn signed(measure: &Measure) -> String {
    measure.signed().replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_typed_as_they_are_read() {
        for given in ["2026-01-31", "2026-09", "2026-Q3", "2026-H2", "2026", "2025..2027", "2026-Q1..2026-Q3"] {
            assert_eq!(typed_time(&Time::parse(given).unwrap()), given);
        }
    }
}
