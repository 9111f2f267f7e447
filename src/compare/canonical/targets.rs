//! Targets and their groups.

use std::collections::BTreeMap;

use super::build::{Builder, Fields, time};
use super::values::signed;
use super::{Collection, Comparable, Line, MeasuredPromise, MinimumStatus, Namespace, Piece, State, Token, Value};
use crate::base::source::Located;
use crate::model::conformance::{Answer, MergedRequirement};
use crate::model::id::Id;
use crate::model::measure::Measure;
use crate::model::plan::{Group, Piece as Wording, Promise, Target};

impl Builder<'_, '_> {
    pub(super) fn groups(&mut self) {
        for Group { id, title, by } in &self.resolved.plan.groups {
            let title = self.line(title);
            let fields = Fields::new().line("title", Some(title.clone()));
            let fields = fields.words("by", by.as_ref().map(|by| by.value.short()));
            // Groups are printed where their targets are: their own order means nothing.
            self.named(Collection::Groups, &id.value, None, title, fields);
        }
    }

    pub(super) fn targets(&mut self) {
        for target in &self.resolved.plan.targets {
            let Target { id, group, section: _, quoted, lead, text, indicator, city, previous, promise } = target;
            let section = self.resolved.section_of_target(target);
            let wording = text.as_ref().map(|_| wording(target));
            let mut fields = Fields::new().line("text", wording.clone());
            fields = match promise {
                Promise::None => fields,
                Promise::Single(measure) => self.promise(fields, "promise", measure),
                Promise::Named(measures) => {
                    let mut sorted: Vec<&(String, Measure)> = measures.iter().collect();
                    // Their order in the file means nothing: the wording names them.
                    sorted.sort_by(|a, b| a.0.cmp(&b.0));
                    sorted.into_iter().fold(fields, |fields, (name, measure)| {
                        self.promise(fields, &format!("promise.{name}"), measure)
                    })
                }
            };
            let fields = fields
                .line("lead", Some(self.parties(lead)))
                .line("indicator", indicator.as_ref().map(|id| self.indicator(id)))
                .line("previous", previous.as_ref().map(|measure| self.measure_words(measure)))
                .line("city", city.as_ref().map(|measure| self.measure_words(measure)))
                .line("group", group.as_ref().map(|group| Line::token(self.group(&group.value))))
                .line("section", section.filter(|_| !quoted).map(|id| Line::token(self.section_token(id))))
                .line("quoted", quoted.then(|| Line::token(super::document::flag(true))));
            let words = self.target_title(target, wording);
            let order_scope = section.filter(|_| !quoted).map(ToString::to_string);
            self.named(Collection::Targets, &id.value, order_scope, words.clone(), fields);
            let promises: Vec<Line> = promise
                .measures()
                .map(|measure| {
                    let horizon = measure.by.as_ref().map(|by| format!(" ({})", by.value.short())).unwrap_or_default();
                    Line::words(format!("{}{horizon}", signed(measure)))
                })
                .collect();
            let in_the_wording = text.as_ref().is_some_and(|text| text.text.contains('{'));
            if let Some(item) = self.items.last_mut()
                && !promises.is_empty()
                && !in_the_wording
            {
                let promises = Line::joined(promises, "; ");
                item.summary = Value::line(Line::joined([without_full_stop(words), promises], ": "));
            }
        }
    }

    /// Returns the wording; the indicator's own where the target has none.
    fn target_title(&self, target: &Target, wording: Option<Line>) -> Line {
        wording.unwrap_or_else(|| {
            let own = self.resolved.indicator_of(target);
            Line::words(own.map_or_else(|| target.id.value.to_string(), |indicator| indicator.text.trim().to_owned()))
        })
    }

    fn indicator(&self, id: &Located<Id>) -> Line {
        let own = self.resolved.indicators().find(|indicator| indicator.id.value == id.value);
        let shown = own.map_or_else(|| id.value.to_string(), |indicator| indicator.text.trim().to_owned());
        Line::token(Token::id(Namespace::Indicator, id.value.as_str(), shown))
    }

    pub(super) fn group(&self, id: &Id) -> Token {
        let own = self.resolved.plan.groups.iter().find(|group| group.id.value == *id);
        let shown = own.map_or_else(|| id.to_string(), |group| self.line(&group.title).shown());
        Token::id(Namespace::Group, id.as_str(), shown)
    }

