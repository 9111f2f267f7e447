//! NV002: a task without a due date.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "NV002", name: "no-due-date", level: Error, since: "0.1.0", fix: None,
    title: "nhiệm vụ chưa có thời hạn", "a task without a due date",
    explanation: "Việc không có thời hạn thì không biết khi nào là chậm. Việc thường xuyên thì ghi `due = \"thường xuyên\"`; việc chờ hướng dẫn của cấp trên ghi `guidance`.",
        "Without a due date it is unknown when the task is late. Ongoing work is «thường xuyên».",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "[[tasks]]\nid = \"nang-cap-lan\"\nlead = \"van-phong\"",
    good: "[[tasks]]\nid = \"nang-cap-lan\"\nlead = \"van-phong\"\ndue = \"2026-Q3\"",
}

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
