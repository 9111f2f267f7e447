//! The expressions that nearly all plans use, evaluated without Tera: `{{ commune.full }}`, `{{ issuer.full }}`, `{{ cite("…") }}`,
//! `{{ agency("…") }}`, `{{ target("…").value }}`, `{{ task("…").lead }}`, `{{ ref("…") }}`, `{{ standard("…") }}`.
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
use crate::input::expressions::{TagKind, literal, name_tags, tags, tokens};
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
struct Call<'t> {
    function: &'t str,
    id: &'t str,
    /// The other arguments by name, and the field behind the call as `field`.
    arguments: Vec<(&'t str, &'t str)>,
}

impl<'t> Call<'t> {
    fn get(&self, name: &str) -> Option<&'t str> {
        self.arguments.iter().find(|(given, _)| *given == name).map(|(_, value)| *value)
    }

    /// Adds an argument. `None` when it is given already.
    fn add(&mut self, name: &'t str, value: &'t str) -> Option<()> {
        self.get(name).is_none().then(|| self.arguments.push((name, value)))
    }

    /// Returns whether it calls this function and gives no other arguments than these.
    fn is(&self, function: &str, names: &[&str]) -> bool {
        self.function == function && self.arguments.iter().all(|(given, _)| names.contains(given))
    }
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
        let mut names = name_tags(text).into_iter();
        for tag in tags(text) {
            if tag.kind == TagKind::Name {
                let cut = names.next()?.cut;
                pieces.push(words_only(&text[at..cut.start])?);
                at = cut.end;
                continue;
            }
            let closed = tag.inside.end < tag.range.end;
            pieces.push(words_only(&text[at..tag.range.start])?);
            at = tag.range.end;
            let piece = (tag.kind == TagKind::Expression && closed).then(|| expression(text, tag.inside))??;
            pieces.push(match piece {
                Piece::Call(call) if call.is("standard", &[]) => {
                    Piece::Sentence(self.pieces(self.sentence(call.id).filter(|_| outer)?, false)?)
                }
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
        let (commune, issuer) = (plan.commune.as_ref(), plan.issuer());
        Some(match (object, field) {
            ("commune", "name") => commune?.name.text.clone(),
            ("commune", "kind") => commune?.kind.as_str().to_owned(),
            ("commune", "full") => commune?.full(),
            ("issuer", "name") => issuer?.name().text.clone(),
            ("issuer", "kind") => issuer?.kind().to_owned(),
            ("issuer", "full") => issuer?.full(),
            ("document", "subject") => self.subject.clone(),
            ("document", "period") => plan.header.period.value.short(),
            ("document", "year") => plan.header.period.value.first_day().year().to_string(),
            ("document", "symbol") => plan.issue().symbol.to_string(),
            // A body of the central government has none.
            ("city", _) if pack.name.is_empty() => return None,
            ("city", "name") => pack.name.clone(),
            ("city", "kind") => pack.kind.clone(),
            _ => return None,
        })
    }

    fn call(&self, call: &Call<'_>) -> Option<String> {
        let id = call.id;
        if call.is("cite", &["form", "issuer", "date"]) {
            let document = self.resolved.document(id)?;
            let form = match call.get("form") {
                Some(given) => Some(Form::WORDS.iter().find(|(word, _)| *word == given).map(|(_, form)| *form)?),
                None => None,
            };
            let date = match call.get("date") {
                Some(given) => DateForm::WORDS.iter().find(|(word, _)| *word == given).map(|(_, date)| *date)?,
                None => DateForm::default(),
            };
            if form == Some(Form::Short) && date == DateForm::Long {
                return None;
            }
            let first = super::lock(&self.shared).cited.insert(id.to_owned());
            let form = form.unwrap_or(if first { Form::Full } else { Form::Short });
            Some(document.cite_dated(form, call.get("issuer"), date))
        } else if call.is("agency", &[]) {
            self.resolved.agency(id).filter(|_| !self.naming).map(|_| self.agency_name(id))
        } else if call.is("ref", &[]) {
            match self.addresses().get(id)? {
                Address::Words(words) => Some(words.clone()),
                Address::Nameless(_) => None,
            }
        } else if call.is("target", &["field", "measure"]) {
            // Of several with the same id, which is reported, the last counts, as it does for Tera.
            let target = self.resolved.plan.targets.iter().rfind(|target| target.id.value.as_str() == id)?;
            let field = call.get("field").unwrap_or("promise");
            let field = call.get("measure").map_or(field.to_owned(), |measure| format!("{measure}.{field}"));
            let words = target_fields(target, self.resolved).remove(&field)?;
            super::lock(&self.shared).quoted.insert(id.to_owned());
            Some(words)
        } else if call.is("task", &["field", "extra"]) {
            let task = self.resolved.plan.tasks.iter().rfind(|task| task.id.value.as_str() == id)?;
            let field = call.get("extra").map(|name| format!("extra.{name}"));
            let field = field.unwrap_or_else(|| call.get("field").unwrap_or("text").to_owned());
            let words = self.task_field(task, &field)?;
            super::lock(&self.shared).quoted_tasks.insert(id.to_owned());
            Some(words)
        } else {
            None
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
    let mut call = Call { function: name, id: "", arguments: Vec::new() };
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
            // An id given twice.
            "id" => return None,
            key => call.add(key, value)?,
        }
        if !rest.skip(",") {
            break;
        }
    }
    rest.expect(")")?;
    if rest.skip(".") {
        call.add("field", rest.name()?)?;
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
