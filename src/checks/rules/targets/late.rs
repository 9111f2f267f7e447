//! CT004: a promise that comes later than the city asks for it.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::Verdict;

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
    let conformance = conformance(subject);
    for requirement in &conformance.requirements {
        let answer = conformance.answers.to(requirement);
        let (Some(promise), false) =
            (answer.promise, answer.verdict == Verdict::Missing || requirement.minimum().is_none())
        else {
            continue;
        };
        let (Some(by), part) = (&promise.by, requirement.horizon()) else { continue };
        if by.value.last_day() <= part.value.last_day() {
            continue;
        }
        let (ours, theirs) = (by.value.short(), part.value.short());
        let last = requirement.part().find(|one| std::ptr::eq(one.horizon(), part)).unwrap_or(requirement.strictest);
        let mut finding = Diagnostic::new(
            &RULE.meta,
            by.span,
            text(
                format!("thời hạn muộn hơn của thành phố: `{ours}`, hạn của thành phố là {theirs}"),
                format!("later than the city requires: `{ours}`, due in {theirs}"),
            ),
        )
        .related(
            part.span,
            conformance::provenance(subject, &last, (&format!("thời hạn {theirs}"), &format!("due in {theirs}"))),
        )
        .help(text(
            format!("viết `by = \"{}\"`; mức của mốc sau thì ghi thêm một số đo có tên", part.value.written()),
            format!("write `by = \"{}\"`; a later horizon goes into a second named measure", part.value.written()),
        ));
        finding.level = conformance::level(requirement, &RULE.meta);
        findings.push(finding);
    }
}
