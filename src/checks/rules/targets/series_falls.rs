//! CT005: a quantity that falls from one horizon to the next.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::quantity::{Likeness, Quantity, may_fall, quantities};
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::{Shortfall, Verdict, compare};
use crate::model::time::Time;

declare_rule! {
    needs: Data,
    code: "CT005", name: "series-falls", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu giảm dần theo thời gian", "a target that falls over time",
    explanation: "Một chỉ tiêu đặt cho nhiều mốc (2030, 2035, 2040 …) thì mốc sau không thấp hơn mốc trước. Nhận ra cùng một chỉ tiêu nhờ `series`, nhờ `indicator` (lỗi), hoặc nhờ lời văn gần như trùng nhau (cảnh báo). Chỉ tiêu mà giảm là tốt, tốc độ tăng, số lượng của từng giai đoạn thì không xét.",
        "A later horizon never promises less than an earlier one. A quantity is identified by `series` or `indicator` (error), or by nearly the same words (warning). Quantities that should fall, growth rates and counts over a period are not checked.",
    law: "Tính thống nhất của kế hoạch: các mốc của một chỉ tiêu không mâu thuẫn nhau",
    bad: "promise.nam-2030 = { value = 100, unit = \"%\", by = \"2030\" }\npromise.nam-2035 = { value = 95, unit = \"%\", by = \"2035\" }",
    good: "promise.nam-2030 = { value = 95, unit = \"%\", by = \"2030\" }\npromise.nam-2035 = { value = 100, unit = \"%\", by = \"2035\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut series: Vec<&Quantity<'_>> = quantities(subject).iter().collect();
    series.retain(|quantity| quantity.horizon().is_some());
    // The nearest horizon before a measure comes first.
    series.sort_by_key(|quantity| std::cmp::Reverse(quantity.horizon()));
    let mut groups: BTreeMap<_, Vec<&Quantity<'_>>> = BTreeMap::new();
    for quantity in series {
        groups.entry(quantity.group()).or_default().push(quantity);
    }
    for (later, group) in groups.values().flat_map(|group| group.iter().map(move |later| (*later, group))) {
        let before = group.partition_point(|quantity| quantity.horizon() >= later.horizon());
        let earlier = group[before..]
            .iter()
            .map(|earlier| (*earlier, later.likeness(earlier)))
            .find(|(_, likeness)| *likeness != Likeness::Other);
        let Some((earlier, likeness)) = earlier else { continue };
        let Verdict::Below(Shortfall { amount: by, .. }) = compare(later.measure, earlier.measure) else { continue };
        let named = later.measure.series.is_some();
        let excused = !named && (counts_a_span(later) || counts_a_span(earlier) || may_fall(subject, later.target));
        if by > Decimal::ZERO && !excused {
            findings.push(finding(earlier, later, likeness));
        }
    }
}

/// So many enterprises from 2026 to 2030, and so many more after that.
fn counts_a_span(quantity: &Quantity<'_>) -> bool {
    let span = quantity.measure.by.as_ref().is_some_and(|by| matches!(by.value, Time::Range(..)));
    span && quantity.measure.unit.as_deref() != Some("%")
}

fn finding(earlier: &Quantity<'_>, later: &Quantity<'_>, likeness: Likeness) -> Diagnostic {
    let year = |quantity: &Quantity<'_>| quantity.measure.by.as_ref().map(|by| by.value.short()).unwrap_or_default();
    let (before, after) = (earlier.measure.signed(), later.measure.signed());
    let (first, second) = (year(earlier), year(later));
    let mut finding = Diagnostic::new(
        &RULE.meta,
        later.measure.value.span,
        text(
            format!("chỉ tiêu giảm theo thời gian: `{after}` ({second}), trước đó đã là `{before}` ({first})"),
            format!("a target that falls over time: `{after}` ({second}), `{before}` ({first}) before"),
        ),
    )
    .related(earlier.measure.value.span, text(format!("{before} ở mốc {first}"), format!("{before} in {first}")));
    finding.help = Some(if likeness == Likeness::Certain {
        text(
            format!("nâng mức {second} lên ít nhất bằng mức {first}, hoặc hạ mức {first}"),
            format!("raise {second} to at least the value of {first}, or lower {first}"),
        )
    } else {
        finding.level = Level::Warning;
        text(
            format!(
                "nâng mức {second} lên ít nhất bằng mức {first}, hoặc hạ mức {first}; nếu là hai chỉ tiêu khác nhau, thêm `series = \"mã riêng\"` vào một số đo"
            ),
            format!(
                "raise {second} to at least the value of {first}, or lower {first}; if they are two things, add `series = \"an id\"` to one of them"
            ),
        )
    });
    finding
}
