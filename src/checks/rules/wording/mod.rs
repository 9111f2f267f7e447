//! Family CV: wording.

mod borrowed_text;
mod calendar_capitals;
mod compound_slips;
mod document_type_capitals;
mod doubled_words;
mod known_typo;
mod misplaced_tone;
mod name_capitals;
mod name_spelling;
mod nation_capitals;
mod reference_capitals;
mod spaces;
mod spelling;
mod tone;
mod tone_mark_style;
mod unit_kind_in_capitals;
mod unit_name_capital;
mod wrong_capital;

use super::Rule;
pub(super) use known_typo::KnownTypos;
pub(super) use name_capitals::KnownNames;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &known_typo::RULE,
    &tone_mark_style::RULE,
    &misplaced_tone::RULE,
    &name_spelling::RULE,
    &doubled_words::RULE,
    &spaces::RULE,
    &wrong_capital::RULE,
    &borrowed_text::RULE,
    &unit_name_capital::RULE,
    &spelling::RULE,
    &name_capitals::RULE,
    &nation_capitals::RULE,
    &document_type_capitals::RULE,
    &reference_capitals::RULE,
    &unit_kind_in_capitals::RULE,
    &calendar_capitals::RULE,
];
