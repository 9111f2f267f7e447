//! NV005: an agency leads a task, but the plan assigns it nothing.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::coverage::{names, shown};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::AgencyKind;
use crate::model::plan::Party;

declare_rule! {
    needs: Data,
    code: "NV005", name: "lead-without-assignment", level: Warning, since: "0.1.0", fix: None,
    title: "cơ quan chủ trì không có trong phần tổ chức thực hiện", "a lead agency without an assignment",
    explanation: "Cơ quan chủ trì nhiệm vụ mà phần tổ chức thực hiện không nhắc đến thì đọc phần ấy không biết mình có việc. Kế hoạch không có phần phân công thì không xét.",
        "An agency that leads a task looks for its duties among the assignments. A plan without assignments is not checked.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "[[tasks]]\nlead = \"cong-an\"\n\n[[assignments]]\nagency = \"phong-vhxh\"",
    good: "[[tasks]]\nlead = \"cong-an\"\n\n[[assignments]]\nagency = \"phong-vhxh\"\n\n[[assignments]]\nagency = \"cong-an\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    if plan.assignments.is_empty() {
        return;
    }
    let mut reported = BTreeSet::new();
    let of_tasks = plan.tasks.iter().flat_map(|task| &task.lead).map(|party| (party, "nhiệm vụ", "task"));
    let of_targets = plan.targets.iter().flat_map(|target| &target.lead).map(|party| (party, "chỉ tiêu", "target"));
    for (party, what_vi, what_en) in of_tasks.chain(of_targets) {
        let Party::Agency(id) = party else { continue };
        let Some(agency) = subject.resolved.agency(id.value.as_str()) else { continue };
        if matches!(agency.kind, AgencyKind::Superior | AgencyKind::Enterprise) {
            // The commune assigns them nothing; that they lead at all is another rule's.
            continue;
        }
        let assigned = plan
            .assignments
            .iter()
            .flat_map(|assignment| &assignment.agencies)
            .any(|party| names(subject, party, agency));
        if assigned || !reported.insert(&id.value) {
            continue;
        }
        let name = shown(agency);
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                id.span,
                text(
                    format!("`{name}` chủ trì {what_vi} này nhưng không có trong phần tổ chức thực hiện"),
                    format!("`{name}` leads this {what_en}, but has no assignment"),
                ),
            )
            .help(text(
                format!("thêm [[assignments]] với `agency = \"{}\"`", id.value),
                format!("add [[assignments]] with `agency = \"{}\"`", id.value),
            )),
        );
    }
}
