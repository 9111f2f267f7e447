//! Ids that changed while their content stayed. References to them are carried over before anything is compared.

use std::collections::BTreeMap;

use super::pairs::content;
use crate::canonical::{Canonical, List, Space};

/// What an item of the old version was called.
#[derive(Debug, Clone)]
pub(super) struct Original {
    /// Its id.
    pub(super) id: String,
    /// Whether the new version gives it another one; not when only the section above it has another one.
    pub(super) is_renamed: bool,
}

/// In this order: what refers comes after what it refers to.
const LISTS: [List; 7] =
    [List::Agencies, List::Documents, List::Groups, List::Sections, List::Targets, List::Tasks, List::Appendices];

/// The old version with the ids of the new one, and what they were.
pub(super) fn carry_over(old: &Canonical, new: &Canonical) -> (Canonical, Vec<Original>) {
    let mut carried = old.clone();
    let mut original: Vec<Original> =
        old.items.iter().map(|item| Original { id: item.id.clone(), is_renamed: false }).collect();
    // A rename can make the content of another item equal.
    loop {
        let found: Vec<(usize, String)> = LISTS.iter().flat_map(|list| find(*list, &carried, new)).collect();
        let Some((list, renames)) = first_list(&carried, found) else { break };
        for (at, _) in &renames {
            original[*at].is_renamed = true;
        }
        apply(&mut carried, list, &renames);
    }
    (carried, original)
}

/// Renames of one list at a time, those it refers to first.
fn first_list(plan: &Canonical, found: Vec<(usize, String)>) -> Option<(List, Vec<(usize, String)>)> {
    let list = plan.items[found.first()?.0].list;
    Some((list, found.into_iter().filter(|(at, _)| plan.items[*at].list == list).collect()))
}

/// Items whose id is gone, and the new ids under which their content stands.
fn find(list: List, old: &Canonical, new: &Canonical) -> Vec<(usize, String)> {
    let ids = |plan: &Canonical| -> BTreeMap<String, bool> {
        plan.items.iter().filter(|item| item.list == list).map(|item| (item.id.clone(), item.lent)).collect()
    };
    let (before, after) = (ids(old), ids(new));
    let mut waiting: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for item in new.items.iter().rev().filter(|item| item.list == list && !item.lent && !before.contains_key(&item.id))
    {
        waiting.entry(content(item)).or_default().push(&item.id);
    }
    if waiting.is_empty() {
        return Vec::new();
    }
    let gone = old
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.list == list && !item.lent && !after.contains_key(&item.id));
    let mut found: Vec<(usize, String)> = gone
        .filter_map(|(at, item)| {
            let new = waiting.get_mut(&content(item)).and_then(Vec::pop)?;
            Some((at, new.to_owned()))
        })
        .collect();
    if list == List::Sections {
        // What stands below a section follows it.
        let depth = |id: &str| id.matches('.').count();
        let highest = found.iter().map(|(at, _)| depth(&old.items[*at].id)).min();
        found.retain(|(at, _)| Some(depth(&old.items[*at].id)) == highest);
    }
    found
}

fn apply(plan: &mut Canonical, list: List, renames: &[(usize, String)]) {
    let new_ids: BTreeMap<String, String> =
        renames.iter().map(|(at, new)| (plan.items[*at].id.clone(), new.clone())).collect();
    let renamed = |space: Space, id: &str| -> Option<String> {
        if list.space() != Some(space) {
            return None;
        }
        if let Some(new) = new_ids.get(id) {
            return Some(new.clone());
        }
        let above = |(at, _): (usize, &str)| new_ids.get(&id[..at]).map(|new| format!("{new}{}", &id[at..]));
        (space == Space::Section).then(|| id.rmatch_indices('.').find_map(above)).flatten()
    };
    for (at, new) in renames {
        plan.items[*at].id.clone_from(new);
    }
    for item in &mut plan.items {
        if item.list == List::Sections
            && list == List::Sections
            && let Some(new) = renamed(Space::Section, &item.id)
        {
            item.id = new;
        }
        if matches!(item.list, List::Sections | List::Targets | List::Tasks)
            && let Some(among) = &item.among
            && let Some(new) = renamed(Space::Section, among)
        {
            item.among = Some(new);
        }
        item.title.rename(&renamed);
        item.summary.rename(&renamed);
        for field in &mut item.fields {
            field.value.rename(&renamed);
        }
    }
}
