//! Family TC: agencies.

mod abolished_agency;
mod agency_capitals;
mod agency_name;
mod official;
mod order_to_outsider;
mod unknown_commune;
mod uses;

use super::Rule;
pub(super) use official::Misnamed;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &agency_capitals::RULE,
    &agency_name::RULE,
    &abolished_agency::RULE,
    &order_to_outsider::RULE,
    &unknown_commune::RULE,
];
