//! Which items of two versions are the same one.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness;
use crate::compare::canonical::{Canonical, Collection, Item};

/// An item of both versions, or of one; by its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pair {
    Both(usize, usize),
    /// Of the old one only.
    Old(usize),
    /// Of the new one only.
    New(usize),
}

/// All pairs. What the city lends is left out unless both versions use it.
pub(super) fn pairs(old: &Canonical, new: &Canonical) -> Vec<Pair> {
    let mut partner_of_old = vec![None; old.items.len()];
    let mut partner_of_new = vec![None; new.items.len()];
    let mut join = |before: usize, after: usize| {
        partner_of_old[before] = Some(after);
        partner_of_new[after] = Some(before);
    };
    let by_id: BTreeMap<(Collection, &str), usize> = new
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.named)
        .map(|(at, item)| ((item.list, item.id.as_str()), at))
        .collect();
    for (before, item) in old.items.iter().enumerate().filter(|(_, item)| item.named) {
        if let Some(after) = by_id.get(&(item.list, item.id.as_str())) {
            join(before, *after);
        }
    }
    let known_by_content =
        [Collection::BasesOfDecision, Collection::Bases, Collection::Recipients, Collection::Assignments];
    for list in known_by_content {
        let of = |plan: &Canonical| -> Vec<usize> {
            plan.items.iter().enumerate().filter(|(_, item)| item.list == list).map(|(at, _)| at).collect()
        };
        for (before, after) in by_content(old, of(old), new, of(new)) {
            join(before, after);
        }
    }
    let mut out: Vec<Pair> = partner_of_old
        .iter()
        .enumerate()
        .filter_map(|(at, partner)| match partner {
            Some(after) => Some(Pair::Both(at, *after)),
            None => (!old.items[at].from_pack).then_some(Pair::Old(at)),
        })
        .collect();
    let added =
        partner_of_new.iter().enumerate().filter(|(at, partner)| partner.is_none() && !new.items[*at].from_pack);
    out.extend(added.map(|(at, _)| Pair::New(at)));
    out
}

/// Everything that an item says.
pub(super) fn content(item: &Item) -> String {
    item.fields
        .iter()
        .flat_map(|field| [field.name.clone(), "\u{1f}".to_owned(), field.value.typed(), "\u{1e}".to_owned()])
        .collect()
}

/// Items without ids: the same content first, then the same document or body, then words that are alike.
fn by_content(old: &Canonical, mut before: Vec<usize>, new: &Canonical, mut after: Vec<usize>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let key = |item: &Item| (base(&item.id).to_owned(), content(item));
    take_equal(&mut before, &mut after, |at| key(&old.items[at]), |at| key(&new.items[at]), &mut out);
    let key = |item: &Item| base(&item.id).to_owned();
    take_equal(&mut before, &mut after, |at| key(&old.items[at]), |at| key(&new.items[at]), &mut out);
    out.extend(likeness::closest((old, &before), (new, &after), likeness::reworded));
    out
}

fn take_equal<K: Ord>(
    before: &mut Vec<usize>,
    after: &mut Vec<usize>,
    old_key: impl Fn(usize) -> K,
    new_key: impl Fn(usize) -> K,
    out: &mut Vec<(usize, usize)>,
) {
    let mut waiting: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for at in after.iter().rev() {
        waiting.entry(new_key(*at)).or_default().push(*at);
    }
    let mut taken = BTreeSet::new();
    before.retain(|at| match waiting.get_mut(&old_key(*at)).and_then(Vec::pop) {
        Some(found) => {
            out.push((*at, found));
            taken.insert(found);
            false
        }
        None => true,
    });
    after.retain(|at| !taken.contains(at));
}

/// Returns the id without the number of a second one.
fn base(id: &str) -> &str {
    match id.rsplit_once("--") {
        Some((base, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => id,
    }
}
