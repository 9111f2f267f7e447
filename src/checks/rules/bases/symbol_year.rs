//! CC001: the year in a symbol is not the year of the date.

use super::symbol_form::year;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::base::vietnamese::date;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::LegalDocument;

declare_rule! {
    needs: Text,
    code: "CC001", name: "symbol-year", level: Error, since: "0.1.0", fix: None,
    title: "năm trong ký hiệu khác năm ban hành", "the year in the symbol is not the year of issue",
    explanation: "Văn bản quy phạm pháp luật có năm ban hành ngay trong số, ký hiệu (85/2016/NĐ-CP); ngày ghi bên cạnh phải thuộc năm ấy.",
        "The number of a legal document holds its year of issue (85/2016/NĐ-CP); its date must be in that year.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Nghị định số 85/2016/NĐ-CP ngày 01/7/2025 của Chính phủ\"",
    good: "text = \"Nghị định số 85/2016/NĐ-CP ngày 01/7/2016 của Chính phủ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for typed in typed(subject) {
        let (Some(date), Some(year)) = (typed.citation.date, year(typed.symbol())) else { continue };
        if date.year == year {
            continue;
        }
        let day = typed.text(date.range());
        let mut finding = Diagnostic::new(&RULE.meta, typed.span(&date.range()), message(typed.symbol(), day));
        let known = super::registry::known(subject.resolved, &typed);
        finding = match known.and_then(|document| Some((document, document.date.as_ref()?))) {
            Some((document, there)) => finding.help(corrected(document)).related(there.span, from_registry(document)),
            None => finding.help(unknown(year)),
        };
        findings.push(finding);
    }
    for document in &subject.plan().documents {
        let (Some(number), Some(day)) = (&document.number, &document.date) else { continue };
        let Some(year) = year(number).filter(|year| *year != day.value.0.year()) else { continue };
        findings.push(
            Diagnostic::new(&RULE.meta, day.span, message(number, &date::short(day.value.0))).help(unknown(year)),
        );
    }
}

fn message(symbol: &str, day: &str) -> Text {
    text(
        format!("năm trong ký hiệu khác năm ban hành: `{symbol}` mà ngày `{day}`"),
        format!("the symbol and the date have different years: `{symbol}`, `{day}`"),
    )
}

fn corrected(document: &LegalDocument) -> Text {
    let day = document.date.as_ref().map(|day| date::short(day.value.0)).unwrap_or_default();
    text(format!("viết `ngày {day}`"), format!("write `ngày {day}`"))
}

fn unknown(year: i16) -> Text {
    text(
        format!("xem lại bản gốc: ngày ban hành phải thuộc năm {year}, hoặc số, ký hiệu ghi sai năm"),
        format!("check the original: either the date is in {year}, or the year of the symbol is wrong"),
    )
}

/// Returns what the registry says of a document's date.
pub(super) fn from_registry(document: &LegalDocument) -> Text {
    let words = document.cite(crate::model::packs::Form::Dated, None);
    text(format!("trong danh mục: {words}"), format!("in the registry: {words}"))
}
