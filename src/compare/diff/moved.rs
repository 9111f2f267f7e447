//! Items that are elsewhere among their kind, as few as explain the new order.

use std::collections::BTreeMap;

use super::pairs::Pair;
use super::renames::Original;
use super::{Change, ChangeKind};
use crate::base::shown;
use crate::compare::canonical::{Canonical, Collection, Item, Line, Token, Value};

pub(super) fn moved(
    old: &Canonical,
    new: &Canonical,
    original: &[Original],
    pairs: &[Pair],
    changes: &mut Vec<Change>,
) {
    let mut lists: BTreeMap<(Collection, &str), Vec<(usize, usize)>> = BTreeMap::new();
    for pair in pairs {
        let Pair::Both(before, after) = *pair else { continue };
        let (one, other) = (&old.items[before], &new.items[after]);
        if let (Some(order_scope), Some(same)) = (&one.order_scope, &other.order_scope)
            && order_scope == same
        {
            lists.entry((one.list, order_scope)).or_default().push((before, after));
        }
    }
    for together in lists.values() {
        let name = |(before, after): &(usize, usize)| original[*before].id.as_str().min(new.items[*after].id.as_str());
        for at in out_of_order(together, &name) {
            let (before, after) = together[at];
            let mut change = Change::of(&new.items[after], ChangeKind::Moved, after);
            let was = &original[before].id;
            change.old_id = (*was != change.id).then(|| was.clone());
            change.old = predecessor(old, before).map(|at| name_of(&old.items[at], &original[at].id));
            change.new = predecessor(new, after).map(|at| name_of(&new.items[at], &new.items[at].id));
            changes.push(change);
        }
    }
}

/// Returns the pairs that are left out so that the rest is in the same order: again and again the one that crosses most others.
///
/// Which ones these are does not depend on which version is the old one.
fn out_of_order<'n>(pairs: &[(usize, usize)], name: &impl Fn(&(usize, usize)) -> &'n str) -> Vec<usize> {
    let crosses = |one: &(usize, usize), other: &(usize, usize)| (one.0 < other.0) != (one.1 < other.1);
    let in_order = pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1);
    if in_order {
        return Vec::new();
    }
    let mut counts: Vec<usize> =
        pairs.iter().map(|one| pairs.iter().filter(|other| *other != one && crosses(one, other)).count()).collect();
    let mut left_out = vec![false; pairs.len()];
    while let Some(most) = counts.iter().max().copied().filter(|most| *most > 0) {
        let candidates = (0..pairs.len()).filter(|at| counts[*at] == most);
        let Some(taken) = candidates.min_by_key(|at| name(&pairs[*at])) else { break };
        left_out[taken] = true;
        counts[taken] = 0;
        for (at, other) in pairs.iter().enumerate() {
            if counts[at] > 0 && !left_out[at] && crosses(&pairs[taken], other) {
                counts[at] -= 1;
            }
        }
    }
    (0..pairs.len()).filter(|at| left_out[*at]).collect()
}

/// Returns the place of the item before one, among those whose order counts together.
fn predecessor(plan: &Canonical, at: usize) -> Option<usize> {
    let item = &plan.items[at];
    plan.items[..at].iter().rposition(|other| other.list == item.list && other.order_scope == item.order_scope)
}

/// An item as the predecessor of another one.
fn name_of(item: &Item, id: &str) -> Value {
    Value::line(Line::token(Token::plain(id, shown::words(&item.title.shown()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_letters(old: &str, new: &str) -> String {
        let pairs: Vec<(usize, usize)> =
            old.chars().enumerate().map(|(at, letter)| (at, new.find(letter).unwrap())).collect();
        let name = |pair: &(usize, usize)| &old[pair.0..=pair.0];
        out_of_order(&pairs, &name).into_iter().map(|at| &old[at..=at]).collect()
    }

    #[test]
    fn as_few_as_explain_the_order_and_the_same_both_ways() {
        for (old, new, moved) in
            [("abcdef", "abcdef", ""), ("abcdef", "bcdefa", "a"), ("abcdef", "abdcef", "c"), ("abcdef", "fabcde", "f")]
        {
            assert_eq!(moved_letters(old, new), moved, "{old} {new}");
            assert_eq!(moved_letters(new, old), moved, "{new} {old}");
        }
    }
}
