//! The one comparison of measures: of a promise with the city's minimum, and of a promise with the one that it replaces.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Reason, Shortfall, Side, Verdict};
use crate::model::measure::{Measure, Operator, Value, lower_words, same_words, usual_unit};

/// Compares a promise with a minimum.
///
/// A minimum that is an exact number is the least that may be promised: a greater promise meets it too. «Khoảng 40%» may turn out as
/// less than 40%, so it does not meet 40%; it meets what is below 40%, and «khoảng 40%».
#[must_use]
pub fn compare(promise: &Measure, minimum: &Measure) -> Verdict {
    let side = if is_upper(minimum.operator) { Side::TooHigh } else { Side::TooLow };
    let below = |amount| Verdict::Below(Shortfall { amount, side });
    match difference(promise, minimum, side == Side::TooHigh) {
        Err(reason) => Verdict::NotComparable(reason),
        Ok(Difference { surplus, strictness, .. }) => match surplus.cmp(&Decimal::ZERO).then(strictness) {
            Ordering::Less => below((-surplus).max(Decimal::ZERO)),
            Ordering::Equal => Verdict::Met,
            Ordering::Greater => Verdict::Above,
        },
    }
}

/// Returns the number that counts in a comparison: the least of those that a measure names, or the greatest where less is better.
#[must_use]
pub fn edge(measure: &Measure, downwards: bool) -> Option<Decimal> {
    match &measure.value.value {
        Value::Numbers(numbers) if downwards => numbers.iter().max().copied(),
        Value::Numbers(numbers) => numbers.iter().min().copied(),
        Value::Flag(_) => None,
    }
}

/// Orders two measures by how much they promise: greater where the first one promises more.
///
/// `downwards` tells whether less is better, where a minimum of the city says so. Otherwise the operators do, and a number without
/// one is the least that is promised; but of a bare length of time nobody can tell whether more or less of it is promised.
pub fn order(first: &Measure, second: &Measure, downwards: Option<bool>) -> Result<Ordering, Reason> {
    let bare = |measure: &Measure| !is_upper(measure.operator) && !is_lower(measure.operator);
    if downwards.is_none() && bare(first) && bare(second) && is_time(first) {
        let (up, down) = (order(first, second, Some(false))?, order(first, second, Some(true))?);
        return if up == down { Ok(up) } else { Err(Reason::OtherKind) };
    }
    let own = is_upper(first.operator);
    let downwards = downwards.or((own == is_upper(second.operator)).then_some(own)).ok_or(Reason::OtherKind)?;
    let Difference { surplus, strictness, rest } = difference(first, second, downwards)?;
    Ok(surplus.cmp(&Decimal::ZERO).then(strictness).then(rest))
}

/// Orders two minimums of one indicator: greater where the first one asks for more. `None` where they cannot be compared.
#[must_use]
pub fn stricter(first: &Measure, second: &Measure) -> Option<Ordering> {
    order(first, second, Some(is_upper(first.operator) || is_upper(second.operator))).ok()
}

/// Returns whether a measure sets the most, not the least.
#[must_use]
pub fn is_upper(operator: Operator) -> bool {
    matches!(operator, Operator::AtMost | Operator::LessThan)
}

/// Returns whether a measure sets the least.
#[must_use]
pub fn is_lower(operator: Operator) -> bool {
    matches!(operator, Operator::AtLeast | Operator::MoreThan)
}

/// Returns whether a measure is a length of time, such as «24 giờ» or «03 ngày làm việc».
#[must_use]
pub fn is_time(measure: &Measure) -> bool {
    const UNITS: [&str; 8] = ["giây", "phút", "giờ", "buổi", "ngày", "tuần", "tháng", "năm"];
    let first = unit(measure).split_whitespace().next().unwrap_or_default().to_lowercase();
    UNITS.contains(&first.as_str())
}

/// Returns whether two measures have one unit, however it is spelled: «Phần trăm» is «%», «tiếng» is «giờ».
#[must_use]
pub fn same_unit(first: &Measure, second: &Measure) -> bool {
    first.unit == second.unit || same_words(unit(first), unit(second))
}

/// Returns what all spellings of a measure's unit have in common, to compare many with each other.
#[must_use]
pub fn unit_key(measure: &Measure) -> String {
    lower_words(unit(measure)).collect()
}

/// Returns the usual name of the unit of a measure.
fn unit(measure: &Measure) -> &str {
    usual_unit(measure.unit.as_deref().unwrap_or_default())
}

