//! The parts around the sections: the document's own fields, its signer, its recipients.

use super::build::{Builder, Fields, slug, time, word};
use super::{Collection, Comparable, Line, Piece, Token, Value};
use crate::base::source::Located;
use crate::input::decode::{Keyword as _, SourceText};
use crate::model::id::Id;
use crate::model::plan::{
    Body, BodyKind, Capacity, Commune, CommuneKind, Decision, Header, Issue, IssueDate, NamedAfter, Party, Plan,
    Recipient, Recipients, Signer, Status,
};
use crate::model::section::BasesAs;
use crate::model::time::Time;

impl Builder<'_, '_> {
    pub(super) fn document(&mut self) {
        // Every part of the plan is named, so that a new one cannot be forgotten here.
        let Plan {
            span: _,
            answers,
            status,
            header,
            decision: _,
            commune,
            body,
            signer: _,
            recipients,
            notes,
            documents: _,
            agencies: _,
            bases: _,
            standard,
            sections: _,
            groups: _,
            targets: _,
            tasks: _,
            assignments: _,
            appendices: _,
            declared: _,
        } = self.resolved.plan;
        let Header { span: _, kind, subject, issue, period, bases, opening, closing, numbering, lists, addressee } =
            header;
        let Recipients { to: _, drafted_by, copies, archive, typist } = recipients;
        let levels: Vec<&str> = numbering.levels().iter().map(|level| word(*level)).collect();
        let subject_lines = self.own_lines(subject);
        let subject = self.line(subject);
        let answered = answers.iter().map(|id| id.value.to_string()).collect();
        let mut fields = Fields::new()
            .word("status", Some(*status), |status| match status {
                Status::Draft => "dự thảo",
                Status::Issued => "đã ban hành",
            })
            .words("type", Some(kind))
            .add("subject", Value::lines(subject_lines))
            .issue(issue, self.resolved.plan.decision.is_none())
            .add("period", Value::line(Line::token(time(&period.value))).compared_by(self.horizon_of_the_period()))
            .word("bases", bases.as_ref().map(|how| how.value), bases_words)
            .add("opening", Value::lines(opening.as_ref().map(|text| self.prose(text, lists)).unwrap_or_default()))
            .add("closing", Value::lines(self.prose(closing, lists)))
            .words("numbering", Some(levels.join(" ")))
            .lists(lists)
            .add("addressee", Value::lines(addressee.iter().map(|party| self.recipient(party)).collect()))
            .add("answers", Value::words(ids(answers)).compared_by(Comparable::Answers(answered)))
            .words("standard", standard.as_ref().map(|id| id.value.to_string()));
        if let Some(Body { span: _, kind, name, symbol, superior }) = body {
            fields = fields
                .line("issuer.name", Some(Self::plain(name)))
                .word("issuer.kind", Some(*kind), BodyKind::as_str)
                .words("issuer.symbol", symbol.as_ref())
                .words("issuer.superior", superior.as_ref());
        }
        if let Some(Commune { name, kind, named_after, city }) = commune {
            fields = fields
                .line("commune.name", Some(Self::plain(name)))
                .word("commune.kind", Some(*kind), CommuneKind::as_str)
                .word("commune.named_after", named_after.as_ref().map(|what| what.value), NamedAfter::as_str)
                .words("commune.city", city.as_ref().map(|id| id.value.to_string()));
        }
        let drafters = drafted_by.iter().map(|id| Line::token(self.agency(id.value.as_str())));
        let fields = fields
            .line("recipients.drafted_by", (!drafted_by.is_empty()).then(|| Line::joined(drafters, ", ")))
            .words("recipients.copies", copies.map(|copies| copies.to_string()))
            .words("recipients.archive", archive.as_ref())
            .words("recipients.typist", typist.as_ref())
            .add("notes", Value::unordered(notes.0.iter().map(|note| self.note(note)).collect()));
        self.only(Collection::Document, "document", subject, fields);
    }

