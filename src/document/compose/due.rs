//! Where a due date is: in a cell, in a column, behind a label.

use super::Composer;
use crate::base::vietnamese::letter;
use crate::model::plan::{Due, Moment};
use crate::model::section::TimeForm;

impl Composer<'_, '_> {
    /// Returns a due date as it is in a cell: «Thường xuyên, hằng năm».
    pub(super) fn due_in_cell(&self, due: &Due) -> String {
        letter::capitalized(&self.expressions.due(due))
    }

    /// The same in a column, which may write times without «Ngày», «Tháng», «Năm».
    pub(super) fn due_in_column(&self, due: &Due, form: Option<TimeForm>) -> String {
        letter::capitalized(&self.expressions.due_as(due, form))
    }

    /// The same behind a label; that a body will say it goes on with the label.
    pub(super) fn due_behind_label(&self, due: &Due) -> String {
        match due.parts.first().map(|part| &part.moment) {
            Some(Moment::Guidance(_)) => self.expressions.due(due),
            _ => self.due_in_cell(due),
        }
    }
}
