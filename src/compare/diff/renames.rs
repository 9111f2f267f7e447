//! Ids that changed while their content stayed, or most of it. References to them are carried over before anything is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness;
use super::pairs::content;
use crate::compare::canonical::{Canonical, Collection, Namespace};

/// What an item of the old version was called.
#[derive(Debug, Clone)]
pub(super) struct Original {
    pub(super) id: String,
    /// Whether the new version gives it another one; not when only the section above it has another one.
    pub(super) is_renamed: bool,
}

/// The places of old items, and their new ids.
type Renames = Vec<(usize, String)>;

/// In this order: what refers comes after what it refers to.
const LISTS: [Collection; 7] = [
    Collection::Agencies,
    Collection::Documents,
    Collection::Groups,
    Collection::Sections,
    Collection::Targets,
    Collection::Tasks,
    Collection::Appendices,
];

/// Returns the old version with the ids of the new one, and what they were.
pub(super) fn carry_over(old: &Canonical, new: &Canonical) -> (Canonical, Vec<Original>) {
    let mut carried = old.clone();
    let mut original: Vec<Original> =
        old.items.iter().map(|item| Original { id: item.id.clone(), is_renamed: false }).collect();
    // A rename can make the content of another item equal. Only when no whole content stands under another id any more, items are
    // looked for that say something else as well.
    loop {
        let in_all = |find: fn(Collection, &Canonical, &Canonical) -> Renames| -> Renames {
            LISTS.iter().flat_map(|list| find(*list, &carried, new)).collect()
        };
        let mut found = in_all(complete);
        if found.is_empty() {
            found = in_all(changed);
        }
        let Some((list, renames)) = first_list(&carried, found) else { break };
        for (at, _) in &renames {
            original[*at].is_renamed = true;
        }
        apply(&mut carried, list, &renames);
    }
    (carried, original)
}

/// Renames of one list at a time, those it refers to first.
fn first_list(plan: &Canonical, found: Renames) -> Option<(Collection, Renames)> {
    let list = plan.items[found.first()?.0].list;
    Some((list, found.into_iter().filter(|(at, _)| plan.items[*at].list == list).collect()))
}

/// Returns the items of a list that only one version has, by their places.
fn alone(list: Collection, plan: &Canonical, other: &Canonical) -> Vec<usize> {
    let ids: BTreeSet<&str> =
        other.items.iter().filter(|item| item.list == list).map(|item| item.id.as_str()).collect();
    let items = plan.items.iter().enumerate();
    items
        .filter(|(_, item)| item.list == list && !item.from_pack && !ids.contains(item.id.as_str()))
        .map(|(at, _)| at)
        .collect()
}

/// Items whose id is gone, and the new ids under which their whole content stands.
fn complete(list: Collection, old: &Canonical, new: &Canonical) -> Renames {
    let (before, after) = (alone(list, old, new), alone(list, new, old));
    let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in after.iter().rev() {
        waiting.entry(content(&new.items[*at])).or_default().push(*at);
    }
    let mut found: Vec<(usize, usize)> = before
        .iter()
        .filter_map(|at| Some((*at, waiting.get_mut(&content(&old.items[*at])).and_then(Vec::pop)?)))
        .collect();
    if list == Collection::Sections {
        let known = |(at, now): &(usize, usize)| found.iter().any(|(one, other)| one == at || other == now);
        let more: Vec<_> =
            with_the_same_below((old, &before), (new, &after)).into_iter().filter(|two| !known(two)).collect();
        found.extend(more);
    }
    highest(list, old, found.into_iter().map(|(at, now)| (at, new.items[now].id.clone())).collect())
}

/// Sections that have other ids, whatever they say, and the same ids below: at least two, which no other section has.
fn with_the_same_below(
    (old, before): (&Canonical, &[usize]),
    (new, after): (&Canonical, &[usize]),
) -> Vec<(usize, usize)> {
    type Below<'p> = BTreeMap<Vec<&'p str>, Vec<usize>>;
    fn below<'p>(plan: &'p Canonical, locations: &[usize]) -> Below<'p> {
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for item in plan.items.iter().filter(|item| item.list == Collection::Sections) {
            if let Some((parent, child)) = item.id.rsplit_once('.') {
                children.entry(parent).or_default().push(child);
            }
        }
        let mut out = Below::new();
        for at in locations {
            let Some(mut ids) = children.get(plan.items[*at].id.as_str()).cloned() else { continue };
            ids.sort_unstable();
            out.entry(ids).or_default().push(*at);
        }
        out
    }
    let (before, after) = (below(old, before), below(new, after));
    before
        .iter()
        .filter(|(ids, _)| ids.len() > 1)
        .filter_map(|(ids, locations)| match (locations.as_slice(), after.get(ids).map(Vec::as_slice)) {
            ([at], Some([now])) => Some((*at, *now)),
            _ => None,
        })
        .collect()
}

/// Items whose id is gone, and the new ids under which most of what they say stands.
fn changed(list: Collection, old: &Canonical, new: &Canonical) -> Renames {
    let (before, after) = (alone(list, old, new), alone(list, new, old));
    let found = likeness::closest((old, &before), (new, &after), likeness::renamed);
    highest(list, old, found.into_iter().map(|(at, now)| (at, new.items[now].id.clone())).collect())
}

/// Of sections those that stand highest: what stands below a section follows it.
fn highest(list: Collection, old: &Canonical, mut found: Renames) -> Renames {
    if list == Collection::Sections {
        let depth = |id: &str| id.matches('.').count();
        let highest = found.iter().map(|(at, _)| depth(&old.items[*at].id)).min();
        found.retain(|(at, _)| Some(depth(&old.items[*at].id)) == highest);
    }
    found
}

fn apply(plan: &mut Canonical, list: Collection, renames: &[(usize, String)]) {
    let new_ids: BTreeMap<String, String> =
        renames.iter().map(|(at, new)| (plan.items[*at].id.clone(), new.clone())).collect();
    let renamed = |space: Namespace, id: &str| -> Option<String> {
        if list.space() != Some(space) {
            return None;
        }
        if let Some(new) = new_ids.get(id) {
            return Some(new.clone());
        }
        let above = |(at, _): (usize, &str)| new_ids.get(&id[..at]).map(|new| format!("{new}{}", &id[at..]));
        (space == Namespace::Section).then(|| id.rmatch_indices('.').find_map(above)).flatten()
    };
    for (at, new) in renames {
        plan.items[*at].id.clone_from(new);
    }
    for item in &mut plan.items {
        if item.list == Collection::Sections
            && list == Collection::Sections
            && let Some(new) = renamed(Namespace::Section, &item.id)
        {
            item.id = new;
        }
        if matches!(item.list, Collection::Sections | Collection::Targets | Collection::Tasks)
            && let Some(order_scope) = &item.order_scope
            && let Some(new) = renamed(Namespace::Section, order_scope)
        {
            item.order_scope = Some(new);
        }
        item.title.rename(&renamed);
        item.summary.rename(&renamed);
        for field in &mut item.fields {
            field.value.rename(&renamed);
        }
    }
}
