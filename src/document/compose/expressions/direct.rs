//! The expressions that nearly all plans use, evaluated without Tera: `{{ commune.full }}`, `{{ cite("…") }}`, `{{ agency("…") }}`,
//! `{{ target("…").value }}`, `{{ task("…").lead }}`, `{{ ref("…") }}`, `{{ standard("…") }}`.
//!
//! They give what Tera would give. A text with any other expression, or with a mistake, is left to Tera as a whole: Tera
//! knows the language, and what to say of a mistake.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::Expressions;
use super::functions::target_fields;
use crate::document::compose::addresses::Address;
use crate::document::compose::beginning::Place;
use crate::document::compose::markdown;
use crate::input::expressions::{TagKind, literal, tags, tokens};
use crate::model::packs::{DateForm, Form};

enum Piece<'t> {
    Words(&'t str),
    Value {
        object: &'t str,
        field: &'t str,
    },
    Call(Call<'t>),
    /// A standard sentence, which is a text itself.
    Sentence(Vec<Piece<'t>>),
}

/// A call of a function with an id.
#[derive(Default)]
struct Call<'t> {
    function: &'t str,
    id: &'t str,
    form: Option<&'t str>,
    issuer: Option<&'t str>,
    field: Option<&'t str>,
    measure: Option<&'t str>,
    date: Option<&'t str>,
    extra: Option<&'t str>,
}

impl Expressions<'_, '_> {
    /// Returns the text with its expressions evaluated. `None` when it is Tera's matter.
    pub(super) fn directly(&self, text: &str, markup: bool, place: Place) -> Option<String> {
        // Nothing is evaluated before all is understood: a citation changes the next one.
        let pieces = self.pieces(text, true)?;
        let mut out = String::with_capacity(text.len() * 2);
        self.evaluate(&pieces, markup, place, &mut out)?;
        (out.len() <= crate::base::limits::EXPANDED).then_some(out)
    }

    fn pieces<'t>(&'t self, text: &'t str, outer: bool) -> Option<Vec<Piece<'t>>> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for tag in tags(text) {
            let closed = tag.inside.end < tag.range.end;
            pieces.push(words_only(&text[at..tag.range.start])?);
            at = tag.range.end;
            let piece = (tag.kind == TagKind::Expression && closed).then(|| expression(text, tag.inside))??;
            pieces.push(match piece {
                Piece::Call(Call {
                    function: "standard",
                    id,
                    form: None,
                    issuer: None,
                    field: None,
                    measure: None,
                    date: None,
                    extra: None,
                }) => Piece::Sentence(self.pieces(self.sentence(id).filter(|_| outer)?, false)?),
                piece => piece,
            });
        }
        pieces.push(words_only(&text[at..])?);
        Some(pieces)
    }

    fn evaluate(&self, pieces: &[Piece<'_>], markup: bool, place: Place, out: &mut String) -> Option<()> {
        for piece in pieces {
            let value = match piece {
                Piece::Words(words) => {
                    out.push_str(words);
                    continue;
                }
                Piece::Sentence(sentence) => {
                    self.evaluate(sentence, markup, place, out)?;
                    continue;
                }
                Piece::Value { object, field } => self.value(object, field)?,
                Piece::Call(call) => self.call(call)?,
            };
            let value = place.fit(out, &value);
            if markup {
                out.push_str(&markdown::escape(&value));
            } else {
                out.push_str(&value);
            }
        }
        Some(())
    }

    fn value(&self, object: &str, field: &str) -> Option<String> {
        let (plan, pack) = (self.resolved.plan, self.resolved.pack);
        Some(match (object, field) {
            ("commune", "name") => plan.commune.name.text.clone(),
            ("commune", "kind") => plan.commune.kind.as_str().to_owned(),
            ("commune", "full") => plan.commune.full(),
            ("document", "subject") => self.subject.clone(),
            ("document", "period") => plan.header.period.value.short(),
            ("document", "year") => plan.header.period.value.first_day().year().to_string(),
            ("document", "symbol") => plan.header.symbol.to_string(),
            ("city", "name") => pack.name.clone(),
            ("city", "kind") => pack.kind.clone(),
            _ => return None,
        })
    }

    fn call(&self, call: &Call<'_>) -> Option<String> {
        match *call {
            Call { function: "cite", id, form, issuer, field: None, measure: None, date, extra: None } => {
                let document = self.resolved.document(id)?;
                let named = |given: &str| Form::WORDS.iter().find(|(word, _)| *word == given).map(|(_, form)| *form);
                let form = match form {
                    Some(given) => Some(named(given)?),
                    None => None,
                };
                let long = match date {
                    Some(given) => DateForm::WORDS.iter().find(|(word, _)| *word == given).map(|(_, date)| *date)?,
                    None => DateForm::default(),
                };
                if form == Some(Form::Short) && long == DateForm::Long {
                    return None;
                }
                let first = super::lock(&self.shared).cited.insert(id.to_owned());
                let form = form.unwrap_or(if first { Form::Full } else { Form::Short });
                Some(document.cite_dated(form, issuer, long))
            }
            Call {
                function: "agency",
                id,
                form: None,
                issuer: None,
                field: None,
                measure: None,
                date: None,
                extra: None,
            } => self.resolved.agency(id).filter(|_| !self.naming).map(|_| self.agency_name(id)),
            Call {
                function: "ref",
                id,
                form: None,
                issuer: None,
                field: None,
                measure: None,
                date: None,
                extra: None,
            } => match self.addresses().get(id)? {
                Address::Words(words) => Some(words.clone()),
                Address::Nameless(_) => None,
            },
            Call { function: "target", id, form: None, issuer: None, field, measure, date: None, extra: None } => {
                // Of several with the same id, which is reported, the last counts, as it does for Tera.
                let target = self.resolved.plan.targets.iter().rfind(|target| target.id.value.as_str() == id)?;
                let field = field.unwrap_or("promise");
                let field = measure.map_or(field.to_owned(), |measure| format!("{measure}.{field}"));
                let words = target_fields(target, self.resolved).remove(&field)?;
                super::lock(&self.shared).quoted.insert(id.to_owned());
                Some(words)
            }
            Call { function: "task", id, form: None, issuer: None, field, measure: None, date: None, extra } => {
                let task = self.resolved.plan.tasks.iter().rfind(|task| task.id.value.as_str() == id)?;
                let field = extra.map_or_else(|| field.unwrap_or("text").to_owned(), |name| format!("extra.{name}"));
                let words = self.task_field(task, &field)?;
                super::lock(&self.shared).quoted_tasks.insert(id.to_owned());
                Some(words)
            }
            _ => None,
        }
    }
}

/// Words without the end of a tag that never began.
fn words_only(words: &str) -> Option<Piece<'_>> {
    let closes = words.contains('}') && ["}}", "%}", "#}"].iter().any(|close| words.contains(close));
    (!closes).then_some(Piece::Words(words))
}

