//! What the baselines ask for, merged: the strictest minimum wins.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Links, PromisedBy, stricter};
use crate::base::source::Located;
use crate::model::measure::Measure;
use crate::model::packs::{Baseline, Confidence, Indicator};
use crate::model::time::Time;

/// An indicator, the baseline that asks for it, and of whom.
#[derive(Debug, Clone, Copy)]
pub struct Requirement<'a> {
    pub baseline: &'a Baseline,
    pub indicator: &'a Indicator,
    pub asked_of: PromisedBy,
}

impl<'a> Requirement<'a> {
    /// Returns the least that may be promised, where it is known.
    #[must_use]
    pub fn minimum(&self) -> Option<&'a Measure> {
        self.asked_of.minimum(self.indicator)
    }

    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let own = self.minimum().and_then(|minimum| minimum.by.as_ref());
        own.unwrap_or(&self.baseline.horizon)
    }
}

/// What one or more baselines ask for in one thing.
#[derive(Debug)]
pub struct MergedRequirement<'a> {
    /// The one that asks for most.
    pub strictest: Requirement<'a>,
    /// The others, in the order of the baselines.
    pub others: Vec<Requirement<'a>>,
    /// One of the others whose minimum cannot be compared with the strictest.
    pub clash: Option<Requirement<'a>>,
}

impl<'a> MergedRequirement<'a> {
    /// Returns the requirement of one baseline alone.
    #[must_use]
    pub fn single(baseline: &'a Baseline, indicator: &'a Indicator, asked_of: PromisedBy) -> Self {
        Self { strictest: Requirement { baseline, indicator, asked_of }, others: Vec::new(), clash: None }
    }

    fn add(&mut self, requirement: Requirement<'a>) {
        let order = match (requirement.minimum(), self.minimum()) {
            (Some(new), Some(known)) => stricter(new, known),
            (Some(_), None) => Some(Ordering::Greater),
            (None, _) => Some(Ordering::Less),
        };
        match order {
            Some(Ordering::Greater) => self.others.push(std::mem::replace(&mut self.strictest, requirement)),
            Some(Ordering::Equal | Ordering::Less) => self.others.push(requirement),
            None => {
                self.clash.get_or_insert(requirement);
                self.others.push(requirement);
            }
        }
    }

    /// The requirements that were merged, the strictest first.
    pub fn iter(&self) -> impl Iterator<Item = Requirement<'a>> {
        std::iter::once(self.strictest).chain(self.others.iter().copied())
    }

    /// Returns the strictest minimum, if any is known.
    #[must_use]
    pub fn minimum(&self) -> Option<&'a Measure> {
        self.strictest.minimum()
    }

    /// Returns whether something must be promised for it.
    #[must_use]
    pub fn required(&self) -> bool {
        self.iter().any(|requirement| requirement.asked_of.requires(requirement.indicator))
    }

    /// Returns whether the confidence is low in all that ask for as much as the strictest.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        let mut strictest = self.iter().filter(|requirement| self.is_as_strict(requirement));
        strictest.all(|requirement| requirement.indicator.confidence == Confidence::Low)
    }

    /// Returns whether a requirement asks for no less than the strictest.
    #[must_use]
    pub fn is_as_strict(&self, requirement: &Requirement<'_>) -> bool {
        match (requirement.minimum(), self.minimum()) {
            (Some(own), Some(minimum)) => stricter(own, minimum) == Some(Ordering::Equal),
            (None, None) => true,
            (_, _) => false,
        }
    }

    /// Returns the last of the horizons, because a later baseline continues an earlier one.
    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let latest = |a: &'a Located<Time>, b: &'a Located<Time>| {
            if b.value.last_day() > a.value.last_day() { b } else { a }
        };
        self.others.iter().map(Requirement::horizon).fold(self.strictest.horizon(), latest)
    }

    /// Returns whether a promise is due no later than the city asks. One without a horizon of its own is for the plan's period.
    #[must_use]
    pub fn is_in_time(&self, promise: &Measure) -> bool {
        promise.by.as_ref().is_none_or(|by| by.value.last_day() <= self.horizon().value.last_day())
    }
}

/// Merges what baselines ask for, in their order.
pub fn requirements<'a>(
    baselines: impl IntoIterator<Item = &'a Baseline>,
    links: &Links<'a>,
    asked_of: PromisedBy,
) -> Vec<MergedRequirement<'a>> {
    let mut out: Vec<MergedRequirement<'a>> = Vec::new();
    let mut known: BTreeMap<&'a str, usize> = BTreeMap::new();
    for baseline in baselines {
        for indicator in &baseline.indicators {
            let root = links.root(indicator.id.value.as_str());
            match known.get(root).and_then(|at| out.get_mut(*at)) {
                Some(requirement) => requirement.add(Requirement { baseline, indicator, asked_of }),
                None => {
                    known.insert(root, out.len());
                    out.push(MergedRequirement::single(baseline, indicator, asked_of));
                }
            }
        }
    }
    out
}
