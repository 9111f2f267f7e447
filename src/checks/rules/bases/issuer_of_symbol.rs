//! CC013: another issuer than the one that the symbol names.

use super::registry::known;
use super::symbol_form::segments_of_letters;
use super::symbol_year::from_registry;
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::fold::fold;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{CitationWords, LegalDocument, SymbolIssuer};

declare_rule! {
    needs: Text,
    code: "CC013", name: "issuer-of-symbol", level: Warning, since: "0.1.0", fix: None,
    title: "cơ quan ban hành không khớp với ký hiệu", "an issuer that the symbol does not name",
    explanation: "Chữ viết tắt ở cuối ký hiệu là của cơ quan, người ban hành: QĐ-TTg là của Thủ tướng Chính phủ, NQ-CP của Chính phủ, QĐ-BKHCN của Bộ Khoa học và Công nghệ, NQ/TW của Bộ Chính trị hoặc Ban Chấp hành Trung ương. Chữ viết tắt nào của ai thì ghi ở danh sách `symbol_issuers` của dữ liệu.",
        "The letters at the end of a symbol name who issued the document: QĐ-TTg the Prime Minister, NQ-CP the Government. The list `symbol_issuers` of the data has the letters.",
    law: "Phụ lục I, mục II.3.b và mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Chính phủ\"",
    good: "text = \"Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    for typed in typed(subject).filter(|typed| !typed.citation.quoted) {
        let Some(range) = typed.citation.issuer.clone() else { continue };
        let Some(by) = issuers(typed.symbol(), words) else { continue };
        let issuer = typed.text(range.clone());
        // «các Nghị quyết …, Quyết định … của Chính phủ, Thủ tướng Chính phủ»: each of the list has its own.
        // A small letter begins no name.
        if issuer.starts_with(char::is_lowercase) || names(issuer, by) || one_of_several(&typed, range.end, by) {
            continue;
        }
        let document = known(subject.resolved, &typed);
        let of_registry = document.and_then(|document| document.issuer.as_deref());
        if of_registry.is_some_and(|there| fold(there) == fold(issuer)) {
            continue;
        }
        let right = of_registry.unwrap_or(by.names[0].as_str());
        let finding = finding(typed.span(&range), typed.symbol(), issuer).help(help(right, by, document));
        findings.push(match document {
            Some(document) => finding.related(document.id.span, from_registry(document)),
            None => finding,
        });
    }
    for document in &subject.plan().documents {
        let (Some(number), Some(issuer)) = (&document.number, &document.issuer) else { continue };
        let Some(by) = issuers(number, words).filter(|by| !names(issuer, by)) else { continue };
        findings.push(finding(issuer.span, number, issuer).help(help(by.names[0].as_str(), by, None)));
    }
}

fn finding(span: Span, symbol: &str, issuer: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("cơ quan ban hành không khớp với ký hiệu: `{symbol}` không phải của `{issuer}`"),
            format!("`{issuer}` does not issue documents with the symbol `{symbol}`"),
        ),
    )
}

fn help(right: &str, by: &SymbolIssuer, document: Option<&LegalDocument>) -> crate::base::diagnostic::Text {
    let letters = &by.letters;
    if document.is_some() || by.names.len() == 1 {
        return text(format!("viết `của {right}`"), format!("write `của {right}`"));
    }
    text(
        format!("`{letters}` là ký hiệu của {right}: viết `của {right}`, hoặc xem lại số, ký hiệu"),
        format!("`{letters}` is of {right}: write `của {right}`, or check the symbol"),
    )
}

/// Returns who issues documents with a symbol, as far as its letters say.
fn issuers<'w>(symbol: &str, words: &'w CitationWords) -> Option<&'w SymbolIssuer> {
    let letters = segments_of_letters(symbol);
    let entry = |letters: &str| words.symbol_issuers.iter().find(|entry| entry.letters == letters);
    let [first, .., last] = letters[..] else {
        // «72/2025/QH15» has no type.
        return letters.first().and_then(|body| entry(body.trim_end_matches(|c: char| c.is_ascii_digit())));
    };
    if letters.len() > 2 {
        return None;
    }
    if words.is_type(first) {
        entry(&format!("{first}/{last}")).or_else(|| entry(last.trim_end_matches(|c: char| c.is_ascii_digit())))
    } else {
        // «8177/BKHCN-CĐSQG»: the body is in front of its unit.
        entry(first)
    }
}

/// Returns whether a typed name is of one of these bodies: it begins as theirs do.
fn names(issuer: &str, by: &SymbolIssuer) -> bool {
    let issuer = fold(issuer);
    // A minister issues what the ministry issues.
    let body = issuer.strip_prefix("bo truong ").unwrap_or(&issuer);
    issuer == "bo truong" && by.names.iter().any(|name| name.starts_with("Bộ "))
        || by
            .names
            .iter()
            .any(|name| body.strip_prefix(&fold(name)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Returns whether one of the bodies follows the typed one in its clause.
fn one_of_several(typed: &Typed<'_, '_>, end: usize, by: &SymbolIssuer) -> bool {
    let rest = fold(typed.text(end..typed.citation.rest.end.max(end)));
    let issuer = fold(typed.issuer().unwrap_or_default());
    by.names.iter().map(|name| fold(name)).any(|name| {
        let listed = |link: &str| rest.trim_start().starts_with(&format!("{link}{name}"));
        listed(", ")
            || listed("va ")
            || issuer.contains(&format!(" va {name}"))
            || issuer.contains(&format!(", {name}"))
    })
}
