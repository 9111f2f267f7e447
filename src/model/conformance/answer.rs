//! How a plan answers what the city asks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Asked, Links, MergedRequirement, Reason, Requirement, Verdict, compare, edge, is_upper, narrower, requirements,
};
use crate::base::diagnostic::{Demand, Lacks};
use crate::model::measure::{Measure, Value};
use crate::model::packs::{Baseline, Indicator, Pack};
use crate::model::plan::{Plan, Promise, Target};

/// How a plan answers what one baseline asks for, or several by the same day.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What is answered; of several, the one that is answered worst.
    pub requirement: Requirement<'a>,
    /// The target that answers it.
    pub target: Option<&'a Target>,
    /// The measure that answers it.
    pub promise: Option<&'a Measure>,
    /// How they compare.
    pub verdict: Verdict,
    /// Whether one of those that are answered in this way is of more than low confidence.
    pub sure: bool,
    /// The same for how the values compare, whenever they are due.
    pub sure_of_values: bool,
}

impl<'a> Answer<'a> {
    /// Returns what is asked for and what is promised, as a waiver speaks of it.
    #[must_use]
    pub fn demand(&self, lacks: Lacks) -> Demand {
        let minimum = self.requirement.minimum();
        let downwards = minimum.is_some_and(|minimum| is_upper(minimum.operator));
        Demand {
            lacks,
            indicator: self.indicator().id.value.to_string(),
            minimum: minimum.and_then(|minimum| edge(minimum, downwards)),
            promised: self.promise.and_then(|promise| edge(promise, downwards)),
            downwards,
            promised_by: self.promise.and_then(|promise| promise.by.as_ref()).map(|by| by.value.last_day()),
        }
    }

    /// Returns the indicator that is answered.
    #[must_use]
    pub fn indicator(&self) -> &'a Indicator {
        self.requirement.indicator
    }
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
    /// The first and the last day of the plan's period.
    period: (Date, Date),
    by_root: BTreeMap<&'a str, Vec<Answering<'a>>>,
}

