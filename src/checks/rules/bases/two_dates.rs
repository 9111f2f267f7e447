//! CC002: one document, two dates.

use std::collections::BTreeMap;

use super::registry::{agree, known};
use super::symbol_form::{canonical, is_local, year};
use super::symbol_year::from_registry;
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::vietnamese::date;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{LegalDocument, Verification};

declare_rule! {
    needs: Text,
    code: "CC002", name: "two-dates", level: Error, since: "0.1.0", fix: None,
    title: "một văn bản, hai ngày ban hành", "one document, two dates",
    explanation: "Cùng một văn bản mà kế hoạch ghi hai ngày ban hành khác nhau, hoặc ghi ngày khác với danh mục văn bản. Danh mục chưa kiểm chứng được bằng bản công bố thì chỉ cảnh báo.",
        "The plan gives one document two dates of issue, or a date other than the registry's. Where the registry itself is not verified, this only warns.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Kế hoạch hành động số 12-KH/TU ngày 28/8/2025 của Ban Thường vụ Thành ủy Hải Phòng\"",
    good: "text = \"Kế hoạch hành động số 12-KH/TU ngày 26/8/2025 của Ban Thường vụ Thành ủy Hải Phòng\"",
}

/// So many documents of one number are compared.
const MOST: usize = 50;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut unknown: BTreeMap<String, Vec<Typed<'_, '_>>> = BTreeMap::new();
    for typed in typed(subject) {
        // A day that does not exist is reported by another rule.
        let Some(day) = typed.citation.date.filter(|day| day.date().is_some()) else { continue };
        if year(typed.symbol()).is_some_and(|year| year != day.year) {
            continue;
        }
        match known(subject.resolved, &typed) {
            Some(document) => against_registry(&typed, document, findings),
            None => against_others(typed, unknown.entry(canonical(typed.symbol())).or_default(), findings),
        }
    }
}

fn against_registry(typed: &Typed<'_, '_>, document: &LegalDocument, findings: &mut Findings) {
    let (Some(typed_date), Some(there)) = (typed.citation.date, &document.date) else { return };
    if typed_date.date() == Some(there.value.0) {
        return;
    }
    let (symbol, day, right) = (typed.symbol(), typed.text(typed_date.range()), date::short(there.value.0));
    let mut finding = Diagnostic::new(
        &RULE.meta,
        typed.span(&typed_date.range()),
        text(
            format!("ngày ban hành khác danh mục: `{symbol}` ghi `{day}`, danh mục ghi {right}"),
            format!("the date differs from the registry: `{symbol}` of `{day}`, in the registry {right}"),
        ),
    )
    .related(there.span, from_registry(document))
    .help(text(
        format!("viết `ngày {right}`, hoặc viện dẫn bằng `{{{{ cite(\"{}\") }}}}`", document.id.value),
        format!("write `ngày {right}`, or cite with `{{{{ cite(\"{}\") }}}}`", document.id.value),
    ));
    if matches!(document.verification, Verification::None | Verification::One) {
        finding.level = Level::Warning;
    }
    findings.push(finding);
}

/// Against the first place of the same document, which the registry does not know.
fn against_others<'s, 'a>(typed: Typed<'s, 'a>, before: &mut Vec<Typed<'s, 'a>>, findings: &mut Findings) {
    let Some(day) = typed.citation.date else { return };
    let same = before.iter().find(|other| {
        let issuers_agree = match (typed.issuer(), other.issuer()) {
            (Some(a), Some(b)) => agree(a, b),
            (None, None) => true,
            _ => !is_local(typed.symbol(), typed.passage.citation_words()),
        };
        issuers_agree && other.date_year() == Some(day.year)
    });
    let Some((other, other_day)) = same.and_then(|other| Some((other, other.citation.date?))) else {
        if before.len() < MOST {
            before.push(typed);
        }
        return;
    };
    if other_day.date() == day.date() {
        return;
    }
    let (symbol, here, there) = (typed.symbol(), typed.text(day.range()), other.text(other_day.range()));
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&day.range()),
            text(
                format!("một văn bản ghi hai ngày ban hành: `{symbol}` ghi `{here}`, chỗ khác ghi `{there}`"),
                format!("one document with two dates: `{symbol}` of `{here}`, elsewhere of `{there}`"),
            ),
        )
        .related(other.span(&other_day.range()), text(format!("ở đây ghi `{there}`"), format!("dated `{there}` here")))
        .help(text(
            "xem lại bản gốc rồi ghi một ngày ở mọi chỗ; khai văn bản vào [[documents]] thì chỉ phải ghi ngày một lần",
            "check the original and write one date everywhere; a document in [[documents]] has its date once",
        )),
    );
}
