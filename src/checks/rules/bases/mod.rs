//! Family CC: legal bases.

mod basis_opening;
mod basis_verb;
mod basis_without_date;
mod dated_after_the_plan;
mod incomplete_citation;
mod issuer_of_symbol;
mod malformed_symbol;
mod mention;
mod not_in_force;
mod not_in_registry;
mod number_without_zero;
mod own_type;
mod registry;
mod repeated_basis;
mod symbol_form;
mod symbol_year;
mod title;
mod two_dates;
mod type_of_symbol;
mod typed;
mod uncited_baseline;

use super::Rule;
pub(super) use mention::DocumentMention;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &symbol_year::RULE,
    &two_dates::RULE,
    &malformed_symbol::RULE,
    &not_in_registry::RULE,
    &not_in_force::RULE,
    &dated_after_the_plan::RULE,
    &incomplete_citation::RULE,
    &uncited_baseline::RULE,
    &repeated_basis::RULE,
    &basis_verb::RULE,
    &basis_opening::RULE,
    &basis_without_date::RULE,
    &issuer_of_symbol::RULE,
    &type_of_symbol::RULE,
    &number_without_zero::RULE,
    &own_type::RULE,
];
