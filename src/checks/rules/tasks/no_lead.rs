//! NV001: a task without a lead.

use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, text};
use crate::checks::rules::{Needs, Rule, Subject};

/// A task without a lead.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "NV001",
        name: "no-lead",
        level: Level::Error,
        title_vi: "nhiệm vụ chưa có cơ quan chủ trì",
        title_en: "a task that nobody leads",
        explanation_vi: "Việc không rõ ai chủ trì thì không ai chịu trách nhiệm và không đôn đốc được. Mỗi nhiệm vụ có ít nhất một cơ quan chủ trì.",
        explanation_en: "Work that nobody leads is nobody's duty. Every task has at least one lead agency.",
        law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
        bad: "[[tasks]]\nid = \"nang-cap-lan\"\ntext = \"Nâng cấp hạ tầng mạng LAN\"",
        good: "[[tasks]]\nid = \"nang-cap-lan\"\ntext = \"Nâng cấp hạ tầng mạng LAN\"\nlead = \"van-phong\"",
    },
    needs: Needs::Data,
    check,
};

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for task in &subject.plan().tasks {
        if task.lead.is_empty() {
            let id = &task.id.value;
            let finding = Diagnostic::new(
                &RULE.meta,
                task.id.span,
                text(format!("nhiệm vụ `{id}` chưa có cơ quan chủ trì"), format!("nobody leads the task `{id}`")),
            );
            findings.push(finding.help(text(
                "thêm `lead = \"mã cơ quan\"`, như `lead = \"phong-vhxh\"`",
                "add `lead = \"…\"`, such as `lead = \"phong-vhxh\"`",
            )));
        }
    }
}
