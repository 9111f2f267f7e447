//! Bodies and due dates in words.

use super::Expressions;
use crate::base::vietnamese::letter;
use crate::document::compose::beginning::Place;
use crate::input::decode::one_line;
use crate::model::plan::{Due, DuePart, Moment, Party};
use crate::model::section::TimeForm;

impl Expressions<'_, '_> {
    /// Returns the full name of a body.
    pub(in crate::document::compose) fn party_name(&self, party: &Party) -> String {
        match party {
            Party::Agency(id) => self.agency_name(id.value.as_str()),
            Party::Words(words) => one_line(&words.text),
        }
    }

    /// Returns the name of a body inside a sentence.
    fn party_brief(&self, party: &Party) -> String {
        let brief = self.resolved.party_agency(party).and_then(|agency| agency.brief.as_ref());
        match brief {
            Some(brief) => self
                .render(brief, false, Place::Inside)
                .map_or_else(|_| self.party_name(party), |words| one_line(&words)),
            None => self.party_name(party),
        }
    }

    /// Several bodies inside a sentence.
    pub(in crate::document::compose) fn party_list(&self, parties: &[Party]) -> String {
        parties.iter().map(|party| self.party_brief(party)).collect::<Vec<_>>().join(", ")
    }

    /// Returns a due date inside a sentence: «thường xuyên, hằng năm».
    pub(in crate::document::compose) fn due(&self, due: &Due) -> String {
        self.due_as(due, None)
    }

    /// The same as a column writes it.
    pub(in crate::document::compose) fn due_as(&self, due: &Due, form: Option<TimeForm>) -> String {
        due.parts.iter().map(|part| self.due_part(part, form)).collect::<Vec<_>>().join(", ")
    }

    fn due_part(&self, part: &DuePart, form: Option<TimeForm>) -> String {
        let words = match &part.moment {
            Moment::At(time) => match form {
                None => time.value.in_sentence(),
                Some(TimeForm::Short) => letter::uncapitalized(&time.value.in_column()),
            },
            Moment::Since(time) => letter::uncapitalized(&time.value.describe_open()),
            Moment::Before(time) => format!("trước {}", time.value.short()),
            Moment::Recurring(words) => letter::uncapitalized(words),
            Moment::Every(periodic) => periodic.value.describe(),
            Moment::Guidance(party) => format!("theo hướng dẫn của {}", self.party_brief(party)),
            Moment::Words(words) => one_line(&words.text),
        };
        match &part.note {
            Some(note) => format!("{words} ({note})"),
            None => words,
        }
    }
}
