//! Bodies and legal documents: the plan's own, and what it borrows from the city's pack.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Builder, Fields, word};
use super::{Collection, Item, Line, Namespace, Piece, Token};
use crate::base::source::Located;
use crate::base::vietnamese::date;
use crate::input::decode::SourceText;
use crate::model::id::Id;
use crate::model::packs::{Agency, Indicator, LegalDocument};

impl Builder<'_, '_> {
    pub(super) fn own_bodies(&mut self) {
        for agency in &self.resolved.plan.agencies {
            let fields = agency_fields(agency, &|text| self.line(text));
            let title = self.line(&agency.name);
            self.named(Collection::Agencies, &agency.id.value, None, title, fields);
        }
    }

    pub(super) fn own_documents(&mut self) {
        for document in &self.resolved.plan.documents {
            let title = Line::words(document.cite(crate::model::packs::Form::Dated, None));
            self.named(Collection::Documents, &document.id.value, None, title, document_fields(document));
        }
    }

    /// What the plan refers to and the city gives. It is no part of the plan, but where the city's pack has changed between two versions,
    /// the same plan says something else.
    pub(super) fn pack_items(&mut self) {
        let mut used: BTreeMap<Namespace, BTreeSet<String>> = BTreeMap::new();
        let lines = self.items.iter().flat_map(|item| item.fields.iter().flat_map(|field| &field.value.lines));
        for piece in lines.flat_map(|line| &line.0) {
            let Piece::Token(token) = piece else { continue };
            for reference in &token.refers {
                if let Some(id) = token.typed.get(reference.range.clone()) {
                    used.entry(reference.space).or_default().insert(id.to_owned());
                }
            }
        }
        let pack = self.resolved.pack;
        let of = |space: Namespace, id: &Id| used.get(&space).is_some_and(|ids| ids.contains(id.as_str()));
        // What the plan says anew is its own.
        let plan = self.resolved.plan;
        let is_own_agency = |id: &Id| plan.agencies.iter().any(|own| own.id.value == *id);
        let is_own_document = |id: &Id| plan.documents.iter().any(|own| own.id.value == *id);
        for agency in pack.agencies.iter().filter(|agency| of(Namespace::Agency, &agency.id.value)) {
            if is_own_agency(&agency.id.value) {
                continue;
            }
            let (title, fields) = (self.line(&agency.name), agency_fields(agency, &|text| self.line(text)));
            self.lend(Collection::Agencies, &agency.id.value, title, fields);
        }
        for document in pack.documents.iter().filter(|document| of(Namespace::Document, &document.id.value)) {
            if is_own_document(&document.id.value) {
                continue;
            }
            let title = Line::words(document.cite(crate::model::packs::Form::Dated, None));
            self.lend(Collection::Documents, &document.id.value, title, document_fields(document));
        }
        for baseline in &pack.baselines {
            for sentence in baseline.sentences.iter().filter(|sentence| of(Namespace::Sentence, &sentence.id.value)) {
                let line = self.line(&sentence.text);
                self.lend(
                    Collection::Sentences,
                    &sentence.id.value,
                    line.clone(),
                    Fields::new().line("text", Some(line)),
                );
            }
            for indicator in
                baseline.indicators.iter().filter(|indicator| of(Namespace::Indicator, &indicator.id.value))
            {
                let Indicator { id, text, city, commune, same_as, .. } = indicator;
                let fields = indicator_words(indicator)
                    .line("same_as", references(Namespace::Indicator, same_as.as_slice()))
                    .line("city", city.as_ref().map(|measure| self.measure_words(measure)))
                    .line(
                        "commune",
                        (!commune.is_empty())
                            .then(|| Line::joined(commune.iter().map(|measure| self.measure_words(measure)), "; ")),
                    );
                self.lend(Collection::Indicators, &id.value, Line::words(text), fields);
            }
        }
    }

    fn lend(&mut self, list: Collection, id: &Id, title: Line, fields: Fields) {
        let own = self.items.iter().any(|item| item.list == list && item.id == id.as_str());
        if !own {
            self.items.push(Item { from_pack: true, ..Item::new(list, id.to_string(), title, fields.0) });
        }
    }
}

/// Returns the fields of a body. `line` reads its name.
pub(super) fn agency_fields(agency: &Agency, line: &dyn Fn(&SourceText) -> Line) -> Fields {
    let Agency { id: _, name, brief, symbol, kind, covers, in_force_until, replaced_by, overrides } = agency;
    let covers: Vec<&str> = covers.iter().map(|kind| word(*kind)).collect();
    Fields::new()
        .line("name", Some(line(name)))
        .line("brief", brief.as_ref().map(line))
        .words("symbol", symbol.as_ref())
        .words("kind", Some(word(*kind)))
        .words("covers", (!covers.is_empty()).then(|| covers.join(", ")))
        .words("in_force_until", in_force_until.as_ref().map(|day| day.value.0.to_string()))
        .line("replaced_by", references(Namespace::Agency, replaced_by))
        .words("overrides", overrides.as_ref())
}

/// Returns what an indicator says but its values, their sources and its links.
pub(super) fn indicator_words(indicator: &Indicator) -> Fields {
    let Indicator { text, population, required, retired, .. } = indicator;
    Fields::new()
        .words("text", Some(text))
        .words("population", population.as_ref())
        .line("required", required.then(|| Line::token(super::document::flag(true))))
        .words("retired", retired.as_ref().map(|retired| date::short(retired.on.value.0)))
}

pub(super) fn document_fields(document: &LegalDocument) -> Fields {
    let LegalDocument {
        id: _,
        kind,
        number,
        date,
        issuer,
        title,
        aliases,
        in_force_from,
        in_force_until,
        replaced_by,
        verification,
        verified_on,
        sources,
        overrides,
        note,
    } = document;
    let day = |day: &Located<crate::model::time::Day>| day.value.0.to_string();
    Fields::new()
        .words("type", Some(kind))
        .words("number", number.as_ref())
        .words("date", date.as_ref().map(day))
        .words("issuer", issuer.as_ref())
        .words("title", title.as_ref())
        .words("aliases", (!aliases.is_empty()).then(|| aliases.join("; ")))
        .words("in_force_from", in_force_from.as_ref().map(day))
        .words("in_force_until", in_force_until.as_ref().map(day))
        .line("replaced_by", references(Namespace::Document, replaced_by))
        .words("verification", Some(word(*verification)))
        .words("verified_on", verified_on.as_ref().map(day))
        .words("sources", (!sources.is_empty()).then(|| sources.join("; ")))
        .words("overrides", overrides.as_ref())
        .words("note", note.as_ref())
}

pub(super) fn references(space: Namespace, ids: &[Located<Id>]) -> Option<Line> {
    let one = |id: &Located<Id>| Line::token(Token::id(space, id.value.as_str(), id.value.as_str()));
    (!ids.is_empty()).then(|| Line::joined(ids.iter().map(one), ", "))
}
