//! Family TT: form.

use super::Rule;

/// The rules of the family, in the order of the codes.
pub static RULES: &[&Rule] = &[];
