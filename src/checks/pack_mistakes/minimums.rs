//! What is wrong with the values of one indicator next to each other: the city's own, what it asks of communes, and their days.

use std::cmp::Ordering;

use super::mistake;
use crate::base::diagnostic::{Diagnostic, Findings, Level, Text, text};
use crate::base::source::Located;
use crate::model::conformance::{is_lower, is_upper, order, same_unit};
use crate::model::measure::{Measure, Value};
use crate::model::packs::Indicator;
use crate::model::time::Time;

/// Leaves out the minimums that are marked.
pub(super) fn leave_out(indicator: &mut Indicator, wrong: &[bool]) {
    let mut wrong = wrong.iter();
    indicator.commune.retain(|_| wrong.next() != Some(&true));
}

pub(super) fn find(indicator: &mut Indicator, horizon: &Located<Time>, findings: &mut Findings) {
    for measure in indicator.city.iter().chain(&indicator.commune) {
        findings.extend(outside(measure, horizon));
    }
    let among = among(&indicator.commune, horizon, findings);
    leave_out(indicator, &among);
    let Some(city) = &indicator.city else { return };
    let against: Vec<Option<Diagnostic>> =
        indicator.commune.iter().map(|commune| of_both(indicator, city, commune)).collect();
    let wrong: Vec<bool> =
        against.iter().map(|found| found.as_ref().is_some_and(|found| found.level == Level::Error)).collect();
    // Where the city's value is the odd one, it is so next to each.
    findings.extend(against.into_iter().flatten().take(1));
    leave_out(indicator, &wrong);
}

/// Compares what is asked of communes by several days; returns which of them cannot be.
fn among(minimums: &[Measure], horizon: &Located<Time>, findings: &mut Findings) -> Vec<bool> {
    let day = |measure: &Measure| measure.by.as_ref().unwrap_or(horizon).value.last_day();
    let mut wrong = vec![false; minimums.len()];
    let mut kept: Vec<&Measure> = Vec::new();
    for (at, own) in minimums.iter().enumerate() {
        let found = kept.iter().find_map(|other| {
            let (ours, theirs) = (own.signed(), other.signed());
            if let Some(((vi, en), help)) = unlike(own, other) {
                let message = text(
                    format!("hai mức của một chỉ số {vi}: `{ours}` và `{theirs}`"),
                    format!("two minimums of one indicator {en}: `{ours}` and `{theirs}`"),
                );
                return Some((*other, Level::Error, message, help));
            }
            if day(own) == day(other) {
                let message = text(
                    format!("hai mức cho cùng một hạn: `{ours}` và `{theirs}`"),
                    format!("two minimums for one day: `{ours}` and `{theirs}`"),
                );
                let help = text("giữ một mức, hoặc sửa `by`", "keep one of them, or correct `by`");
                return Some((*other, Level::Error, message, help));
            }
            let later = if day(own) > day(other) { own } else { *other };
            let earlier = if day(own) > day(other) { *other } else { own };
            let falls = order(later, earlier, Some(is_upper(own.operator))) == Ok(Ordering::Less);
            falls.then(|| {
                let (later, earlier) = (later.signed(), earlier.signed());
                let message = text(
                    format!("mức của hạn sau kém hơn mức của hạn trước: `{later}`, trước đó `{earlier}`"),
                    format!("less is asked for by the later day: `{later}`, before it `{earlier}`"),
                );
                let help = text(
                    "đối chiếu lại với văn bản: có thể hai hạn ghi lẫn vào nhau",
                    "compare with the document: the two days may be exchanged",
                );
                (*other, Level::Warning, message, help)
            })
        });
        if let Some((other, level, message, help)) = found {
            if let Some(wrong) = wrong.get_mut(at) {
                *wrong = level == Level::Error;
            }
            findings.push(
                mistake(own.value.span, level, (message, help))
                    .related(other.value.span, text("mức kia ở đây", "the other one is here")),
            );
        }
        if !wrong.get(at).copied().unwrap_or_default() {
            kept.push(own);
        }
    }
    wrong
}

