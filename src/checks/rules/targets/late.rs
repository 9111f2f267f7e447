//! CT004: a promise that comes later than the city asks for it.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "CT004", name: "later-than-baseline", level: Error, since: "0.1.0", fix: None,
    title: "thời hạn của chỉ tiêu muộn hơn thời hạn của thành phố", "a target due later than the city requires",
    explanation: "Mức tối thiểu của thành phố phải đạt trong thời hạn của thành phố; hứa đủ mức mà muộn hơn là chưa đạt. Chỉ tiêu có mức cho nhiều mốc thì chỉ cần một mốc kịp hạn.",
        "A minimum must be reached within the city's horizon. For a target with several horizons, one in time is enough.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà kế hoạch này trả lời (`answers`)",
    bad: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2026\" }",
    good: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2025\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (requirement, answer) in conformance(subject).iter().filter(|(requirement, _)| requirement.minimum().is_some())
    {
        let Some(promise) = answer.promise else { continue };
        let Some(by) = promise.by.as_ref().filter(|_| !requirement.is_in_time(promise)) else { continue };
        let horizon = requirement.horizon();
        let (ours, theirs) = (by.value.short(), horizon.value.short());
        let last = requirement.iter().find(|one| std::ptr::eq(one.horizon(), horizon)).unwrap_or(requirement.strictest);
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
            conformance::provenance(subject, &last, (&format!("thời hạn {theirs}"), &format!("due in {theirs}"))),
        )
        .help(text(
            format!("viết `by = \"{}\"`; mức của mốc sau thì ghi thêm một số đo có tên", horizon.value.written()),
            format!("write `by = \"{}\"`; add a named measure for a later horizon", horizon.value.written()),
        ));
        finding.level = conformance::level(requirement, &RULE.meta);
        findings.push(finding);
    }
}
