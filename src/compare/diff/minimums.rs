//! What became of the minimums of the city: of each, whether both versions meet it.

use std::collections::BTreeSet;

use super::renames::Original;
use super::{Change, ChangeKind, Effect};
use crate::base::shown;
use crate::compare::canonical::{Canonical, Collection, Item, MinimumStatus, State, Value};

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

    /// Returns whether only the new version falls short of it: in a promise, or because nothing answers what the city requires.
    #[must_use]
    pub fn becomes_unmet(&self) -> bool {
        !is_unmet(self.old) && is_unmet(self.new)
    }

    /// Returns whether the city begins to require what the plan has no target for, or requires it no more.
    fn is_of_the_city(&self) -> bool {
        !self.concerns_a_promise() && is_unmet(self.old) != is_unmet(self.new)
    }

    /// Returns whether one version meets it and the other does not.
    fn turns(&self) -> bool {
        self.concerns_a_promise() && is_met(self.old) != is_met(self.new)
    }

    /// Returns what it makes of the plan's promises.
    fn effect(&self) -> Effect {
        match (is_met(self.old), is_met(self.new)) {
            _ if self.old == self.new || !self.concerns_a_promise() => Effect::Neutral,
            (false, false) => Effect::Incomparable,
            (old, new) => Effect::of(old && !new, new && !old),
        }
    }

    /// What the city begins to ask, or asks no more, says nothing of a plan that never answered it.
    fn concerns_a_promise(&self) -> bool {
        let is_unanswered = |state| matches!(state, None | Some(State::Missing | State::Optional));
        !(is_unanswered(self.old) && is_unanswered(self.new))
    }
}

fn is_unmet(state: Option<State>) -> bool {
    matches!(state, Some(State::Below | State::Late | State::NotComparable | State::Missing))
}

/// Where a plan need not answer and does not, nothing is met either: an answer that is gone is less than one.
fn is_met(state: Option<State>) -> bool {
    matches!(state, None | Some(State::Met))
}

/// Adds what became of each minimum: to the change that did it, or as a change of its own where no promise changed.
pub(super) fn compare(old: &Canonical, new: &Canonical, original: &[Original], changes: &mut Vec<Change>) {
    let required: BTreeSet<&String> = old.minimums.keys().chain(new.minimums.keys()).collect();
    for indicator in required {
        let (before, after) = (old.minimums.get(indicator), new.minimums.get(indicator));
        let state = |status: &MinimumStatus| status.state;
        let value = after.or(before).and_then(|status| status.minimum.clone());
        let minimum = Minimum { value, old: before.map(state), new: after.map(state) };
        let effect = minimum.effect();
        // In an order that does not depend on which version is the old one.
        let answering = |(at, change): (usize, &Change)| {
            let rank = [(old, before), (new, after)].into_iter().filter_map(|(plan, status)| {
                let is_of_it = change.list == Collection::Targets && change.id == target(plan, status)?.1.id;
                if is_of_it { rank(change, &status?.field, &minimum) } else { None }
            });
            Some((rank.min()?, change.id.clone(), change.field.clone(), at))
        };
        match changes.iter().enumerate().filter_map(answering).min().and_then(|(.., at)| changes.get_mut(at)) {
            Some(change) => {
                // Also where another minimum is the one that is shown.
                change.becomes_unmet |= minimum.becomes_unmet();
                change.effect = match change.effect {
                    Effect::Neutral => effect,
                    // A link to another indicator: one is no longer answered, another is now.
                    own if is_link(change) && effect != Effect::Neutral && effect != own => Effect::Incomparable,
                    own => own,
                };
                // Of several minimums, by their days, the first that is met in one version only.
                let matters = change.minimum.as_ref().is_none_or(|known| !known.turns() && minimum.turns());
                if matters && (minimum.value.is_some() || effect != Effect::Neutral) {
                    change.minimum = Some(minimum);
                }
            }
            None if effect != Effect::Neutral => {
                let Some((at, item)) = target(new, after).or_else(|| target(old, before)) else { continue };
                let mut change = Change::of(item, ChangeKind::Changed, at);
                let shown = [before, after].map(|status| status.and_then(|status| status.minimum.as_ref()));
                if shown[0] != shown[1] {
                    [change.old, change.new] = shown.map(|minimum| minimum.map(Value::words));
                }
                change.field = Some("minimum".to_owned());
                change.becomes_unmet = minimum.becomes_unmet();
                (change.effect, change.minimum) = (effect, Some(minimum));
                let mut renamed = old.items.iter().zip(original).filter(|(item, was)| item.id != was.id);
                let was = renamed.find(|(renamed, _)| renamed.list == item.list && renamed.id == item.id);
                change.old_id = was.map(|(_, was)| was.id.clone());
                changes.push(change);
            }
            // A plan that is gone falls short of nothing.
            None if minimum.is_of_the_city() && !new.items.is_empty() => {
                changes.extend(unanswered(&minimum, [before, after], new.items.len()));
            }
            None => {}
        }
    }
}

/// What the city begins to require, or requires no more, of a plan that has no target for it.
fn unanswered(minimum: &Minimum, both: [Option<&MinimumStatus>; 2], place: usize) -> Option<Change> {
    let both = both.map(|status| status.filter(|one| one.state == State::Missing));
    // Of indicators that measure the same thing, the one that is required.
    let status = both.into_iter().flatten().next()?;
    let [old, new] = both.map(|status| status?.minimum.as_ref());
    Some(Change {
        kind: ChangeKind::Changed,
        list: Collection::Indicators,
        id: status.indicator.clone(),
        old_id: None,
        field: Some("minimum".to_owned()),
        old: old.map(Value::words),
        new: new.map(Value::words),
        effect: Effect::Neutral,
        becomes_unmet: minimum.becomes_unmet(),
        minimum: Some(Minimum { value: status.minimum.clone(), old: minimum.old, new: minimum.new }),
        title: shown::words(&status.title),
        place,
    })
}

fn target<'p>(plan: &'p Canonical, status: Option<&MinimumStatus>) -> Option<(usize, &'p Item)> {
    let at = status?.target?;
    Some((at, plan.items.get(at)?))
}

fn is_link(change: &Change) -> bool {
    change.field.as_deref().is_some_and(|field| field.rsplit('.').next() == Some("indicator"))
}

/// How closely a change of a target bears on a minimum, 0 most closely: where the minimum is answered as before, only a change of the
/// measure that answers it does.
fn rank(change: &Change, measure: &str, minimum: &Minimum) -> Option<u8> {
    let is_lost =
        [minimum.old, minimum.new].iter().any(|state| matches!(state, Some(State::Missing | State::Optional)));
    let part = change.field.as_deref().map(|field| field.strip_prefix(measure).unwrap_or(field));
    match (change.kind, part) {
        (ChangeKind::Changed, Some("")) => Some(1),
        _ if minimum.old == minimum.new => None,
        (ChangeKind::Added | ChangeKind::Removed, _) => Some(0),
        (ChangeKind::Changed, Some(".indicator" | "indicator")) => Some(if is_lost { 0 } else { 3 }),
        (ChangeKind::Changed, Some(".by")) => Some(2),
        _ => None,
    }
}
