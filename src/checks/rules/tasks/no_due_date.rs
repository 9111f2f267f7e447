//! NV002: a task without a due date.

use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, text};
use crate::checks::rules::{Needs, Rule, Subject};

/// A task without a due date.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "NV002",
        name: "no-due-date",
        level: Level::Error,
        title_vi: "nhiệm vụ chưa có thời hạn",
        title_en: "a task without a due date",
        explanation_vi: "Việc không có thời hạn thì không biết khi nào là chậm. Việc làm đều đặn ghi «thường xuyên»; việc chờ hướng dẫn của cấp trên ghi `guidance`.",
        explanation_en: "Without a due date nobody knows when it is late. What goes on all the time is «thường xuyên».",
        law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
        bad: "[[tasks]]\nid = \"nang-cap-lan\"\nlead = \"van-phong\"",
        good: "[[tasks]]\nid = \"nang-cap-lan\"\nlead = \"van-phong\"\ndue = \"2026-Q3\"",
    },
    needs: Needs::Data,
    check,
};

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for task in &subject.plan().tasks {
        if task.due.is_none() {
            let id = &task.id.value;
            let finding = Diagnostic::new(
                &RULE.meta,
                task.id.span,
                text(format!("nhiệm vụ `{id}` chưa có thời hạn"), format!("the task `{id}` has no due date")),
            );
            findings.push(finding.help(text(
                "thêm `due = \"2026-Q3\"` (quý), `\"2026-09\"` (tháng), hoặc `\"thường xuyên\"`",
                "add `due = \"2026-Q3\"` (quarter), `\"2026-09\"` (month) or `\"thường xuyên\"`",
            )));
        }
    }
}