impl<'a> Answers<'a> {
    /// Collects the answers of a plan.
    #[must_use]
    pub fn of(plan: &'a Plan, pack: &'a Pack) -> Self {
        let period = &plan.header.period.value;
        let period = (period.first_day(), period.last_day());
        let mut answers = Self { links: Links::of(pack), period, by_root: BTreeMap::new() };
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

    /// Returns the answer to what one baseline asks for.
    #[must_use]
    pub fn to(&self, requirement: Requirement<'a>) -> Answer<'a> {
        let chosen = self.chosen(&requirement);
        let (target, promise) = chosen.as_ref().map_or((None, None), |(one, _)| (Some(one.target), one.measure));
        let verdict = match chosen {
            // By what it asks for in the plan's period, the rest is on the way.
            None if requirement.is_required() && self.is_beyond(&requirement) => Verdict::NotDue,
            None if requirement.is_required() => Verdict::Missing,
            None => Verdict::Optional,
            Some((answering, when)) => verdict(&requirement, answering, when, self.period.1),
        };
        let sure = requirement.is_sure();
        Answer { requirement, target, promise, verdict, sure, sure_of_values: sure }
    }

    /// Returns whether something is asked for by a day after the plan's period, and by one in the period as well.
    fn is_beyond(&self, requirement: &Requirement<'_>) -> bool {
        requirement.horizon().value.last_day().year() > self.period.1.year() && requirement.is_asked_in(self.period)
    }

    /// Returns the answer to what several baselines ask for by the same day: the worst of the answers to each. It is as sure as the surest of
    /// those that are broken in the same way: another baseline that is less sure takes nothing away.
    #[must_use]
    pub fn to_all(&self, merged: &MergedRequirement<'a>) -> Answer<'a> {
        let answers: Vec<Answer<'a>> = merged.iter().map(|requirement| self.to(requirement)).collect();
        // Of equal ones the first: the strictest.
        let worst = answers.iter().rev().max_by_key(|answer| answer.verdict.gravity()).cloned();
        let worst = worst.unwrap_or_else(|| self.to(merged.strictest));
        let is_sure = |part: fn(&Verdict) -> &Verdict| {
            answers.iter().any(|one| one.sure && part(&one.verdict).key() == part(&worst.verdict).key())
        };
        let (sure, sure_of_values) = (is_sure(|verdict| verdict), is_sure(Verdict::of_values));
        Answer { sure, sure_of_values, ..worst }
    }

    /// Returns the answers to each of several baselines that fall short in some way.
    #[must_use]
    pub fn short(&self, merged: &MergedRequirement<'a>, how: impl Fn(&Verdict) -> bool) -> Vec<Answer<'a>> {
        merged.iter().map(|requirement| self.to(requirement)).filter(|answer| how(&answer.verdict)).collect()
    }

    /// Returns the one of several answers that is for the horizon of a requirement.
    fn chosen(&self, requirement: &Requirement<'_>) -> Option<(Answering<'a>, When)> {
        let all = self.all(requirement.indicator.id.value.as_str());
        let horizon = requirement.horizon().value.last_day();
        // A promise without a horizon of its own is for the plan's period: as good as in time, where that is not over before.
        let end = self.period.1;
        let undated = if end.year() < horizon.year() { end } else { horizon };
        let day = |answering: &Answering<'_>| {
            answering.measure.map(|measure| measure.by.as_ref().map_or(undated, |by| by.value.last_day()))
        };
        let last = |matches: &dyn Fn(Date) -> bool| {
            all.iter().rev().filter(|one| day(one).is_some_and(matches)).max_by_key(|one| day(one)).copied()
        };
        if let Some(now) = last(&|day| day <= horizon && day.year() == horizon.year()) {
            return Some((now, When::ThatYear));
        }
        let later = all.iter().find(|one| day(one).is_some_and(|day| day > horizon)).copied();
        match (last(&|day| day < horizon), later) {
            (Some(before), None) => Some((before, When::Before)),
            (Some(before), Some(_)) => Some((before, When::BeforeAndAfter)),
            (None, Some(later)) => Some((later, When::After)),
            (None, None) => all.first().map(|first| (*first, When::ThatYear)),
        }
    }
}

/// When a promise is due, next to the horizon of a minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// In its year, in time; or there is no number that could be due.
    ThatYear,
    /// In an earlier year, and nothing is promised for later.
    Before,
    /// In an earlier year, and something else is promised for later: nothing is known of the horizon between them.
    BeforeAndAfter,
    After,
}

/// Returns how a promise answers a minimum. `end` is the last day of the plan's period.
fn verdict(requirement: &Requirement<'_>, answering: Answering<'_>, when: When, end: Date) -> Verdict {
    let Answering { target, measure } = answering;
    let (promise, minimum) = match (measure, requirement.minimum()) {
        (Some(promise), Some(minimum)) => (promise, minimum),
        (_, None) => return Verdict::NotComparable(Reason::NoMinimum),
        // What is asked for is something to do: the sentence that says so promises it.
        (None, Some(Measure { value, .. })) if value.value == Value::Flag(true) => return Verdict::Met,
        (None, Some(_)) => return Verdict::NotComparable(Reason::NoNumber),
    };
    let compared = match compare(promise, minimum) {
        Verdict::Met | Verdict::Above if narrower(requirement.indicator, target, promise).is_some() => {
            Verdict::NotComparable(Reason::NarrowerPopulation)
        }
        compared => compared,
    };
    match (when, compared) {
        // Less, but earlier: the next plan says what becomes of it by the horizon, or this one should.
        (When::Before, Verdict::Below(_)) if end.year() < requirement.horizon().value.last_day().year() => {
            Verdict::NotDue
        }
        (When::BeforeAndAfter, _) | (When::Before, Verdict::Below(_)) => Verdict::NotComparable(Reason::NoHorizon),
        (When::After, compared) => Verdict::Late(Box::new(compared)),
        (When::ThatYear | When::Before, compared) => compared,
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
    /// Collects what baselines ask for and what a plan answers, on the day of the plan.
    pub fn of(baselines: impl IntoIterator<Item = &'a Baseline>, pack: &'a Pack, plan: &'a Plan, day: Date) -> Self {
        let answers = Answers::of(plan, pack);
        let requirements = requirements(baselines, &answers.links, &Asked::of(plan, day));
        Self { answers, requirements }
    }

    /// Every requirement with its answer.
    pub fn iter(&self) -> impl Iterator<Item = (&MergedRequirement<'a>, Answer<'a>)> {
        self.requirements.iter().map(|requirement| (requirement, self.answers.to_all(requirement)))
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

/// How a plan answers each minimum of a baseline on the day of the plan, in the order of the baseline.
#[must_use]
pub fn answers<'a>(baseline: &'a Baseline, pack: &'a Pack, plan: &'a Plan, day: Date) -> Vec<Answer<'a>> {
    let (answers, asked) = (Answers::of(plan, pack), Asked::of(plan, day));
    let each = |indicator| Requirement::each(baseline, indicator, &asked);
    baseline.indicators.iter().flat_map(each).map(|requirement| answers.to(requirement)).collect()
}
