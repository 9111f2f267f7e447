//! What the baselines ask for, each thing once: the strictest minimum wins.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Links, stricter};
use crate::base::source::Located;
use crate::model::measure::Measure;
use crate::model::packs::{Baseline, Confidence, Indicator};
use crate::model::time::Time;

/// An indicator and the baseline that asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Requirement<'a> {
    /// The baseline.
    pub baseline: &'a Baseline,
    /// Its indicator.
    pub indicator: &'a Indicator,
}

impl<'a> Requirement<'a> {
    /// When it is to be reached.
    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let own = self.indicator.commune.as_ref().and_then(|minimum| minimum.by.as_ref());
        own.unwrap_or(&self.baseline.horizon)
    }
}

/// One thing that one or more baselines ask for.
#[derive(Debug)]
pub struct MergedRequirement<'a> {
    /// Who asks for most.
    pub strictest: Requirement<'a>,
    /// Who asks for it too, in the order of the baselines.
    pub others: Vec<Requirement<'a>>,
    /// One of the others whose minimum cannot be compared with the strictest one's.
    pub clash: Option<Requirement<'a>>,
}

impl<'a> MergedRequirement<'a> {
    /// What one indicator asks for.
    #[must_use]
    pub fn single(baseline: &'a Baseline, indicator: &'a Indicator) -> Self {
        Self { strictest: Requirement { baseline, indicator }, others: Vec::new(), clash: None }
    }

    fn add(&mut self, part: Requirement<'a>) {
        let order = match (&part.indicator.commune, &self.strictest.indicator.commune) {
            (Some(new), Some(known)) => stricter(new, known),
            (Some(_), None) => Some(Ordering::Greater),
            (None, _) => Some(Ordering::Less),
        };
        match order {
            Some(Ordering::Greater) => self.others.push(std::mem::replace(&mut self.strictest, part)),
            Some(Ordering::Equal | Ordering::Less) => self.others.push(part),
            None => {
                self.clash.get_or_insert(part);
                self.others.push(part);
            }
        }
    }

    /// All who ask for it, the strictest first.
    pub fn part(&self) -> impl Iterator<Item = Requirement<'a>> {
        std::iter::once(self.strictest).chain(self.others.iter().copied())
    }

    /// The strictest minimum, if any is known.
    #[must_use]
    pub fn minimum(&self) -> Option<&'a Measure> {
        self.strictest.indicator.commune.as_ref()
    }

    /// Whether every commune must promise it.
    #[must_use]
    pub fn required(&self) -> bool {
        self.part().any(|part| part.indicator.required)
    }

    /// Whether nobody who asks for as much as the strictest is sure of it.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        self.part().filter(|part| self.is_as_strict(part)).all(|part| part.indicator.confidence == Confidence::Low)
    }

    /// Whether another asks for no less than the strictest.
    #[must_use]
    pub fn is_as_strict(&self, part: &Requirement<'_>) -> bool {
        match (&part.indicator.commune, self.minimum()) {
            (Some(own), Some(minimum)) => stricter(own, minimum) == Some(Ordering::Equal),
            (None, None) => true,
            (_, _) => false,
        }
    }

    /// When it is to be reached: the last horizon, because a later baseline continues an earlier one.
    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let latest = |a: &'a Located<Time>, b: &'a Located<Time>| {
            if b.value.last_day() > a.value.last_day() { b } else { a }
        };
        self.others.iter().map(Requirement::horizon).fold(self.strictest.horizon(), latest)
    }
}

/// What baselines ask for, in their order, indicators that measure the same thing together.
pub fn requirements<'a>(
    baselines: impl IntoIterator<Item = &'a Baseline>,
    links: &Links<'a>,
) -> Vec<MergedRequirement<'a>> {
    let mut out: Vec<MergedRequirement<'a>> = Vec::new();
    let mut known: BTreeMap<&'a str, usize> = BTreeMap::new();
    for baseline in baselines {
        for indicator in &baseline.indicators {
            let root = links.root(indicator.id.value.as_str());
            match known.get(root).and_then(|at| out.get_mut(*at)) {
                Some(requirement) => requirement.add(Requirement { baseline, indicator }),
                None => {
                    known.insert(root, out.len());
                    out.push(MergedRequirement::single(baseline, indicator));
                }
            }
        }
    }
    out
}
