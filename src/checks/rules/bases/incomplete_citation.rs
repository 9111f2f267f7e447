//! CC007: a citation without all that it must have, or with another type or title than the registry's.

use std::collections::BTreeSet;
use std::ops::Range;

use super::mention::mentions;
use super::registry::known;
use super::symbol_year::from_registry;
use super::title::{TypedTitle, compare};
use super::typed::{Typed, typed};
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::base::vietnamese::fold::fold;
use crate::checks::prose::{IssuerSaid, Role, phrase_length};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Form, LegalDocument};

declare_rule! {
    needs: Text,
    code: "CC007", name: "incomplete-citation", level: Warning, since: "0.1.0", fix: None,
    title: "viện dẫn chưa đủ, chưa đúng thể thức", "an incomplete citation",
    explanation: "Viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và trích yếu; các lần sau chỉ ghi tên loại và số, ký hiệu. Luật, Pháp lệnh chỉ ghi tên loại và tên. Tên loại, trích yếu phải đúng như của văn bản.",
        "The first citation has type, number, symbol, date, issuer and title; later ones only type, number and symbol. Of a law, type and name are enough. Type and title must be the document's own.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"tại Nghị định 85/2016/NĐ-CP\"",
    good: "text = \"tại Nghị định số 85/2016/NĐ-CP ngày 01/7/2016 của Chính phủ về bảo đảm an toàn hệ thống thông tin theo cấp độ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut firsts = None;
    // Without a type, as in a table, it is a note rather than a citation.
    for typed in typed(subject).filter(|typed| !typed.citation.quoted && typed.citation.kind.is_some()) {
        let document = known(subject.resolved, &typed);
        if typed.citation.numbered {
            findings.extend(capital_inside(&typed));
        } else {
            findings.push(without_number_word(&typed));
        }
        if typed.citation.issuer_said == IssuerSaid::Bare {
            findings.extend(without_of(&typed));
        }
        findings.extend(date_out_of_place(&typed));
        let Some(document) = document else { continue };
        findings.extend(wrong_type(&typed, document));
        findings.extend(wrong_title(&typed, document));
        // Most plans type no citation: only then are all places of documents looked for.
        let firsts = firsts.get_or_insert_with(|| first_places(subject));
        if firsts.contains(&typed.span(&typed.citation.range)) {
            findings.extend(first_without(subject, &typed, document));
        }
    }
}

/// Returns the places that name a document for the first time, headings apart.
fn first_places(subject: &Subject<'_, '_>) -> BTreeSet<crate::base::source::Span> {
    let mut seen = BTreeSet::new();
    mentions(subject)
        .iter()
        .filter(|mention| !mention.in_heading && seen.insert(mention.document.id.value.as_str()))
        .map(|mention| mention.span)
        .collect()
}

fn without_number_word(typed: &Typed<'_, '_>) -> Diagnostic {
    let citation = typed.citation;
    let start = citation.kind.as_ref().map_or(citation.symbol.start, |kind| kind.start);
    let (words, right) = (typed.text(start..citation.symbol.end), typed.short());
    Diagnostic::new(
        &RULE.meta,
        typed.span(&(start..citation.symbol.end)),
        text(format!("thiếu chữ «số» trước số, ký hiệu: `{words}`"), format!("missing «số»: `{words}`")),
    )
    .help(text(format!("viết `{right}`"), format!("write `{right}`")))
}

/// «Quyết định Số: 1450/QĐ-UBND Ngày 05/6/2026»: inside a sentence, both words are small.
fn capital_inside(typed: &Typed<'_, '_>) -> Vec<Diagnostic> {
    let citation = typed.citation;
    let number = citation.kind.as_ref().map(|kind| kind.end..citation.symbol.start);
    let day = citation.date.filter(|_| !citation.has_late_date()).map(|date| citation.symbol.end..date.start);
    let is_wrong = |typed: &str| matches!(typed, "Số" | "Số:" | "Ngày");
    let finding = |place: Range<usize>| {
        let words = typed.text(place.clone());
        let start = place.start + (words.len() - words.trim_start_matches([' ', ',']).len());
        let word = words.trim_matches([' ', ',']);
        let right = word.trim_end_matches(':').to_lowercase();
        is_wrong(word).then(|| {
            Diagnostic::new(
                &RULE.meta,
                typed.span(&(start..start + word.len())),
                text(format!("viết sai trong viện dẫn: `{word}`"), format!("wrong inside a citation: `{word}`")),
            )
            .help(text(format!("viết `{right}`"), format!("write `{right}`")))
        })
    };
    [number, day].into_iter().flatten().filter_map(finding).collect()
}

