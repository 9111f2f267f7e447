//! What a change makes of the plan's promises. Always symmetric: what loosens one way tightens the other way.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::compare::canonical::{Comparable, MeasuredPromise, Value};
use crate::model::conformance::order;

/// What a change makes of the plan's promises. In the order of the report: what got weaker, or may have, comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Less is promised, or later.
    Loosened,
    /// Nobody can tell whether less is promised.
    Incomparable,
    /// More is promised, or earlier.
    Tightened,
    /// As much is promised as before.
    Neutral,
}

impl Effect {
    /// Every effect, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Loosened, Self::Incomparable, Self::Tightened, Self::Neutral];

    /// Returns the word that programs read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Incomparable => "incomparable",
            Self::Tightened => "tightened",
            Self::Neutral => "neutral",
        }
    }

    /// The effect of what may take something away and may add something.
    pub(super) fn of(lost: bool, gained: bool) -> Self {
        match (lost, gained) {
            (true, false) => Self::Loosened,
            (false, true) => Self::Tightened,
            (true, true) => Self::Incomparable,
            (false, false) => Self::Neutral,
        }
    }

    /// Returns the effect of a value in place of another.
    pub(super) fn between(old: Option<&Value>, new: Option<&Value>) -> Self {
        match (old.map(|value| &value.comparable), new.map(|value| &value.comparable)) {
            (Some(Comparable::Promise(old)), Some(Comparable::Promise(new))) => promise(old, new),
            (Some(Comparable::Horizon(old)), Some(Comparable::Horizon(new))) => {
                ordered(old.last_day().cmp(&new.last_day()))
            }
            (Some(Comparable::Note), _) | (_, Some(Comparable::Note)) => Self::Incomparable,
            (old @ Some(Comparable::Answers(_)), new) | (old, new @ Some(Comparable::Answers(_))) => {
                let nothing = BTreeSet::new();
                let [old, new] = [old, new].map(|side| match side {
                    Some(Comparable::Answers(ids)) => ids,
                    _ => &nothing,
                });
                Self::of(!old.is_subset(new), !new.is_subset(old))
            }
            (old, new) => Self::of(is_promise(old) && new.is_none(), is_promise(new) && old.is_none()),
        }
    }
}

fn is_promise(comparable: Option<&Comparable>) -> bool {
    matches!(comparable, Some(Comparable::Promise(_)))
}

fn promise(old: &MeasuredPromise, new: &MeasuredPromise) -> Effect {
    let downwards = match (old.downwards, new.downwards) {
        (Some(before), Some(after)) if before != after => return Effect::Incomparable,
        (before, after) => after.or(before),
    };
    order(&new.measure, &old.measure, downwards).map_or(Effect::Incomparable, ordered)
}

/// Returns the effect of something new that is more or less than the old.
fn ordered(new_and_old: Ordering) -> Effect {
    match new_and_old {
        Ordering::Less => Effect::Loosened,
        Ordering::Greater => Effect::Tightened,
        Ordering::Equal => Effect::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Time;

    #[test]
    fn a_later_horizon_is_less() {
        let by = |given| Value::words(given).compared_by(Comparable::Horizon(Time::parse(given).unwrap()));
        for (old, new, effect) in [
            ("2026", "2025..2027", Effect::Loosened),
            ("2026", "2026-Q3", Effect::Tightened),
            ("2026", "2026-12-31", Effect::Neutral),
        ] {
            assert_eq!(Effect::between(Some(&by(old)), Some(&by(new))), effect, "{old} {new}");
        }
    }
}
