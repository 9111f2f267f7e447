//! The order of keys and of the tables that occur once. It is the order of the schema; unknown ones keep their own.

use super::parts::{File, Part};
use crate::plan_file::schema::{Layout, TableLayout};

/// The place of a key: among the known ones, or after them where it was.
type Rank = (usize, usize);

/// Puts keys and tables in order, and remembers nothing: what is in order stays.
pub(super) fn sort(file: &mut File<'_>, layout: &Layout) {
    // Packs have keys of the same names on top that mean something else.
    let is_plan = file.parts.first().is_some_and(|root| root.statements.iter().any(|one| one.path == ["schema"]));
    for part in &mut file.parts {
        let place = match &part.header {
            Some(header) => under(layout, &header.path),
            None => is_plan.then_some(layout),
        };
        if let Some(place) = place {
            sort_statements(part, place);
        }
    }
    if is_plan && let Some(root) = layout.table_with(&["schema"]) {
        sort_tables(file, root);
    }
}

pub(super) fn under<'l>(layout: &'l Layout, path: &[&str]) -> Option<&'l Layout> {
    path.iter().try_fold(layout, |layout, key| layout.table_with(&[key])?.inner(key))
}

/// Returns the places of keys of one table.
pub(super) fn ranks<'k>(keys: impl Iterator<Item = &'k str>, layout: Option<&Layout>) -> Vec<Rank> {
    let keys: Vec<&str> = keys.collect();
    let table = layout.and_then(|layout| layout.table_with(&keys));
    keys.iter()
        .map(|key| match table.and_then(|table| table.rank(key)) {
            Some(rank) => (rank, 0),
            None => (usize::MAX, keys.iter().position(|other| other == key).unwrap_or_default()),
        })
        .collect()
}

fn sort_statements(part: &mut Part<'_>, layout: &Layout) {
    let first = ranks(part.statements.iter().map(|statement| statement.path[0]), Some(layout));
    let mut statements: Vec<_> = std::mem::take(&mut part.statements)
        .into_iter()
        .zip(first)
        .map(|(statement, rank)| (deeper(rank, &statement.path, layout), statement))
        .collect();
    statements.sort_by(|(a, _), (b, _)| a.cmp(b));
    part.statements = statements.into_iter().map(|(_, statement)| statement).collect();
}

/// Returns the places along a dotted key.
fn deeper(first: Rank, path: &[&str], layout: &Layout) -> Vec<Rank> {
    let mut out = vec![first];
    let mut place = layout.table_with(&path[..1]).and_then(|table| table.inner(path[0]));
    for key in &path[1..] {
        let table = place.and_then(|layout| layout.table_with(&[key]));
        // Names keep the order in which they were written: sorting is stable.
        out.push((table.and_then(|table| table.rank(key)).unwrap_or(usize::MAX), 0));
        place = table.and_then(|table| table.inner(key));
    }
    out
}

/// Tables that occur once change places among themselves only: what is between them stays there.
fn sort_tables(file: &mut File<'_>, root: &TableLayout) {
    let rank = |part: &Part<'_>| {
        let header = part.header.as_ref().filter(|header| !header.many && header.path.len() == 1)?;
        root.rank(header.path[0])
    };
    let locations: Vec<usize> = (0..file.parts.len()).filter(|&at| rank(&file.parts[at]).is_some()).collect();
    let has_subtables = file.parts.iter().filter_map(|part| part.header.as_ref()).any(|header| {
        header.path.len() > 1
            && locations
                .iter()
                .any(|&at| file.parts[at].header.as_ref().is_some_and(|one| one.path[0] == header.path[0]))
    });
    if has_subtables {
        return;
    }
    let mut tables: Vec<Part<'_>> = locations.iter().map(|&at| std::mem::take(&mut file.parts[at])).collect();
    tables.sort_by_key(|part| rank(part));
    for (at, table) in locations.into_iter().zip(tables) {
        file.parts[at] = table;
    }
}
