//! How a plan answers what the city asks.

use std::collections::BTreeMap;

use super::{Links, MergedRequirement, Reason, Verdict, compare, narrower, requirements};
use crate::model::measure::{Measure, Value};
use crate::model::packs::{Baseline, Indicator, Pack};
use crate::model::plan::{Plan, Promise, Target};

/// How a plan answers an indicator.
#[derive(Debug)]
pub struct Answer<'a> {
    pub indicator: &'a Indicator,
    /// The target that answers it.
    pub target: Option<&'a Target>,
    /// The measure that answers it.
    pub promise: Option<&'a Measure>,
    /// How they compare.
    pub verdict: Verdict,
}

/// A target that answers an indicator, with the measure that does; `None` where it has no number for it.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    pub target: &'a Target,
    pub measure: Option<&'a Measure>,
}

/// Everything that a plan answers, by indicator.
#[derive(Debug)]
pub struct Answers<'a> {
    /// The indicators that measure the same thing.
    pub links: Links<'a>,
    by_root: BTreeMap<&'a str, Vec<Answering<'a>>>,
}

impl<'a> Answers<'a> {
    /// Collects the answers of a plan.
    #[must_use]
    pub fn of(plan: &'a Plan, pack: &'a Pack) -> Self {
        let mut answers = Self { links: Links::of(pack), by_root: BTreeMap::new() };
        for target in &plan.targets {
            for measure in target.promise.measures() {
                if let Some(id) = &measure.indicator {
                    answers.add(id.value.as_str(), target, Some(measure));
                }
            }
            if let Some(id) = &target.indicator {
                let measures = unnamed(target);
                for measure in &measures {
                    answers.add(id.value.as_str(), target, Some(measure));
                }
                if measures.is_empty() {
                    answers.add(id.value.as_str(), target, None);
                }
            }
        }
        answers
    }

    fn add(&mut self, id: &'a str, target: &'a Target, measure: Option<&'a Measure>) {
        let root = self.links.root(id);
        self.by_root.entry(root).or_default().push(Answering { target, measure });
    }

    /// Returns the targets that answer an indicator, in the order of the plan.
    #[must_use]
    pub fn all(&self, indicator: &str) -> &[Answering<'a>] {
        self.by_root.get(self.links.root(indicator)).map_or(&[], Vec::as_slice)
    }

    /// Returns the answer to a requirement: a promise that is in time, if there is one.
    #[must_use]
    pub fn to(&self, requirement: &MergedRequirement<'a>) -> Answer<'a> {
        let indicator = requirement.strictest.indicator;
        let all = self.all(indicator.id.value.as_str());
        let in_time =
            |answering: &&Answering<'_>| answering.measure.is_some_and(|measure| requirement.is_in_time(measure));
        let chosen = all
            .iter()
            .find(in_time)
            .or_else(|| all.iter().find(|answering| answering.measure.is_some()))
            .or_else(|| all.first());
        let (target, promise) = chosen.map_or((None, None), |chosen| (Some(chosen.target), chosen.measure));
        let verdict = match (target, promise, requirement.minimum()) {
            (None, ..) => Verdict::Missing,
            _ if requirement.clash.is_some() => Verdict::NotComparable(Reason::BaselinesCollide),
            (Some(target), Some(promise), Some(minimum)) => match compare(promise, minimum) {
                Verdict::Met if narrower(indicator, target, promise).is_some() => {
                    Verdict::NotComparable(Reason::NarrowerPopulation)
                }
                verdict => verdict,
            },
            // What is asked for is something to do: the sentence that says so promises it.
            (Some(_), None, Some(Measure { value, .. })) if value.value == Value::Flag(true) => Verdict::Met,
            (Some(_), None, _) => Verdict::NotComparable(Reason::NoNumber),
            (Some(_), Some(_), None) => Verdict::NotComparable(Reason::NoMinimum),
        };
        Answer { indicator, target, promise, verdict }
    }
}

/// What the city asks of a plan and what the plan answers.
#[derive(Debug)]
pub struct Conformance<'a> {
    pub answers: Answers<'a>,
    /// What the baselines ask for, merged.
    pub requirements: Vec<MergedRequirement<'a>>,
}

impl<'a> Conformance<'a> {
    /// Collects what baselines ask for and what a plan answers.
    pub fn of(baselines: impl IntoIterator<Item = &'a Baseline>, pack: &'a Pack, plan: &'a Plan) -> Self {
        let answers = Answers::of(plan, pack);
        Self { requirements: requirements(baselines, &answers.links), answers }
    }

    /// Every requirement with its answer.
    pub fn iter(&self) -> impl Iterator<Item = (&MergedRequirement<'a>, Answer<'a>)> {
        self.requirements.iter().map(|requirement| (requirement, self.answers.to(requirement)))
    }
}

/// Returns the measures that answer the target's own indicator: its only one, or one for each of several horizons.
fn unnamed(target: &Target) -> Vec<&Measure> {
    let measures = match &target.promise {
        Promise::None => return Vec::new(),
        Promise::Single(measure) if measure.indicator.is_some() => return Vec::new(),
        Promise::Single(measure) => return vec![measure],
        Promise::Named(measures) => measures,
    };
    let own: Vec<&Measure> =
        measures.iter().map(|(_, measure)| measure).filter(|measure| measure.indicator.is_none()).collect();
    let horizon = |measure: &Measure| measure.by.as_ref().map(|by| by.value.last_day());
    let apart = own
        .iter()
        .enumerate()
        .all(|(at, measure)| own.iter().skip(at + 1).all(|other| horizon(other) != horizon(measure)));
    if apart { own } else { Vec::new() }
}

/// How a plan answers each indicator of a baseline, in the order of the baseline.
#[must_use]
pub fn answers<'a>(baseline: &'a Baseline, pack: &'a Pack, plan: &'a Plan) -> Vec<Answer<'a>> {
    let answers = Answers::of(plan, pack);
    baseline.indicators.iter().map(|indicator| answers.to(&MergedRequirement::single(baseline, indicator))).collect()
}