/// Reads `object.field` or a call.
fn expression(text: &str, inside: Range<usize>) -> Option<Piece<'_>> {
    let mut rest = Cursor { text, tokens: tokens(text, inside).into_iter().peekable() };
    let name = rest.name()?;
    if rest.skip(".") {
        let field = rest.name()?;
        return rest.is_at_end().then_some(Piece::Value { object: name, field });
    }
    let mut call = Call { function: name, ..Call::default() };
    rest.expect("(")?;
    loop {
        let key = match rest.name() {
            Some(key) => rest.expect("=").map(|()| key)?,
            None if call.id.is_empty() => "id",
            None => return None,
        };
        let value = rest.string()?;
        match key {
            "id" if call.id.is_empty() => call.id = value,
            "form" if call.form.is_none() => call.form = Some(value),
            "issuer" if call.issuer.is_none() => call.issuer = Some(value),
            "field" if call.field.is_none() => call.field = Some(value),
            "measure" if call.measure.is_none() => call.measure = Some(value),
            "date" if call.date.is_none() => call.date = Some(value),
            "extra" if call.extra.is_none() => call.extra = Some(value),
            _ => return None,
        }
        if !rest.skip(",") {
            break;
        }
    }
    rest.expect(")")?;
    if rest.skip(".") && call.field.replace(rest.name()?).is_some() {
        return None;
    }
    (rest.is_at_end() && !call.id.is_empty()).then_some(Piece::Call(call))
}

/// The tokens of an expression that are still to be read.
struct Cursor<'t> {
    text: &'t str,
    tokens: Peekable<IntoIter<Range<usize>>>,
}

impl<'t> Cursor<'t> {
    fn name(&mut self) -> Option<&'t str> {
        let text = self.text;
        let named = |token: &Range<usize>| text[token.clone()].starts_with(|letter: char| letter.is_ascii_alphabetic());
        self.tokens.next_if(named).map(|token| &text[token])
    }

    /// A string in quotes; one with a backslash is Tera's matter.
    fn string(&mut self) -> Option<&'t str> {
        let inside = literal(self.text, self.tokens.next()?)?;
        let quoted = self.text[..inside.start].ends_with(['"', '\'']);
        Some(&self.text[inside]).filter(|value| quoted && !value.contains('\\'))
    }

    fn skip(&mut self, sign: &str) -> bool {
        let text = self.text;
        self.tokens.next_if(|token| &text[token.clone()] == sign).is_some()
    }

    fn expect(&mut self, sign: &str) -> Option<()> {
        self.skip(sign).then_some(())
    }

    fn is_at_end(&mut self) -> bool {
        self.tokens.peek().is_none()
    }
}
