//! What is wrong with one value for itself: a share of more than all, a number without its unit, a direction that the words contradict.

use rust_decimal::Decimal;

use super::{Words, mistake};
use crate::base::diagnostic::{Diagnostic, Level, text};
use crate::checks::prose::{beyond_all, percentages, says};
use crate::input::decode::Keyword as _;
use crate::model::conformance::{is_lower, is_time, is_upper};
use crate::model::measure::{Measure, Operator, Value, usual_unit};
use crate::model::packs::Indicator;

/// What is wrong with a value of an indicator.
pub(super) fn find(measure: &Measure, indicator: &Indicator, words: &Words<'_>) -> Option<Diagnostic> {
    let Value::Numbers(numbers) = &measure.value.value else { return None };
    let grows = says(&indicator.text, &words.quantities.compared);
    let wrong = beyond_all(measure).filter(|_| !grows);
    if let Some(what) = wrong {
        return Some(mistake(measure.value.span, Level::Error, what));
    }
    without_unit(measure, numbers, indicator)
        .or_else(|| contradicted(measure, numbers, indicator, words))
        .or_else(|| nothing(measure, numbers))
        .or_else(|| perhaps_reversed(measure, numbers, indicator, words))
}

fn is_share(indicator: &Indicator) -> bool {
    let words = indicator.text.trim_start().to_lowercase();
    words.starts_with("tỷ lệ") || words.starts_with("tỉ lệ")
}

fn without_unit(measure: &Measure, numbers: &[Decimal], indicator: &Indicator) -> Option<Diagnostic> {
    if measure.unit.as_ref().is_some_and(|unit| !unit.text.trim().is_empty()) {
        return None;
    }
    let said = measure.signed();
    let unit = if is_share(indicator) { "%" } else { "…" };
    let fraction = numbers.iter().all(|number| number.abs() <= Decimal::ONE && !number.is_integer());
    let hundredfold =
        if fraction && unit == "%" { " (tỷ lệ ghi theo phần trăm: 0,8 là `value = 80`)" } else { "" };
    Some(mistake(
        measure.value.span,
        Level::Error,
        (
            text(format!("mức `{said}` không ghi đơn vị"), format!("`{said}` has no unit")),
            text(format!("thêm `unit = \"{unit}\"`{hundredfold}"), format!("add `unit = \"{unit}\"`")),
        ),
    ))
}

/// What the words of an indicator, or where it was read, say of the same percentage: the words, and how they mean it.
fn mentions(
    measure: &Measure,
    numbers: &[Decimal],
    indicator: &Indicator,
    words: &Words<'_>,
) -> Vec<(String, Operator)> {
    let [number] = numbers else { return Vec::new() };
    if measure.unit.as_deref().map(usual_unit) != Some("%") {
        return Vec::new();
    }
    let texts = std::iter::once(&indicator.text).chain(indicator.quotes.iter().map(|quote| &quote.text));
    texts
        .flat_map(|text| {
            let found = percentages(text, &words.operators);
            let same = found.into_iter().filter(|found| found.upper.is_none() && found.value == *number);
            let said = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
            same.map(|found| (said(found.extent), found.operator)).collect::<Vec<_>>()
        })
        .collect()
}

/// Returns whether some words mean a percentage as its operator does.
fn agrees(measure: &Measure, mentions: &[(String, Operator)]) -> bool {
    mentions.iter().any(|(_, operator)| {
        (is_upper(*operator) && is_upper(measure.operator)) || (is_lower(*operator) && is_lower(measure.operator))
    })
}

/// «Tối thiểu 80%» in the words of an indicator, or where it was read, and `op = "<="` for the same number.
fn contradicted(
    measure: &Measure,
    numbers: &[Decimal],
    indicator: &Indicator,
    words: &Words<'_>,
) -> Option<Diagnostic> {
    if !(is_upper(measure.operator) || is_lower(measure.operator)) {
        return None;
    }
    let mentions = mentions(measure, numbers, indicator, words);
    let is_against =
        |operator: Operator| if is_upper(measure.operator) { is_lower(operator) } else { is_upper(operator) };
    let against = mentions.iter().find(|(_, operator)| is_against(*operator));
    let (said, operator) = against.filter(|_| !agrees(measure, &mentions))?;
    Some(mistake(
        measure.value.span,
        Level::Error,
        (
            text(
                format!("mức `{}` ngược với lời của chỉ số: «{}»", measure.signed(), said.trim()),
                format!("`{}` contradicts the words «{}»", measure.signed(), said.trim()),
            ),
            text(
                format!("ghi `op = \"{}\"`, hoặc sửa lời", operator.as_str()),
                format!("write `op = \"{}\"`, or correct the words", operator.as_str()),
            ),
        ),
    ))
}

fn nothing(measure: &Measure, numbers: &[Decimal]) -> Option<Diagnostic> {
    let asks_nothing = measure.operator == Operator::AtLeast && numbers.iter().all(Decimal::is_zero);
    asks_nothing.then(|| {
        let said = measure.signed();
        mistake(
            measure.value.span,
            Level::Warning,
            (
                text(format!("`{said}` là không giao gì: mức nào cũng đạt"), format!("`{said}` asks for nothing")),
                text("ghi mức lớn hơn 0, hoặc bỏ mức này", "write more than 0, or remove this value"),
            ),
        )
    })
}

/// A share that may be at most so much, where more of it is better as far as the words tell; a time that must last at least so long.
fn perhaps_reversed(
    measure: &Measure,
    numbers: &[Decimal],
    indicator: &Indicator,
    words: &Words<'_>,
) -> Option<Diagnostic> {
    let quantities = words.quantities;
    let falls = says(&indicator.text, &quantities.may_fall) || says(&indicator.text, &quantities.limited);
    let share = measure.unit.as_deref().map(usual_unit) == Some("%")
        && is_share(indicator)
        && !agrees(measure, &mentions(measure, numbers, indicator, words));
    let other = if share && is_upper(measure.operator) && !falls {
        Operator::AtLeast
    } else if is_time(measure) && is_lower(measure.operator) && says(&indicator.text, &quantities.deadlines) {
        Operator::AtMost
    } else {
        return None;
    };
    let (said, other) = (measure.signed(), other.as_str());
    Some(mistake(
        measure.value.span,
        Level::Warning,
        (
            text(format!("mức `{said}` có lẽ ngược chiều"), format!("`{said}` may point in the wrong direction")),
            text(
                format!(
                    "nếu ngược thì ghi `op = \"{other}\"`; nếu đúng thì trích nguyên văn, như «không quá …», ở `quotes`"
                ),
                format!(
                    "if so, write `op = \"{other}\"`; if it is right, quote the words, such as «không quá …», in `quotes`"
                ),
            ),
        ),
    ))
}
