//! Which plans of both sides are compared with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::sides::Side;
use crate::compare::canonical::Canonical;
use crate::compare::diff::moved_plans;
use crate::compare::diff::report::Place;

/// The plans of a side in canonical form, by their path inside the directory.
pub(super) type Plans = BTreeMap<String, Canonical>;

/// Two versions of one plan; none on a side that does not have it.
pub(super) struct Pair<'p> {
    /// Where it is; none where one file is compared with another.
    pub place: Option<Place>,
    pub old: Option<&'p Canonical>,
    pub new: Option<&'p Canonical>,
}

/// Returns the pairs, in the order of the paths of the new version.
pub(super) fn pairs<'p>((old, before): (&Side, &'p Plans), (new, after): (&Side, &'p Plans)) -> Vec<Pair<'p>> {
    let left_out = old.left_out || new.left_out;
    // The only plan of one side is compared with the only plan of the other, wherever they are.
    if let (1, 1, false) = (before.len(), after.len(), left_out) {
        return vec![Pair { place: None, old: before.values().next(), new: after.values().next() }];
    }
    let alone = |plans: &'p Plans, others: &Plans| -> Vec<(&'p String, &'p Canonical)> {
        plans.iter().filter(|(path, _)| !others.contains_key(*path)).collect()
    };
    let (gone, added) = (alone(before, after), alone(after, before));
    let forms = |plans: &[(&String, &'p Canonical)]| plans.iter().map(|(_, plan)| *plan).collect::<Vec<_>>();
    let moved: BTreeMap<&String, &String> = moved_plans(&forms(&gone), &forms(&added))
        .into_iter()
        .filter_map(|(row, column)| Some((added.get(column)?.0, gone.get(row)?.0)))
        .collect();
    let is_moved: BTreeSet<&String> = moved.values().copied().collect();
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).filter(|path| !is_moved.contains(path)).collect();
    let several = left_out || paths.len() > 1;
    let pair = |path: &String| {
        let was = moved.get(path).copied();
        let (old, new) = (before.get(was.unwrap_or(path)), after.get(path));
        let place = match (old, new) {
            (Some(_), None) => Place::Removed(path.clone()),
            (None, _) => Place::Added(path.clone()),
            _ => was.map_or_else(|| Place::Same(path.clone()), |was| Place::Moved(was.clone(), path.clone())),
        };
        let is_told = several || !matches!(place, Place::Same(_));
        Pair { place: is_told.then_some(place), old, new }
    };
    paths.into_iter().map(pair).collect()
}
