//! Family CV: wording.

mod borrowed_text;
mod doubled_words;
mod known_typo;
mod misplaced_tone;
mod name_spelling;
mod spaces;
mod spelling;
mod tone;
mod tone_mark_style;
mod unit_name_capital;
mod wrong_capital;

use super::Rule;
pub(super) use known_typo::KnownTypos;

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
];
