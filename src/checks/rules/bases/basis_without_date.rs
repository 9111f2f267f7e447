//! CC012: a basis without its date or its issuer.

use super::issuer_of_symbol::issuers;
use super::registry::known;
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::prose::{Passage, Role, first_date, phrase_length};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CC012", name: "basis-without-date", level: Warning, since: "0.1.0", fix: None,
    title: "căn cứ thiếu ngày, cơ quan ban hành", "a basis without date or issuer",
    explanation: "Căn cứ ban hành ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm ban hành và trích yếu. Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành nhưng vẫn ghi ngày tháng năm. Văn bản có trong danh mục do CC007 xét.",
        "A basis has type, number, symbol, issuer, date and title. A law has neither number nor issuer, but its date. CC007 judges documents of the registry.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "verb = \"Căn cứ\"\ntext = \"Luật Tổ chức chính quyền địa phương\"",
    good: "verb = \"Căn cứ\"\ntext = \"Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for typed in typed(subject).filter(|typed| typed.passage.role == Role::Basis) {
        let quoted = typed.citation.quoted || typed.citation.kind.is_none();
        // What the registry knows is judged with its data.
        if !quoted && known(subject.resolved, &typed).is_none() {
            findings.extend(incomplete(&typed));
        }
    }
    for passage in subject.own_passages().filter(|passage| passage.role == Role::Basis) {
        law(subject, passage, findings);
        short_only(passage, findings);
    }
    for basis in subject.plan().lists_of_bases().into_iter().flatten() {
        let document = basis.document.as_ref().and_then(|id| subject.resolved.document(id.value.as_str()));
        // Its words, if it has any, are printed in place of the citation.
        if let Some(document) = document.filter(|document| document.date.is_none() && basis.text.is_none()) {
            let id = &document.id.value;
            let span = basis.document.as_ref().map_or(basis.span, |id| id.span);
            let message = text(
                format!("căn cứ thiếu ngày ban hành: văn bản `{id}` chưa ghi ngày"),
                format!("the basis has no date: the document `{id}` has none"),
            );
            let help = text(
                "thêm `date = 2025-06-16` vào [[documents]] của văn bản ấy, hoặc ghi căn cứ bằng `text = \"… ngày …\"`",
                "add `date = 2025-06-16` to the [[documents]] entry, or write the basis as `text = \"… ngày …\"`",
            );
            findings.push(Diagnostic::new(&RULE.meta, span, message).help(help));
        }
    }
}

/// A citation of a document that the registry does not have.
fn incomplete(typed: &Typed<'_, '_>) -> Option<Diagnostic> {
    let citation = typed.citation;
    let by = issuers(typed.symbol(), typed.passage.citation_words());
    let of = format!("của {}", by.and_then(|by| by.names.first()).map_or("Đảng ủy xã", String::as_str));
    // «Luật số 42/2024/QH15 về … ngày 29/6/2024»: the day may stand behind the name of a law.
    let has_day = typed.is_of_law() && first_date(typed.rest()).is_some();
    let (vi, en, put) = match (typed.lacks_date() && !has_day, typed.lacks_issuer()) {
        (true, true) => ("ngày và cơ quan ban hành", "date and issuer", format!("ngày 05/02/2026 {of}")),
        (true, false) => ("ngày ban hành", "date", "ngày 05/02/2026".to_owned()),
        (false, true) => ("cơ quan ban hành", "issuer", of),
        (false, false) => return None,
    };
    let short = typed.short();
    let message = text(format!("căn cứ thiếu {vi}: `{short}`"), format!("the basis has no {en}: `{short}`"));
    let help = text(format!("thêm sau số, ký hiệu, như `{put}`"), format!("add it behind the symbol, such as `{put}`"));
    Some(Diagnostic::new(&RULE.meta, typed.span(&citation.range), message).help(help))
}

/// «Luật …» without its date.
fn law<'a>(subject: &Subject<'_, 'a>, passage: &Passage<'a>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    let plain = passage.flowing();
    let mut start = plain.len() - plain.trim_start().len();
    let verb = words.basis_verbs.iter().filter_map(|verb| phrase_length(&plain[start..], verb)).max();
    if let Some(length) = verb {
        start += length;
        start += plain[start..].len() - plain[start..].trim_start().len();
    }
    let is_law = words.laws.iter().any(|law| phrase_length(&plain[start..], law).is_some());
    let is_judged = passage.citations().iter().any(|citation| {
        citation.range.start == start && known(subject.resolved, &Typed { passage, citation }).is_none()
    });
    let end = plain[start..].find(';').map_or(plain.trim_end().len(), |at| start + at);
    if !is_law || is_judged || plain[start..end.max(start)].contains("ngày") {
        return;
    }
    let shown = first_words(&plain[start..end]);
    findings.push(
        found(
            &RULE.meta,
            passage,
            start..end,
            format!("căn cứ thiếu ngày ban hành: `{shown}`"),
            format!("the basis has no date: `{shown}`"),
        )
        .help(text(
            "thêm sau tên, như `ngày 16 tháng 6 năm 2025`",
            "add it behind the name, such as `ngày 16 tháng 6 năm 2025`",
        )),
    );
}

/// A basis whose only citations are `cite(…, form="short")`.
fn short_only(passage: &Passage<'_>, findings: &mut Findings) {
    let tag =
        |range: &std::ops::Range<usize>| passage.source.text[range.clone()].replace([' ', '\''], "").replace('"', "");
    let cites: Vec<_> = passage.calls().iter().filter(|call| call.function == "cite").collect();
    let Some(first) = cites.first() else { return };
    if cites.iter().all(|call| tag(&call.tag).contains("form=short")) {
        let id = first.id;
        findings.push(
            found(
                &RULE.meta,
                passage,
                first.tag.clone(),
                format!("căn cứ thiếu ngày, cơ quan ban hành: văn bản `{id}` chỉ dẫn số, ký hiệu"),
                format!("the basis has neither date nor issuer: `{id}` is cited by its number only"),
            )
            .help(text(
                format!("viết `{{{{ cite('{id}', form='full') }}}}`, hoặc `document = \"{id}\"`"),
                format!("write `{{{{ cite('{id}', form='full') }}}}`, or `document = \"{id}\"`"),
            )),
        );
    }
}
