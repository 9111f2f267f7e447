//! KY004: a number without a day, or a day without a number.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::IssueDate;

declare_rule! {
    needs: Data,
    code: "KY004", name: "number-without-date", level: Warning, since: "0.1.0", fix: None,
    title: "có số mà chưa có ngày, hoặc có ngày mà chưa có số", "a number without a date, or a date without a number",
    explanation: "Số và ngày ban hành do văn thư cấp cùng một lúc. Có một mà thiếu một thì bản in ra có chỗ đã điền, chỗ còn trống.",
        "Number and date are given together; with only one of them the document is half filled in.",
    law: "Điều 15 Nghị định số 30/2020/NĐ-CP",
    bad: "number = 35\ndate = \"2026\"",
    good: "number = 35\ndate = \"2026-01-29\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let issue = subject.plan().issue();
    let day = issue.date.as_ref().filter(|date| matches!(date.value, IssueDate::Day(_)));
    let finding = match (&issue.number, day) {
        (Some(number), None) => Diagnostic::new(
            &RULE.meta,
            number.span,
            text(
                format!("đã có số {} mà chưa có ngày ban hành", number.value.printed),
                format!("number {} without a day of issue", number.value.printed),
            ),
        )
        .help(text(
            "ghi đủ ngày: `date = \"2026-01-29\"`; hoặc bỏ số cho văn thư điền",
            "add the day, or remove the number",
        )),
        (None, Some(date)) => Diagnostic::new(
            &RULE.meta,
            date.span,
            text("đã có ngày ban hành mà chưa có số", "a day of issue without a number"),
        )
        .help(text(
            "ghi `number = …`; chưa ban hành thì chỉ ghi năm, như `date = \"2026\"`, cho văn thư điền",
            "add `number = …`; before it is issued give only the year, as `date = \"2026\"`",
        )),
        _ => return,
    };
    findings.push(finding);
}
