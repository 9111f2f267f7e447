//! Puts the canonical form together.

use std::collections::BTreeMap;

use super::{Canonical, Collection, Field, Item, Line, Namespace, Piece, Reference, Token, Value};
use crate::base::vietnamese::fold;
use crate::document::compose::{Evaluator, Typed, typed_cell, typed_line, typed_lines};
use crate::document::resolve::Resolved;
use crate::input::decode::{Keyword, SourceText};
use crate::input::expressions::calls;
use crate::model::conformance::{Conformance, is_upper};
use crate::model::id::Id;
use crate::model::measure::Measure;
use crate::model::plan::{Issuer, Party};
use crate::model::section::{ItemMarker, ItemNumbering, ListKeys, ListMarks};
use crate::model::time::Time;

/// The making of one canonical form.
pub(super) struct Builder<'b, 'a> {
    pub(super) resolved: &'b Resolved<'a>,
    evaluator: &'b Evaluator<'b, 'a>,
    pub(super) conformance: Conformance<'a>,
    /// Whether less is better, by the measures that answer a minimum of the city (their place in the file).
    pub(super) downwards: BTreeMap<usize, bool>,
    pub(super) items: Vec<Item>,
    /// How many items known by their content have this id so far.
    counts: BTreeMap<(Collection, String), usize>,
}

impl<'b, 'a> Builder<'b, 'a> {
    pub(super) fn new(resolved: &'b Resolved<'a>, evaluator: &'b Evaluator<'b, 'a>) -> Self {
        // What is compared depends on no clock.
        let day = resolved.plan.day(resolved.plan.header.period.value.first_day());
        let conformance = Conformance::of(resolved.baselines(), resolved.pack, resolved.plan, day);
        let mut downwards = BTreeMap::new();
        for requirement in &conformance.requirements {
            let Some(minimum) = requirement.minimum() else { continue };
            let answering = conformance.answers.all(requirement.strictest.indicator.id.value.as_str());
            let measures = answering.iter().filter_map(|answering| answering.measure);
            downwards.extend(measures.map(|measure| (measure.span.start, is_upper(minimum.operator))));
        }
        Self { resolved, evaluator, conformance, downwards, items: Vec::new(), counts: BTreeMap::new() }
    }

    pub(super) fn build(mut self) -> Canonical {
        self.document();
        self.decision();
        self.signer();
        self.recipients();
        self.own_bodies();
        self.own_documents();
        self.bases(Collection::Bases, &self.resolved.plan.bases);
        self.sections();
        self.groups();
        self.targets();
        self.tasks();
        self.assignments();
        self.appendices();
        self.pack_items();
        let plan = self.resolved.plan;
        let subject = self.line(&plan.header.subject).shown();
        let title = format!("{} {subject}", plan.header.kind);
        Canonical {
            title,
            issuer: plan.issuer().map(Issuer::called).unwrap_or_default(),
            minimums: self.minimums(),
            items: self.items,
        }
    }

    /// Adds an item that the plan gives an id.
    pub(super) fn named(
        &mut self,
        list: Collection,
        id: &Id,
        order_scope: Option<String>,
        title: Line,
        fields: Fields,
    ) {
        self.items.push(Item { order_scope, ..Item::new(list, id.to_string(), title, fields.0) });
    }

    /// Adds an item that is known by its content. A second one with the same content counts on.
    pub(super) fn unnamed(&mut self, list: Collection, id: &str, title: Line, fields: Fields) {
        let count = self.counts.entry((list, id.to_owned())).or_default();
        *count += 1;
        let id = if *count == 1 { id.to_owned() } else { format!("{id}--{count}") };
        let order_scope = Some(String::new());
        self.items.push(Item { named: false, order_scope, ..Item::new(list, id, title, fields.0) });
    }

    pub(super) fn line(&self, source: &SourceText) -> Line {
        self.pieces(typed_line(source))
    }

    /// A text that is printed as it is typed: what looks like an expression is none.
    pub(super) fn plain(source: &SourceText) -> Line {
        Line::words(tidy(&source.text))
    }

    /// A text of several lines.
    pub(super) fn prose(&self, source: &SourceText, keys: &ListKeys) -> Vec<Line> {
        let usual = self.resolved.plan.header.lists.over(ListMarks::default());
        // The mark of items is a field of its own.
        let marks = ListMarks { marker: ItemMarker::default(), ..keys.over(usual) };
        typed_lines(source, marks).into_iter().map(|line| self.pieces(line)).collect()
    }

    /// Returns the content of a cell of a table.
    pub(super) fn cell(&self, source: &SourceText) -> Line {
        self.pieces(typed_cell(source))
    }

    fn pieces(&self, typed: Vec<Typed>) -> Line {
        Line(
            typed
                .into_iter()
                .map(|piece| match piece {
                    Typed::Words(words) => Piece::Words(words),
                    Typed::Expression(typed) => Piece::Token(self.expression(typed)),
                    Typed::Number(number) => Piece::Token(Token::plain("#) ", number)),
                })
                .collect(),
        )
    }

    /// An expression, with the ids that it calls by.
    pub(super) fn expression(&self, typed: String) -> Token {
        let refers = calls(&typed)
            .into_iter()
            .filter_map(|call| {
                let space = match call.function {
                    "cite" => Namespace::Document,
                    "agency" => Namespace::Agency,
                    "target" => Namespace::Target,
                    "task" => Namespace::Task,
                    "standard" => Namespace::Sentence,
                    "ref" if self.resolved.sections.iter().any(|section| section.id.value.as_str() == call.id) => {
                        Namespace::Section
                    }
                    "ref" if self.resolved.plan.appendices.iter().any(|one| one.id.value.as_str() == call.id) => {
                        Namespace::Appendix
                    }
                    _ => return None,
                };
                Some(Reference { space, range: call.range })
            })
            .collect();
        let shown = self.evaluator.show(&typed).filter(|words| !words.is_empty()).unwrap_or_else(|| typed.clone());
        Token { typed, shown, refers, written: None }
    }

