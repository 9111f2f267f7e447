//! CC010: the word before a basis, twice.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::prose::phrase_length;
use crate::checks::rules::found::first_words;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::SourceText;
use crate::model::plan::Basis;

declare_rule! {
    needs: Text,
    code: "CC010", name: "basis-verb", level: Warning, since: "0.1.0", fix: None,
    title: "chữ «Căn cứ» trước căn cứ bị lặp", "a basis with its verb twice",
    explanation: "`verb` được in trước lời của căn cứ. Lời ấy đã bắt đầu bằng «Căn cứ», «Thực hiện», «Theo» thì in ra hai lần: «Căn cứ Căn cứ Luật …».",
        "`verb` is printed before the words of a basis; where these begin with such a verb themselves, it is printed twice.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "verb = \"Căn cứ\"\ntext = \"Căn cứ Luật Tổ chức chính quyền địa phương\"",
    good: "verb = \"Căn cứ\"\ntext = \"Luật Tổ chức chính quyền địa phương\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let verbs = &subject.vocabulary().citations.basis_verbs;
    for basis in plan.lists_of_bases().into_iter().flatten() {
        if let Some(verb) = basis.verb.as_ref().filter(|verb| !verb.is_blank()) {
            twice(subject, basis, verb, verbs, findings);
        }
    }
}

fn twice(subject: &Subject<'_, '_>, basis: &Basis, verb: &SourceText, verbs: &[String], findings: &mut Findings) {
    let document = basis.document.as_ref().and_then(|id| subject.resolved.document(id.value.as_str()));
    let words = match (&basis.text, document) {
        (Some(words), _) => words,
        (None, Some(document)) => &document.kind,
        (None, None) => return,
    };
    let Some(range) = opening(words, verb, verbs) else { return };
    let span = if words.span.file >= subject.plan().span.file { words.inner(range.clone()) } else { basis.span };
    let (before, typed) = (verb.trim(), words.text[range.clone()].to_owned());
    let rest = first_words(&words.text[range.end..]);
    let message = text(
        format!("`{typed}` lặp chữ của `verb`: in ra «{before} {typed} …»"),
        format!("`{typed}` repeats `verb`: «{before} {typed} …» is printed"),
    );
    let help = text(
        format!("bỏ `{typed}` ở đây, chỉ viết `{rest}`; hoặc bỏ dòng `verb`"),
        format!("remove `{typed}` here and write `{rest}`, or remove `verb`"),
    );
    findings.push(Diagnostic::new(&RULE.meta, span, message).help(help));
}

/// Returns the place of a verb at the beginning: one that is known, or the one that is given.
fn opening(words: &SourceText, given: &str, verbs: &[String]) -> Option<Range<usize>> {
    let typed = words.text.as_str();
    let start = typed.len() - typed.trim_start().len();
    let given = given.trim().to_lowercase();
    let known = verbs.iter().map(String::as_str).chain([given.as_str()]);
    known.filter_map(|verb| phrase_length(&typed[start..], verb)).max().map(|length| start..start + length)
}
