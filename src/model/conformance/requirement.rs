//! What the baselines ask for: what they ask for by the same day is one requirement, of which the strictest minimum is the first.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Links, PromisedBy, stricter};
use crate::base::source::Located;
use crate::model::measure::Measure;
use crate::model::packs::{Baseline, Confidence, Indicator};
use crate::model::plan::Plan;
use crate::model::time::Time;

/// Of whom baselines ask, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub of: PromisedBy,
    /// The first day of the plan's period.
    pub start: Date,
    /// The day of the plan.
    pub day: Date,
}

impl Asked {
    /// Returns what is asked of a plan on its day.
    #[must_use]
    pub fn of(plan: &Plan, day: Date) -> Self {
        Self { of: PromisedBy::of(plan), start: plan.header.period.value.first_day(), day }
    }
}

/// An indicator, the baseline that asks for it, by one day, and of whom.
#[derive(Debug, Clone, Copy)]
pub struct Requirement<'a> {
    pub baseline: &'a Baseline,
    pub indicator: &'a Indicator,
    /// One of its minimums; none where none is known.
    minimum: Option<&'a Measure>,
    pub asked_of: PromisedBy,
}

impl<'a> Requirement<'a> {
    /// Returns what a baseline asks for in an indicator of a plan: once for each day that has a minimum. What was to be reached before the
    /// plan's period begins is no longer asked, where something later is; of an indicator that is retired, nothing.
    #[must_use]
    pub fn each(baseline: &'a Baseline, indicator: &'a Indicator, asked: &Asked) -> Vec<Self> {
        let Asked { of: asked_of, start, day } = *asked;
        if indicator.is_retired(day) {
            return Vec::new();
        }
        let minimums = asked_of.minimums(indicator);
        if minimums.is_empty() {
            return vec![Self { baseline, indicator, minimum: None, asked_of }];
        }
        let all = minimums.iter().map(|minimum| Self { baseline, indicator, minimum: Some(minimum), asked_of });
        let is_over = |one: &Self| one.horizon().value.last_day() < start;
        let (over, mut open): (Vec<Self>, Vec<Self>) = all.partition(is_over);
        if open.is_empty() {
            // The last of them is what the plan is too late for.
            open.extend(over.into_iter().max_by_key(|one| one.horizon().value.last_day()));
        }
        open
    }

    /// Returns the least that may be promised, where it is known.
    #[must_use]
    pub fn minimum(&self) -> Option<&'a Measure> {
        self.minimum
    }

    /// Returns whether the same indicator has a minimum for a day of a period.
    #[must_use]
    pub fn is_asked_in(&self, (start, end): (Date, Date)) -> bool {
        self.asked_of.minimums(self.indicator).iter().any(|minimum| {
            let by = minimum.by.as_ref().unwrap_or(&self.baseline.horizon).value.last_day();
            (start..=end).contains(&by)
        })
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
}

impl<'a> MergedRequirement<'a> {
    fn of(requirement: Requirement<'a>) -> Self {
        Self { strictest: requirement, others: Vec::new() }
    }

    fn add(&mut self, requirement: Requirement<'a>) {
        let order = match (requirement.minimum(), self.minimum()) {
            (Some(new), Some(known)) => stricter(new, known),
            (Some(_), None) => Some(Ordering::Greater),
            (None, _) => Some(Ordering::Less),
        };
        match order {
            Some(Ordering::Greater) => self.others.push(std::mem::replace(&mut self.strictest, requirement)),
            // What cannot be compared is not linked: the pack is told.
            Some(Ordering::Equal | Ordering::Less) | None => self.others.push(requirement),
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
    asked: &Asked,
) -> Vec<MergedRequirement<'a>> {
    let mut out: Vec<MergedRequirement<'a>> = Vec::new();
    let mut known: BTreeMap<(&'a str, Date), usize> = BTreeMap::new();
    for baseline in baselines {
        let each = |indicator| Requirement::each(baseline, indicator, asked);
        for requirement in baseline.indicators.iter().flat_map(each) {
            let indicator = requirement.indicator;
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
