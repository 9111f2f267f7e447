//! A TOML document in the order of the file: its tables, their keys, and the comments next to them.

use toml_edit::{DocumentMut, Item, Key, RawString, Table, Value};

use super::comments::{Between, Block, behind};

/// A key and its value.
#[derive(Debug)]
pub(super) struct Statement<'d> {
    /// Comments above it.
    pub before: Between,
    /// Its key, dotted or not.
    pub path: Vec<&'d str>,
    /// The key as it is written.
    pub written: String,
    pub value: &'d Value,
    /// The comment behind it.
    pub behind: Option<String>,
    /// The comments right below it.
    pub below: Block,
}

/// The header of a table.
#[derive(Debug)]
pub(super) struct Header<'d> {
    /// Comments above it.
    pub before: Between,
    pub path: Vec<&'d str>,
    /// The header as it is written, with its brackets.
    pub written: String,
    /// Whether it is one of many: `[[tables]]`.
    pub many: bool,
    /// The comment behind it.
    pub behind: Option<String>,
}

/// A table with a header, or the keys before the first header.
#[derive(Debug, Default)]
pub(super) struct Part<'d> {
    /// Its header; the first part of a file has none.
    pub header: Option<Header<'d>>,
    /// Comments at its start that belong to no key.
    pub lead: Vec<Block>,
    /// Its keys.
    pub statements: Vec<Statement<'d>>,
    /// Comments right below its last key.
    pub tail: Block,
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct File<'d> {
    /// The keys before the first header, then the tables.
    pub parts: Vec<Part<'d>>,
    /// Comments at the end.
    pub end: Vec<Block>,
}

/// Takes a document apart. The same document with the places of its keys says in which order they were written: dotted
/// keys are put together by the parser.
pub(super) fn read<'d>(document: &'d DocumentMut, placed: &toml_edit::Document<&str>) -> File<'d> {
    let (mut headers, mut locations) = (Vec::new(), Vec::new());
    collect(document.as_table(), &mut Vec::new(), &mut headers);
    collect(placed.as_table(), &mut Vec::new(), &mut locations);
    let mut headers: Vec<_> = headers.into_iter().zip(locations.into_iter().map(|(.., table)| table)).collect();
    headers.sort_by_key(|((position, ..), _)| *position);

    let mut file = File::default();
    let mut root = part(None, document.as_table(), placed.as_table());
    keep_directives_on_top(&mut root);
    file.parts.push(root);
    for ((_, path, many, table), locations) in headers {
        let nothing_yet = file.parts.len() == 1 && file.parts.iter().all(|part| part.statements.is_empty());
        let mut before = Between::read(raw(table.decor().prefix()), !nothing_yet);
        if let Some(last) = file.parts.last_mut() {
            if nothing_yet {
                last.lead.append(&mut before.apart);
            }
            last.tail = std::mem::take(&mut before.below);
        }
        let keys: Vec<String> = path.iter().map(|(_, written)| written.clone()).collect();
        let written = if many { format!("[[{}]]", keys.join(".")) } else { format!("[{}]", keys.join(".")) };
        let path = path.into_iter().map(|(key, _)| key).collect();
        let header = Header { before, path, written, many, behind: behind(raw(table.decor().suffix())) };
        file.parts.push(part(Some(header), table, locations));
    }
    let mut end = Between::read(document.trailing().as_str().unwrap_or_default(), true);
    if let Some(last) = file.parts.last_mut() {
        let touching = if end.gap { end.below } else { std::mem::take(&mut end.above) };
        let empty = last.header.is_none() && last.statements.is_empty();
        if empty { file.end.push(touching) } else { last.tail = touching }
    }
    file.end.append(&mut end.apart);
    file.end.push(end.above);
    file.end.retain(|block| !block.is_empty());
    file
}

/// Editors look for `#:schema …` in the first lines only.
fn keep_directives_on_top(root: &mut Part<'_>) {
    if let Some(first) = root.statements.first_mut()
        && let Some(last) = first.before.above.iter().rposition(|line| line.starts_with("#:"))
    {
        root.lead.push(first.before.above.drain(..=last).collect());
    }
}

/// The path of a header: each key, and how it is written.
type Path<'d> = Vec<(&'d str, String)>;

fn collect<'d>(table: &'d Table, path: &mut Path<'d>, out: &mut Vec<(isize, Path<'d>, bool, &'d Table)>) {
    for (name, item) in table {
        let written = table.key(name).map_or_else(|| name.to_owned(), |key| key.display_repr().into_owned());
        path.push((name, written));
        match item {
            Item::Table(inner) => {
                if !inner.is_dotted() && !inner.is_implicit() {
                    out.push((inner.position().unwrap_or(isize::MAX), path.clone(), false, inner));
                }
                collect(inner, path, out);
            }
            Item::ArrayOfTables(tables) => {
                for inner in tables {
                    out.push((inner.position().unwrap_or(isize::MAX), path.clone(), true, inner));
                    collect(inner, path, out);
                }
            }
            Item::None | Item::Value(_) => {}
        }
        path.pop();
    }
}

fn part<'d>(header: Option<Header<'d>>, table: &'d Table, locations: &Table) -> Part<'d> {
    let mut part = Part { header, ..Part::default() };
    let place = |keys: &[&Key]| keys.last().and_then(|key| key.span()).map(|span| span.start);
    let mut values: Vec<_> =
        table.get_values().into_iter().zip(locations.get_values().iter().map(|(keys, _)| place(keys))).collect();
    values.sort_by_key(|(_, place)| *place);
    for ((keys, value), _) in values {
        let prefix = keys.last().map(|key| raw(key.leaf_decor().prefix())).unwrap_or_default();
        let mut before = Between::read(prefix, !part.statements.is_empty());
        match part.statements.last_mut() {
            Some(last) => last.below = std::mem::take(&mut before.below),
            None => part.lead = std::mem::take(&mut before.apart),
        }
        let written: Vec<_> = keys.iter().map(|key| key.display_repr()).collect();
        part.statements.push(Statement {
            before,
            path: keys.iter().map(|key| key.get()).collect(),
            written: written.join("."),
            value,
            behind: behind(raw(value.decor().suffix())),
            below: Block::new(),
        });
    }
    part
}

/// Returns the text between two things, as it is written.
pub(super) fn raw(text: Option<&RawString>) -> &str {
    text.and_then(RawString::as_str).unwrap_or_default()
}
