//! How a comparison is written: for the terminal, for a pull request, for programs, for a chairman.

mod counts;
mod html;
mod human;
mod json;
mod markdown;
mod phrases;
mod view;

use super::Change;
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::compare::canonical::Canonical;

pub use html::html;
pub use human::human;
pub use json::json;
pub use markdown::markdown;

/// Two versions of one plan and what changed between them.
#[derive(Debug)]
pub struct Comparison {
    /// The path of the plan inside the directories that were compared; none when files were.
    pub plan: Option<String>,
    /// What the plan is called; in the new version, where it is in both.
    pub title: String,
    pub issuer: String,
    /// The old version: a file, a revision.
    pub old: String,
    /// The new version.
    pub new: String,
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Compares two versions.
    #[must_use]
    pub fn new(plan: Option<&str>, old: (&str, &Canonical), new: (&str, &Canonical)) -> Self {
        let named = if new.1.items.is_empty() { old.1 } else { new.1 };
        Self {
            plan: plan.map(shown::name),
            title: shown::words(&named.title),
            issuer: shown::words(&named.issuer),
            changes: super::compare(old.1, new.1),
            old: shown::name(old.0),
            new: shown::name(new.0),
        }
    }
}

/// Words in the language of the report.
fn localized(text: &crate::base::diagnostic::Text, language: Language) -> String {
    text.get(language).to_owned()
}
