//! NV001: a task without a lead.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "NV001", name: "no-lead", level: Error, since: "0.1.0", fix: None,
    title: "nhiệm vụ chưa có cơ quan chủ trì", "a task without a lead agency",
    explanation: "Việc không rõ ai chủ trì thì không ai chịu trách nhiệm và không đôn đốc được. Mỗi nhiệm vụ có ít nhất một cơ quan chủ trì.",
        "Without a lead agency nobody is responsible. Every task has at least one.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "[[tasks]]\nid = \"nang-cap-lan\"\ntext = \"Nâng cấp hạ tầng mạng LAN\"",
    good: "[[tasks]]\nid = \"nang-cap-lan\"\ntext = \"Nâng cấp hạ tầng mạng LAN\"\nlead = \"van-phong\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for task in &subject.plan().tasks {
        if task.lead.is_empty() {
            let id = &task.id.value;
            let finding = Diagnostic::new(
                &RULE.meta,
                task.id.span,
                text(format!("nhiệm vụ `{id}` chưa có cơ quan chủ trì"), format!("task `{id}` has no lead agency")),
            );
            findings.push(finding.help(text(
                "thêm `lead = \"mã cơ quan\"`, như `lead = \"phong-vhxh\"`",
                "add `lead = \"…\"`, such as `lead = \"phong-vhxh\"`",
            )));
        }
    }
}
