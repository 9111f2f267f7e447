//! Values: on one line where it is wide enough, else an item a line.

use toml_edit::{Array, InlineTable, Key, Value};

use super::WIDTH;
use super::comments::behind;
use super::order::ranks;
use super::parts::raw;
use super::prose;
use crate::plan_file::schema::Layout;

/// Spaces before an item of a list that has its own line.
const INDENT: usize = 2;

/// How wide a text is, its last line if it has several.
pub(super) fn width(text: &str) -> usize {
    text.rsplit('\n').next().unwrap_or_default().chars().count()
}

/// Returns the value of a key on its own line, after `used` letters.
pub(super) fn statement(value: &Value, layout: Option<&Layout>, used: usize) -> String {
    if let Value::String(string) = value
        && layout.is_some_and(Layout::is_prose)
    {
        return prose::string(&string.display_repr(), string.value(), true);
    }
    render(value, layout, 0, used)
}

/// A value behind `used` letters, in a line that is indented so far.
fn render(value: &Value, layout: Option<&Layout>, indent: usize, used: usize) -> String {
    match flat(value, layout) {
        Some(flat) if !flat.contains('\n') && used + width(&flat) <= WIDTH => flat,
        flat => match value {
            Value::Array(array) => broken_array(array, layout, indent),
            Value::InlineTable(table) => broken_table(table, layout, indent),
            _ => flat.unwrap_or_default(),
        },
    }
}

/// A value on one line. `None` when it has comments, which need lines.
fn flat(value: &Value, layout: Option<&Layout>) -> Option<String> {
    Some(match value {
        Value::String(string) if layout.is_some_and(Layout::is_prose) => {
            prose::string(&string.display_repr(), string.value(), false)
        }
        Value::String(string) => string.display_repr().into_owned(),
        Value::Integer(number) => number.display_repr().into_owned(),
        Value::Float(number) => number.display_repr().into_owned(),
        Value::Boolean(flag) => flag.display_repr().into_owned(),
        Value::Datetime(date) => date.display_repr().into_owned(),
        Value::Array(array) => {
            let around = array.iter().any(has_comments_around) || has_comment(array.trailing().as_str());
            if around {
                return None;
            }
            let items: Option<Vec<String>> = array.iter().map(|item| flat(item, layout)).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::InlineTable(table) => {
            if table_has_comments(table) {
                return None;
            }
            let pairs: Option<Vec<String>> = members(table, layout)
                .iter()
                .map(|member| Some(format!("{} = {}", member.key, flat(member.value, member.layout)?)))
                .collect();
            braces(&pairs?)
        }
    })
}

fn braces(pairs: &[String]) -> String {
    if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
}

/// A key of an inline table.
struct Member<'v> {
    key: String,
    value: &'v Value,
    layout: Option<&'v Layout>,
}

