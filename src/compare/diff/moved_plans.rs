//! Which plan of several is another one of before under another name, by what they say.

use std::collections::BTreeMap;

use super::likeness::each_once;
use super::pairs::content;
use crate::compare::canonical::{Canonical, Collection};

/// From this share of items on that both have as they were, two plans of one body for one period are the same one. Two communes may have a plan in almost the
/// same words, and so may two years of one commune: they are two.
const ALIKE: f32 = 0.5;

/// A plan with its items counted, once for all comparisons.
struct Known {
    issuer: String,
    period: Option<String>,
    items: BTreeMap<(Collection, String, String), usize>,
    count: usize,
}

impl Known {
    fn of(plan: &Canonical) -> Self {
        let mut items = BTreeMap::new();
        let own = plan.items.iter().filter(|item| !item.from_pack);
        for item in own.clone() {
            *items.entry((item.list, item.id.clone(), content(item))).or_default() += 1;
        }
        let document = plan.items.iter().find(|item| item.list == Collection::Document);
        let period = document.and_then(|item| item.field("period")).map(|field| field.value.typed());
        Self { issuer: plan.issuer.clone(), period, items, count: own.count() }
    }

    /// Returns the share of items that both have; none when they are two plans.
    fn likeness(&self, other: &Self) -> Option<f32> {
        if self.issuer != other.issuer || self.period != other.period || self.count + other.count == 0 {
            return None;
        }
        let shared = |(key, count): (&_, &usize)| (*count).min(other.items.get(key).copied().unwrap_or(0));
        let common: usize = self.items.iter().map(shared).sum();
        #[allow(clippy::cast_precision_loss, reason = "a plan has fewer items")]
        let share = (2 * common) as f32 / (self.count + other.count) as f32;
        (share >= ALIKE).then_some(share)
    }
}

/// Returns the pairs of plans that are gone and plans that are new which are one plan, the most alike first; each plan once.
#[must_use]
pub fn moved_plans(gone: &[&Canonical], new: &[&Canonical]) -> Vec<(usize, usize)> {
    let [before, after] = [gone, new].map(|plans| plans.iter().map(|plan| Known::of(plan)).collect::<Vec<_>>());
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for (row, one) in before.iter().enumerate() {
        for (column, other) in after.iter().enumerate() {
            alike.extend(one.likeness(other).map(|share| (share, row, column)));
        }
    }
    each_once(alike)
}
