//! CT004: a promise that comes later than the city asks for it.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, Lacks, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::Verdict;

declare_rule! {
    needs: Data,
    code: "CT004", name: "later-than-baseline", level: Error, since: "0.1.0", fix: None,
    title: "thời hạn của chỉ tiêu muộn hơn thời hạn của thành phố", "a target due later than the city requires",
    explanation: "Mức tối thiểu của thành phố phải đạt trong thời hạn của thành phố; đặt đủ mức mà muộn hơn là chưa đạt. Chỉ tiêu có mức cho nhiều mốc thì chỉ cần một mốc kịp hạn.",
        "A minimum must be reached within the city's horizon. For a target with several horizons, one in time is enough.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2026\" }",
    good: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2025\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (requirement, answer) in conformance(subject).iter().filter(|(_, answer)| answer.verdict.is_late()) {
        let Some(by) = answer.promise.and_then(|promise| promise.by.as_ref()) else { continue };
        let horizon = answer.requirement.horizon();
        let (ours, theirs) = (by.value.short(), horizon.value.short());
        let mut finding = Diagnostic::new(
            &RULE.meta,
            by.span,
            text(
                format!("thời hạn muộn hơn của thành phố: `{ours}`, hạn của thành phố là {theirs}"),
                format!("later than the city requires: `{ours}`, due in {theirs}"),
            ),
        )
        .related(
            horizon.span,
            conformance::provenance(
                subject,
                &answer.requirement,
                (&format!("thời hạn {theirs}"), &format!("due in {theirs}")),
            ),
        )
        .help(text(
            format!("viết `by = \"{}\"`; mức của mốc sau thì ghi thêm một số đo có tên", horizon.value.written()),
            format!("write `by = \"{}\"`; add a named measure for a later horizon", horizon.value.written()),
        ));
        finding.demands = conformance::demands(subject, requirement, Lacks::Time, Verdict::is_late);
        finding.level = conformance::level(answer.sure, &RULE.meta);
        findings.push(finding);
    }
}
