//! CC009: one document twice among the bases.

use std::collections::BTreeMap;

use super::registry::known;
use super::typed::Typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Form, LegalDocument};
use crate::model::plan::Basis;

declare_rule! {
    needs: Data,
    code: "CC009", name: "repeated-basis", level: Warning, since: "0.1.0", fix: None,
    title: "một văn bản làm căn cứ hai lần", "duplicate basis",
    explanation: "Mỗi văn bản chỉ ghi một lần trong các căn cứ. Văn bản nằm trong trích yếu của văn bản khác thì không tính.",
        "Each document is listed once. A document named in the title of another does not count.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "[[bases]]\ndocument = \"nq-57-nq-tw-2024\"\n\n[[bases]]\ndocument = \"nq-57-nq-tw-2024\"",
    good: "[[bases]]\ndocument = \"nq-57-nq-tw-2024\"\n\n[[bases]]\ndocument = \"nq-71-2025-cp\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for bases in subject.plan().lists_of_bases() {
        repeated(subject, bases, findings);
    }
}

/// A plan under a decision may rest on the same document as the decision.
fn repeated(subject: &Subject<'_, '_>, bases: &[Basis], findings: &mut Findings) {
    // «Căn cứ Điều 60 Luật …; căn cứ Điều 61 Luật …» are two.
    let mut seen: BTreeMap<(&str, String), Span> = BTreeMap::new();
    for basis in bases {
        let Some((document, span)) = head(subject, basis) else { continue };
        let what = (document.id.value.as_str(), part(subject, basis, span));
        let Some(first) = seen.get(&what) else {
            seen.insert(what, span);
            continue;
        };
        let words = document.cite(Form::Short, None);
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                span,
                text(format!("căn cứ ghi hai lần: {words}"), format!("duplicate basis: {words}")),
            )
            .related(*first, text("lần thứ nhất", "first here"))
            .help(text("bỏ một trong hai căn cứ", "remove one of the two")),
        );
    }
}

/// Returns which part of its document a basis names, in front of it.
fn part(subject: &Subject<'_, '_>, basis: &Basis, document: Span) -> String {
    let Some(words) = &basis.text else { return String::new() };
    let Some(passage) = subject.passages.iter().find(|passage| passage.source.span == words.span) else {
        return String::new();
    };
    let before = passage.references().iter().filter(|one| passage.span(one.range.clone()).start < document.start);
    before.map(|one| passage.flowing()[one.range.clone()].to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// The document that a basis begins with.
fn head<'a>(subject: &Subject<'_, 'a>, basis: &Basis) -> Option<(&'a LegalDocument, Span)> {
    let Some(words) = &basis.text else {
        let id = basis.document.as_ref()?;
        return Some((subject.resolved.document(id.value.as_str())?, id.span));
    };
    let passage = subject.passages.iter().find(|passage| passage.source.span == words.span)?;
    let call = passage.calls().iter().find(|call| call.function == "cite");
    let citation = passage.citations().first();
    if let Some(call) = call.filter(|call| citation.is_none_or(|citation| call.range.start < citation.range.start)) {
        return Some((subject.resolved.document(call.id)?, passage.span(call.range.clone())));
    }
    let typed = Typed { passage, citation: citation? };
    Some((known(subject.resolved, &typed)?, typed.span(&typed.citation.range)))
}
