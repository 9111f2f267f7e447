//! How much two items have in common, where no id says that they are the same one.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::compare::canonical::{Canonical, Collection, Comparable, Item, Line};

/// An item that is gone and one that is new are one under another id when so much of their words is the same, and not more than one of
/// the other fields says something else, or not more than half of them.
///
/// Two targets of one plan that are two things share up to 0.61 of their words in the plans and baselines that are known; those that are
/// one quantity at two horizons share all of them, but nothing else. What is not taken for one is reported as removed and added, which counts
/// as a weaker promise: the careful side.
const WORDS: f32 = 0.7;

/// Where more pairs than this would have to be looked at, the plan was rewritten: nothing is matched by its words.
const PAIRS: usize = 250_000;

/// Returns the pairs of two lists of items that are the same one, by how alike they are: the most alike first, each item once.
///
/// Both sides are looked at in the same way, so that the way back finds the same pairs.
pub(super) fn closest(
    (old, before): (&Canonical, &[usize]),
    (new, after): (&Canonical, &[usize]),
    likeness: impl Fn(&ItemWords<'_>, &ItemWords<'_>) -> Option<f32>,
) -> Vec<(usize, usize)> {
    if before.len().saturating_mul(after.len()) > PAIRS {
        return Vec::new();
    }
    let rows: Vec<ItemWords<'_>> = before.iter().map(|at| ItemWords::new(&old.items[*at])).collect();
    let columns: Vec<ItemWords<'_>> = after.iter().map(|at| ItemWords::new(&new.items[*at])).collect();
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for (row, one) in rows.iter().enumerate() {
        for (column, other) in columns.iter().enumerate() {
            alike.extend(likeness(one, other).map(|likeness| (likeness, row, column)));
        }
    }
    each_once(alike).into_iter().map(|(row, column)| (before[row], after[column])).collect()
}

/// Returns the pairs of rows and columns that belong together, of those that are alike: the most alike first, each row and each column once.
/// Of equals, the nearest.
pub(super) fn each_once(mut alike: Vec<(f32, usize, usize)>) -> Vec<(usize, usize)> {
    alike.sort_by(|a, b| {
        let nearness = |(_, row, column): &(f32, usize, usize)| (row.abs_diff(*column), row + column, *row.min(column));
        b.0.total_cmp(&a.0).then_with(|| nearness(a).cmp(&nearness(b)))
    });
    let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
    let pairs = alike.into_iter().map(|(_, row, column)| (row, column));
    pairs
        .filter(|(row, column)| {
            let is_free = !rows.contains(row) && !columns.contains(column);
            is_free && rows.insert(*row) && columns.insert(*column)
        })
        .collect()
}

/// An item with its words taken apart, once for all comparisons.
pub(super) struct ItemWords<'i> {
    item: &'i Item,
    words: Vec<String>,
}

impl<'i> ItemWords<'i> {
    fn new(item: &'i Item) -> Self {
        let fields = item.fields.iter().filter(|field| is_words(item.list, &field.name));
        let mut lines: Vec<&Line> = fields.flat_map(|field| &field.value.lines).collect();
        if lines.is_empty() && item.list == Collection::Targets {
            // It may leave its words to the city's indicator.
            lines.extend(&item.title.lines);
        }
        Self { item, words: lines.into_iter().flat_map(words::parts).collect() }
    }
}

/// Returns whether a field has the words by which people know an item.
fn is_words(list: Collection, field: &str) -> bool {
    match list {
        // They are known by number, date and issuer.
        Collection::Documents => false,
        Collection::Agencies | Collection::Recipients => field == "name",
        Collection::Bases | Collection::BasesOfDecision | Collection::Assignments => field == "text",
        _ => matches!(field, "title" | "text" | "after"),
    }
}

/// How alike two items are that may be one under two ids; none when they are two.
pub(super) fn renamed(old: &ItemWords<'_>, new: &ItemWords<'_>) -> Option<f32> {
    let words = words::ratio(&old.words, &new.words);
    // One word makes another body: «thôn Đông», «thôn Tây».
    let enough = if old.item.list == Collection::Agencies { 1.0 } else { WORDS };
    if words < enough {
        return None;
    }
    let (same, other) = fields(old.item, new.item);
    let most = match old.item.list {
        Collection::Agencies | Collection::Documents => 1,
        _ => same.max(1),
    };
    let all = f32::from(u16::try_from(same + other).unwrap_or(u16::MAX));
    let share = if same + other == 0 { 1.0 } else { f32::from(u16::try_from(same).unwrap_or(u16::MAX)) / all };
    (other <= most).then_some(words + share)
}

/// How alike two items without ids are; none when they are two. A recipient is a few words, of which an abbreviation already changes many.
pub(super) fn reworded(old: &ItemWords<'_>, new: &ItemWords<'_>) -> Option<f32> {
    let enough = if old.item.list == Collection::Recipients { 0.4 } else { 0.5 };
    let words = words::ratio(&old.words, &new.words);
    (words >= enough).then_some(words)
}

/// How many of the other fields say the same, and how many something else. A part of a table stays the same when only the
/// table has another id.
fn fields(old: &Item, new: &Item) -> (usize, usize) {
    let says = |item: &Item| -> BTreeMap<(String, String), usize> {
        let mut out = BTreeMap::new();
        for field in &item.fields {
            if is_words(item.list, &field.name)
                || matches!(field.value.comparable, Comparable::Order)
                || field.value.is_empty()
            {
                continue;
            }
            let name = field.within.as_ref().and_then(|within| field.name.strip_prefix(within)).unwrap_or(&field.name);
            *out.entry((name.to_owned(), field.value.typed())).or_default() += 1;
        }
        out
    };
    let (before, after) = (says(old), says(new));
    let same: usize = before.iter().map(|(says, count)| (*count).min(after.get(says).copied().unwrap_or(0))).sum();
    let all = before.values().sum::<usize>().max(after.values().sum());
    (same, all - same)
}