    fn promise(&self, fields: Fields, name: &str, measure: &Measure) -> Fields {
        let Measure { span, operator: _, value: _, unit: _, by, note, indicator, series } = measure;
        let downwards = self.downwards.get(&span.start).copied();
        let promised = Comparable::Promise(Box::new(MeasuredPromise { measure: measure.clone(), downwards }));
        // A promise without a horizon of its own is for the plan's period.
        let until = by.as_ref().map_or(&self.resolved.plan.header.period.value, |by| &by.value);
        let horizon = by.as_ref().map(|by| Line::token(time(&by.value))).unwrap_or_default();
        let fields = fields.add(name, Value::words(signed(measure)).compared_by(promised));
        let mut fields = fields.under(name, "by", Value::line(horizon).compared_by(Comparable::Horizon(until.clone())));
        if let Some(note) = note {
            fields = fields.under(name, "note", Value::line(self.line(note)).compared_by(Comparable::Note));
        }
        if let Some(indicator) = indicator {
            fields = fields.under(name, "indicator", Value::line(self.indicator(indicator)));
        }
        fields.part(name, "series", Value::words(series.as_ref().map_or("", |series| series.value.as_str())))
    }

    /// How the plan answers what the city asks, by the indicator.
    pub(super) fn minimums(&self) -> BTreeMap<String, MinimumStatus> {
        let places: BTreeMap<&str, usize> = self
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.list == Collection::Targets)
            .map(|(at, item)| (item.id.as_str(), at))
            .collect();
        let status = |(requirement, answer): (&MergedRequirement<'_>, Answer<'_>)| {
            let field = |(target, promise): (&Target, &Measure)| match target.name_of(promise) {
                Some(name) => format!("promise.{name}"),
                None => "promise".to_owned(),
            };
            let indicator = answer.indicator();
            let status = MinimumStatus {
                indicator: indicator.id.value.to_string(),
                title: indicator.text.clone(),
                minimum: answer.requirement.minimum().map(signed),
                state: State::of(&answer.verdict),
                target: answer.target.and_then(|target| places.get(target.id.value.as_str()).copied()),
                field: answer.target.zip(answer.promise).map(field).unwrap_or_default(),
            };
            // Several days are several minimums, known by their order: a day may change.
            let root = |one: &MergedRequirement<'_>| self.conformance.answers.links.root(one.id()).to_owned();
            let day = |one: &MergedRequirement<'_>| one.horizon().value.last_day();
            let earlier = |one: &&MergedRequirement<'_>| root(one) == root(requirement) && day(one) < day(requirement);
            let at = self.conformance.requirements.iter().filter(earlier).count();
            (format!("{} {at}", root(requirement)), status)
        };
        self.conformance.iter().map(status).collect()
    }
}

fn without_full_stop(mut line: Line) -> Line {
    if let Some(Piece::Words(last)) = line.0.last_mut() {
        last.truncate(last.trim_end_matches(['.', ';', ' ']).len());
    }
    line
}

/// Returns the wording as it is typed, its placeholders as pieces of their own.
fn wording(target: &Target) -> Line {
    let pieces = target
        .pieces()
        .into_iter()
        .map(|piece| match piece {
            Wording::Words(words) => Piece::Words(words.to_owned()),
            Wording::Placeholder(name, form, _) => {
                let typed = form.map_or_else(|| format!("{{{name}}}"), |form| format!("{{{name}:{form}}}"));
                let shown = target.measure(name).map(|measure| match form {
                    Some("words") => measure.describe(),
                    Some("value") => measure.bare(),
                    Some("padded") => measure.padded(),
                    _ => signed(measure),
                });
                Piece::Token(Token::plain(typed.clone(), shown.unwrap_or(typed)))
            }
        })
        .collect();
    one_line(Line(pieces))
}

/// Blanks of any length become one.
fn one_line(line: Line) -> Line {
    let mut out: Vec<Piece> = Vec::new();
    let mut blank = true;
    for piece in line.0 {
        match piece {
            Piece::Words(words) => {
                let mut tidy = String::with_capacity(words.len());
                for letter in words.chars() {
                    let space = matches!(letter, ' ' | '\n' | '\r' | '\t');
                    if !(space && blank) {
                        tidy.push(if space { ' ' } else { letter });
                    }
                    blank = space;
                }
                out.push(Piece::Words(tidy));
            }
            Piece::Token(token) => {
                blank = false;
                out.push(Piece::Token(token));
            }
        }
    }
    if let Some(Piece::Words(last)) = out.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    out.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
    Line(out)
}
