//! CT012: a target that answers an indicator for which the city asks no more.

use super::conformance::conformance;
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::source::Located;
use crate::base::vietnamese::date;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::Verdict;
use crate::model::id::Id;
use crate::model::packs::{Indicator, Retired};

declare_rule! {
    needs: Data,
    code: "CT012", name: "retired-indicator", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu ứng với một chỉ số mà thành phố đã bỏ", "a target answers an indicator that is retired",
    explanation: "Thành phố bỏ một chỉ số từ một ngày, ghi ở `retired` trong bộ dữ liệu. Kế hoạch của ngày trước đó vẫn được xét theo mức cũ; kế hoạch từ ngày ấy trở đi (chưa ghi ngày thì xét vào hôm nay) phải có chỉ tiêu ứng với chỉ số thay thế. Chỉ số thay thế không bắt buộc, hoặc không có, thì chỉ cảnh báo.",
        "The city retires an indicator on a day (`retired` in the pack). Plans of an earlier day are judged as before; later ones (without a date, as of today) answer the indicator that replaces it. Where that is not required, or there is none, it only warns.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "indicator = \"kh-a-ho-so-cu\"  # retired = { on = \"2026-07-01\", replaced_by = \"kh-a-ho-so\" }",
    good: "indicator = \"kh-a-ho-so\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (id, indicator, retired) in answered(subject) {
        let new = subject.resolved.pack.replacement(indicator, subject.day);
        let on = date::short(retired.on.value.0);
        let help = match new {
            Some(new) => text(
                format!("đổi thành `indicator = \"{}\"` («{}»), và xem lại mức", new.id.value, new.text.trim()),
                format!(
                    "write `indicator = \"{}\"` («{}»), and see whether the value still holds",
                    new.id.value,
                    new.text.trim()
                ),
            ),
            None => text(
                "bỏ dòng `indicator`: chỉ tiêu là của riêng xã, không ứng với chỉ số nào nữa",
                "remove the line `indicator`: the target is the commune's own and answers nothing any more",
            ),
        };
        let mut finding = Diagnostic::new(
            &RULE.meta,
            id.span,
            text(
                format!("chỉ số `{}` thành phố đã bỏ từ ngày {on}", id.value),
                format!("the indicator `{}` is retired since {on}", id.value),
            ),
        )
        .related(retired.on.span, text("bỏ ở đây", "retired here"))
        .help(help);
        if !new.is_some_and(|new| is_missing(subject, new)) {
            finding.level = Level::Warning;
        }
        findings.push(finding);
    }
}

/// Returns the ids by which the plan answers indicators that are retired on its day.
fn answered<'a>(subject: &Subject<'_, 'a>) -> Vec<(&'a Located<Id>, &'a Indicator, &'a Retired)> {
    let ids = subject.plan().targets.iter().flat_map(|target| {
        target.indicator.iter().chain(target.promise.measures().filter_map(|measure| measure.indicator.as_ref()))
    });
    let retired = |id: &'a Located<Id>| {
        let indicator = subject.resolved.indicator(&id.value)?;
        Some((id, indicator, indicator.retired.as_ref()?)).filter(|_| indicator.is_retired(subject.day))
    };
    ids.filter_map(retired).collect()
}

/// Returns whether the plan must answer an indicator, and does not.
fn is_missing(subject: &Subject<'_, '_>, indicator: &Indicator) -> bool {
    conformance(subject)
        .iter()
        .any(|(_, answer)| answer.verdict == Verdict::Missing && answer.indicator().id.value == indicator.id.value)
}

/// Returns whether a target answers what an indicator replaces: that it is missing follows from that.
pub(super) fn is_answered_by_the_old(subject: &Subject<'_, '_>, indicator: &Indicator) -> bool {
    let new = |old| subject.resolved.pack.replacement(old, subject.day);
    answered(subject).iter().any(|(_, old, _)| new(old).is_some_and(|new| new.id.value == indicator.id.value))
}
