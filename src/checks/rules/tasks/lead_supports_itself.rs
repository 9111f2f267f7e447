//! NV006: an agency that leads a task and supports it.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::coverage::shown;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Party;

declare_rule! {
    needs: Data,
    code: "NV006", name: "lead-supports-itself", level: Warning, since: "0.1.0", fix: None,
    title: "một cơ quan vừa chủ trì vừa phối hợp", "an agency that leads and supports the same task",
    explanation: "Đã chủ trì thì không phối hợp với chính mình; thường là quên đổi tên khi chép.",
        "The lead agency does not support itself; this is usually a slip of copying.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "lead = \"van-phong\"\nsupport = [\"van-phong\", \"cong-an\"]",
    good: "lead = \"van-phong\"\nsupport = [\"cong-an\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for task in &subject.plan().tasks {
        for party in &task.support {
            let Party::Agency(id) = party else { continue };
            let leads = |lead: &Party| matches!(lead, Party::Agency(other) if other.value == id.value);
            let (Some(lead), Some(agency)) =
                (task.lead.iter().find(|lead| leads(lead)), subject.resolved.agency(id.value.as_str()))
            else {
                continue;
            };
            let name = shown(agency);
            findings.push(
                Diagnostic::new(
                    &RULE.meta,
                    id.span,
                    text(
                        format!("`{name}` vừa chủ trì vừa phối hợp nhiệm vụ này"),
                        format!("`{name}` both leads and supports this task"),
                    ),
                )
                .related(lead.span(), text("chủ trì ở đây", "leads here"))
                .help(text("bỏ cơ quan ấy khỏi `support`, hoặc ghi đúng cơ quan phối hợp", "remove it from `support`")),
            );
        }
    }
}
