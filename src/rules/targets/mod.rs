//! Family CT: targets.

mod baselines_collide;
mod below_minimum;
mod late;
mod mention;
mod not_comparable;
mod required_missing;
mod standing;

use super::Rule;

/// The rules of the family, in the order of the codes.
pub static RULES: &[&Rule] = &[
    &below_minimum::RULE,
    &required_missing::RULE,
    &not_comparable::RULE,
    &late::RULE,
    &baselines_collide::RULE,
];
