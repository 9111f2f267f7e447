//! NV007: a task that was due before the plan is issued.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{IssueDate, Moment};

declare_rule! {
    needs: Data,
    code: "NV007", name: "due-before-issue", level: Warning, since: "0.1.0", fix: None,
    title: "thời hạn của nhiệm vụ đã qua khi kế hoạch ban hành", "a task due before the plan is issued",
    explanation: "Kế hoạch ban hành muộn thì việc của quý trước không còn giao được nữa. So với ngày, tháng ban hành ghi ở `document.date` (`decision.date` khi ban hành kèm theo quyết định); chưa ghi thì không xét.",
        "A plan that is issued late cannot order work that was due earlier. Checked against `document.date`, or `decision.date`, where it is given.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "[document]\ndate = \"2026-05\"\n\n[[tasks]]\ndue = \"2026-Q1\"",
    good: "[document]\ndate = \"2026-05\"\n\n[[tasks]]\ndue = \"2026-Q2\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(date) = &subject.plan().issue().date else { return };
    let issued = match date.value {
        IssueDate::Day(day) => day,
        IssueDate::Month(year, month) => jiff::civil::date(year, month, 1),
        IssueDate::Year(_) | IssueDate::Unknown => return,
    };
    for task in &subject.plan().tasks {
        for part in task.due.iter().flat_map(|due| &due.parts) {
            let (Moment::At(time) | Moment::Before(time)) = &part.moment else { continue };
            if time.value.last_day() >= issued {
                continue;
            }
            let id = &task.id.value;
            let due = time.value.short();
            findings.push(
                Diagnostic::new(
                    &RULE.meta,
                    time.span,
                    text(
                        format!("nhiệm vụ `{id}` có thời hạn {due}, đã qua khi kế hoạch ban hành"),
                        format!("the task `{id}` is due {due}, before the plan is issued"),
                    ),
                )
                .related(date.span, text("thời gian ban hành", "the date of issue"))
                .help(text("lùi thời hạn, hoặc bỏ việc đã xong", "change the date, or remove what is done")),
            );
        }
    }
}
