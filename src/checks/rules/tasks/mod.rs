//! Family NV: tasks («5 rõ»: who, what, by when, with what result).

mod due_before_issue;
mod due_outside;
mod lead_supports_itself;
mod lead_without_assignment;
mod no_due_date;
mod no_lead;
mod no_product;

use super::Rule;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &no_lead::RULE,
    &no_due_date::RULE,
    &no_product::RULE,
    &due_outside::RULE,
    &lead_without_assignment::RULE,
    &lead_supports_itself::RULE,
    &due_before_issue::RULE,
];
