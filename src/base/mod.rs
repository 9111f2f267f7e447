//! What everything rests on: files and places, other programs, limits, Vietnamese letters and numbers, findings, edits of a text.

pub mod autofix;
pub mod diagnostic;
pub mod disk;
pub mod limits;
#[cfg(feature = "embedded")]
pub mod memory;
pub mod program;
pub mod shown;
pub mod source;
pub mod vietnamese;
