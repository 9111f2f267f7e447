//! CC003: a malformed symbol.

use super::registry::{nearly_same_symbol, same_symbol};
use super::symbol_form::{canonical, fixed, lacks_year, mistyped_year, segments_of_letters};
use super::symbol_year::from_registry;
use super::title::{TypedTitle, compare};
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::LegalDocument;

declare_rule! {
    needs: Text,
    code: "CC003", name: "malformed-symbol", level: Error, since: "0.1.0", fix: None,
    title: "số, ký hiệu văn bản viết sai", "a malformed symbol",
    explanation: "Giữa số và ký hiệu của văn bản nhà nước là dấu gạch chéo, giữa các nhóm chữ của ký hiệu là dấu gạch nối không cách chữ: 71/NQ-CP. Văn bản của Đảng viết ngược lại: 57-NQ/TW. Kế hoạch, thông báo, báo cáo, tờ trình, chương trình không có năm trong ký hiệu; nghị định, thông tư có năm. Số, ký hiệu còn được đối chiếu với danh mục văn bản: đúng ngày, đúng trích yếu mà khác số thì số ghi sai.",
        "The state writes 71/NQ-CP, the Party 57-NQ/TW, both without spaces. Symbols of plans and reports have no year, those of decrees and circulars do. Symbols are also checked against the registry: where date and title are those of a document, its number is meant.",
    law: "Phụ lục I, mục II.3 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Nghị quyết số 71-NQ/CP ngày 01/4/2025 của Chính phủ\"",
    good: "text = \"Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    for typed in typed(subject) {
        let year = typed.date_year();
        let span = typed.span(&typed.citation.symbol);
        if let Some(mistyped) = mistyped_year(typed.symbol()) {
            findings.push(not_a_year(span, typed.symbol(), mistyped, year));
            continue;
        }
        let Some(suggestion) = suggestion(subject, typed.symbol(), year).or_else(|| of_its_title(subject, &typed))
        else {
            if lacks_year(typed.symbol(), year, words) {
                findings.push(without_year(span, typed.symbol()));
            }
            continue;
        };
        findings.push(finding(span, typed.symbol(), &suggestion));
    }
    for document in &subject.plan().documents {
        let Some(number) = &document.number else { continue };
        let year = document.date.as_ref().map(|day| day.value.0.year());
        let Some(right) = fixed(number, year, words) else { continue };
        let suggestion = Suggestion { symbol: right, document: None };
        findings.push(finding(document.id.span, number, &suggestion));
    }
}

fn not_a_year(span: Span, symbol: &str, mistyped: &str, year: Option<i16>) -> Diagnostic {
    let right = symbol.replacen(mistyped, &year.unwrap_or(2025).to_string(), 1);
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("năm trong số, ký hiệu viết sai: `{mistyped}` ở `{symbol}`"),
            format!("`{mistyped}` is no year, in `{symbol}`"),
        ),
    )
    .help(text(
        format!("ghi đủ bốn chữ số của năm, như `{right}`"),
        format!("write a year of four digits, as in `{right}`"),
    ))
}

fn without_year(span: Span, symbol: &str) -> Diagnostic {
    let (number, letters) = symbol.split_once('/').unwrap_or((symbol, ""));
    Diagnostic::new(
        &RULE.meta,
        span,
        text(format!("số, ký hiệu thiếu năm ban hành: `{symbol}`"), format!("a symbol without its year: `{symbol}`")),
    )
    .help(text(
        format!("thêm năm ban hành sau số, như `{number}/2025/{letters}`"),
        format!("add the year of issue behind the number, as in `{number}/2025/{letters}`"),
    ))
}

/// Returns the document with the typed date and title, of which only the number is another: «75-NQ/TW» for «57-NQ/TW».
fn of_its_title<'a>(subject: &Subject<'_, 'a>, typed: &Typed<'_, 'a>) -> Option<Suggestion<'a>> {
    let day = typed.citation.date.and_then(|date| date.date()).filter(|_| !typed.citation.quoted)?;
    let letters = segments_of_letters(typed.symbol());
    let mut alike = subject.resolved.documents().map(|(_, document)| document).filter(|document| {
        document.date.as_ref().is_some_and(|there| there.value.0 == day)
            && document.number.as_deref().is_some_and(|number| segments_of_letters(number) == letters)
            && document.title.as_deref().is_some_and(|title| {
                compare(typed.rest(), title, &typed.passage.citation_words().kinds) == TypedTitle::Same
            })
    });
    let document = alike.next().filter(|document| document.number.as_deref() != Some(typed.symbol()))?;
    let symbol = document.number.as_ref()?.to_string();
    alike.next().is_none().then_some(Suggestion { symbol, document: Some(document) })
}

/// What a symbol was meant as.
struct Suggestion<'a> {
    symbol: String,
    document: Option<&'a LegalDocument>,
}

fn suggestion<'a>(subject: &Subject<'_, 'a>, symbol: &str, year: Option<i16>) -> Option<Suggestion<'a>> {
    let (resolved, words) = (subject.resolved, &subject.vocabulary().citations);
    let of = |document: &'a LegalDocument| {
        Some(Suggestion { symbol: document.number.as_ref()?.to_string(), document: Some(document) })
    };
    let fixed = fixed(symbol, year, words);
    let alike: Vec<_> = same_symbol(resolved, symbol, year, words).collect();
    let as_typed = |document: &&LegalDocument| document.number.as_deref().map(canonical) == Some(canonical(symbol));
    if fixed.is_none() && alike.iter().any(as_typed) {
        return None;
    }
    let document = alike.first().copied().or_else(|| nearly_same_symbol(resolved, symbol).filter(|_| fixed.is_some()));
    match document {
        Some(document) => of(document),
        None => fixed.map(|symbol| Suggestion { symbol, document: None }),
    }
}

fn finding(span: Span, symbol: &str, suggestion: &Suggestion<'_>) -> Diagnostic {
    let right = &suggestion.symbol;
    let finding = Diagnostic::new(
        &RULE.meta,
        span,
        text(format!("số, ký hiệu viết sai: `{symbol}`"), format!("malformed symbol: `{symbol}`")),
    )
    .help(text(format!("viết `{right}`"), format!("write `{right}`")));
    match suggestion.document {
        Some(document) => finding.related(document.id.span, from_registry(document)),
        None => finding,
    }
}
