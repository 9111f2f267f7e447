//! CC011: how bases begin: «Căn cứ», and a capital.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::letter;
use crate::checks::prose::{Owner, Passage, Role, phrase_length};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Basis;
use crate::model::section::BasesAs;

declare_rule! {
    needs: Text,
    code: "CC011", name: "basis-opening", level: Warning, since: "0.1.0", fix: None,
    title: "chữ mở đầu căn cứ chưa đúng", "how a basis begins",
    explanation: "Chương trình in căn cứ đúng như kế hoạch ghi, không tự thêm chữ «Căn cứ»: in thành dòng nghiêng hay thành một đoạn thì căn cứ thứ nhất phải có `verb`, hoặc tự mở đầu bằng «Căn cứ», «Thực hiện», «Theo»; các căn cứ sau có thể nối tiếp. Mỗi căn cứ xuống dòng nên chữ đầu viết hoa; tên loại của một văn bản cụ thể cũng viết hoa.",
        "Bases are printed as they are written, without «Căn cứ» of the program's own: as lines or as one paragraph, the first one has a `verb` or begins with such words; later ones may go on from it. Each begins a line, and so with a capital; the type of a particular document has one too.",
    law: "Phụ lục I, mục II.6.a; Phụ lục II, mục I và mục V.6; Phụ lục III, mẫu 1.2 Nghị định số 30/2020/NĐ-CP",
    bad: "[[bases]]\nverb = \"căn cứ\"\ntext = \"nghị quyết số 12-NQ/ĐU ngày 05/02/2026 của Đảng ủy xã\"",
    good: "[[bases]]\nverb = \"Căn cứ\"\ntext = \"Nghị quyết số 12-NQ/ĐU ngày 05/02/2026 của Đảng ủy xã\"",
}

/// A heading that has it says what the bases are.
const HEADING: &str = "căn cứ";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let [of_decision, of_plan] = plan.lists_of_bases();
    // A document that a decision rests on gets its «Căn cứ» by itself.
    if let Some(first) = of_decision.first().filter(|first| first.text.is_some()) {
        without_verb(subject, first, findings);
    }
    if let Some(first) = of_plan.first().filter(|_| stands_alone(subject)) {
        without_verb(subject, first, findings);
    }
    let in_one_sentence = plan.header.bases.as_ref().is_some_and(|how| how.value == BasesAs::Sentence);
    // Those of a decision are always lines.
    let begins_line = |basis: &Basis| {
        let is = |other: &Basis| other.span == basis.span;
        !in_one_sentence || of_plan.first().is_some_and(is) || of_decision.iter().any(is)
    };
    for basis in of_decision.iter().chain(of_plan) {
        match basis.verb.as_ref().filter(|verb| !verb.is_blank()) {
            Some(verb) if begins_line(basis) && verb.trim().starts_with(char::is_lowercase) => {
                let (typed, right) = (verb.trim().to_owned(), letter::capitalized(verb.trim()));
                let message = text(
                    format!("căn cứ mở đầu bằng chữ thường: `{typed}`"),
                    format!("the basis begins without a capital: `{typed}`"),
                );
                let help = text(format!("ghi `verb = \"{right}\"`"), format!("write `verb = \"{right}\"`"));
                findings.push(Diagnostic::new(&RULE.meta, verb.span, message).help(help));
            }
            _ => {}
        }
    }
    for passage in subject.own_passages().filter(|passage| passage.role == Role::Basis) {
        let Owner::Basis(basis) = passage.owner else { continue };
        if basis.text.as_ref().is_some_and(|own| own.span == passage.source.span) {
            small_letter(passage, basis, begins_line(basis), findings);
        }
    }
}

/// The first basis has no «Căn cứ», where no heading has it.
fn without_verb(subject: &Subject<'_, '_>, first: &Basis, findings: &mut Findings) {
    let verbs = &subject.vocabulary().citations.basis_verbs;
    let begins = |words: &str| verbs.iter().any(|verb| phrase_length(words.trim_start(), verb).is_some());
    let has_verb = first.verb.as_ref().is_some_and(|verb| !verb.is_blank());
    if has_verb || first.text.as_ref().is_some_and(|words| begins(&words.text)) {
        return;
    }
    let message = text(
        "căn cứ thứ nhất in ra không có chữ «Căn cứ»: chưa ghi `verb`",
        "the first basis is printed without «Căn cứ»: it has no `verb`",
    );
    let help = text("thêm dòng `verb = \"Căn cứ\"`", "add a line `verb = \"Căn cứ\"`");
    findings.push(Diagnostic::new(&RULE.meta, first.span, message).help(help));
}

/// Returns whether bases are printed as lines or in a paragraph, with no heading above them that says what they are.
fn stands_alone(subject: &Subject<'_, '_>) -> bool {
    let is_text = |how: BasesAs| matches!(how, BasesAs::Lines | BasesAs::Sentence);
    let plan = subject.plan();
    let says = |title: &str| title.to_lowercase().contains(HEADING);
    plan.header.bases.as_ref().is_some_and(|how| is_text(how.value))
        || subject.resolved.sections.iter().any(|section| {
            section.show.as_ref().and_then(|show| show.bases).is_some_and(is_text) && !says(&section.title.text)
        })
        || plan.appendices.iter().any(|appendix| {
            appendix.show.as_ref().and_then(|show| show.bases).is_some_and(is_text) && !says(&appendix.title.text)
        })
}

/// Words that begin with a small letter; behind a verb, only the type of a document is surely a name.
fn small_letter(passage: &Passage<'_>, basis: &Basis, begins_line: bool, findings: &mut Findings) {
    let plain = passage.plain();
    let start = plain.len() - plain.trim_start().len();
    if !plain[start..].starts_with(char::is_lowercase) {
        return;
    }
    let has_verb = basis.verb.as_ref().is_some_and(|verb| !verb.is_blank());
    let is_type = passage.citations().iter().any(|one| one.kind.as_ref().is_some_and(|kind| kind.start == start));
    if !is_type && (has_verb || !begins_line) {
        return;
    }
    let shown = first_words(&plain[start..]);
    let right = letter::capitalized(&shown);
    findings.push(
        found(
            &RULE.meta,
            passage,
            start..plain.trim_end().len(),
            format!("căn cứ mở đầu bằng chữ thường: `{shown}`"),
            format!("the basis begins without a capital: `{shown}`"),
        )
        .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
    );
}
