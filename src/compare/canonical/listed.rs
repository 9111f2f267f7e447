//! Bases, assignments and appendices.

use super::build::{Builder, Fields, slug, word};
use super::{Collection, Line, Namespace, Token, Value};
use crate::input::decode::SourceText;
use crate::input::expressions::calls;
use crate::model::plan::{Appendix, Assignment, Basis, Party};
use crate::model::section::Orientation;

impl Builder<'_, '_> {
    pub(super) fn bases(&mut self, list: Collection, bases: &[Basis]) {
        for Basis { span: _, document, text, verb } in bases {
            let cited = text.as_ref().and_then(|text| {
                calls(&text.text).into_iter().find(|call| call.function == "cite").map(|call| call.id.to_owned())
            });
            let wording = match (text, document) {
                (Some(text), _) => self.line(text),
                (None, Some(document)) => {
                    Line::token(self.expression(format!("{{{{ cite(\"{}\", form=\"full\") }}}}", document.value)))
                }
                (None, None) => continue,
            };
            let document_id = document
                .as_ref()
                .filter(|_| text.is_some())
                .map(|id| Line::token(Token::id(Namespace::Document, id.value.as_str(), id.value.as_str())));
            let id =
                document.as_ref().map(|id| id.value.to_string()).or(cited).unwrap_or_else(|| slug(&wording.shown()));
            let fields = Fields::new()
                .words("verb", verb.as_ref())
                .line("text", Some(wording.clone()))
                .line("document", document_id);
            self.unnamed(list, &id, wording, fields);
        }
    }

    pub(super) fn assignments(&mut self) {
        for Assignment { span: _, section, agencies, request, title, text, lists, run_in } in
            &self.resolved.plan.assignments
        {
            let ids: Vec<String> = agencies
                .iter()
                .map(|party| match party {
                    Party::Agency(id) => id.value.to_string(),
                    Party::Words(words) => slug(&words.text),
                })
                .collect();
            let names = self.parties(agencies);
            let own_title = title.as_ref().map(|title| self.line(title));
            let fields = Fields::new()
                .line("agency", Some(names.clone()))
                .line("request", request.then(|| Line::token(super::document::flag(true))))
                .line("title", own_title.clone())
                .add("text", Value::lines(self.prose(text, lists)))
                .lists(lists)
                .line("run_in", run_in.as_ref().map(|run_in| Line::token(super::document::flag(run_in.value))))
                .line("section", section.as_ref().map(|id| Line::token(self.section_token(&id.value))));
            self.unnamed(Collection::Assignments, &ids.join("+"), own_title.unwrap_or(names), fields);
            let text = Value::lines(self.prose(text, lists));
            if let Some(item) = self.items.last_mut() {
                item.summary.lines.extend(text.lines);
            }
        }
    }

    pub(super) fn appendices(&mut self) {
        for Appendix { id, label, title, orientation, text, show, tables, after, lists } in
            &self.resolved.plan.appendices
        {
            let title = self.line(title);
            let prose = |text: &Option<SourceText>| {
                Value::lines(text.as_ref().map(|text| self.prose(text, lists)).unwrap_or_default())
            };
            let fields = Fields::new()
                .words("label", label.as_ref())
                .line("title", Some(title.clone()))
                .word(
                    "orientation",
                    orientation.filter(|orientation| *orientation != Orientation::default()),
                    orientation_words,
                )
                .add("text", prose(text))
                .line("show", show.as_ref().and_then(|show| self.show(show)));
            let fields = self.tables(fields, tables, lists).add("after", prose(after)).lists(lists);
            self.named(Collection::Appendices, &id.value, Some(String::new()), title, fields);
        }
    }
}

pub(super) fn orientation_words(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::Portrait => "khổ đứng",
        Orientation::Landscape => "khổ ngang",
    }
}

/// Returns the word of the format for how the paper lies.
pub(super) fn orientation_word(orientation: Orientation) -> &'static str {
    word(orientation)
}
