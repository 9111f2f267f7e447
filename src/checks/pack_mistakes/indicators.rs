//! What is wrong with the indicators of a baseline, one by one and next to each other.

use std::collections::BTreeMap;

use super::{Words, measures, minimums, mistake};
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::source::Span;
use crate::model::packs::{Baseline, Indicator};

pub(super) fn find(baseline: &mut Baseline, words: &Words<'_>, findings: &mut Findings) {
    let mut wordings: BTreeMap<String, Span> = BTreeMap::new();
    let horizon = baseline.horizon.clone();
    if baseline.is_empty {
        findings.push(mistake(
            baseline.id.span,
            Level::Warning,
            (
                text(
                    format!("kế hoạch `{}` chưa có chỉ số nào", baseline.id.value),
                    format!("`{}` has no indicator yet", baseline.id.value),
                ),
                text(
                    "thêm [[indicators]] với `id`, `text`, `commune`, `quotes`, `confidence`",
                    "add [[indicators]] with `id`, `text`, `commune`, `quotes`, `confidence`",
                ),
            ),
        ));
    }
    for indicator in &mut baseline.indicators {
        findings.extend(said_twice(indicator, &mut wordings));
        // What was said of a value for itself is not said again next to another.
        let mut value = |measure: &_| {
            let found = measures::find(measure, indicator, words);
            let wrong = found.as_ref().is_some_and(|found| found.level == Level::Error);
            findings.extend(found);
            wrong
        };
        let city = indicator.city.as_ref().is_some_and(&mut value);
        let commune: Vec<bool> = indicator.commune.iter().map(value).collect();
        if city {
            indicator.city = None;
        }
        minimums::leave_out(indicator, &commune);
        minimums::find(indicator, &horizon, findings);
        findings.extend(without_source(indicator));
        if commune.is_empty() {
            findings.extend(without_minimum(indicator));
        }
    }
}

fn said_twice(indicator: &Indicator, wordings: &mut BTreeMap<String, Span>) -> Option<Diagnostic> {
    let of = indicator.population.as_deref().unwrap_or_default();
    let words = format!("{} | {of}", indicator.text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let Some(first) = wordings.get(&words) else {
        wordings.insert(words, indicator.id.span);
        return None;
    };
    let finding = mistake(
        indicator.id.span,
        Level::Error,
        (
            text(
                format!("hai chỉ số cùng một lời: `{}`", indicator.text.trim()),
                format!("two indicators with one wording: `{}`", indicator.text.trim()),
            ),
            text("viết lời cho phân biệt được, hoặc bỏ một chỉ số", "word them so that they differ, or remove one"),
        ),
    );
    Some(finding.related(*first, text("chỉ số kia ở đây", "the other one is here")))
}

fn without_minimum(indicator: &Indicator) -> Option<Diagnostic> {
    let id = &indicator.id;
    indicator.required.then(|| {
        mistake(
            id.span,
            Level::Warning,
            (
                text(
                    format!("chỉ số `{}` bắt buộc nhưng không có mức tối thiểu: xã đặt mức nào cũng đạt", id.value),
                    format!("`{}` is required but has no minimum: any promise meets it", id.value),
                ),
                text(
                    "thêm `commune = { op = \">=\", value = …, unit = \"%\", by = \"…\" }`, hoặc ghi `required = false`",
                    "add `commune = { op = \">=\", value = …, unit = \"%\", by = \"…\" }`, or write `required = false`",
                ),
            ),
        )
    })
}

fn without_source(indicator: &Indicator) -> Option<Diagnostic> {
    let id = &indicator.id;
    let nothing = indicator.quotes.iter().all(|quote| quote.text.trim().is_empty() || quote.source.trim().is_empty());
    nothing.then(|| {
        mistake(
            id.span,
            Level::Warning,
            (
                text(
                    format!("chỉ số `{}` không trích dẫn nguồn nào", id.value),
                    format!("`{}` quotes no source", id.value),
                ),
                text(
                    "thêm `quotes = [{ source = \"Kế hoạch số …\", text = \"…\" }]`: câu của văn bản giao mức ấy",
                    "add `quotes = [{ source = \"Kế hoạch số …\", text = \"…\" }]`: the sentence that sets the value",
                ),
            ),
        )
    })
}
