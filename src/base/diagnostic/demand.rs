//! What is asked for where a finding says that it is not done: what a waiver allows is measured by it.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// What is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// Less is promised.
    Value,
    /// It is promised for later.
    Time,
    /// Nothing is promised.
    Target,
    /// It cannot be compared.
    Comparison,
}

/// What a city asks for in one thing, and what is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    pub lacks: Lacks,
    /// The id of the indicator.
    pub indicator: String,
    /// The least that may be promised, or the most; none where it is no number.
    pub minimum: Option<Decimal>,
    /// What is promised.
    pub promised: Option<Decimal>,
    /// Whether less is better.
    pub downwards: bool,
    /// The last day of what is promised.
    pub promised_by: Option<Date>,
}

impl Demand {
    /// Returns whether the first of two values asks for more, or promises more, than the second.
    #[must_use]
    pub fn is_more(&self, first: Decimal, second: Decimal) -> bool {
        if self.downwards { first < second } else { first > second }
    }
}
