//! CC015: a number below ten without its zero.

use super::symbol_form::number;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CC015", name: "number-without-zero", level: Warning, since: "0.1.0", fix: None,
    title: "số văn bản nhỏ hơn 10 thiếu số 0", "a document's number below ten without a zero",
    explanation: "Số của văn bản nhỏ hơn 10 thì ghi thêm số 0 phía trước: 05/TB-UBND.",
        "A document's number below ten has a zero in front: 05/TB-UBND.",
    law: "Phụ lục I, mục II.3.c Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Thông báo số 5/TB-UBND ngày 12/01/2026\"",
    good: "text = \"Thông báo số 05/TB-UBND ngày 12/01/2026\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for typed in typed(subject).filter(|typed| !typed.citation.quoted) {
        findings.extend(finding(typed.span(&typed.citation.symbol), typed.symbol()));
    }
    for number in subject.plan().documents.iter().filter_map(|document| document.number.as_ref()) {
        findings.extend(finding(number.span, number));
    }
}

fn finding(span: Span, symbol: &str) -> Option<Diagnostic> {
    let digit = number(symbol);
    (digit.len() == 1 && symbol.starts_with(digit)).then(|| {
        Diagnostic::new(
            &RULE.meta,
            span,
            text(
                format!("số nhỏ hơn 10 thiếu số 0 phía trước: `{symbol}`"),
                format!("a number below ten without a zero: `{symbol}`"),
            ),
        )
        .help(text(format!("viết `0{symbol}`"), format!("write `0{symbol}`")))
    })
}