/// A day that the city's plan does not cover.
fn outside(measure: &Measure, horizon: &Located<Time>) -> Option<Diagnostic> {
    let by = measure.by.as_ref()?;
    let (first, last) = (horizon.value.first_day(), horizon.value.last_day());
    let apart = by.value.last_day() < first || by.value.first_day() > last;
    apart.then(|| {
        let (ours, theirs, written) = (by.value.short(), horizon.value.short(), horizon.value.written());
        mistake(
            by.span,
            Level::Warning,
            (
                text(
                    format!("hạn `{ours}` nằm ngoài thời kỳ của kế hoạch thành phố: {theirs}"),
                    format!("`{ours}` is outside of the horizon of the city's plan: {theirs}"),
                ),
                text(
                    format!("ghi `by = \"{written}\"`, hoặc sửa `horizon` ở đầu tệp"),
                    format!("write `by = \"{written}\"`, or correct `horizon` at the top of the file"),
                ),
            ),
        )
        .related(horizon.span, text("thời kỳ của kế hoạch ở đây", "the horizon is here"))
    })
}

/// Compares the city's own value with what it asks of a commune.
fn of_both(indicator: &Indicator, city: &Measure, commune: &Measure) -> Option<Diagnostic> {
    let (ours, theirs) = (commune.signed(), city.signed());
    let city_is_here = || text("mức của thành phố ở đây", "the city's value is here");
    if let Some(((vi, en), help)) = unlike(city, commune) {
        let message = text(
            format!("mức của xã và mức của thành phố {vi}: `{ours}` và `{theirs}`"),
            format!("the values of the commune and of the city {en}: `{ours}` and `{theirs}`"),
        );
        let finding = mistake(commune.value.span, Level::Error, (message, help));
        return Some(finding.related(city.value.span, city_is_here()));
    }
    let by = |measure: &Measure| measure.by.as_ref().map(|by| by.value.last_day());
    // By another day the city may still be on its way.
    let comparable = by(city).zip(by(commune)).is_none_or(|(city, commune)| city >= commune);
    let less = order(city, commune, Some(is_upper(commune.operator))) == Ok(Ordering::Less);
    (less && comparable).then(|| {
        let id = &indicator.id.value;
        mistake(
            city.value.span,
            Level::Warning,
            (
                text(
                    format!("thành phố tự đặt mức kém hơn mức giao cho xã ở `{id}`: `{theirs}`, xã `{ours}`"),
                    format!(
                        "of `{id}`, the city's own value is weaker than what it asks of communes: `{theirs}`, `{ours}`"
                    ),
                ),
                text(
                    "đối chiếu lại với văn bản: có thể hai mức ghi lẫn vào nhau",
                    "compare with the document: the two may be exchanged",
                ),
            ),
        )
        .related(commune.value.span, text("mức giao cho xã ở đây", "what is asked of communes is here"))
    })
}

/// How two measures differ, in words of both languages, and what to do.
type Unlike = ((&'static str, &'static str), Text);

/// Returns how two measures of one thing differ so that neither is more than the other.
pub(super) fn unlike(first: &Measure, second: &Measure) -> Option<Unlike> {
    let is_flag = |measure: &Measure| matches!(measure.value.value, Value::Flag(_));
    if is_flag(first) != is_flag(second) {
        return Some((
            ("khác cách đo", "are measured differently"),
            text("ghi cả hai bằng số, hoặc cả hai bằng có/không", "give both as numbers, or both as yes or no"),
        ));
    }
    if !is_flag(first) && !same_unit(first, second) {
        return Some((
            ("khác đơn vị", "have different units"),
            text("ghi cùng một `unit` ở hai mức", "write one `unit` in both"),
        ));
    }
    let opposite = (is_upper(first.operator) && is_lower(second.operator))
        || (is_lower(first.operator) && is_upper(second.operator));
    opposite.then(|| {
        (
            ("ngược chiều", "point in opposite directions"),
            text(
                "ghi cùng một chiều: `>=` cho cả hai, hoặc `<=` cho cả hai",
                "write one direction: `>=` in both, or `<=` in both",
            ),
        )
    })
}
