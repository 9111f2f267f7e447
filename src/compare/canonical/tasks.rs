//! Tasks.

use super::build::{Builder, Fields, time};
use super::{Collection, Line, Namespace, Piece, Token, Value};
use crate::model::plan::{Due, DuePart, Moment, Task};
use crate::model::section::Extra;

impl Builder<'_, '_> {
    pub(super) fn tasks(&mut self) {
        for task in &self.resolved.plan.tasks {
            let Task {
                id,
                group,
                section: named,
                quoted,
                text,
                lead,
                support,
                due,
                product,
                work,
                mode,
                extra,
                serves,
            } = task;
            let section = self.resolved.section_of_task(task);
            // One that is quoted has no section but the one that it names.
            let shown = if *quoted { named.as_ref().map(|id| &id.value) } else { section };
            let line = |text: &crate::input::decode::SourceText| self.line(text);
            let lines = if task.is_prose() {
                self.prose(text, &self.resolved.plan.header.lists)
            } else {
                vec![self.line(text)]
            };
            let title = lines.first().cloned().unwrap_or_default();
            let serves: Vec<Line> = serves.iter().map(|id| Line::token(self.target(id.value.as_str()))).collect();
            let fields = Fields::new()
                .add("text", Value::lines(lines.clone()))
                .line("lead", Some(self.parties(lead)))
                .line("support", Some(self.parties(support)))
                .line("due", due.as_ref().map(|due| self.due(due)))
                .line("product", product.as_ref().map(line))
                .line("work", work.as_ref().map(line))
                .line("mode", mode.as_ref().map(line))
                .add("serves", Value::unordered(serves))
                .line("group", group.as_ref().map(|group| Line::token(self.group(&group.value))))
                .line("section", shown.map(|id| Line::token(self.section_token(id))))
                .line("quoted", quoted.then(|| Line::token(super::document::flag(true))));
            let fields = extra.0.iter().fold(fields, |fields, Extra { name, text }| {
                fields.line(&format!("extra.{}", name.value), Some(self.line(text)))
            });
            self.named(
                Collection::Tasks,
                &id.value,
                Some(section.map(ToString::to_string).unwrap_or_default()),
                title,
                fields,
            );
            if let Some(item) = self.items.last_mut() {
                item.summary.lines.extend(lines.into_iter().skip(1));
            }
        }
    }

    fn target(&self, id: &str) -> Token {
        let own = self.resolved.plan.targets.iter().find(|target| target.id.value.as_str() == id);
        let shown =
            own.and_then(|target| target.text.as_ref()).map_or_else(|| id.to_owned(), |text| Self::plain(text).shown());
        Token::id(Namespace::Target, id, shown)
    }

    fn due(&self, due: &Due) -> Line {
        let Due { span: _, parts } = due;
        Line::joined(parts.iter().map(|part| self.due_part(part)), ", ")
    }

    fn due_part(&self, part: &DuePart) -> Line {
        let DuePart { moment, note, other: _ } = part;
        let mut pieces = match moment {
            Moment::At(at) => vec![Piece::Token(Token { shown: at.value.describe(), ..time(&at.value) })],
            Moment::Since(from) => {
                vec![Piece::Token(Token::plain(format!("{}..", from.value.written()), from.value.describe_open()))]
            }
            Moment::Every(periodic) => {
                vec![Piece::Token(Token::plain(periodic.value.written(), periodic.value.describe()))]
            }
            Moment::Words(words) => Self::plain(words).0,
            Moment::Before(before) => vec![Piece::Words("trước ".to_owned()), Piece::Token(time(&before.value))],
            Moment::Recurring(words) => vec![Piece::Words((*words).to_owned())],
            Moment::Guidance(party) => {
                [vec![Piece::Words("theo hướng dẫn của ".to_owned())], self.party(party).0].concat()
            }
        };
        pieces.extend(note.as_ref().map(|note| Piece::Words(format!(" ({note})"))));
        Line(pieces)
    }
}
