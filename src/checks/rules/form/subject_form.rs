//! TT027: a subject that begins otherwise than under a type of document.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{Role, is_word_border};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT027", name: "subject-form", level: Warning, since: "0.1.0", fix: None,
    title: "trích yếu mở đầu chưa đúng", "a malformed beginning of the subject",
    explanation: "Trích yếu đứng một dòng ngay dưới tên loại: chữ đầu viết hoa, không nhắc lại tên loại. «V/v» chỉ dùng cho công văn.",
        "The subject is a line of its own below the type: it begins with a capital and does not repeat the type. «V/v» is for letters only.",
    law: "Phụ lục I, mục II.5.b và Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "subject = \"V/v kế hoạch chuyển đổi số năm 2026\"",
    good: "subject = \"Chuyển đổi số năm 2026\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    for passage in subject.own_passages().filter(|passage| passage.role == Role::Subject) {
        let of_plan = passage.source.span == plan.header.subject.span;
        let kind = if of_plan { plan.header.kind.text.trim() } else { plan.issued_type() }.to_lowercase();
        let plain = passage.plain();
        let start = plain.len() - plain.trim_start().len();
        let typed = plain.trim();
        let rest = without_the_head(typed, &kind);
        let right = capitalized(rest);
        let (range, vietnamese, english) = if rest.len() < typed.len() {
            let head = typed[..typed.len() - rest.len()].trim_end();
            let (vi, en) = (format!("trích yếu mở đầu bằng `{head}`"), format!("the subject begins with `{head}`"));
            (start..start + head.len(), vi, en)
        } else if typed.starts_with(char::is_lowercase) {
            let word = typed.split(' ').next().unwrap_or(typed);
            let (vi, en) = ("trích yếu không viết hoa chữ đầu", "the subject begins with a small letter");
            (start..start + word.len(), format!("{vi}: `{word}`"), format!("{en}: `{word}`"))
        } else {
            continue;
        };
        let shown = first_words(&right);
        findings.push(
            found(&RULE.meta, passage, range, vietnamese, english)
                .help(text(format!("viết `{shown}`"), format!("write `{shown}`"))),
        );
    }
}

/// Returns a subject without «V/v» and the type of the document at its beginning.
fn without_the_head<'t>(typed: &'t str, kind: &str) -> &'t str {
    let mut rest = typed;
    for head in ["v/v", "về việc", kind] {
        let Some(begin) = rest.get(..head.len()) else { continue };
        // «Về việc» may begin a subject where the type does not follow it (Appendix III, 1.2).
        let only_before_the_type = head == "về việc";
        if head.is_empty() || begin.to_lowercase() != head || !is_word_border(rest, head.len()) {
            continue;
        }
        let behind = rest[head.len()..].trim_start_matches([' ', ':', '.']);
        let names_the_type = behind.get(..kind.len()).is_some_and(|next| next.to_lowercase() == kind);
        if !behind.is_empty() && (!only_before_the_type || names_the_type) {
            rest = behind;
        }
    }
    rest
}
