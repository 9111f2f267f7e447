//! Capitals for what Tera evaluates at the beginning of a sentence.

use tera::{Kwargs, State, Tera, Value};

use crate::base::vietnamese::letter;
use crate::document::compose::beginning::{Place, begins};
use crate::document::compose::shorthand::Expanded;
use crate::input::expressions::{TagKind, tags};

/// A filter that no plan can name.
const FILTER: &str = "capital_of_a_sentence";

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(FILTER, |value: Value, _: Kwargs, _: &State<'_>| match value.as_str() {
        Some(words) => Value::from(letter::capitalized(words).as_str()),
        None => value,
    });
}

/// Returns the template with a capital asked for where an expression begins a sentence, a line or a cell.
pub(super) fn with_capitals(template: &Expanded, place: Place) -> Expanded {
    let text = template.text.as_str();
    let mut out = template.empty();
    let mut before = String::new();
    let (mut at, mut read) = (0, 0);
    for tag in tags(text) {
        before.push_str(&text[read..tag.range.start]);
        read = tag.range.end;
        let closed = tag.inside.end < tag.range.end;
        let starts = begins(&before) && (place == Place::Beginning || !before.trim().is_empty());
        if tag.kind == TagKind::Expression {
            before.push('x');
        }
        let inside = &text[tag.inside.clone()];
        // `{{-` and `-}}` remove blanks.
        let start = tag.inside.start + usize::from(inside.starts_with('-'));
        let end = tag.inside.end - usize::from(inside.len() > 1 && inside.ends_with('-'));
        if tag.kind != TagKind::Expression || !closed || !starts || text[start..end].trim().is_empty() {
            continue;
        }
        out.copy_from(template, at..start);
        out.insert("(", start);
        out.copy_from(template, start..end);
        out.insert(&format!(") | {FILTER} "), end);
        at = end;
    }
    out.copy_from(template, at..text.len());
    out
}
