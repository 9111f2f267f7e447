//! What changed inside an item that both versions have.

use super::{Change, ChangeKind, Effect};
use crate::compare::canonical::{Comparable, Field, Item, Line, Value};

/// Compares field by field.
pub(super) fn compare(old: &Item, new: &Item, place: usize, changes: &mut Vec<Change>) {
    let renamed = renamed_parts(old, new);
    let mut push = |name: &str, before: Option<&Value>, after: Option<&Value>| {
        let mut change = Change::of(new, ChangeKind::Changed, place);
        change.field = Some(name.to_owned());
        change.effect = Effect::between(before, after);
        change.old = before.filter(|value| !value.is_empty()).cloned();
        change.new = after.filter(|value| !value.is_empty()).cloned();
        changes.push(change);
    };
    for (before, after) in &renamed {
        push(after, Some(&Value::words(*before)), Some(&Value::words(*after)));
    }
    let is_renamed = |name: &str| renamed.iter().any(|(before, after)| *before == name || *after == name);
    for field in &new.fields {
        if skip(field, old, &is_renamed) {
            continue;
        }
        match old.field(&field.name) {
            Some(before)
                if before.value.typed() == field.value.typed() || is_same_order(&before.value, &field.value) => {}
            Some(before) => push(&field.name, Some(&before.value), Some(&field.value)),
            None => push(&field.name, None, Some(&complete(field, new))),
        }
    }
    for field in &old.fields {
        if !skip(field, new, &is_renamed) && new.field(&field.name).is_none() {
            push(&field.name, Some(&complete(field, old)), None);
        }
    }
}

/// Returns whether a field is not a change of its own: the one that it belongs to is in one version only, or only has another name.
fn skip(field: &Field, other: &Item, is_renamed: &impl Fn(&str) -> bool) -> bool {
    is_renamed(&field.name)
        || field.within.as_ref().is_some_and(|within| is_renamed(within) || other.field(within).is_none())
        || ((field.value.is_empty() || matches!(field.value.comparable, Comparable::Order))
            && other.field(&field.name).is_none())
}

/// Returns whether two values are orders in which what both have is ordered alike.
fn is_same_order(old: &Value, new: &Value) -> bool {
    if !matches!((&old.comparable, &new.comparable), (Comparable::Order, Comparable::Order)) {
        return false;
    }
    let of = |value: &Value| value.lines.iter().map(Line::typed).collect::<Vec<_>>();
    let (before, after) = (of(old), of(new));
    before.iter().filter(|one| after.contains(one)).eq(after.iter().filter(|one| before.contains(one)))
}

/// A measure that is added or removed, with its horizon; a table with all that it says.
fn complete(field: &Field, item: &Item) -> Value {
    let by = item
        .fields
        .iter()
        .find(|other| other.within.as_ref() == Some(&field.name) && other.name.rsplit('.').next() == Some("by"));
    match by {
        Some(by) if !by.value.is_empty() => {
            let horizon = Line::joined(by.value.lines.clone(), "");
            let parts = [Line::joined(field.value.lines.clone(), " "), Line::words(" ("), horizon, Line::words(")")];
            Value::line(Line::joined(parts, "")).compared_by(field.value.comparable.clone())
        }
        _ if matches!(field.value.comparable, Comparable::None) => {
            let parts = item.fields.iter().filter(|other| other.within.as_ref() == Some(&field.name));
            let lines: Vec<Line> = parts.flat_map(|part| part.value.lines.clone()).collect();
            if lines.is_empty() { field.value.clone() } else { Value::lines(lines) }
        }
        _ => field.value.clone(),
    }
}

/// Measures and tables whose name changed while they say the same.
fn renamed_parts<'i>(old: &'i Item, new: &'i Item) -> Vec<(&'i str, &'i str)> {
    let has_parts =
        |item: &Item, field: &Field| item.fields.iter().any(|part| part.within.as_ref() == Some(&field.name));
    let only = |item: &'i Item, other: &Item| -> Vec<&'i Field> {
        item.fields.iter().filter(|field| other.field(&field.name).is_none() && has_parts(item, field)).collect()
    };
    let content = |item: &Item, field: &Field| -> String {
        let parts = item.fields.iter().filter(|other| other.within.as_ref() == Some(&field.name));
        let parts: Vec<String> =
            parts.map(|part| format!("{}={}", part.name.trim_start_matches(&field.name), part.value.typed())).collect();
        format!("{} {}", field.value.typed(), parts.join(" "))
    };
    let mut added = only(new, old);
    let mut out = Vec::new();
    for before in only(old, new) {
        let same = content(old, before);
        if let Some(at) = added.iter().position(|after| content(new, after) == same) {
            out.push((before.name.as_str(), added.remove(at).name.as_str()));
        }
    }
    out
}
