//! Values of fields, and how they are compared.

use std::collections::BTreeSet;

use super::{Line, Namespace};
use crate::model::conformance::{Reason, Verdict};
use crate::model::measure::Measure;
use crate::model::time::Time;

/// How a plan answers what the city asks for in one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumStatus {
    /// The indicator, and what it is called.
    pub indicator: String,
    pub title: String,
    /// The minimum as it is shown: «≥ 80%»; `None` where the city sets none.
    pub minimum: Option<String>,
    /// Whether it is met.
    pub state: State,
    /// The index of the target that answers it, among the items.
    pub target: Option<usize>,
    /// The field of the measure that answers it; empty where none does.
    pub field: String,
}

/// Whether a minimum of the city is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// At least as much is promised, in time.
    Met,
    /// Less is promised.
    Below,
    /// Enough is promised, but later than the city asks.
    Late,
    /// The promise cannot be compared with it.
    NotComparable,
    /// The plan does not answer it, which it must.
    Missing,
    /// The plan does not answer it, and need not.
    Optional,
}

impl State {
    /// Returns what a verdict means for the comparison of two versions.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Missing => Self::Missing,
            Verdict::Optional => Self::Optional,
            Verdict::Below(_) => Self::Below,
            Verdict::Late(inner) => match Self::of(inner) {
                Self::Met => Self::Late,
                other => other,
            },
            Verdict::Above | Verdict::Met | Verdict::NotDue | Verdict::NotComparable(Reason::NoMinimum) => Self::Met,
            Verdict::NotComparable(_) => Self::NotComparable,
            Verdict::Waived(inner) | Verdict::WaiverExpired(inner) => Self::of(inner),
        }
    }

    /// Returns the word that programs read.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Met => Some("met"),
            Self::Below => Some("below"),
            Self::Late => Some("late"),
            Self::NotComparable => Some("incomparable"),
            Self::Missing => Some("missing"),
            Self::Optional => None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct MeasuredPromise {
    pub measure: Measure,
    /// Whether less is better, where the city's minimum says so.
    pub downwards: Option<bool>,
}

/// What a value is compared by: what makes it more or less than another.
#[derive(Debug, Clone, Default)]
pub enum Comparable {
    /// Nothing: it is not comparable.
    #[default]
    None,
    Promise(Box<MeasuredPromise>),
    Horizon(Time),
    /// Words that say what a promise is of: only a reader can tell whether others promise less.
    Note,
    /// The city plans that the plan answers to.
    Answers(BTreeSet<String>),
    /// The value is an order and nothing else: it counts for what both versions have.
    Order,
}

/// The value of a field.
#[derive(Debug, Clone, Default)]
pub struct Value {
    pub lines: Vec<Line>,
    /// What it is compared by.
    pub comparable: Comparable,
    /// Whether the order of the lines means nothing.
    pub unordered: bool,
}

impl Value {
    #[must_use]
    pub fn line(line: Line) -> Self {
        Self::lines(vec![line])
    }

    pub fn words(words: impl Into<String>) -> Self {
        Self::line(Line::words(words))
    }

    /// A value of several lines.
    #[must_use]
    pub fn lines(lines: Vec<Line>) -> Self {
        Self { lines, comparable: Comparable::None, unordered: false }
    }

    /// A value of several lines whose order means nothing.
    #[must_use]
    pub fn unordered(lines: Vec<Line>) -> Self {
        let mut value = Self { lines, comparable: Comparable::None, unordered: true };
        value.sort();
        value
    }

    fn sort(&mut self) {
        self.lines.sort_by_cached_key(Line::typed);
    }

    /// Sets what it is compared by.
    #[must_use]
    pub fn compared_by(mut self, comparable: Comparable) -> Self {
        self.comparable = comparable;
        self
    }

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

    /// Returns whether there is nothing in it.
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

/// A measure with its sign, with spaces that everyone can type.
pub(super) fn signed(measure: &Measure) -> String {
    measure.signed().replace('\u{a0}', " ")
}
