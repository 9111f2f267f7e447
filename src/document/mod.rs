//! From the typed plan to the content of the document, without layout.

pub mod compose;
pub mod csv;
pub mod resolve;
pub mod standard_sections;
pub mod tables;
pub mod texts;
