//! What the baselines ask for: what they ask for by the same day is one requirement, of which the strictest minimum is the first.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

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

    /// Returns whether something must be promised for it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.asked_of.requires(self.indicator)
    }

    /// Returns whether it is sure enough to be an error where it is broken.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.indicator.confidence != Confidence::Low
    }

    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let own = self.minimum().and_then(|minimum| minimum.by.as_ref());
        own.unwrap_or(&self.baseline.horizon)
    }
}

/// What one or more baselines ask for in one thing by one day.
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
    fn of(requirement: Requirement<'a>) -> Self {
        Self { strictest: requirement, others: Vec::new(), clash: None }
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

    /// Returns the id of an indicator of it.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.strictest.indicator.id.value.as_str()
    }

    /// Returns the strictest minimum, if any is known.
    #[must_use]
    pub fn minimum(&self) -> Option<&'a Measure> {
        self.strictest.minimum()
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

    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        self.strictest.horizon()
    }
}

/// Merges what baselines ask for by the same day, in their order. A minimum belongs to its horizon: by another day, it is another one.
pub fn requirements<'a>(
    baselines: impl IntoIterator<Item = &'a Baseline>,
    links: &Links<'a>,
    asked_of: PromisedBy,
) -> Vec<MergedRequirement<'a>> {
    let mut out: Vec<MergedRequirement<'a>> = Vec::new();
    let mut known: BTreeMap<(&'a str, Date), usize> = BTreeMap::new();
    for baseline in baselines {
        for indicator in &baseline.indicators {
            let requirement = Requirement { baseline, indicator, asked_of };
            let key = (links.root(indicator.id.value.as_str()), requirement.horizon().value.last_day());
            match known.get(&key).and_then(|at| out.get_mut(*at)) {
                Some(merged) => merged.add(requirement),
                None => {
                    known.insert(key, out.len());
                    out.push(MergedRequirement::of(requirement));
                }
            }
        }
    }
    out
}
