//! CC004: typed citations that the registry cannot verify.

use std::collections::BTreeSet;

use super::registry::{known, same_symbol};
use super::symbol_form::{canonical, fixed, is_national, mistyped_year, year};
use super::symbol_year::from_registry;
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Form, LegalDocument};

declare_rule! {
    needs: Data,
    code: "CC004", name: "not-in-registry", level: Note, since: "0.1.0", fix: None,
    title: "văn bản không kiểm chứng được", "a document that cannot be verified",
    explanation: "Danh mục không có văn bản này, nên không kiểm chứng được ngày, cơ quan ban hành và hiệu lực. Như thế không có nghĩa là viện dẫn sai. Cả kế hoạch chỉ có một lưu ý; từng văn bản và chỗ viện dẫn nó nằm ở báo cáo dạng json, sarif, markdown. Danh mục có văn bản cùng số, ký hiệu mà khác ngày thì nói rõ riêng. Khai văn bản vào [[documents]] của kế hoạch thì các viện dẫn được kiểm tra.",
        "The registry does not have these documents, so their dates, issuers and validity cannot be verified. The citations may still be right. There is one note for the whole plan; reports as json, sarif or markdown have each document and its place. A document with the same symbol and another date in the registry is told apart. Once a document is in the plan's [[documents]], its citations are checked.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"theo Kế hoạch số 99/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân thành phố\"",
    good: "text = 'theo {{ cite(\"kh-359-2025-hp\") }}'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut reported = BTreeSet::new();
    let mut unknown: Vec<Typed<'_, '_>> = Vec::new();
    for typed in typed(subject) {
        let citation = typed.citation;
        let complete = citation.kind.is_some() && (citation.date.is_some() || year(typed.symbol()).is_some());
        // A symbol that contradicts its date, or a date after the plan's, is reported by another rule.
        let one_year = year(typed.symbol()).is_none_or(|year| typed.date_year().is_none_or(|typed| typed == year));
        let too_late = citation.date.and_then(|date| date.date()).is_some_and(|date| date > subject.latest);
        let well_formed = one_year
            && !too_late
            && mistyped_year(typed.symbol()).is_none()
            && fixed(typed.symbol(), typed.date_year(), &subject.vocabulary().citations).is_none();
        if !complete || !well_formed || citation.quoted || known(subject.resolved, &typed).is_some() {
            continue;
        }
        if !reported.insert((canonical(typed.symbol()), typed.date_year().or_else(|| year(typed.symbol())))) {
            continue;
        }
        match of_another_day(subject, &typed) {
            Some(document) => findings.push(another_day(&typed, document)),
            None => unknown.push(typed),
        }
    }
    findings.extend(not_there(&unknown));
}

/// Returns the document of the registry with the same symbol, where only one body issues documents with it.
fn of_another_day<'a>(subject: &Subject<'_, 'a>, typed: &Typed<'_, 'a>) -> Option<&'a LegalDocument> {
    let words = &subject.vocabulary().citations;
    if !is_national(typed.symbol(), words) {
        return None;
    }
    let mut alike = same_symbol(subject.resolved, typed.symbol(), typed.date_year(), words);
    // What did not yet exist was not meant.
    let existed =
        |document: &LegalDocument| document.date.as_ref().is_some_and(|there| there.value.0 <= subject.latest);
    alike.next().filter(|document| existed(document) && alike.next().is_none())
}

fn another_day(typed: &Typed<'_, '_>, document: &LegalDocument) -> Diagnostic {
    let (short, there) = (typed.short(), document.cite(Form::Dated, None));
    let day = typed.citation.date.map(|date| typed.text(date.range())).unwrap_or_default();
    Diagnostic::new(
        &RULE.meta,
        place(typed),
        text(
            format!("không kiểm chứng được `{short}` ngày `{day}`: danh mục có {there}"),
            format!("`{short}` of `{day}` cannot be verified: the registry has {there}"),
        ),
    )
    .related(document.id.span, from_registry(document))
    .help(text(
        "nếu là văn bản ấy thì ghi lại ngày; là văn bản khác cùng số thì khai vào [[documents]]",
        "if it is that one, correct the date; another document with the same number belongs into [[documents]]",
    ))
}

/// One finding for all documents that the registry does not have, at the first of them.
fn not_there(unknown: &[Typed<'_, '_>]) -> Option<Diagnostic> {
    let (first, others) = unknown.split_first()?;
    let short = first.short();
    let message = if others.is_empty() {
        text(
            format!("không kiểm chứng được `{short}`: danh mục không có văn bản này"),
            format!("`{short}` cannot be verified: not in the registry"),
        )
    } else {
        let count = unknown.len();
        text(
            format!(
                "không kiểm chứng được {count} văn bản: danh mục không có `{short}` và {} văn bản khác",
                others.len()
            ),
            format!(
                "{count} documents cannot be verified: `{short}` and {} more are not in the registry",
                others.len()
            ),
        )
    };
    let mut finding = Diagnostic::new(&RULE.meta, place(first), message).help(text(
        "đối chiếu với bản gốc; khai vào [[documents]] thì viện dẫn được bằng `{{ cite(\"mã văn bản\") }}`",
        "compare with the original; once in [[documents]], it can be cited with `{{ cite(\"id\") }}`",
    ));
    for other in others {
        let short = other.short();
        finding = finding.related(place(other), text(format!("`{short}`"), format!("`{short}`")));
    }
    Some(finding)
}

fn place(typed: &Typed<'_, '_>) -> Span {
    let citation = typed.citation;
    let start = citation.kind.as_ref().map_or(citation.symbol.start, |kind| kind.start);
    typed.span(&(start..citation.symbol.end))
}
