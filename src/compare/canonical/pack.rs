//! A city's pack in canonical form: its bodies, documents, city plans with their indicators, and sentences. What holds in the whole country
//! is not the city's, so it is left out; of the national pack itself it is all there is.
//!
//! No plan evaluates it: expressions in its texts are compared as they are typed.

use super::bodies::{agency_fields, document_fields, indicator_words, references};
use super::build::{Fields, word};
use super::values::signed;
use super::{Canonical, Collection, Comparable, Item, Line, MeasuredPromise, Namespace, Token, Value};
use crate::base::source::Located;
use crate::base::vietnamese::date;
use crate::input::decode::SourceText;
use crate::model::conformance::is_upper;
use crate::model::id::Id;
use crate::model::measure::Measure;
use crate::model::packs::{Baseline, BaselineStatus, Form, Indicator, Pack, WaiverTerms};
use crate::model::time::Time;

/// Returns the canonical form of a pack.
#[must_use]
pub fn of_pack(pack: &Pack, is_own: impl Fn(&Located<Id>) -> bool) -> Canonical {
    let mut items = Vec::new();
    let mut add = |list, id: &str, title, fields: Fields| items.push(Item::new(list, id, title, fields.0));
    for agency in pack.agencies.iter().filter(|one| is_own(&one.id)) {
        add(Collection::Agencies, agency.id.value.as_str(), typed(&agency.name), agency_fields(agency, &typed));
    }
    for document in pack.documents.iter().filter(|one| is_own(&one.id)) {
        let title = Line::words(document.cite(Form::Dated, None));
        add(Collection::Documents, document.id.value.as_str(), title, document_fields(document));
    }
    for baseline in &pack.baselines {
        let id = baseline.id.value.as_str();
        add(Collection::Document, &format!("{id}/baseline.toml"), Line::words(id), baseline_fields(baseline));
        for indicator in &baseline.indicators {
            let fields = indicator_fields(indicator, &baseline.horizon.value);
            add(Collection::Indicators, indicator.id.value.as_str(), Line::words(&*indicator.text), fields);
        }
        for sentence in &baseline.sentences {
            let line = Line::words(&*sentence.line);
            let fields = Fields::new().line("text", Some(line.clone()));
            add(Collection::Sentences, &format!("{id}/{}", sentence.id.value), line, fields);
        }
    }
    add(Collection::Document, CITY, Line::words(&*pack.name), city_fields(pack));
    Canonical { title: format!("{} {}", pack.kind, pack.name).trim().to_owned(), items, ..Canonical::default() }
}

/// Returns a file of packs that is compared line by line, such as a list of words.
#[must_use]
pub fn of_lines(name: &str, text: &str) -> Item {
    let lines = text.lines().map(Line::words).collect();
    Item::new(Collection::Document, name, Line::words(name), Fields::new().add("text", Value::lines(lines)).0)
}

/// The id of what `city.toml` says.
const CITY: &str = "city.toml";

/// A text as it is typed.
fn typed(source: &SourceText) -> Line {
    Line::words(source.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn city_fields(pack: &Pack) -> Fields {
    let WaiverTerms { longest_days, granted_by, outermost_only } = &pack.waiver_terms;
    Fields::new()
        .words("name", Some(&pack.name))
        .words("kind", Some(&pack.kind))
        .words("as_of", pack.as_of.as_ref().map(|day| date::short(day.value.0)))
        .words("waivers.longest_days", longest_days.map(|days| days.to_string()))
        .words("waivers.granted_by", (!granted_by.is_empty()).then(|| granted_by.join("; ")))
        .words("waivers.outermost_only", outermost_only.then_some("true"))
}

fn baseline_fields(baseline: &Baseline) -> Fields {
    let document = &baseline.document.value;
    let status = if baseline.is_draft { BaselineStatus::Draft } else { BaselineStatus::Issued };
    Fields::new()
        .line("document", Some(Line::token(Token::id(Namespace::Document, document.as_str(), document.as_str()))))
        .words("period", Some(baseline.horizon.value.written()))
        .words("provenance", Some(word(baseline.provenance)))
        .words("status", Some(word(status)))
        .words("note", baseline.note.as_ref())
}

/// Each minimum is a field of its own, known by its day: so that it is said which one became more or less.
fn indicator_fields(indicator: &Indicator, horizon: &Time) -> Fields {
    let Indicator { commune, city, retired, quotes, confidence, note, same_as, .. } = indicator;
    let mut fields = indicator_words(indicator);
    for measure in commune {
        let by = measure.by.as_ref().map_or(horizon, |by| &by.value);
        fields = fields.add(&format!("commune.{}", by.written()), compared(measure));
    }
    let replaced = retired.as_ref().and_then(|retired| retired.replaced_by.as_ref());
    let quotes: Vec<String> = quotes.iter().map(|quote| format!("{}: «{}»", quote.source, quote.text)).collect();
    fields
        .words("city", city.as_ref().map(words))
        .line("same_as", references(Namespace::Indicator, same_as.as_slice()))
        .words("replaced_by", replaced.map(|id| id.value.as_str()))
        .words("quotes", (!quotes.is_empty()).then(|| quotes.join("; ")))
        .words("confidence", Some(word(*confidence)))
        .words("note", note.as_ref())
}

/// A measure with its note: what it is compared by leaves the day to the name of the field.
fn compared(measure: &Measure) -> Value {
    let downwards = Some(is_upper(measure.operator));
    let promise = MeasuredPromise { measure: measure.clone(), downwards };
    Value::words(words(measure)).compared_by(Comparable::Promise(Box::new(promise)))
}

fn words(measure: &Measure) -> String {
    let note = measure.note.as_ref().map(|note| format!(" {}", note.text)).unwrap_or_default();
    signed(measure) + &note
}