    /// The decision that the plan is issued with, and its bases.
    pub(super) fn decision(&mut self) {
        let Some(decision) = &self.resolved.plan.decision else { return };
        let Decision { span: _, subject, issue, bases, articles } = decision;
        let subject_lines = subject.as_ref().map(|subject| self.own_lines(subject)).unwrap_or_default();
        let lists = decision.lists();
        let numbered = articles.iter().enumerate().flat_map(|(index, article)| {
            let mut lines = self.prose(article, &lists);
            if let Some(first) = lines.first_mut() {
                first.0.insert(0, Piece::Words(format!("Điều {}. ", index + 1)));
            }
            lines
        });
        let articles = Value::lines(numbered.collect());
        let fields =
            Fields::new().add("subject", Value::lines(subject_lines)).issue(issue, true).add("articles", articles);
        let title = subject.as_ref().map_or_else(|| Line::words(Decision::TYPE), |subject| self.line(subject));
        self.only(Collection::Decision, "decision", title, fields);
        self.bases(Collection::BasesOfDecision, bases);
    }

    /// The lines of a subject.
    fn own_lines(&self, subject: &SourceText) -> Vec<Line> {
        let ends = subject.text.match_indices('\n').map(|(at, _)| at).chain([subject.text.len()]);
        let starts = std::iter::once(0).chain(subject.text.match_indices('\n').map(|(at, _)| at + 1));
        let parts = starts.zip(ends).map(|(start, end)| subject.part(start..end));
        parts.filter(|line| !line.is_blank()).map(|line| self.line(&line)).collect()
    }

    /// A promise without a horizon of its own is for the period: with that, it comes later or earlier.
    fn horizon_of_the_period(&self) -> Comparable {
        let plan = self.resolved.plan;
        let open = plan.targets.iter().flat_map(|target| target.promise.measures()).any(|measure| measure.by.is_none());
        if open { Comparable::Horizon(plan.header.period.value.clone()) } else { Comparable::None }
    }

    pub(super) fn signer(&mut self) {
        let Signer { name, position, capacity, office } = &self.resolved.plan.signer;
        let lines: Vec<String> = capacity
            .iter()
            .map(|line| {
                let Capacity { prefix, body } = &line.value;
                format!("{prefix} {body}")
            })
            .collect();
        let fields = Fields::new()
            .words("name", Some(name))
            .words("position", Some(position))
            .words("capacity", (!lines.is_empty()).then(|| lines.join("; ")))
            .words("office", office.as_ref());
        self.only(Collection::Signer, "signer", Line::words(&**name), fields);
    }

    fn only(&mut self, list: Collection, id: &str, title: Line, fields: Fields) {
        self.items.push(super::Item::new(list, id, title, fields.0));
    }

    pub(super) fn recipients(&mut self) {
        for Recipient { party, note, items } in &self.resolved.plan.recipients.to {
            let id = match party {
                Party::Agency(id) => id.value.to_string(),
                Party::Words(words) => slug(&words.text),
            };
            let name = self.recipient(party);
            let items = items.iter().map(|item| self.recipient(item)).collect();
            let fields = Fields::new()
                .line("name", Some(name.clone()))
                .line("note", note.as_ref().map(|note| self.line(note)))
                .add("items", Value::lines(items));
            self.unnamed(Collection::Recipients, &id, name, fields);
        }
    }
}

impl Builder<'_, '_> {
    /// A recipient, whose words may have expressions.
    fn recipient(&self, party: &Party) -> Line {
        match party {
            Party::Agency(_) => self.party(party),
            Party::Words(words) => self.line(words),
        }
    }
}

impl Fields {
    /// Number, symbol, place and date; the usual symbol only where it is printed.
    fn issue(self, issue: &Issue, is_printed: bool) -> Self {
        let Issue { number, symbol, place, date } = issue;
        self.words("number", number.as_ref().map(|number| &number.value.printed))
            .words("symbol", (is_printed || symbol.is_written()).then_some(symbol))
            .words("place", place.as_ref())
            .time("date", date.as_ref().and_then(|date| issue_time(date.value)).as_ref())
    }
}

fn ids(ids: &[Located<Id>]) -> String {
    ids.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(", ")
}

fn issue_time(date: IssueDate) -> Option<Time> {
    match date {
        IssueDate::Unknown => None,
        IssueDate::Year(year) => Some(Time::Year(year)),
        IssueDate::Month(year, month) => Some(Time::Month(year, month)),
        IssueDate::Day(day) => Some(Time::Day(day)),
    }
}

pub(super) fn bases_words(how: BasesAs) -> &'static str {
    match how {
        BasesAs::List => "danh sách",
        BasesAs::Lines => "từng dòng chữ nghiêng",
        BasesAs::Sentence => "một câu",
    }
}

/// Yes or no, for people.
pub(super) fn flag(value: bool) -> Token {
    if value { Token::plain("true", "có") } else { Token::plain("false", "không") }
}
