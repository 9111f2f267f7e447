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

/// Where a plan is, by its path inside the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where it was.
    Same(String),
    /// Elsewhere than before: the old path, then the new one.
    Moved(String, String),
    /// In the new version only.
    Added(String),
    /// In the old version only.
    Removed(String),
}

impl Place {
    /// Returns the path; the new one of a plan that moved.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Same(path) | Self::Moved(_, path) | Self::Added(path) | Self::Removed(path) => path,
        }
    }

    /// The same with names as they are shown.
    fn shown(&self) -> Self {
        match self {
            Self::Same(path) => Self::Same(shown::name(path)),
            Self::Moved(was, path) => Self::Moved(shown::name(was), shown::name(path)),
            Self::Added(path) => Self::Added(shown::name(path)),
            Self::Removed(path) => Self::Removed(shown::name(path)),
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Two versions of a plan: what it promises.
    Plan,
    /// Two versions of a city's pack: the minimums that it sets.
    Pack,
}

/// Two versions of one plan and what changed between them.
#[derive(Debug)]
pub struct Comparison {
    pub of: Compared,
    /// Where the plan is inside the directories that were compared; none when files were.
    pub place: Option<Place>,
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
    pub fn new(place: Option<&Place>, old: (&str, &Canonical), new: (&str, &Canonical)) -> Self {
        let named = if new.1.items.is_empty() { old.1 } else { new.1 };
        Self {
            of: Compared::Plan,
            place: place.map(Place::shown),
            title: shown::words(&named.title),
            issuer: shown::words(&named.issuer),
            changes: super::compare(old.1, new.1),
            old: shown::name(old.0),
            new: shown::name(new.0),
        }
    }

    /// The same of two versions of a pack.
    #[must_use]
    pub fn of_packs(self) -> Self {
        Self { of: Compared::Pack, ..self }
    }

    /// Returns whether less may be promised; a plan that is gone promises nothing.
    #[must_use]
    pub fn may_weaken(&self) -> bool {
        matches!(self.place, Some(Place::Removed(_))) || self.changes.iter().any(Change::may_weaken)
    }

    /// Returns whether it tells anything: a change, or that the plan is elsewhere.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        !self.changes.is_empty() || !matches!(self.place, None | Some(Place::Same(_)))
    }
}

/// Words in the language of the report.
fn localized(text: &crate::base::diagnostic::Text, language: Language) -> String {
    text.get(language).to_owned()
}
