//! Whether one promise is more or less than another. Always symmetric: what is more one way is less the other way.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Effect;
use crate::compare::canonical::MeasuredPromise;
use crate::model::measure::{Measure, Operator, Value};
use crate::model::time::Time;

/// The effect of a promise in place of another.
pub(super) fn promise(old: &MeasuredPromise, new: &MeasuredPromise) -> Effect {
    let downwards = |promised: &MeasuredPromise| {
        promised.minimum_status.as_ref().is_some_and(|minimum_status| minimum_status.downwards)
    };
    as_effect(strength(&old.measure, &new.measure, downwards(old) || downwards(new)))
}

/// Whether it can be told which of two promises is more.
pub(super) fn is_comparable(old: &MeasuredPromise, new: &MeasuredPromise) -> bool {
    strength(&old.measure, &new.measure, false).is_some()
}

/// The effect of a horizon in place of another: what comes later is less.
pub(super) fn horizon(old: &Time, new: &Time) -> Effect {
    as_effect(Some(old.last_day().cmp(&new.last_day())))
}

/// `Less` when the old one is more than the new one.
fn as_effect(new_beside_old: Option<Ordering>) -> Effect {
    match new_beside_old {
        Some(Ordering::Less) => Effect::Loosened,
        Some(Ordering::Greater) => Effect::Tightened,
        Some(Ordering::Equal) | None => Effect::Neutral,
    }
}

/// How strong the new measure is beside the old one; none when they cannot be compared.
fn strength(old: &Measure, new: &Measure, less_is_better: bool) -> Option<Ordering> {
    let (before, after) = match (&old.value.value, &new.value.value) {
        (Value::Flag(before), Value::Flag(after)) => return Some(after.cmp(before)),
        (Value::Numbers(before), Value::Numbers(after)) => (before, after),
        (Value::Flag(_), Value::Numbers(_)) | (Value::Numbers(_), Value::Flag(_)) => return None,
    };
    if old.unit.as_deref() != new.unit.as_deref() {
        return None;
    }
    let sides = [old.operator, new.operator].map(side);
    let downwards = match sides {
        [Some(before), Some(after)] if before != after => return None,
        [Some(side), _] | [None, Some(side)] => side == Side::Down,
        [None, None] => less_is_better,
    };
    let (before, after) = (Bounds::of(old.operator, before)?, Bounds::of(new.operator, after)?);
    Some(if downwards {
        before
            .most
            .cmp(&after.most)
            .then(after.strictness.cmp(&before.strictness))
            .then(both(before.is_closed && after.is_closed, before.least.cmp(&after.least)))
    } else {
        after
            .least
            .cmp(&before.least)
            .then(after.strictness.cmp(&before.strictness))
            .then(both(before.is_closed && after.is_closed, after.most.cmp(&before.most)))
    })
}

/// An order that counts only where both are bounded on the other side too.
fn both(closed: bool, order: Ordering) -> Ordering {
    if closed { order } else { Ordering::Equal }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Up,
    Down,
}

fn side(operator: Operator) -> Option<Side> {
    match operator {
        Operator::AtLeast | Operator::MoreThan => Some(Side::Up),
        Operator::AtMost | Operator::LessThan => Some(Side::Down),
        Operator::Equal | Operator::About | Operator::Between | Operator::OneOf => None,
    }
}

struct Bounds {
    least: Decimal,
    most: Decimal,
    /// «Khoảng» is less than the number itself, «trên» is more.
    strictness: u8,
    is_closed: bool,
}

impl Bounds {
    fn of(operator: Operator, numbers: &[Decimal]) -> Option<Self> {
        let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
        let strictness = match operator {
            Operator::About => 0,
            Operator::Equal | Operator::AtLeast | Operator::AtMost | Operator::Between | Operator::OneOf => 1,
            Operator::MoreThan | Operator::LessThan => 2,
        };
        Some(Self { least, most, strictness, is_closed: side(operator).is_none() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{Located, SourceMap, Span};

    fn measure(operator: Operator, numbers: &[i64], unit: &str) -> Measure {
        let span = Span::new(SourceMap::new().add("x", ""), 0..0);
        let value = Value::Numbers(numbers.iter().map(|number| Decimal::from(*number)).collect());
        Measure {
            span,
            operator,
            value: Located::new(value, span),
            unit: Some(crate::input::decode::SourceText::implied(unit, span)),
            by: None,
            note: None,
            indicator: None,
            series: None,
        }
    }

    #[test]
    fn promises_are_weighed_by_their_direction_and_the_same_both_ways() {
        use Effect::{Loosened, Neutral, Tightened};
        use Operator::{About, AtLeast, AtMost, Between, Equal, LessThan, MoreThan, OneOf};
        for (old, new, less_is_better, effect) in [
            ((AtLeast, &[95][..]), (AtLeast, &[80][..]), false, Loosened),
            ((AtLeast, &[80]), (MoreThan, &[80]), false, Tightened),
            ((Equal, &[80]), (AtLeast, &[80]), false, Neutral),
            ((Equal, &[80]), (About, &[80]), false, Loosened),
            ((Equal, &[45]), (Between, &[45, 50]), false, Tightened),
            ((Between, &[45, 50]), (Between, &[40, 60]), false, Loosened),
            ((OneOf, &[2, 3]), (OneOf, &[1, 3]), false, Loosened),
            ((AtMost, &[24]), (AtMost, &[36]), false, Loosened),
            ((AtMost, &[24]), (LessThan, &[24]), false, Tightened),
            ((Equal, &[24]), (AtMost, &[20]), false, Tightened),
            ((Equal, &[5]), (Equal, &[10]), true, Loosened),
            ((AtLeast, &[5]), (AtMost, &[5]), false, Neutral),
        ] {
            let (before, after) = (measure(old.0, old.1, "%"), measure(new.0, new.1, "%"));
            assert_eq!(as_effect(strength(&before, &after, less_is_better)), effect, "{old:?} {new:?}");
            let back = match effect {
                Loosened => Tightened,
                Tightened => Loosened,
                Neutral => Neutral,
            };
            assert_eq!(as_effect(strength(&after, &before, less_is_better)), back, "{new:?} {old:?}");
        }
        assert_eq!(strength(&measure(Equal, &[5], "%"), &measure(Equal, &[50], "giờ"), false), None);
    }

    #[test]
    fn a_later_horizon_is_less() {
        let time = |given| Time::parse(given).unwrap();
        assert_eq!(horizon(&time("2026"), &time("2025..2027")), Effect::Loosened);
        assert_eq!(horizon(&time("2026"), &time("2026-Q3")), Effect::Tightened);
        assert_eq!(horizon(&time("2026"), &time("2026-12-31")), Effect::Neutral);
    }
}
