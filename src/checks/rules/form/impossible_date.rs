//! TT014: a date in a sentence that no calendar has.

use crate::base::diagnostic::{Findings, text};
use crate::checks::rules::form::dates::dates;
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT014", name: "date-not-on-calendar", level: Error, since: "0.1.0", fix: None,
    title: "ngày trong câu không có trên lịch", "a date that does not exist, in a sentence",
    explanation: "Ngày không có thật (31/6, 30/02) là gõ nhầm; người đọc không biết thời hạn hoặc văn bản nào.",
        "A date that does not exist is a slip: the day that is meant is unknown.",
    law: "Phụ lục I, mục II.4.b Nghị định số 30/2020/NĐ-CP",
    bad: "báo cáo trước ngày 31/6/2026",
    good: "báo cáo trước ngày 30/6/2026",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        for date in dates(passage).into_iter().filter(|date| !date.exists()) {
            let typed = &passage.plain()[date.range.clone()];
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    date.range.clone(),
                    format!("ngày `{typed}` không có trên lịch"),
                    format!("the date `{typed}` does not exist"),
                )
                .help(text(
                    "xem lại ngày, tháng; ngày của văn bản thì xem ở văn bản gốc",
                    "check the day and the month; for a cited document, check the original",
                )),
            );
        }
    }
}
