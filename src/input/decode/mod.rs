//! From TOML text to typed values, every one of which knows its place.
//!
//! A mistake never stops the reading: it becomes a finding, the value is left out, and the rest is read.

mod complaints;
mod node;
mod path_index;
mod reader;
mod source_text;
mod syntax;
mod value;

pub use node::{Decoder, Node};
pub use path_index::{DataPath, PathIndex, string_ranges};
pub use reader::TableReader;
pub use source_text::{SourceText, one_line};
pub use syntax::{leaves_open, parse};
pub use value::{Count, FromNode, Keyword, decode_keyword};
