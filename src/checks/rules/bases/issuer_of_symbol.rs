//! CC013: another issuer than the one that the symbol names.

use super::registry::known;
use super::symbol_form::segments_of_letters;
use super::symbol_year::from_registry;
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::fold::fold;
use crate::checks::prose::same_but_marks;
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
        if issuer.starts_with(char::is_lowercase)
            || names(issuer, by)
            || one_of_several(&typed, range.end, by)
            || was_called(typed.passage.flowing(), range.end, by)
        {
            continue;
        }
        let document = known(subject.resolved, &typed);
        let of_registry = document.and_then(|document| document.issuer.as_deref());
        if of_registry.is_some_and(|there| same_but_marks(&there.to_lowercase(), &issuer.to_lowercase())) {
            continue;
        }
        let right = of_registry.unwrap_or(by.names[0].as_str());
        let finding = match abbreviated_or_misspelt(issuer, by) {
            Some(meant) => misspelt(typed.span(&range), issuer, of_registry.unwrap_or(&meant)),
            None => finding(typed.span(&range), typed.symbol(), issuer),
        };
        let finding = finding.help(help(right, by, document));
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

/// The body itself, not as it is called.
fn misspelt(span: Span, issuer: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("tên cơ quan ban hành viết chưa đúng: `{issuer}`, tên đúng là `{meant}`"),
            format!("`{issuer}` is not how the issuer is called: it is `{meant}`"),
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
pub(super) fn issuers<'w>(symbol: &str, words: &'w CitationWords) -> Option<&'w SymbolIssuer> {
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

/// Returns whether words that name a body may name the one of a symbol; of letters that are not known, any.
pub(super) fn may_be_of(symbol: &str, words: &str, known: &CitationWords) -> bool {
    issuers(symbol, known).is_none_or(|by| is_named(words, by))
}

/// Returns the body that a typed name means, with some of its words abbreviated or a small word left out, or with other marks:
/// «Bộ Nông nghiệp và PTNT», «Bộ Tài nguyên Môi trường», «Thủ tưởng Chính phủ».
fn abbreviated_or_misspelt(issuer: &str, by: &SymbolIssuer) -> Option<String> {
    let typed = issuer.strip_prefix("Bộ trưởng ").unwrap_or(issuer);
    let name = by.names.iter().find(|name| is_meant(typed, name))?;
    // «Thủ tưởng Chính phủ»: only the words of the list are corrected.
    let begins = fold(typed).starts_with(&fold(name));
    let rest: String = if begins { typed.chars().skip(name.chars().count()).collect() } else { String::new() };
    Some(format!("{name}{rest}"))
}

fn is_meant(typed: &str, name: &str) -> bool {
    const SMALL: &str = "và";
    let mut rest = name.split(' ').filter(|word| *word != SMALL).peekable();
    for word in typed.split([' ', '&']).filter(|word| !word.is_empty() && *word != SMALL) {
        let is_short = word.chars().nth(1).is_some() && !word.contains(char::is_lowercase);
        let all_there = if is_short {
            // Each of its letters begins a word.
            word.chars()
                .all(|letter| rest.next().is_some_and(|next| fold(next).starts_with(&fold(&letter.to_string()))))
        } else {
            match rest.next() {
                Some(next) => fold(next) == fold(word),
                // Behind the name, whatever follows.
                None => return true,
            }
        };
        if !all_there {
            return false;
        }
    }
    rest.peek().is_none()
}

/// Returns whether a typed name is of one of these bodies: it begins as theirs do, with the same marks.
fn names(issuer: &str, by: &SymbolIssuer) -> bool {
    let whole = |name: &String| {
        let typed: String = issuer.chars().take(name.chars().count()).collect();
        same_but_marks(&typed.to_lowercase(), &name.to_lowercase())
    };
    let misspelt = by.names.iter().any(|name| fold(issuer).starts_with(&fold(name))) && !by.names.iter().any(whole);
    !misspelt && is_named(issuer, by)
}

fn is_named(issuer: &str, by: &SymbolIssuer) -> bool {
    let issuer = fold(issuer);
    // A minister issues what the ministry issues.
    let body = issuer.strip_prefix("bo truong ").unwrap_or(&issuer);
    issuer == "bo truong" && by.names.iter().any(|name| name.starts_with("Bộ "))
        || by
            .names
            .iter()
            .any(|name| body.strip_prefix(&fold(name)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Returns whether the name is that of the body today, with the earlier one in brackets: «của Bộ Xây dựng (trước đây là Bộ Giao thông vận tải)».
fn was_called(text: &str, end: usize, by: &SymbolIssuer) -> bool {
    let inside = text[end..].trim_start_matches(' ').strip_prefix('(').and_then(|rest| rest.split(')').next());
    let inside = inside.map(fold).unwrap_or_default();
    by.names.iter().any(|name| inside.contains(&fold(name)))
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
