//! CC006: a document that is younger than the plan.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::mention::mentions;
use super::registry::known;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::date;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::Form;
use crate::model::plan::IssueDate;

declare_rule! {
    needs: Data,
    code: "CC006", name: "dated-after-the-plan", level: Error, since: "0.1.0", fix: None,
    title: "văn bản ban hành sau ngày của kế hoạch", "a document dated after the plan",
    explanation: "Kế hoạch không thể căn cứ vào văn bản ban hành sau nó. Kế hoạch chưa ghi ngày thì so với hôm nay; chỉ ghi tháng hoặc năm thì so với ngày cuối của tháng, năm ấy, nhưng không quá hôm nay.",
        "A plan cannot be based on a document issued after it. A plan without a date is compared with today; one with a month or a year, with the last day of it, but no later than today.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "# kế hoạch ngày 28/8/2025\ndocument = \"kh-238-2025-hp\"   # ngày 13/9/2025",
    good: "# kế hoạch ngày 28/8/2025\ndocument = \"kh-215-2025-hp\"   # ngày 25/8/2025",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut reported = BTreeSet::new();
    for mention in mentions(subject).iter().filter(|mention| mention.own) {
        let Some(issued) = &mention.document.date else { continue };
        // Of a draft of the city its day is a guess, and the plan is a draft as well.
        if subject
            .resolved
            .pack
            .baselines
            .iter()
            .any(|one| one.is_draft && one.document.value == mention.document.id.value)
        {
            continue;
        }
        if issued.value.0 > subject.latest && reported.insert(mention.document.id.value.as_str()) {
            let words = mention.document.cite(Form::Dated, None);
            findings.push(
                finding(subject, mention.span, &words, issued.value.0)
                    .related(issued.span, super::symbol_year::from_registry(mention.document)),
            );
        }
    }
    for typed in typed(subject) {
        let Some((typed_date, day)) = typed.citation.date.and_then(|typed| Some((typed, typed.date()?))) else {
            continue;
        };
        let in_own_year = super::symbol_form::year(typed.symbol()).is_none_or(|year| year == day.year());
        if day > subject.latest && in_own_year && known(subject.resolved, &typed).is_none() {
            let words = format!("{} ngày {}", typed.short(), typed.text(typed_date.range()));
            findings.push(finding(subject, typed.span(&typed_date.range()), &words, day));
        }
    }
}

fn finding(subject: &Subject<'_, '_>, span: Span, words: &str, issued: Date) -> Diagnostic {
    let plan = date::short(subject.latest);
    let issued_on = subject.plan().issue().date.as_ref().map(|date| date.value);
    let (from_vi, from_en) = if let Some(IssueDate::Day(_)) = issued_on {
        (format!("kế hoạch ngày {plan}"), format!("the plan is dated {plan}"))
    } else {
        (format!("xét vào ngày {plan}"), format!("checked as of {plan}"))
    };
    let late = date::short(issued);
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("văn bản ban hành sau ngày của kế hoạch: {words} ({from_vi})"),
            format!("dated after the plan: {words} ({from_en})"),
        ),
    )
    .help(text(
        format!("bỏ viện dẫn này, xem lại ngày {late}, hoặc xem lại `date` của kế hoạch"),
        format!("remove it, check {late}, or check the plan's `date`"),
    ))
}
