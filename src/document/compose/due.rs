//! When a task is due, in words.

use super::Composer;
use crate::base::vietnamese::letter;
use crate::input::decode::one_line;
use crate::model::plan::{Due, DuePart, Moment};

impl Composer<'_, '_> {
    /// Returns a due date as it stands in a cell: «Thường xuyên, hằng năm».
    pub(super) fn due_in_cell(&self, due: &Due) -> String {
        letter::capitalized(&self.due_in_sentence(due))
    }

    /// The same behind a label; that a body will say it goes on with the label.
    pub(super) fn due_behind_label(&self, due: &Due) -> String {
        match due.parts.first().map(|part| &part.moment) {
            Some(Moment::Guidance(_)) => self.due_in_sentence(due),
            _ => self.due_in_cell(due),
        }
    }

    /// The same inside a sentence.
    pub(super) fn due_in_sentence(&self, due: &Due) -> String {
        due.parts.iter().map(|part| self.due_part(part)).collect::<Vec<_>>().join(", ")
    }

    fn due_part(&self, part: &DuePart) -> String {
        let words = match &part.moment {
            Moment::At(time) => time.value.in_sentence(),
            Moment::Since(time) => letter::uncapitalized(&time.value.describe_open()),
            Moment::Before(time) => format!("trước {}", time.value.short()),
            Moment::Recurring(words) => letter::uncapitalized(words),
            Moment::Every(periodic) => periodic.describe(),
            Moment::Guidance(party) => format!("theo hướng dẫn của {}", self.party_brief(party)),
            Moment::Words(words) => one_line(&words.text),
        };
        match &part.note {
            Some(note) => format!("{words} ({note})"),
            None => words,
        }
    }
}
