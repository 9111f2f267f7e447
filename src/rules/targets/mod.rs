//! Family CT: targets.

mod below_minimum;

use super::Rule;

/// The rules of the family, in the order of the codes.
pub static RULES: &[&Rule] = &[&below_minimum::RULE];
