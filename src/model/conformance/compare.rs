//! Comparing measures by their meaning.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::measure::{Measure, Operator, Value};

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
    if !same_unit(promise, minimum) {
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

/// Which of two minimums asks for more: greater where the first does. None where they cannot be compared.
#[must_use]
pub fn stricter(first: &Measure, second: &Measure) -> Option<Ordering> {
    let (ours, theirs) = match (&first.value.value, &second.value.value) {
        (Value::Flag(ours), Value::Flag(theirs)) => return Some(ours.cmp(theirs)),
        (Value::Numbers(ours), Value::Numbers(theirs)) if same_unit(first, second) => (ours, theirs),
        (_, _) => return None,
    };
    let downwards = is_upper(first.operator) || is_upper(second.operator);
    let ours = bound(first.operator, ours, downwards)?;
    let theirs = bound(second.operator, theirs, downwards)?;
    let by_value = ours.value.cmp(&theirs.value);
    let by_value = if downwards { by_value.reverse() } else { by_value };
    Some(by_value.then(ours.strict.cmp(&theirs.strict)))
}

/// Whether two measures have one unit: «phần trăm» is «%», «tiếng» is «giờ».
#[must_use]
pub fn same_unit(first: &Measure, second: &Measure) -> bool {
    const OTHER_NAMES: &[(&str, &str)] = &[("phần trăm", "%"), ("tiếng", "giờ")];
    let same = |one: &str, other: &str| {
        one == other || one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
    };
    let canonical =
        |unit: &'_ str| OTHER_NAMES.iter().find(|(name, _)| same(name, unit)).map(|(_, canonical)| *canonical);
    if first.unit.as_deref() == second.unit.as_deref() {
        return true;
    }
    let [first, second] = [first, second].map(|measure| measure.unit.as_deref().unwrap_or_default().trim());
    same(first, second) || same(canonical(first).unwrap_or(first), canonical(second).unwrap_or(second))
}

/// The least, or the most, that a measure allows.
struct Bound {
    value: Decimal,
    /// Whether the value itself is not allowed.
    strict: bool,
}

/// Whether a measure sets the most, not the least.
#[must_use]
pub fn is_upper(operator: Operator) -> bool {
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
    use crate::base::source::{Located, SourceMap, Span};

    fn measure(operator: Operator, numbers: &[&str], unit: &str) -> Measure {
        let span = Span::new(SourceMap::new().add("x", ""), 0..0);
        let numbers = numbers.iter().map(|number| number.parse().unwrap()).collect();
        Measure {
            span,
            operator,
            value: Located::new(Value::Numbers(numbers), span),
            unit: Some(crate::input::decode::SourceText::implied(unit, span)),
            by: None,
            note: None,
            indicator: None,
            series: None,
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

    #[test]
    fn words_for_one_unit_are_one_unit() {
        let (words, sign) = (measure(Operator::Equal, &["90"], "phần trăm"), measure(Operator::AtLeast, &["80"], "%"));
        assert_eq!(compare(&words, &sign), Verdict::Met);
    }

    #[test]
    fn the_stricter_of_two_minimums_is_known_by_its_direction() {
        use Operator::{AtLeast, AtMost, Equal, MoreThan};
        for (first, second, more) in [
            ((AtLeast, "80"), (AtLeast, "75"), Some(Ordering::Greater)),
            ((AtLeast, "90"), (MoreThan, "90"), Some(Ordering::Less)),
            ((Equal, "100"), (AtLeast, "100"), Some(Ordering::Equal)),
            ((AtMost, "24"), (AtMost, "36"), Some(Ordering::Greater)),
            ((Equal, "24"), (AtMost, "36"), Some(Ordering::Greater)),
            ((AtMost, "24"), (AtLeast, "36"), None),
        ] {
            let found = stricter(&measure(first.0, &[first.1], "giờ"), &measure(second.0, &[second.1], "giờ"));
            assert_eq!(found, more, "{first:?} and {second:?}");
        }
        let (hours, percent) = (measure(Equal, &["24"], "giờ"), measure(Equal, &["24"], "%"));
        assert_eq!(stricter(&hours, &percent), None);
    }
}