/// Returns the keys of an inline table, in order.
fn members<'v>(table: &'v InlineTable, layout: Option<&'v Layout>) -> Vec<Member<'v>> {
    let values: Vec<(Vec<&Key>, &Value)> = table.get_values();
    let first = |keys: &[&'v Key]| keys.first().map(|key| key.get()).unwrap_or_default();
    let ranks = ranks(values.iter().map(|(keys, _)| first(keys)), layout);
    let names: Vec<&str> = values.iter().map(|(keys, _)| first(keys)).collect();
    let known = layout.and_then(|layout| layout.table_with(&names));
    let mut members: Vec<_> = values
        .iter()
        .zip(ranks)
        .map(|((keys, value), rank)| {
            let key: Vec<_> = keys.iter().map(|key| key.display_repr()).collect();
            let mut layout = known.and_then(|table| table.inner(first(keys)));
            for key in &keys[1..] {
                layout = layout.and_then(|layout| layout.table_with(&[key.get()])?.inner(key.get()));
            }
            (rank, Member { key: key.join("."), value, layout })
        })
        .collect();
    members.sort_by_key(|(rank, _)| *rank);
    members.into_iter().map(|(_, member)| member).collect()
}

/// A table stays on its line, as TOML 1.0 wants it; what breaks is the longest list in it.
fn broken_table(table: &InlineTable, layout: Option<&Layout>, indent: usize) -> String {
    if table_has_comments(table) {
        let mut plain = table.clone();
        plain.decor_mut().clear();
        return Value::InlineTable(plain).to_string().trim().to_owned();
    }
    let members = members(table, layout);
    let flats: Vec<Option<String>> = members.iter().map(|member| flat(member.value, member.layout)).collect();
    let longest = flats
        .iter()
        .enumerate()
        .filter(|(at, _)| is_breakable(members[*at].value, members[*at].layout))
        .max_by_key(|(_, flat)| flat.as_deref().map_or(usize::MAX, |flat| flat.chars().count()))
        .map(|(at, _)| at);
    let pairs: Vec<String> = members
        .iter()
        .zip(flats)
        .enumerate()
        .map(|(at, (member, flat))| {
            let value = match flat {
                Some(flat) if Some(at) != longest => flat,
                _ => match member.value {
                    Value::Array(array) => broken_array(array, member.layout, indent),
                    Value::InlineTable(inner) => broken_table(inner, member.layout, indent),
                    _ => flat.unwrap_or_default(),
                },
            };
            format!("{} = {value}", member.key)
        })
        .collect();
    braces(&pairs)
}

/// A list in a table that takes less of a line than this reads better on it, however long the line is: `[2, 3]`.
const WORTH_BREAKING: usize = WIDTH / 2;

/// Returns whether a value has a list that is better written an item a line: one of tables, a long one, one with comments.
fn is_breakable(value: &Value, layout: Option<&Layout>) -> bool {
    match value {
        Value::Array(array) => {
            array.iter().any(|item| item.is_inline_table() || item.is_array())
                || flat(value, layout).is_none_or(|flat| width(&flat) > WORTH_BREAKING)
        }
        Value::InlineTable(table) => members(table, layout).iter().any(|one| is_breakable(one.value, one.layout)),
        _ => false,
    }
}

/// One item per line, with the comments next to it.
fn broken_array(array: &Array, layout: Option<&Layout>, indent: usize) -> String {
    let inner = indent + INDENT;
    let margin = " ".repeat(inner);
    let mut out = String::from("[");
    // The comments between the last thing that was written and its comma.
    let mut before_comma = (None, Vec::new());
    for (at, item) in array.iter().enumerate() {
        let behind_comma = split(raw(item.decor().prefix()));
        out.push_str(if at == 0 { "" } else { "," });
        finish_line(&mut out, std::mem::take(&mut before_comma), behind_comma, &margin);
        out.push_str(&margin);
        out.push_str(&render(item, layout, inner, inner + 1));
        before_comma = split(raw(item.decor().suffix()));
    }
    out.push_str(if array.is_empty() { "" } else { "," });
    let behind_comma = split(array.trailing().as_str().unwrap_or_default());
    finish_line(&mut out, before_comma, behind_comma, &margin);
    out.push_str(&" ".repeat(indent));
    out.push(']');
    out
}

/// The comment on a line, and those on lines of their own.
type Comments = (Option<String>, Vec<String>);

/// Ends a line with one comment; the others get lines of their own.
fn finish_line(out: &mut String, before_comma: Comments, behind_comma: Comments, margin: &str) {
    let on_line = before_comma.0.is_some() || (before_comma.1.is_empty() && behind_comma.0.is_some());
    let mut comments = before_comma.0.into_iter().chain(before_comma.1).chain(behind_comma.0).chain(behind_comma.1);
    if on_line && let Some(first) = comments.next() {
        out.push(' ');
        out.push_str(&first);
    }
    out.push('\n');
    for comment in comments {
        out.push_str(margin);
        out.push_str(&comment);
        out.push('\n');
    }
}

/// Returns the comments in the text between two items.
fn split(between: &str) -> Comments {
    let (first, rest) = between.split_once('\n').unwrap_or((between, ""));
    (behind(first), rest.split('\n').filter_map(behind).collect())
}

fn has_comment(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.contains('#'))
}

fn has_comments_around(value: &Value) -> bool {
    has_comment(Some(raw(value.decor().prefix()))) || has_comment(Some(raw(value.decor().suffix())))
}

/// Returns whether an inline table has comments between its keys, as TOML 1.1 lets it.
fn table_has_comments(table: &InlineTable) -> bool {
    has_comment(table.trailing().as_str())
        || table.get_values().iter().any(|(keys, value)| {
            has_comments_around(value)
                || keys.iter().any(|key| {
                    has_comment(Some(raw(key.leaf_decor().prefix())))
                        || has_comment(Some(raw(key.leaf_decor().suffix())))
                })
        })
}
