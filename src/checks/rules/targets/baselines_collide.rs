//! CT010: baselines that cannot be merged.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "CT010", name: "baselines-collide", level: Error, since: "0.1.0", fix: None,
    title: "hai kế hoạch của thành phố giao một chỉ số bằng hai cách đo",
        "two city plans measure one indicator in two ways",
    explanation: "Xã triển khai thực hiện nhiều kế hoạch của thành phố thì mỗi chỉ số lấy mức chặt nhất. Hai mức khác đơn vị hoặc ngược chiều thì không biết mức nào chặt hơn, nên không kết luận được gì về chỉ số ấy.",
        "A plan that answers to several city plans must meet the strictest minimum of each indicator. Of two in different units or directions neither is stricter, so nothing can be concluded.",
    law: "Các kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "answers = [\"kh-a\", \"kh-b\"]  # kh-a: ≥ 80%; kh-b: 24 giờ",
    good: "answers = [\"kh-b\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    for requirement in &conformance(subject).requirements {
        let (Some(other), Some(first)) = (requirement.clash, requirement.minimum()) else { continue };
        let Some(second) = other.minimum() else { continue };
        let answer = plan.answers.iter().find(|id| id.value == other.baseline.id.value);
        let span = answer.map_or(plan.span, |id| id.span);
        let (one, two) = (first.signed(), second.signed());
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                span,
                text(
                    format!(
                        "hai kế hoạch của thành phố giao «{}» bằng hai cách đo: `{one}` và `{two}`",
                        other.indicator.text
                    ),
                    format!("two city plans measure «{}» in two ways: `{one}` and `{two}`", other.indicator.text),
                ),
            )
            .related(first.span, conformance::provenance(subject, &requirement.strictest, (&one, &one)))
            .related(second.span, conformance::provenance(subject, &other, (&two, &two)))
            .help(text(
                "hỏi thành phố mức nào được áp dụng; bỏ kế hoạch kia khỏi `answers`, hoặc bỏ `same_as` nếu là hai chỉ số khác nhau",
                "ask the city which one counts; remove the other plan from `answers`, or `same_as` from the pack if they are two things",
            )),
        );
    }
}
