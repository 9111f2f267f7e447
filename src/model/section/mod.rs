//! Sections of a document: as a plan or a baseline writes them, and as they are printed.

mod detail;
mod entry;
mod list_marks;
mod numbering;
mod orientation;
mod show;

pub use detail::{Detail, Extra, Extras, Label};
pub use entry::SectionEntry;
pub use list_marks::{ItemMarker, ItemNumbering, ListKeys, ListMarks};
pub use numbering::{ChildNumbering, Numbering, NumberingLevel};
pub use orientation::Orientation;
pub use show::{AssignmentsAs, BasesAs, Column, ColumnField, GroupNumbering, Show, TargetsAs, TasksAs, TimeForm};

use detail::Labels;

use crate::base::source::Located;
use crate::input::decode::SourceText;
use crate::model::id::Id;

/// A section (phần, mục, khoản, điểm) as it is printed.
#[derive(Debug, Clone)]
pub struct Section {
    /// Dotted path.
    pub id: Located<Id>,
    /// Title, in natural case.
    pub title: SourceText,
    /// Prose before the data, piece by piece.
    pub text: Vec<SourceText>,
    /// Prose after the data.
    pub after: Option<SourceText>,
    /// What data it shows.
    pub show: Option<Show>,
    /// How its children are numbered.
    pub numbering: Option<ChildNumbering>,
    /// The marks of lists in its prose.
    pub lists: ListKeys,
    /// Whether its text follows the title in the same line.
    pub run_in: Option<Located<bool>>,
}

impl Section {
    /// Returns whether it has a title: without one it is a numbered paragraph.
    #[must_use]
    pub fn has_title(&self) -> bool {
        self.title.is_written() || !self.title.text.is_empty()
    }

    /// Returns whether its text follows the title in the same line.
    #[must_use]
    pub fn runs_in(&self) -> bool {
        self.run_in.as_ref().is_some_and(|run_in| run_in.value)
    }
}
