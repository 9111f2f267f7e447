//! What changed between two versions of a plan: by id, field by field, and whether a promise became more or less.

mod effect;
mod fields;
mod likeness;
pub mod lines;
mod minimums;
mod moved;
mod moved_plans;
mod pairs;
mod renames;
pub mod report;
pub mod words;

use std::collections::BTreeSet;

use crate::base::shown;
use crate::compare::canonical::{Canonical, Collection, Item, Value};
pub use effect::Effect;
pub use minimums::Minimum;
pub use moved_plans::moved_plans;
use pairs::Pair;

/// What happened to an item or to a field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It has another place among its kind.
    Moved,
}

impl ChangeKind {
    /// Returns the word that programs read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    pub list: Collection,
    /// The item's id in the new version; in the old one when it is gone.
    pub id: String,
    /// The id in the old version, where it was another.
    pub old_id: Option<String>,
    /// The field; none where the whole item is meant.
    pub field: Option<String>,
    /// What it was; for an item that moved, the item before it.
    pub old: Option<Value>,
    pub new: Option<Value>,
    /// What it makes of the plan's promises.
    pub effect: Effect,
    /// What became of the city's minimum that it answers.
    pub minimum: Option<Minimum>,
    /// What people call the item.
    pub title: String,
    /// Whether the plan begins to fall short of what the city asks: of a minimum, or of an indicator that it requires.
    pub becomes_unmet: bool,
    place: usize,
}

impl Change {
    fn of(item: &Item, kind: ChangeKind, place: usize) -> Self {
        Self {
            kind,
            list: item.list,
            id: item.id.clone(),
            old_id: None,
            field: None,
            old: None,
            new: None,
            effect: Effect::Neutral,
            minimum: None,
            title: shown::words(&item.title.shown()),
            becomes_unmet: false,
            place,
        }
    }

    /// Returns whether the city's minimum is no longer met.
    #[must_use]
    pub fn breaks_minimum(&self) -> bool {
        self.minimum.as_ref().is_some_and(Minimum::is_broken)
    }

    /// Returns whether the plan is short of what the city asks in a way that is new.
    #[must_use]
    pub fn falls_short(&self) -> bool {
        self.breaks_minimum() || self.becomes_unmet
    }

    /// Returns whether less may be promised: what cannot be compared counts, and so does a minimum that is no longer met.
    #[must_use]
    pub fn may_weaken(&self) -> bool {
        matches!(self.effect, Effect::Loosened | Effect::Incomparable) || self.breaks_minimum()
    }

    /// Returns the id as programs read it: unique among the items of a kind.
    #[must_use]
    pub fn full_id(&self) -> String {
        format!("{}{}", self.list.prefix(), self.id)
    }
}

/// Returns what changed from the old version to the new one, what got weaker first.
#[must_use]
pub fn compare(old: &Canonical, new: &Canonical) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, original) = renames::carry_over(old, new);
    let pairs = pairs::pairs(&old, new);
    for pair in &pairs {
        match *pair {
            Pair::Both(before, after) => {
                let was = &original[before];
                let (before, now) = (&old.items[before], &new.items[after]);
                let first = changes.len();
                if was.is_renamed {
                    let mut change = Change::of(now, ChangeKind::Changed, after);
                    change.field = Some("id".to_owned());
                    change.old = Some(Value::words(&was.id));
                    change.new = Some(Value::words(&now.id));
                    changes.push(change);
                }
                fields::compare(before, now, after, &mut changes);
                for change in &mut changes[first..] {
                    change.old_id = (was.id != now.id).then(|| was.id.clone());
                }
            }
            Pair::Old(at) => {
                let item = &old.items[at];
                let mut change = Change::of(item, ChangeKind::Removed, at);
                change.id.clone_from(&original[at].id);
                change.old = Some(item.summary.clone());
                if asks_for_something(item) {
                    change.effect = Effect::Loosened;
                }
                changes.push(change);
            }
            Pair::New(at) => {
                let item = &new.items[at];
                let mut change = Change::of(item, ChangeKind::Added, at);
                change.new = Some(item.summary.clone());
                if asks_for_something(item) {
                    change.effect = Effect::Tightened;
                }
                changes.push(change);
            }
        }
    }
    minimums::compare(&old, new, &original, &mut changes);
    moved::moved(&old, new, &original, &pairs, &mut changes);
    sort(&mut changes);
    changes
}

/// Returns whether an item is a promise, or a minimum that a city sets.
fn asks_for_something(item: &Item) -> bool {
    match item.list {
        Collection::Targets => true,
        Collection::Indicators => item.fields.iter().any(|field| field.name.starts_with("commune.")),
        _ => false,
    }
}

/// What got weaker first, of that what breaks the city's minimum; the changes of an item stay together.
fn sort(changes: &mut [Change]) {
    let below: BTreeSet<(Collection, String)> =
        changes.iter().filter(|change| change.falls_short()).map(|change| (change.list, change.id.clone())).collect();
    changes.sort_by_key(|change| {
        let is_below = below.contains(&(change.list, change.id.clone()));
        (change.effect, !is_below, change.list.kind(), change.list, change.kind == ChangeKind::Moved, change.place)
    });
}
