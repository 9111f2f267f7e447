//! Family KY: who signs, and in what capacity (Decree 30, Appendix I, II.7; Điều 13).

mod deputy;
mod name_form;
mod not_on_behalf;
mod number_without_date;
mod signer_post;
mod title_before_name;

use super::Rule;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &not_on_behalf::RULE,
    &deputy::RULE,
    &title_before_name::RULE,
    &number_without_date::RULE,
    &name_form::RULE,
    &signer_post::RULE,
];
