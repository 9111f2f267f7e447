//! NV003: a task without a product and without a target that measures it.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Moment;

declare_rule! {
    needs: Data,
    code: "NV003", name: "no-product", level: Warning, since: "0.1.0", fix: None,
    title: "nhiệm vụ chưa rõ sản phẩm hoặc chỉ tiêu", "a task without a product or a measure",
    explanation: "Việc có thời hạn mà không có sản phẩm, cũng không phục vụ chỉ tiêu nào, thì đến hạn không biết đã xong hay chưa. Việc thường xuyên và việc chờ hướng dẫn của cấp trên không cần sản phẩm riêng.",
        "With neither a product nor a target it is unknown whether the task is done. Recurring work, and work that waits for guidance, needs none.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "lead = \"van-phong\"\ndue = \"2026-Q3\"",
    good: "lead = \"van-phong\"\ndue = \"2026-Q3\"\nproduct = \"Biên bản nghiệm thu mạng LAN\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for task in &subject.plan().tasks {
        let ends = task
            .due
            .iter()
            .flat_map(|due| &due.parts)
            .any(|part| matches!(part.moment, Moment::At(_) | Moment::Before(_)));
        if ends && task.product.is_none() && task.serves.is_empty() {
            let id = &task.id.value;
            let finding = Diagnostic::new(
                &RULE.meta,
                task.id.span,
                text(
                    format!("nhiệm vụ `{id}` chưa rõ sản phẩm, cũng không phục vụ chỉ tiêu nào"),
                    format!("the task `{id}` has no product and serves no target"),
                ),
            );
            findings.push(finding.help(text(
                "thêm `product = \"…\"`, hoặc `serves = [\"mã chỉ tiêu\"]`",
                "add `product = \"…\"` or `serves = [\"target id\"]`",
            )));
        }
    }
}
