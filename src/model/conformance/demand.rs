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
pub struct Asked<'a> {
    /// The baseline.
    pub baseline: &'a Baseline,
    /// Its indicator.
    pub indicator: &'a Indicator,
}

impl<'a> Asked<'a> {
    /// When it is to be reached.
    #[must_use]
    pub fn horizon(&self) -> &'a Located<Time> {
        let own = self.indicator.commune.as_ref().and_then(|minimum| minimum.by.as_ref());
        own.unwrap_or(&self.baseline.horizon)
    }
}

/// One thing that one or more baselines ask for.
#[derive(Debug)]
pub struct Demand<'a> {
    /// Who asks for most.
    pub strictest: Asked<'a>,
    /// Who asks for it too, in the order of the baselines.
    pub others: Vec<Asked<'a>>,
    /// One of the others whose minimum cannot be compared with the strictest one's.
    pub clash: Option<Asked<'a>>,
}

impl<'a> Demand<'a> {
    /// What one indicator asks for.
    #[must_use]
    pub fn single(baseline: &'a Baseline, indicator: &'a Indicator) -> Self {
        Self { strictest: Asked { baseline, indicator }, others: Vec::new(), clash: None }
    }

    fn add(&mut self, asked: Asked<'a>) {
        let order = match (&asked.indicator.commune, &self.strictest.indicator.commune) {
            (Some(new), Some(known)) => stricter(new, known),
            (Some(_), None) => Some(Ordering::Greater),
            (None, _) => Some(Ordering::Less),
        };
        match order {
            Some(Ordering::Greater) => self.others.push(std::mem::replace(&mut self.strictest, asked)),
            Some(Ordering::Equal | Ordering::Less) => self.others.push(asked),
            None => {
                self.clash.get_or_insert(asked);
                self.others.push(asked);
            }
        }
    }

    /// All who ask for it, the strictest first.
    pub fn asked(&self) -> impl Iterator<Item = Asked<'a>> {
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
        self.asked().any(|asked| asked.indicator.required)
    }

    /// Whether nobody who asks for as much as the strictest is sure of it.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        self.asked().filter(|asked| self.is_as_strict(asked)).all(|asked| asked.indicator.confidence == Confidence::Low)
    }

    /// Whether another asks for no less than the strictest.
    #[must_use]
    pub fn is_as_strict(&self, asked: &Asked<'_>) -> bool {
        match (&asked.indicator.commune, self.minimum()) {
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
        self.others.iter().map(Asked::horizon).fold(self.strictest.horizon(), latest)
    }
}

/// What baselines ask for, in their order, indicators that measure the same thing together.
pub fn demands<'a>(baselines: impl IntoIterator<Item = &'a Baseline>, links: &Links<'a>) -> Vec<Demand<'a>> {
    let mut out: Vec<Demand<'a>> = Vec::new();
    let mut known: BTreeMap<&'a str, usize> = BTreeMap::new();
    for baseline in baselines {
        for indicator in &baseline.indicators {
            let root = links.root(indicator.id.value.as_str());
            match known.get(root).and_then(|at| out.get_mut(*at)) {
                Some(demand) => demand.add(Asked { baseline, indicator }),
                None => {
                    known.insert(root, out.len());
                    out.push(Demand::single(baseline, indicator));
                }
            }
        }
    }
    out
}
