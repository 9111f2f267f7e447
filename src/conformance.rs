//! A plan's promises beside the minimums of a baseline, compared by their meaning.

use rust_decimal::Decimal;

use crate::id::Id;
use crate::measure::{Measure, Operator, Value};
use crate::packs::{Baseline, Indicator};
use crate::plan::{Plan, Promise, Target};

/// Why a promise cannot be held against a minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The plan speaks of it without a number.
    NoNumber,
    /// The units differ.
    OtherUnit,
    /// The one is a number, the other is not, or they point in opposite directions.
    OtherKind,
    /// The baseline has no minimum.
    NoMinimum,
}

/// How a promise stands to a minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// At least as much.
    Met,
    /// Less; by how much, in the unit of the minimum. 0 where only the strictness differs (≥ 90 against > 90).
    Weaker(Decimal),
    /// The plan does not promise it.
    Missing,
    /// They cannot be compared.
    NotComparable(Reason),
}

/// An indicator with what a plan says of it.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The target that answers it.
    pub target: Option<&'a Target>,
    /// The measure that answers it.
    pub promise: Option<&'a Measure>,
    /// How they compare.
    pub verdict: Verdict,
}

/// Every indicator of a baseline with what a plan says of it, in the order of the baseline.
#[must_use]
pub fn answers<'a>(baseline: &'a Baseline, plan: &'a Plan) -> Vec<Answer<'a>> {
    baseline
        .indicators
        .iter()
        .map(|indicator| {
            let id = &indicator.id.value;
            let target = plan.targets.iter().find(|target| answers_it(target, id));
            let promise = target.and_then(|target| measure_for(target, id));
            let verdict = match (target, promise, &indicator.commune) {
                (None, ..) => Verdict::Missing,
                (Some(_), None, _) => Verdict::NotComparable(Reason::NoNumber),
                (Some(_), Some(_), None) => Verdict::NotComparable(Reason::NoMinimum),
                (Some(_), Some(promise), Some(minimum)) => compare(promise, minimum),
            };
            Answer { indicator, target, promise, verdict }
        })
        .collect()
}

fn answers_it(target: &Target, id: &Id) -> bool {
    target.indicator.as_ref().is_some_and(|own| own.value == *id) || named(target, id).is_some()
}

fn measure_for<'a>(target: &'a Target, id: &Id) -> Option<&'a Measure> {
    let single = match &target.promise {
        Promise::Single(measure) => Some(&**measure),
        Promise::None | Promise::Named(_) => None,
    };
    named(target, id).or(single)
}

fn named<'a>(target: &'a Target, id: &Id) -> Option<&'a Measure> {
    target.promise.measures().find(|measure| measure.indicator.as_ref().is_some_and(|own| own.value == *id))
}

/// How a promise stands to a minimum.
///
/// A minimum that is an exact number is the least that may be promised: whoever promises more keeps it too.
#[must_use]
pub fn compare(promise: &Measure, minimum: &Measure) -> Verdict {
    let (ours, theirs) = match (&promise.value.value, &minimum.value.value) {
        (Value::Flag(ours), Value::Flag(theirs)) => {
            return if *ours || !*theirs { Verdict::Met } else { Verdict::Weaker(Decimal::ZERO) };
        }
        (Value::Numbers(ours), Value::Numbers(theirs)) => (ours, theirs),
        (Value::Flag(_), Value::Numbers(_)) | (Value::Numbers(_), Value::Flag(_)) => {
            return Verdict::NotComparable(Reason::OtherKind);
        }
    };
    if promise.unit != minimum.unit {
        return Verdict::NotComparable(Reason::OtherUnit);
    }
    let downwards = is_upper(minimum.operator);
    let (Some(ours), Some(theirs)) =
        (bound(promise.operator, ours, downwards), bound(minimum.operator, theirs, downwards))
    else {
        return Verdict::NotComparable(Reason::OtherKind);
    };
    let missing = if downwards { ours.value - theirs.value } else { theirs.value - ours.value };
    match missing {
        missing if missing > Decimal::ZERO => Verdict::Weaker(missing),
        missing if missing == Decimal::ZERO && theirs.strict && !ours.strict => Verdict::Weaker(missing),
        _ => Verdict::Met,
    }
}

/// The least, or the most, that a measure allows.
struct Bound {
    value: Decimal,
    /// Whether the value itself is not allowed.
    strict: bool,
}

fn is_upper(operator: Operator) -> bool {
    matches!(operator, Operator::AtMost | Operator::LessThan)
}

/// `None` when the measure is open on that side.
fn bound(operator: Operator, numbers: &[Decimal], upper: bool) -> Option<Bound> {
    let value = if upper { numbers.iter().max() } else { numbers.iter().min() };
    let value = *value?;
    let open = match operator {
        Operator::AtLeast | Operator::MoreThan => upper,
        Operator::AtMost | Operator::LessThan => !upper,
        Operator::Equal | Operator::About | Operator::Between | Operator::OneOf => false,
    };
    let strict = matches!(operator, Operator::MoreThan | Operator::LessThan);
    (!open).then_some(Bound { value, strict })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Located, SourceMap, Span};

    fn measure(operator: Operator, numbers: &[&str], unit: &str) -> Measure {
        let span = Span::new(SourceMap::new().add("x", ""), 0..0);
        let numbers = numbers.iter().map(|number| number.parse().unwrap()).collect();
        Measure {
            span,
            operator,
            value: Located::new(Value::Numbers(numbers), span),
            unit: Some(unit.to_owned()),
            by: None,
            note: None,
            indicator: None,
        }
    }

    #[test]
    fn operators_are_compared_by_their_meaning() {
        use Operator::{About, AtLeast, AtMost, Between, Equal, LessThan, MoreThan, OneOf};
        let weaker = |by: &str| Verdict::Weaker(by.parse().unwrap());
        for (promise, minimum, verdict) in [
            ((MoreThan, &["90"][..]), (AtLeast, &["90"][..]), Verdict::Met),
            ((AtLeast, &["90"]), (MoreThan, &["90"]), weaker("0")),
            ((Equal, &["90.5"]), (MoreThan, &["90"]), Verdict::Met),
            ((Equal, &["50"]), (AtLeast, &["80"]), weaker("30")),
            ((AtLeast, &["100"]), (Equal, &["100"]), Verdict::Met),
            ((Between, &["45", "50"]), (AtLeast, &["50"]), weaker("5")),
            ((OneOf, &["2", "3"]), (AtLeast, &["1"]), Verdict::Met),
            ((OneOf, &["1", "3"]), (OneOf, &["2", "3"]), weaker("1")),
            ((About, &["40"]), (AtLeast, &["40"]), Verdict::Met),
            ((AtMost, &["24"]), (AtMost, &["24"]), Verdict::Met),
            ((AtMost, &["36"]), (AtMost, &["24"]), weaker("12")),
            ((LessThan, &["24"]), (AtMost, &["24"]), Verdict::Met),
            ((AtMost, &["50"]), (AtLeast, &["80"]), Verdict::NotComparable(Reason::OtherKind)),
        ] {
            let found = compare(&measure(promise.0, promise.1, "%"), &measure(minimum.0, minimum.1, "%"));
            assert_eq!(found, verdict, "{promise:?} against {minimum:?}");
        }
    }

    #[test]
    fn other_units_are_not_compared() {
        let (hours, percent) = (measure(Operator::Equal, &["100"], "giờ"), measure(Operator::Equal, &["100"], "%"));
        assert_eq!(compare(&hours, &percent), Verdict::NotComparable(Reason::OtherUnit));
    }
}
