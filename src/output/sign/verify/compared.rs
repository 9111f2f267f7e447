//! What one revision changed.

use crate::base::diagnostic::{Text, text};

/// The differences between a file and its next revision.
#[derive(Default)]
pub(super) struct Compared {
    /// Changes that are not allowed.
    pub faults: Vec<Text>,
    /// Changes that are allowed, but that people should look at.
    pub notes: Vec<Text>,
    /// The fields that this revision signs.
    pub signed: Vec<String>,
    /// The blanks that it fills in.
    pub filled: Vec<String>,
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
