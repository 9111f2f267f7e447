//! CT004: a promise that comes later than the city asks for it.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, text};
use crate::checks::rules::{Needs, Rule, Subject};

/// A promise that comes later than the city asks for it.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "CT004",
        name: "later-than-baseline",
        level: Level::Error,
        title_vi: "thời hạn của chỉ tiêu muộn hơn thời hạn của thành phố",
        title_en: "a target due later than the city asks for",
        explanation_vi: "Mức tối thiểu của thành phố phải đạt trong thời hạn của thành phố; hứa đủ mức mà muộn hơn là chưa đạt. Chỉ tiêu có mức cho nhiều mốc thì chỉ cần một mốc kịp hạn.",
        explanation_en: "A minimum is to be reached within the city's horizon. Of a target with several horizons one in time is enough.",
        law: "Kế hoạch của Ủy ban nhân dân thành phố mà kế hoạch này trả lời (`answers`)",
        bad: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2026\" }",
        good: "indicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2025\" }",
    },
    needs: Needs::Data,
    check,
};

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (requirement, answer) in conformance(subject).iter().filter(|(requirement, _)| requirement.minimum().is_some())
    {
        let (Some(target), Some(promise)) = (answer.target, answer.promise) else { continue };
        let Some(by) = promise.by.as_ref().filter(|_| !requirement.is_in_time(promise)) else { continue };
        let horizon = requirement.horizon();
        let (ours, theirs) = (by.value.short(), horizon.value.short());
        let last = requirement.iter().find(|one| std::ptr::eq(one.horizon(), horizon)).unwrap_or(requirement.strictest);
        let mut finding = Diagnostic::new(
            &RULE.meta,
            by.span,
            text(
                format!("thời hạn muộn hơn của thành phố: `{ours}`, hạn của thành phố là {theirs}"),
                format!("later than the city asks: `{ours}`, due in {theirs}"),
            ),
        )
        .path(conformance::path(subject.plan(), target, Some(promise), ".by"))
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
