//! What everything rests on: files and places, limits, Vietnamese letters and numbers, findings, edits of a text.

pub mod autofix;
pub mod diagnostic;
pub mod limits;
pub mod source;
pub mod vietnamese;
