//! Family NN: recipients (Nơi nhận; Decree 30, Appendix I, II.9).

mod assigned_not_recipient;
mod line_form;
mod no_superior;
mod twice;
mod typed_archive_line;

use super::Rule;

/// The rules of the family, in the order of the codes.
#[rustfmt::skip]
pub static RULES: &[&Rule] = &[
    &no_superior::RULE,
    &assigned_not_recipient::RULE,
    &typed_archive_line::RULE,
    &line_form::RULE,
    &twice::RULE,
];
