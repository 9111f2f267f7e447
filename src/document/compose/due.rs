//! Where a due date is: in a cell, behind a label.

use super::Composer;
use crate::base::vietnamese::letter;
use crate::model::plan::{Due, Moment};

impl Composer<'_, '_> {
    /// Returns a due date as it is in a cell: «Thường xuyên, hằng năm».
    pub(super) fn due_in_cell(&self, due: &Due) -> String {
        letter::capitalized(&self.expressions.due(due))
    }

    /// The same behind a label; that a body will say it goes on with the label.
    pub(super) fn due_behind_label(&self, due: &Due) -> String {
        match due.parts.first().map(|part| &part.moment) {
            Some(Moment::Guidance(_)) => self.expressions.due(due),
            _ => self.due_in_cell(due),
        }
    }
}
