//! Family CT: targets.

mod below_minimum;
mod below_previous;
mod conformance;
mod impossible_percentage;
mod indicators_without_answers;
mod late;
mod mention;
mod not_comparable;
mod other_number;
mod quantity;
mod required_missing;
mod retired_indicator;
mod series_falls;

use super::Rule;
pub(super) use mention::PercentageMention;
pub(super) use quantity::Quantity;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &below_minimum::RULE,
    &required_missing::RULE,
    &not_comparable::RULE,
    &late::RULE,
    &series_falls::RULE,
    &other_number::RULE,
    &below_previous::RULE,
    &impossible_percentage::RULE,
    &indicators_without_answers::RULE,
    &retired_indicator::RULE,
];
