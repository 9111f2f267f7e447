//! What became of the minimums of the city: of each, whether both versions meet it.

use std::collections::BTreeSet;

use super::renames::Original;
use super::{Change, ChangeKind, Effect};
use crate::compare::canonical::{Canonical, Collection, MinimumStatus, State, Value};

/// How both versions answer what the city asks; `None` where it does not ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum {
    /// The minimum: «≥ 80%»; `None` where the city sets none.
    pub value: Option<String>,
    /// The old version.
    pub old: Option<State>,
    /// The new version.
    pub new: Option<State>,
}

impl Minimum {
    /// Returns whether the new version does not meet it, or not in the way in which the old one did not.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.concerns_a_promise() && self.old != self.new && !is_met(self.new)
    }

    /// What it makes of the plan's promises.
    fn effect(&self) -> Effect {
        match (is_met(self.old), is_met(self.new)) {
            _ if self.old == self.new || !self.concerns_a_promise() => Effect::Neutral,
            (false, false) => Effect::Incomparable,
            (old, new) => Effect::of(old && !new, new && !old),
        }
    }

    /// What the city begins to ask, or asks no more, says nothing of a plan that never answered it.
    fn concerns_a_promise(&self) -> bool {
        !matches!((self.old, self.new), (None | Some(State::Missing), None | Some(State::Missing)))
    }
}

fn is_met(state: Option<State>) -> bool {
    matches!(state, None | Some(State::Met))
}

/// Says of each minimum what became of it: at the change that did it, or as a change of its own where the plan did not change.
pub(super) fn compare(old: &Canonical, new: &Canonical, original: &[Original], changes: &mut Vec<Change>) {
    let asked: BTreeSet<&String> = old.minimums.keys().chain(new.minimums.keys()).collect();
    for indicator in asked {
        let (before, after) = (old.minimums.get(indicator), new.minimums.get(indicator));
        let value = after.or(before).and_then(|status| status.minimum.clone());
        let state = |status: Option<&MinimumStatus>| status.map(|status| status.state);
        let minimum = Minimum { value, old: state(before), new: state(after) };
        let target = |plan: &'_ Canonical, status: Option<&MinimumStatus>| {
            status.and_then(|status| status.target).and_then(|at| plan.items.get(at)).map(|item| item.id.clone())
        };
        // In an order that does not depend on which version is the old one.
        let targets: BTreeSet<String> = target(old, before).into_iter().chain(target(new, after)).collect();
        let fields: Vec<&str> = [before, after].into_iter().flatten().map(|status| status.field.as_str()).collect();
        match targets.iter().find_map(|id| find(changes, id, &fields, &minimum)).and_then(|at| changes.get_mut(at)) {
            Some(change) => {
                let is_link = change.field.as_deref().is_some_and(is_link);
                change.effect = match (change.effect, minimum.effect()) {
                    (Effect::Neutral, effect) => effect,
                    (own, effect) if is_link && effect != own && effect != Effect::Neutral => Effect::Incomparable,
                    (own, _) => own,
                };
                if minimum.value.is_some() || minimum.effect() != Effect::Neutral {
                    change.minimum.get_or_insert(minimum);
                }
            }
            None if minimum.effect() != Effect::Neutral => {
                let shown = |status: Option<&MinimumStatus>| Some(Value::words(status?.minimum.as_ref()?));
                let of_old = || Some((old, before?.target?));
                let Some((plan, at)) = after.and_then(|status| status.target).map(|at| (new, at)).or_else(of_old)
                else {
                    continue;
                };
                let mut change = Change::of(&plan.items[at], ChangeKind::Changed, at);
                change.field = Some("minimum".to_owned());
                (change.old, change.new) = (shown(before), shown(after));
                if change.old.as_ref().map(Value::typed) == change.new.as_ref().map(Value::typed) {
                    (change.old, change.new) = (None, None);
                }
                change.effect = minimum.effect();
                change.minimum = Some(minimum);
                let was = old.items.iter().position(|item| item.list == change.list && item.id == change.id);
                let was = was.and_then(|at| original.get(at)).filter(|was| was.id != change.id);
                change.old_id = was.map(|was| was.id.clone());
                changes.push(change);
            }
            None => {}
        }
    }
}

/// The change of a target that bears on a minimum: where it stays as it was, only one of the measure that answers it.
fn find(changes: &[Change], id: &str, fields: &[&str], minimum: &Minimum) -> Option<usize> {
    let of_target = |change: &Change| change.list == Collection::Targets && change.id == id;
    let place =
        |field: &str| changes.iter().position(|change| of_target(change) && change.field.as_deref() == Some(field));
    if minimum.old == minimum.new {
        return fields.iter().find_map(|field| place(field));
    }
    let whole = |change: &Change| matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
    let mut names: Vec<String> = ["", ".by", ".indicator"]
        .iter()
        .flat_map(|part| fields.iter().map(move |field| format!("{field}{part}")))
        .chain(["indicator".to_owned()])
        .collect();
    if [minimum.old, minimum.new].contains(&Some(State::Missing)) {
        names.sort_by_key(|name| !is_link(name));
    }
    let all = changes.iter().position(|change| of_target(change) && whole(change));
    all.or_else(|| names.iter().find_map(|name| place(name)))
}

fn is_link(field: &str) -> bool {
    field.rsplit('.').next() == Some("indicator")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimum_that_is_no_longer_met_loosens_and_the_way_back_tightens() {
        use Effect::{Incomparable, Loosened, Neutral, Tightened};
        use State::{Below, Late, Met, Missing, NotComparable};
        for (old, new, effect, broken, broken_back) in [
            (Some(Met), Some(Below), Loosened, true, false),
            (Some(Met), Some(Late), Loosened, true, false),
            (Some(Met), Some(NotComparable), Loosened, true, false),
            (Some(Met), Some(Missing), Loosened, true, false),
            (None, Some(Below), Loosened, true, false),
            (Some(Below), Some(Missing), Incomparable, true, true),
            (Some(Below), Some(Late), Incomparable, true, true),
            (Some(Below), Some(Below), Neutral, false, false),
            (Some(Met), None, Neutral, false, false),
            (Some(Missing), None, Neutral, false, false),
        ] {
            let [there, back] = [(old, new), (new, old)].map(|(old, new)| Minimum { value: None, old, new });
            let mirrored = match effect {
                Loosened => Tightened,
                Tightened => Loosened,
                Incomparable | Neutral => effect,
            };
            assert_eq!((there.effect(), there.is_broken()), (effect, broken), "{there:?}");
            assert_eq!((back.effect(), back.is_broken()), (mirrored, broken_back), "{back:?}");
        }
    }
}
