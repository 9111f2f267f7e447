//! CC005: a document that is not in force on the plan's day.

use std::collections::BTreeMap;

use super::mention::{DocumentMention, Purpose, mentions};
use crate::base::diagnostic::{Diagnostic, Findings, Level, Text, text};
use crate::base::vietnamese::date;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Form, LegalDocument};

declare_rule! {
    needs: Data,
    code: "CC005", name: "not-in-force", level: Error, since: "0.1.0", fix: None,
    title: "văn bản không còn, hoặc chưa có hiệu lực", "a document that is not in force",
    explanation: "Hiệu lực xét vào ngày của kế hoạch (chưa ghi ngày thì xét vào hôm nay). Văn bản đã hết hiệu lực hoặc bị thay thế không còn là căn cứ. Nhắc tới để thay thế, sửa đổi, tổng kết thì không sao. Văn bản chưa có hiệu lực chỉ cảnh báo.",
        "Validity is checked as of the plan's date, or today. An expired or replaced document is no longer a basis; mentioning it as replaced, amended or reviewed is fine. A document that is not yet in force only warns.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "# kế hoạch ngày 02/3/2026\ndocument = \"nd-73-2019\"",
    good: "# kế hoạch ngày 02/3/2026\ndocument = \"nd-45-2026\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let day = subject.day;
    let mut locations: BTreeMap<&str, Vec<&DocumentMention<'_>>> = BTreeMap::new();
    for mention in mentions(subject).iter().filter(|mention| mention.own && mention.purpose != Purpose::Aside) {
        locations.entry(mention.document.id.value.as_str()).or_default().push(mention);
    }
    for mentions in locations.values_mut() {
        let comes = mentions[0].document.in_force_from.as_ref().is_some_and(|from| from.value.0 > day);
        mentions.retain(|mention| !(comes && mention.purpose == Purpose::Effect));
        let Some((first, others)) = mentions.split_first() else { continue };
        let document = first.document;
        let (level, message, span) = match (&document.in_force_until, &document.in_force_from) {
            (Some(until), _) if until.value.0 < day => (Level::Error, expired(document), until.span),
            (_, Some(from))
                if from.value.0 > day && document.date.as_ref().is_none_or(|issued| issued.value.0 <= day) =>
            {
                (Level::Warning, not_yet(document), from.span)
            }
            (None, _) if is_replaced(document, subject) => (Level::Warning, replaced(document), document.id.span),
            _ => continue,
        };
        let mut finding = Diagnostic::new(&RULE.meta, first.span, message)
            .related(span, super::symbol_year::from_registry(document))
            .help(instead(document, subject));
        for other in others {
            finding = finding.related(other.span, text("cũng viện dẫn ở đây", "cited here too"));
        }
        finding.level = level;
        findings.push(finding);
    }
}

/// Returns whether a document that takes its place was there on the plan's day.
fn is_replaced(document: &LegalDocument, subject: &Subject<'_, '_>) -> bool {
    let new = document.replaced_by.iter().filter_map(|id| subject.resolved.document(id.value.as_str()));
    let since = |new: &LegalDocument| new.in_force_from.as_ref().or(new.date.as_ref()).map(|day| day.value.0);
    new.map(since).any(|since| since.is_none_or(|since| since <= subject.day))
}

fn expired(document: &LegalDocument) -> Text {
    let words = document.cite(Form::Short, None);
    let until = document.in_force_until.as_ref().map(|day| date::short(day.value.0)).unwrap_or_default();
    text(
        format!("văn bản đã hết hiệu lực: {words} (đến hết ngày {until})"),
        format!("no longer in force: {words} (until {until})"),
    )
}

fn not_yet(document: &LegalDocument) -> Text {
    let words = document.cite(Form::Short, None);
    let from = document.in_force_from.as_ref().map(|day| date::short(day.value.0)).unwrap_or_default();
    text(
        format!("văn bản chưa có hiệu lực: {words} (từ ngày {from})"),
        format!("not yet in force: {words} (from {from})"),
    )
}

fn replaced(document: &LegalDocument) -> Text {
    let words = document.cite(Form::Short, None);
    text(format!("văn bản đã bị thay thế: {words}"), format!("replaced: {words}"))
}

fn instead(document: &LegalDocument, subject: &Subject<'_, '_>) -> Text {
    let new: Vec<String> = document
        .replaced_by
        .iter()
        .filter_map(|id| Some((id, subject.resolved.document(id.value.as_str())?)))
        // What is issued later the plan cannot know.
        .filter(|(_, new)| new.date.as_ref().is_none_or(|issued| issued.value.0 <= subject.day))
        .map(|(id, new)| format!("{}: `{{{{ cite(\"{}\") }}}}`", new.cite(Form::Dated, None), id.value))
        .collect();
    if new.is_empty() {
        return text(
            "bỏ viện dẫn này, hoặc viện dẫn văn bản đang có hiệu lực vào ngày của kế hoạch",
            "remove the citation, or cite a document in force on the plan's date",
        );
    }
    text(format!("thay bằng {}", new.join("; ")), format!("cite {}", new.join("; ")))
}