/// What the first of two measures promises beyond the second.
struct Difference {
    /// By how much its nearest value is better.
    surplus: Decimal,
    /// Which of the two is surer at that value: «trên 90%» excludes it, «khoảng 90%» may fall short of it; for yes and no, which one it is.
    strictness: Ordering,
    /// What weighs only where nothing else differs: the far end of a range.
    rest: Ordering,
}

fn difference(first: &Measure, second: &Measure, downwards: bool) -> Result<Difference, Reason> {
    let (ours, theirs) = match (&first.value.value, &second.value.value) {
        (Value::Flag(ours), Value::Flag(theirs)) => {
            return Ok(Difference { surplus: Decimal::ZERO, strictness: ours.cmp(theirs), rest: Ordering::Equal });
        }
        (Value::Numbers(_), Value::Numbers(_)) if !same_unit(first, second) => return Err(Reason::OtherUnit),
        (Value::Numbers(ours), Value::Numbers(theirs)) => {
            (Bounds::of(first.operator, ours, downwards), Bounds::of(second.operator, theirs, downwards))
        }
        (Value::Flag(_), Value::Numbers(_)) | (Value::Numbers(_), Value::Flag(_)) => return Err(Reason::OtherKind),
    };
    let (ours, theirs) = (ours.ok_or(Reason::OtherKind)?, theirs.ok_or(Reason::OtherKind)?);
    let far = ours.far.zip(theirs.far).map_or(Ordering::Equal, |(ours, theirs)| ours.cmp(&theirs));
    Ok(Difference {
        surplus: ours.near.saturating_sub(theirs.near),
        strictness: ours.sureness.cmp(&theirs.sureness),
        rest: far,
    })
}

/// The values that a measure allows, turned so that greater is better.
struct Bounds {
    /// The least good value.
    near: Decimal,
    /// The best value, where the measure has an end on that side.
    far: Option<Decimal>,
    /// What the measure says of the near value.
    sureness: Sureness,
}

/// What a measure says of the value at its edge, the surer the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    /// «Khoảng»: it may fall short of it.
    About,
    /// It is reached.
    Reached,
    /// It is passed.
    Passed,
}

impl Bounds {
    /// `None` where the measure has no end on the side that counts.
    fn of(operator: Operator, numbers: &[Decimal], downwards: bool) -> Option<Self> {
        let one_sided = is_lower(operator) || is_upper(operator);
        if one_sided && is_upper(operator) != downwards {
            return None;
        }
        let turned = || numbers.iter().map(|number| if downwards { -*number } else { *number });
        Some(Self {
            near: turned().min()?,
            far: turned().max().filter(|_| !one_sided),
            sureness: match operator {
                Operator::About => Sureness::About,
                Operator::MoreThan | Operator::LessThan => Sureness::Passed,
                Operator::Equal | Operator::AtLeast | Operator::AtMost | Operator::Between | Operator::OneOf => {
                    Sureness::Reached
                }
            },
        })
    }
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

