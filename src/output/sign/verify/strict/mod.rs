//! One strict reading of what is appended to a file.
//!
//! Readers agree on a file only as long as it is right: each repairs a broken table, a key that is there twice or an object that is in no
//! table in its own way, and may then show another text than the one that was compared. So a region is read only if it is
//! objects, one cross-reference section, trailer, `startxref` and `%%EOF`, and nothing else; every object is listed once, at
//! its own place, under its own number. Anything else is not guessed at: it is [`Unclear`].

mod lexer;
mod region;
mod stream_table;
mod string;
mod table;
mod unpacked;

pub(super) use lexer::Lexer;
pub(super) use region::{Before, read};

/// Why bytes cannot be read in one way only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unclear {
    /// Where, in bytes from the start of the file.
    pub at: usize,
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Unclear {
    pub(super) fn new(at: usize, vi: &'static str, en: &'static str) -> Self {
        Self { at, vi, en }
    }
}

/// What is read, or why it is not.
pub(super) type Strict<T> = Result<T, Unclear>;
