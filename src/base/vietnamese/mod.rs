//! What is known of Vietnamese: numbers, dates, letters, old encodings.
//!
//! Pure functions over text; knows no plan and no finding.

pub mod capitals;
pub mod character;
pub mod composed;
pub mod date;
pub mod encoding;
pub mod fold;
pub mod item_mark;
pub mod letter;
pub mod number;
pub mod slip;
pub mod syllable;
pub mod typed_measure;
pub mod typed_number;
pub mod written_time;
