//! From TOML text to typed values, every one of which knows its place.
//!
//! A mistake never stops the reading: it becomes a finding, the value is left out, and the rest is read.

mod bare_value;
mod brackets;
mod complaints;
mod document_number;
mod node;
mod numbers;
mod path_index;
mod quotes;
mod reader;
mod source_text;
mod strange;
mod stray_signs;
mod syntax;
mod value;
mod written;

pub use document_number::{no_number, number_and_symbol};
pub use node::{Decoder, Node};
pub use numbers::{joined_by_commas, slip_words, what_is_meant, which_is_meant, words_for_a_number};
pub use path_index::{DataPath, PathIndex, string_ranges};
pub use quotes::with_single_quotes;
pub use reader::TableReader;
pub use source_text::{SourceText, one_line};
pub use syntax::{Parsed, parse};
pub use value::{Count, FromNode, Keyword, decode_keyword};
pub use written::toml_letters;