    /// A body.
    pub(super) fn party(&self, party: &Party) -> Line {
        match party {
            Party::Agency(id) => Line::token(self.agency(id.value.as_str())),
            Party::Words(words) => Self::plain(words),
        }
    }

    pub(super) fn agency(&self, id: &str) -> Token {
        let name = self.evaluator.agency_name(id);
        Token::id(Namespace::Agency, id, if name.is_empty() { id.to_owned() } else { name })
    }

    /// Several bodies.
    pub(super) fn parties(&self, parties: &[Party]) -> Line {
        Line::joined(parties.iter().map(|party| self.party(party)), ", ")
    }

    /// Returns the id of a section, with its title for people.
    pub(super) fn section_token(&self, id: &Id) -> Token {
        let section = self.resolved.sections.iter().find(|section| section.id.value == *id);
        let title = section.map(|section| self.line(&section.title).shown()).unwrap_or_default();
        Token::id(Namespace::Section, id.as_str(), if title.is_empty() { id.to_string() } else { title })
    }

    /// A measure with its horizon and note, in one.
    pub(super) fn measure_words(&self, measure: &Measure) -> Line {
        let Measure { span: _, operator: _, value: _, unit: _, by, note, indicator, series } = measure;
        let mut pieces = vec![Piece::Words(super::values::signed(measure))];
        if let Some(note) = note {
            pieces.push(Piece::Words(" ".to_owned()));
            pieces.extend(self.line(note).0);
        }
        if let Some(by) = by {
            pieces.push(Piece::Words(" (".to_owned()));
            pieces.push(Piece::Token(time(&by.value)));
            pieces.push(Piece::Words(")".to_owned()));
        }
        if let Some(indicator) = indicator {
            pieces.push(Piece::Words(" [".to_owned()));
            pieces.push(Piece::Token(Token::id(
                Namespace::Indicator,
                indicator.value.as_str(),
                indicator.value.as_str(),
            )));
            pieces.push(Piece::Words("]".to_owned()));
        }
        if let Some(series) = series {
            pieces.push(Piece::Words(format!(" (chuỗi {})", series.value)));
        }
        Line(pieces)
    }
}

/// The fields of an item, as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Fields(pub(super) Vec<Field>);

impl Fields {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A field; one that says nothing is left out.
    pub(super) fn add(mut self, name: &str, value: Value) -> Self {
        if !value.is_empty() {
            self.0.push(Field { name: name.to_owned(), within: None, value });
        }
        self
    }

    pub(super) fn line(self, name: &str, line: Option<Line>) -> Self {
        match line {
            Some(line) => self.add(name, Value::line(line)),
            None => self,
        }
    }

    /// Words of one line, however they are wrapped.
    pub(super) fn words(self, name: &str, words: Option<impl AsRef<str>>) -> Self {
        self.line(name, words.map(|words| Line::words(tidy(words.as_ref()))))
    }

    /// A word of the format with its meaning.
    pub(super) fn word<K: Keyword + PartialEq>(
        self,
        name: &str,
        value: Option<K>,
        meaning: impl Fn(K) -> &'static str,
    ) -> Self {
        self.line(name, value.map(|value| Line::token(Token::plain(word(value), meaning(value)))))
    }

    /// The keys that say how lists are marked.
    pub(super) fn lists(self, keys: &ListKeys) -> Self {
        let ListKeys { items, marker } = keys;
        self.word("items", items.as_ref().map(|items| items.value), |items| match items {
            ItemNumbering::Letter => "a), b), c)",
            ItemNumbering::Arabic => "1., 2., 3.",
            ItemNumbering::Bracketed => "(1), (2), (3)",
        })
        .word("marker", marker.as_ref().map(|marker| marker.value), |marker| match marker {
            ItemMarker::Dash => "-",
            ItemMarker::Plus => "+",
            ItemMarker::Star => "*",
        })
    }

    pub(super) fn time(self, name: &str, value: Option<&Time>) -> Self {
        self.line(name, value.map(|value| Line::token(time(value))))
    }

    /// A field that belongs to another one; one that says nothing is left out.
    pub(super) fn part(self, within: &str, name: &str, value: Value) -> Self {
        if value.is_empty() { self } else { self.under(within, name, value) }
    }

    /// A field that means something only with another one. It stays when it is empty: it is compared all the same.
    pub(super) fn under(mut self, within: &str, name: &str, value: Value) -> Self {
        self.0.push(Field { name: format!("{within}.{name}"), within: Some(within.to_owned()), value });
        self
    }
}

/// Blanks of any length become one.
fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the word of the format for a value.
pub(super) fn word<K: Keyword + PartialEq>(value: K) -> &'static str {
    value.as_str()
}

/// A time as a plan writes it and as people read it.
pub(super) fn time(value: &Time) -> Token {
    Token::plain(value.written(), value.short())
}

/// An id made of the first words.
pub(super) fn slug(words: &str) -> String {
    const WORDS: usize = 8;
    let folded = fold::fold(words);
    let parts: Vec<&str> = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(WORDS)
        .collect();
    if parts.is_empty() { "khac".to_owned() } else { parts.join("-") }
}
