//! One check of the machine.

use crate::base::diagnostic::{Text, text};

/// Its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    Fine,
    /// Something cannot be done, or may look wrong.
    Warning,
    /// No document can be built.
    Broken,
}

#[derive(Debug)]
pub(super) struct Check {
    /// Its name for programs.
    pub(super) id: &'static str,
    /// Its name for people.
    pub(super) label: Text,
    pub(super) state: State,
    /// What was found.
    pub(super) found: Text,
    /// What to do.
    pub(super) help: Option<Text>,
}

/// What is checked: its name for programs, and for people in Vietnamese and in English.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic(pub(super) &'static str, pub(super) &'static str, pub(super) &'static str);

impl Topic {
    pub(super) fn is(self, state: State, vietnamese: impl Into<String>, english: impl Into<String>) -> Check {
        let Self(id, vi, en) = self;
        Check { id, label: text(vi, en), state, found: text(vietnamese, english), help: None }
    }
}

impl Check {
    pub(super) fn help(self, vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { help: Some(text(vietnamese, english)), ..self }
    }
}
