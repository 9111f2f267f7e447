//! What changed between two versions of a plan: by id, field by field, and whether a promise became more or less.

mod effect;
mod fields;
mod likeness;
mod moved;
mod pairs;
mod renames;
pub mod report;
pub mod words;

use std::collections::BTreeSet;

use crate::base::vietnamese::letter::escape_invisible;
use crate::compare::canonical::{Canonical, Collection, Comparable, Item, MeasuredPromise, Value};
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
    /// It stands elsewhere among its kind.
    Moved,
}

impl ChangeKind {
    /// The word that programs read.
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

/// What a change makes of the plan's promises. In the order of the report: what got weaker comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Less is promised, or later.
    Loosened,
    /// More is promised, or earlier.
    Tightened,
    /// Neither, or it cannot be told.
    Neutral,
}

impl Effect {
    /// The word that programs read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
            Self::Neutral => "neutral",
        }
    }
}

/// How a promise stands to the city's minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// At least as much.
    Met,
    /// Less.
    Below,
}

/// How both versions stand to the city's minimum; none where a version has no answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum {
    /// The minimum: «≥ 80%».
    pub value: String,
    /// The old version.
    pub old: Option<State>,
    /// The new version.
    pub new: Option<State>,
}

impl Minimum {
    /// Whether the new version is below what the old one kept.
    #[must_use]
    pub fn falls_below(&self) -> bool {
        self.new == Some(State::Below) && self.old != Some(State::Below)
    }

    /// Whether the new version leaves the minimum without an answer.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.new.is_none() && self.old.is_some()
    }
}

/// A change.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The list of the item.
    pub list: Collection,
    /// The item's id in the new version; in the old one when it is gone.
    pub id: String,
    /// The id in the old version, where it was another.
    pub old_id: Option<String>,
    /// The field; none where the whole item is meant.
    pub field: Option<String>,
    /// What it was; of an item that moved, the item that stood before it.
    pub old: Option<Value>,
    /// What it is.
    pub new: Option<Value>,
    /// What it makes of the plan's promises.
    pub effect: Effect,
    /// Beside the city's minimum.
    pub minimum: Option<Minimum>,
    /// What people call the item.
    pub title: String,
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
            title: escape_invisible(&item.title.shown()),
            place,
        }
    }

    /// Whether the city's minimum was kept and is not any more.
    #[must_use]
    pub fn breaks_minimum(&self) -> bool {
        self.minimum.as_ref().is_some_and(|minimum| minimum.falls_below() || minimum.is_lost())
    }

    /// The id as programs read it: unique among the items of a kind.
    #[must_use]
    pub fn full_id(&self) -> String {
        format!("{}{}", self.list.prefix(), self.id)
    }
}

/// What changed from the old version to the new one, what got weaker first.
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
                if item.list == Collection::Targets {
                    change.effect = Effect::Loosened;
                    change.minimum =
                        answered_alone(item, new).map(|(value, state)| Minimum { value, old: Some(state), new: None });
                }
                changes.push(change);
            }
            Pair::New(at) => {
                let item = &new.items[at];
                let mut change = Change::of(item, ChangeKind::Added, at);
                change.new = Some(item.summary.clone());
                if item.list == Collection::Targets {
                    change.effect = Effect::Tightened;
                    change.minimum =
                        answered_alone(item, &old).map(|(value, state)| Minimum { value, old: None, new: Some(state) });
                }
                changes.push(change);
            }
        }
    }
    moved::moved(&old, new, &original, &pairs, &mut changes);
    sort(&mut changes);
    changes
}

/// What got weaker first, of that what breaks the city's minimum; the changes of an item stay together.
fn sort(changes: &mut [Change]) {
    let below: BTreeSet<(Collection, String)> = changes
        .iter()
        .filter(|change| change.breaks_minimum())
        .map(|change| (change.list, change.id.clone()))
        .collect();
    changes.sort_by_key(|change| {
        let is_below = below.contains(&(change.list, change.id.clone()));
        (change.effect, !is_below, change.list.kind(), change.list, change.kind == ChangeKind::Moved, change.place)
    });
}

/// The promises of a target.
fn promises(item: &Item) -> impl Iterator<Item = &MeasuredPromise> {
    item.fields.iter().filter_map(|field| match &field.value.comparable {
        Comparable::Promise(promised) => Some(&**promised),
        Comparable::None | Comparable::Horizon(_) | Comparable::Order => None,
    })
}

/// The minimum that a target answers and the other version does not.
fn answered_alone(item: &Item, other: &Canonical) -> Option<(String, State)> {
    let answered = |indicator: &str| {
        other
            .items
            .iter()
            .flat_map(promises)
            .filter_map(|promised| promised.minimum_status.as_ref())
            .any(|minimum_status| minimum_status.indicator == indicator)
    };
    let mut alone =
        promises(item).filter_map(|promised| promised.minimum_status.as_ref()).filter(|one| !answered(&one.indicator));
    let first = alone.next()?;
    let below = first.below || alone.any(|minimum_status| minimum_status.below);
    Some((first.minimum.clone(), if below { State::Below } else { State::Met }))
}
