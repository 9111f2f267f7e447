//! The city plans that the plans of a project must answer to: `must_answer` of `kehoach.toml`.

use super::CheckPolicy;
use crate::base::diagnostic::{Diagnostic, Findings, MUST_ANSWER, text};
use crate::base::source::Located;
use crate::document::resolve::Resolved;
use crate::model::conformance::{Conformance, PromisedBy, Verdict};
use crate::model::id::Id;
use crate::model::packs::Baseline;

/// Reports what a commune's plan must answer and does not. `must_answer` names each city plan once, however many projects ask for it; it asks
/// for it of the plans of its time alone.
pub fn must_answer(resolved: &Resolved<'_>, policy: &CheckPolicy<'_>, findings: &mut Findings) {
    let plan = resolved.plan;
    if PromisedBy::of(plan) != PromisedBy::Commune {
        return;
    }
    let mut asked: Vec<&Located<Id>> = Vec::new();
    for id in policy.projects.iter().flat_map(|one| &one.project.must_answer) {
        if !asked.iter().any(|known| known.value == id.value) {
            asked.push(id);
        }
    }
    for id in asked {
        let baseline = resolved.pack.baseline(id.value.as_str()).filter(|baseline| is_of_its_time(resolved, baseline));
        findings.extend(baseline.and_then(|baseline| unanswered(resolved, baseline, id, policy)));
    }
}

fn is_of_its_time(resolved: &Resolved<'_>, baseline: &Baseline) -> bool {
    let (period, horizon) = (&resolved.plan.header.period.value, &baseline.horizon.value);
    period.first_day() <= horizon.last_day() && horizon.first_day() <= period.last_day()
}

fn unanswered(
    resolved: &Resolved<'_>,
    baseline: &Baseline,
    id: &Located<Id>,
    policy: &CheckPolicy<'_>,
) -> Option<Diagnostic> {
    let plan = resolved.plan;
    let own = plan.answers.iter().find(|answer| answer.value == id.value);
    let (span, message, help) = match own {
        None => {
            let all = plan.answers.iter().map(|answer| &answer.value).chain([&id.value]);
            let line = format!("answers = [{}]", all.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", "));
            (
                plan.answers.first().map_or(plan.span, |first| first.span),
                text(
                    format!(
                        "kế hoạch chưa ghi `{}` ở `answers`; mọi kế hoạch của kho này phải triển khai kế hoạch ấy",
                        id.value
                    ),
                    format!("the plan does not answer `{}`, as every plan of this project must", id.value),
                ),
                text(
                    format!("ghi ở đầu tệp, trên các bảng [ ]: `{line}`; rồi thêm chỉ tiêu ứng với từng chỉ số"),
                    format!("write at the top of the file, above all tables: `{line}`; then answer its indicators"),
                ),
            )
        }
        Some(own) => {
            let day = plan.day(policy.today);
            let conformance = Conformance::of([baseline], resolved.pack, plan, day);
            let is_said =
                conformance.iter().any(|(_, answer)| answer.target.is_some() || answer.verdict == Verdict::Missing);
            if is_said {
                return None;
            }
            (
                own.span,
                text(
                    format!(
                        "kế hoạch ghi `{}` ở `answers` nhưng không có chỉ tiêu nào ứng với chỉ số của nó",
                        id.value
                    ),
                    format!("`answers` names `{}`, but no target answers any of its indicators", id.value),
                ),
                text(
                    format!(
                        "xem các chỉ số: kehoach baseline {}; chỉ tiêu ứng với chỉ số nào thì ghi `indicator = \"…\"`",
                        id.value
                    ),
                    format!(
                        "see its indicators: kehoach baseline {}; a target names one by `indicator = \"…\"`",
                        id.value
                    ),
                ),
            )
        }
    };
    Some(
        Diagnostic::new(&MUST_ANSWER, span, message)
            .related(id.span, text("yêu cầu ở đây", "asked for here"))
            .help(help),
    )
}