    /// Of each pair: the first as a promise of the second as a minimum, both as promises, both as minimums.
    #[test]
    fn operators_are_compared_by_their_meaning() {
        use Operator::{About, AtLeast, AtMost, Between, Equal, LessThan, MoreThan, OneOf};
        const LESS: Option<Ordering> = Some(Ordering::Less);
        const SAME: Option<Ordering> = Some(Ordering::Equal);
        const MORE: Option<Ordering> = Some(Ordering::Greater);
        let weaker = |by: &str| Verdict::Below(Shortfall { amount: by.parse().unwrap(), side: Side::TooLow });
        let beyond = |by: &str| Verdict::Below(Shortfall { amount: by.parse().unwrap(), side: Side::TooHigh });
        let unlike = Verdict::NotComparable(Reason::OtherKind);
        for (first, second, verdict, promised, asked) in [
            ((MoreThan, &["90"][..]), (AtLeast, &["90"][..]), Verdict::Above, MORE, MORE),
            ((AtLeast, &["90"]), (MoreThan, &["90"]), weaker("0"), LESS, LESS),
            ((Equal, &["90.5"]), (MoreThan, &["90"]), Verdict::Above, MORE, MORE),
            ((Equal, &["50"]), (AtLeast, &["80"]), weaker("30"), LESS, LESS),
            ((AtLeast, &["100"]), (Equal, &["100"]), Verdict::Met, SAME, SAME),
            ((Between, &["45", "50"]), (AtLeast, &["50"]), weaker("5"), LESS, LESS),
            ((Between, &["45", "50"]), (Equal, &["45"]), Verdict::Met, MORE, MORE),
            ((OneOf, &["2", "3"]), (AtLeast, &["1"]), Verdict::Above, MORE, MORE),
            ((OneOf, &["1", "3"]), (OneOf, &["2", "3"]), weaker("1"), LESS, LESS),
            ((About, &["40"]), (AtLeast, &["40"]), weaker("0"), LESS, LESS),
            ((About, &["40"]), (Equal, &["40"]), weaker("0"), LESS, LESS),
            ((About, &["41"]), (AtLeast, &["40"]), Verdict::Above, MORE, MORE),
            ((About, &["40"]), (About, &["40"]), Verdict::Met, SAME, SAME),
            ((AtLeast, &["40"]), (About, &["40"]), Verdict::Above, MORE, MORE),
            ((About, &["45"]), (Between, &["45", "50"]), weaker("0"), LESS, LESS),
            ((About, &["24"]), (AtMost, &["24"]), beyond("0"), None, LESS),
            ((AtMost, &["24"]), (AtMost, &["24"]), Verdict::Met, SAME, SAME),
            ((AtMost, &["36"]), (AtMost, &["24"]), beyond("12"), LESS, LESS),
            ((LessThan, &["24"]), (AtMost, &["24"]), Verdict::Above, MORE, MORE),
            ((Equal, &["24"]), (AtMost, &["36"]), Verdict::Above, None, MORE),
            ((AtMost, &["95"]), (Equal, &["95"]), unlike.clone(), None, SAME),
            ((AtMost, &["50"]), (AtLeast, &["80"]), unlike, None, None),
        ] {
            let [one, other] = [first, second].map(|(operator, numbers)| measure(operator, numbers, "%"));
            assert_eq!(compare(&one, &other), verdict, "{first:?} and {second:?}");
            for (order, back, expected) in [
                (order(&one, &other, None).ok(), order(&other, &one, None).ok(), promised),
                (stricter(&one, &other), stricter(&other, &one), asked),
            ] {
                assert_eq!((order, back), (expected, expected.map(Ordering::reverse)), "{first:?} and {second:?}");
            }
        }
        let [ten, five] = ["10", "5"].map(|number| measure(Equal, &[number], "mô hình"));
        assert_eq!((order(&ten, &five, None).ok(), order(&ten, &five, Some(true)).ok()), (MORE, LESS));
    }

    #[test]
    fn a_bare_length_of_time_has_no_direction_of_its_own() {
        let time = |operator, number, unit| measure(operator, &[number], unit);
        let [ten, five] = ["10", "5"].map(|number| time(Operator::Equal, number, "Ngày làm việc"));
        assert_eq!(
            (order(&ten, &five, None), order(&five, &ten, None)),
            (Err(Reason::OtherKind), Err(Reason::OtherKind))
        );
        assert_eq!(
            (order(&ten, &ten, None), order(&ten, &five, Some(true))),
            (Ok(Ordering::Equal), Ok(Ordering::Less))
        );
        let about = time(Operator::About, "10", "ngày làm việc");
        assert_eq!(order(&about, &ten, None), Ok(Ordering::Less));
        let [most, fewer] = ["36", "24"].map(|number| time(Operator::AtMost, number, "giờ"));
        assert_eq!(order(&most, &fewer, None), Ok(Ordering::Less));
    }

    #[test]
    fn what_has_no_order_is_not_compared() {
        let number = measure(Operator::Equal, &["95"], "%");
        let flag = |value| Measure { value: Located::new(Value::Flag(value), number.span), ..number.clone() };
        assert_eq!(compare(&number, &flag(true)), Verdict::NotComparable(Reason::OtherKind));
        assert_eq!(order(&flag(true), &number, None), Err(Reason::OtherKind));
        assert_eq!(order(&flag(false), &flag(true), None), Ok(Ordering::Less));
        assert_eq!(
            compare(&flag(false), &flag(true)),
            Verdict::Below(Shortfall { amount: Decimal::ZERO, side: Side::TooLow })
        );
        let hours = measure(Operator::Equal, &["95"], "giờ");
        assert_eq!(compare(&hours, &number), Verdict::NotComparable(Reason::OtherUnit));
        assert_eq!(stricter(&hours, &number), None);
    }

    #[test]
    fn one_unit_may_be_spelled_in_several_ways() {
        let unit = |unit| measure(Operator::Equal, &["90"], unit);
        for (one, other, same) in [
            ("%", " Phần  TRĂM", true),
            ("cấp độ", "Cấp\tđộ ", true),
            ("giờ", "Tiếng", true),
            ("", "  ", true),
            ("%", "", false),
            ("giờ", "giờ làm việc", false),
        ] {
            assert_eq!(same_unit(&unit(one), &unit(other)), same, "{one:?} {other:?}");
        }
    }
}
