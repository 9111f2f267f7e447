//! What one revision changed.

use crate::base::diagnostic::{Text, text};
use crate::output::sign::place::Area;

/// With what a blank is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// A signature of its own, shown in the blank.
    Signature,
    /// The field of text that the built file has there.
    OwnField,
    /// Another field of text.
    TextField,
    /// A note or a stamp.
    Annotation,
    /// Letters in the content of the page.
    Content,
}

/// Whose signature it is, from where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Leader,
    Agency,
    /// Where both may sign.
    Either,
    /// In a blank.
    Blank,
    /// It shows nothing, or is in the margin.
    Other,
}

/// The differences between a file and its next revision.
#[derive(Default)]
pub(super) struct Compared {
    /// Changes that are not allowed.
    pub faults: Vec<Text>,
    /// Changes that are allowed, but that people should look at.
    pub notes: Vec<Text>,
    /// The fields that this revision signs.
    pub signed: Vec<(String, Role)>,
    /// The blanks that it fills in, and with what.
    pub filled: Vec<(String, Means)>,
    /// Where signatures are shown in the margin of a page.
    pub margins: Vec<Area>,
    /// Whether it adds data to check signatures in later years.
    pub validation: bool,
    /// The pages whose content changed, and those whose fonts or images did.
    pub pages: [Vec<usize>; 2],
}

impl Compared {
    /// Adds a change that is not allowed.
    pub(super) fn fault(&mut self, vi: impl Into<String>, en: impl Into<String>) {
        self.faults.push(text(vi, en));
    }
}
