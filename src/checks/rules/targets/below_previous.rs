//! CT007: a promise below last period's result.

use super::quantity::may_fall;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::{Shortfall, Verdict, compare, is_upper};
use crate::model::measure::{Measure, Operator};
use crate::model::plan::Promise;

declare_rule! {
    needs: Data,
    code: "CT007", name: "below-previous", level: Warning, since: "0.1.0", fix: None,
    title: "chỉ tiêu thấp hơn kết quả kỳ trước", "a target below last period's result",
    explanation: "Kết quả kỳ trước đã đạt thì mức đặt ra cho kỳ này thấp hơn là đi lùi: hoặc một trong hai số ghi nhầm, hoặc cần nói rõ lý do. Chỉ tiêu mà giảm là tốt, hoặc kết quả có ghi chú riêng thì không xét.",
        "Promising less than was achieved is a step back: one of the two numbers is wrong, or it needs a reason. Quantities that should fall, and results with a note of their own, are not checked.",
    law: "Tính thống nhất của kế hoạch: kết quả kỳ trước đối chiếu với mức đặt ra cho kỳ này",
    bad: "previous = { value = 96.5, unit = \"%\" }\npromise = { value = 90, unit = \"%\", by = \"2026\" }",
    good: "previous = { value = 96.5, unit = \"%\" }\npromise = { value = 100, unit = \"%\", by = \"2026\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for target in &subject.plan().targets {
        let (Some(previous), Promise::Single(promise)) = (&target.previous, &target.promise) else { continue };
        if previous.note.is_some() {
            continue;
        }
        // A maximum is compared with a maximum.
        let reached = if is_upper(promise.operator) && previous.operator == Operator::Equal {
            &Measure { operator: Operator::AtMost, ..previous.clone() }
        } else {
            previous
        };
        let Verdict::Below(Shortfall { amount: by, .. }) = compare(promise, reached) else { continue };
        if by.is_zero() || (!is_upper(promise.operator) && may_fall(subject, target)) {
            continue;
        }
        let (now, before) = (promise.signed(), previous.signed());
        let (vi, en) = if is_upper(promise.operator) { ("kém", "worse than") } else { ("thấp hơn", "below") };
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                promise.value.span,
                text(
                    format!("chỉ tiêu {vi} kết quả kỳ trước: `{now}`, kỳ trước đã đạt `{before}`"),
                    format!("{en} last period's result: `{now}`, `{before}` was achieved"),
                ),
            )
            .related(
                previous.value.span,
                text(format!("kết quả kỳ trước: {before}"), format!("last period's result: {before}")),
            )
            .help(text(
                "sửa số ghi nhầm; nếu đúng là đặt mức thấp hơn, nêu lý do cho người duyệt",
                "correct the wrong number; if less is intended, give the reason",
            )),
        );
    }
}
