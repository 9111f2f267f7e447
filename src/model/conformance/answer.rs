//! How a plan answers what the city asks.

use std::collections::BTreeMap;

use super::{Links, MergedRequirement, PromisedBy, Reason, Verdict, compare, narrower, requirements};
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

    /// Returns the answer to a requirement: what is promised for its horizon.
    #[must_use]
    pub fn to(&self, requirement: &MergedRequirement<'a>) -> Answer<'a> {
        let indicator = requirement.strictest.indicator;
        let all = self.all(indicator.id.value.as_str());
        let (chosen, at_horizon) = chosen(all, requirement);
        let (target, promise) = chosen.map_or((None, None), |chosen| (Some(chosen.target), chosen.measure));
        let verdict = match (target, promise, requirement.minimum()) {
            (None, ..) => Verdict::Missing,
            _ if requirement.clash.is_some() => Verdict::NotComparable(Reason::BaselinesCollide),
            (Some(_), Some(_), Some(_)) if !at_horizon => Verdict::NotComparable(Reason::NoHorizon),
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

/// Returns the one of several answers that is for the horizon of a requirement, and whether there is one for it.
///
/// That is the last one within the year of the horizon. Where there is none, the last one before counts as long as nothing is promised
/// for later; between two horizons of the plan, nothing is known of the one that the city asks for.
fn chosen<'s, 'a>(all: &'s [Answering<'a>], requirement: &MergedRequirement<'_>) -> (Option<&'s Answering<'a>>, bool) {
    let horizon = requirement.horizon().value.last_day();
    // Without a horizon of its own, a promise is for the plan's period: as good as in time.
    let day = |answering: &Answering<'_>| {
        answering.measure.map(|measure| measure.by.as_ref().map_or(horizon, |by| by.value.last_day()))
    };
    let last = |matches: &dyn Fn(jiff::civil::Date) -> bool| {
        all.iter().rev().filter(|one| day(one).is_some_and(matches)).max_by_key(|one| day(one))
    };
    if let Some(now) = last(&|day| day <= horizon && day.year() == horizon.year()) {
        return (Some(now), true);
    }
    let later = all.iter().find(|one| day(one).is_some_and(|day| day > horizon));
    match (last(&|day| day < horizon), later) {
        (Some(before), later) => (Some(before), later.is_none()),
        (None, Some(later)) => (Some(later), true),
        (None, None) => (all.first(), true),
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
        Self { requirements: requirements(baselines, &answers.links, PromisedBy::of(plan)), answers }
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
    let (answers, asked_of) = (Answers::of(plan, pack), PromisedBy::of(plan));
    let requirements = baseline.indicators.iter().map(|one| MergedRequirement::single(baseline, one, asked_of));
    requirements.map(|requirement| answers.to(&requirement)).collect()
}
