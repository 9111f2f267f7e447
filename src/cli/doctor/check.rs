//! One thing that was looked at.

use crate::base::diagnostic::Text;

/// Its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    Fine,
    /// Something cannot be done, or may look wrong.
    Warning,
    /// No document can be built.
    Broken,
}

/// A check of the machine.
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

impl Check {
    pub(super) fn new(id: &'static str, label: Text, state: State, found: Text) -> Self {
        Self { id, label, state, found, help: None }
    }

    pub(super) fn help(self, help: Text) -> Self {
        Self { help: Some(help), ..self }
    }
}
