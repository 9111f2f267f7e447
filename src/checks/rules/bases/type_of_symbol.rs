//! CC014: a type of document with the letters of another type in its symbol.

use std::collections::BTreeMap;

use super::symbol_form::segments_of_letters;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::fold::same_but_case;
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{CitationWords, DocumentType};

declare_rule! {
    needs: Text,
    code: "CC014", name: "type-of-symbol", level: Warning, since: "0.1.0", fix: None,
    title: "tên loại không khớp với ký hiệu", "a type that the symbol does not name",
    explanation: "Chữ viết tắt trong ký hiệu là của tên loại văn bản: Kế hoạch là KH, Thông báo là TB, Báo cáo là BC, Quyết định là QĐ. Công văn không có tên loại: ký hiệu gồm chữ viết tắt của cơ quan ban hành và của đơn vị soạn thảo, như 215/UBND-KSTT.",
        "The letters in a symbol are those of the type. A Công văn has no type: its symbol has the letters of the body and of the unit that drafted it.",
    law: "Phụ lục I, mục II.3.b và Phụ lục III, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Kế hoạch số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố\"",
    good: "text = \"Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố\"",
}

/// The type whose symbol has no letters of a type.
const LETTER: &str = "công văn";
/// Letters that people write for it.
const NO_LETTERS: &str = "CV";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    let mut senders = None;
    for typed in typed(subject).filter(|typed| !typed.citation.quoted) {
        let (Some(range), Some(kind)) = (typed.citation.kind.clone(), typed.kind()) else { continue };
        let Some(wrong) = wrong(kind, typed.symbol(), words) else { continue };
        if !words.state.contains(&wrong.body) {
            // How an association or an enterprise numbers its own letters is not for the decree to say.
            let senders = senders.get_or_insert_with(|| senders_of(subject));
            if senders.get(typed.symbol()).is_some_and(|sender| !words.is_of_the_state(sender)) {
                continue;
            }
        }
        // «Thông báo kết luận số 45/TB-VPCP»: the type is in front of what it is about.
        let before = typed.text(0..range.start).trim_end();
        let named_before = wrong.there.is_some_and(|there| {
            let tail = before.len().saturating_sub(there.name.len() + "ý kiến ".len() + 8);
            before[before.ceil_char_boundary(tail)..].to_lowercase().contains(&there.name)
        });
        if !named_before {
            findings.push(finding(typed.span(&(range.start..typed.citation.symbol.end)), kind, typed.symbol(), &wrong));
        }
    }
    for document in &subject.plan().documents {
        let Some(number) = &document.number else { continue };
        let Some(wrong) = wrong(&document.kind, number, words) else { continue };
        if !words.state.contains(&wrong.body)
            && document.issuer.as_ref().is_some_and(|issuer| !words.is_of_the_state(issuer))
        {
            continue;
        }
        findings.push(finding(number.span, &document.kind, number, &wrong));
    }
}

/// Why a type and a symbol do not agree.
struct Wrong<'w> {
    /// The letters of the symbol, and the body behind them.
    body: String,
    /// The type of the table with these letters.
    there: Option<&'w DocumentType>,
    /// The letters of the type that was written; of a Công văn, none.
    own: Option<&'w str>,
}

/// Returns who sent each document that the plan cites by its symbol, where it is named first.
fn senders_of<'s>(subject: &'s Subject<'_, '_>) -> BTreeMap<&'s str, &'s str> {
    let mut out = BTreeMap::new();
    for typed in typed(subject) {
        if let Some(sender) = typed.sender() {
            out.entry(typed.symbol()).or_insert(sender);
        }
    }
    out
}

fn wrong<'w>(kind: &str, symbol: &str, words: &'w CitationWords) -> Option<Wrong<'w>> {
    // The Party writes 57-NQ/TW, and QĐ for a Quy định as well.
    let [given, body] = segments_of_letters(symbol)[..] else { return None };
    let letter = same_but_case(kind, LETTER);
    // «Công văn số 1234/CT-TTHT» is of a body that is abbreviated as a type is.
    let of_the_state = words.state.iter().any(|state| state == body) || (letter && given == NO_LETTERS);
    if !of_the_state || !symbol.contains(&format!("/{given}")) {
        return None;
    }
    let there = words.types.iter().find(|one| one.letters == given);
    let body = body.to_owned();
    if letter {
        return (there.is_some() || given == NO_LETTERS).then_some(Wrong { body, there, own: None });
    }
    let own = words.types.iter().find(|one| kind_is(kind, &one.name)).map(|one| one.letters.as_str())?;
    (own != given && there.is_some()).then_some(Wrong { body, there, own: Some(own) })
}

fn finding(span: Span, kind: &str, symbol: &str, wrong: &Wrong<'_>) -> Diagnostic {
    let Wrong { body, there, own } = wrong;
    let number = symbol.split('/').next().unwrap_or_default();
    let other = there.map(|there| format!("`{} số {symbol}`", capitalized(&there.name)));
    let help = match own {
        Some(letters) => {
            let (right, other) = (format!("`{kind} số {number}/{letters}-{body}`"), other.unwrap_or_default());
            text(format!("viết {right}, hoặc {other}"), format!("write {right} or {other}"))
        }
        None => {
            let help = text(
                format!(
                    "ký hiệu công văn gồm chữ viết tắt của cơ quan và của đơn vị soạn thảo, như `{number}/{body}-VP`"
                ),
                format!("a Công văn has the letters of the body and of its unit, as in `{number}/{body}-VP`"),
            );
            match other {
                Some(other) => help.followed_by(
                    "; ",
                    &text(
                        format!("nếu là văn bản có tên loại thì viết {other}"),
                        format!("if the document has a type, write {other}"),
                    ),
                ),
                None => help,
            }
        }
    };
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("tên loại không khớp với ký hiệu: `{kind} số {symbol}`"),
            format!("type and symbol disagree: `{kind} số {symbol}`"),
        ),
    )
    .help(help)
}

/// Returns whether a typed type is one of the table, or a longer name of it: «Kế hoạch hành động» is a «Kế hoạch».
fn kind_is(kind: &str, name: &str) -> bool {
    let kind = kind.to_lowercase();
    kind.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