fn without_of(typed: &Typed<'_, '_>) -> Option<Diagnostic> {
    let range = typed.citation.issuer.clone()?;
    let issuer = typed.text(range.clone());
    Some(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&range),
            text(
                format!("thiếu chữ «của» trước cơ quan ban hành: `{issuer}`"),
                format!("missing «của» before the issuer: `{issuer}`"),
            ),
        )
        .help(text(format!("viết `của {issuer}`"), format!("write `của {issuer}`"))),
    )
}

/// A date behind the issuer, or what was meant as one.
fn date_out_of_place(typed: &Typed<'_, '_>) -> Option<Diagnostic> {
    let citation = typed.citation;
    if let Some(range) = &citation.broken_date {
        let words = typed.text(range.clone());
        let message = text(format!("ngày ban hành ghi chưa đúng: `{words}`"), format!("not a date: `{words}`"));
        return Some(Diagnostic::new(&RULE.meta, typed.span(range), message).help(text(
            "viết đủ ngày, tháng, năm, như `ngày 15 tháng 9 năm 2022`",
            "write day, month and year, such as `ngày 15 tháng 9 năm 2022`",
        )));
    }
    let (date, issuer) = (citation.date.filter(|_| citation.has_late_date())?, typed.issuer()?);
    let right = format!("{} ngày {} của {issuer}", typed.short(), typed.text(date.range()));
    Some(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&citation.range),
            text(
                format!("ngày ban hành đứng sau cơ quan ban hành: `{}`", typed.short()),
                format!("the date stands behind the issuer: `{}`", typed.short()),
            ),
        )
        .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
    )
}

/// Another type than the registry's. «Kế hoạch» for «Kế hoạch hành động» is the same type.
fn wrong_type(typed: &Typed<'_, '_>, document: &LegalDocument) -> Option<Diagnostic> {
    let (range, kind) = (typed.citation.kind.clone()?, typed.kind()?);
    let (here, there) = (fold(kind), fold(&document.kind));
    if there.starts_with(&here) || here.starts_with(&there) {
        return None;
    }
    let right = &document.kind;
    Some(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&range),
            text(
                format!("tên loại khác danh mục: `{kind}` số {}", typed.symbol()),
                format!("the type differs from the registry: `{kind}` số {}", typed.symbol()),
            ),
        )
        .related(document.id.span, from_registry(document))
        .help(text(format!("viết `{right} số {}`", typed.symbol()), format!("write `{right} số {}`", typed.symbol()))),
    )
}

fn wrong_title(typed: &Typed<'_, '_>, document: &LegalDocument) -> Option<Diagnostic> {
    let title = document.title.as_deref()?;
    let TypedTitle::Wrong(range) = compare(typed.rest(), title, &typed.passage.citation_words().kinds) else {
        return None;
    };
    let start = typed.citation.rest.start;
    let range = start + range.start..start + range.end;
    Some(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&range),
            text(
                format!("trích yếu khác danh mục: {}", document.cite(Form::Short, None)),
                format!("the title differs from the registry: {}", document.cite(Form::Short, None)),
            ),
        )
        .related(document.id.span, from_registry(document))
        .help(text(format!("viết `{title}`"), format!("write `{title}`"))),
    )
}

/// Returns the first citation of a document of the registry, without date or issuer. A law needs neither; among the bases CC012
/// asks for its date.
fn first_without(subject: &Subject<'_, '_>, typed: &Typed<'_, '_>, document: &LegalDocument) -> Option<Diagnostic> {
    if typed.passage.role.is_heading() || matches!(typed.passage.role, Role::Subject | Role::Recipient | Role::Party) {
        return None;
    }
    let laws = &subject.vocabulary().citations.laws;
    let is_law = laws.iter().any(|law| phrase_length(&document.kind, law).is_some());
    let date = typed.lacks_date() && document.date.is_some() && !is_law;
    let issuer = typed.lacks_issuer() && document.issuer.is_some();
    let missing: Vec<(&str, &str)> = [(date, ("ngày ban hành", "date")), (issuer, ("cơ quan ban hành", "issuer"))]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, words)| words)
        .collect();
    if missing.is_empty() {
        return None;
    }
    let (vi, en): (Vec<_>, Vec<_>) = missing.into_iter().unzip();
    Some(
        Diagnostic::new(
            &RULE.meta,
            typed.span(&typed.citation.range),
            first_message(&typed.short(), &vi.join(", "), &en.join(", ")),
        )
        .related(document.id.span, from_registry(document))
        .help(text(
            format!("viết `{}`, hoặc `{{{{ cite(\"{}\") }}}}`", document.cite(Form::Issued, None), document.id.value),
            format!("write `{}`, or `{{{{ cite(\"{}\") }}}}`", document.cite(Form::Issued, None), document.id.value),
        )),
    )
}

fn first_message(short: &str, vi: &str, en: &str) -> Text {
    text(format!("viện dẫn lần đầu thiếu {vi}: `{short}`"), format!("the first citation is missing {en}: `{short}`"))
}
