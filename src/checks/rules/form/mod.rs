//! Family TT: form.

mod appendix_mention;
mod appendix_number;
mod basis_end_mark;
mod capital_after_semicolon;
mod comma_before_date;
mod comparison_sign;
mod dash_form;
mod date_form;
mod dates;
mod doubled_marks;
mod end_mark;
mod ending;
mod impossible_date;
mod item_mark;
mod list_end_marks;
mod missing_appendix;
mod own_symbol;
mod place_form;
mod row_numbers;
mod small_opening;
mod subject_form;
mod thousands_comma;
mod title_end_mark;
mod typed_frame;
mod typed_numbering;
mod typed_reference;
mod unbalanced_pair;
mod unit_name;
mod unmentioned_appendix;

use super::Rule;
pub(super) use appendix_mention::AppendixMentions;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &typed_numbering::RULE,
    &row_numbers::RULE,
    &title_end_mark::RULE,
    &end_mark::RULE,
    &list_end_marks::RULE,
    &doubled_marks::RULE,
    &basis_end_mark::RULE,
    &capital_after_semicolon::RULE,
    &item_mark::RULE,
    &dash_form::RULE,
    &unbalanced_pair::RULE,
    &missing_appendix::RULE,
    &date_form::RULE,
    &impossible_date::RULE,
    &comparison_sign::RULE,
    &comma_before_date::RULE,
    &typed_frame::RULE,
    &typed_reference::RULE,
    &unit_name::RULE,
    &place_form::RULE,
    &subject_form::RULE,
    &own_symbol::RULE,
    &unmentioned_appendix::RULE,
    &appendix_number::RULE,
    &small_opening::RULE,
    &thousands_comma::RULE,
];
