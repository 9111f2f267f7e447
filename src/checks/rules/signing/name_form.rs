//! KY006: a name in capitals, or without them.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "KY006", name: "signer-name-form", level: Warning, since: "0.1.0", fix: None,
    title: "họ tên người ký viết chưa đúng", "a malformed name of the signer",
    explanation: "Họ tên người ký viết hoa chữ cái đầu mỗi tiếng, không viết hoa toàn bộ.",
        "Each syllable of a name begins with a capital and has no other.",
    law: "Phụ lục I, mục II.7.đ và Phụ lục II, mục II.1 Nghị định số 30/2020/NĐ-CP",
    bad: "name = \"VŨ ĐĂNG CHƯƠNG\"",
    good: "name = \"Vũ Đăng Chương\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let name = &subject.plan().signer.name;
    let written: Vec<String> = name.text.split_whitespace().map(as_a_name).collect();
    let written = written.join(" ");
    if written != name.text && !subject.vocabulary().unfinished.is_stand_in(&name.text) {
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                name.span,
                text(
                    format!("họ tên người ký viết chưa đúng: `{}`", name.text),
                    format!("malformed name of the signer: `{}`", name.text),
                ),
            )
            .help(text(format!("viết `{written}`"), format!("write `{written}`"))),
        );
    }
}

/// A syllable with a capital first letter. What has a full stop is a title, which another rule judges.
fn as_a_name(syllable: &str) -> String {
    let mut letters = syllable.chars();
    let rest: String = letters.clone().skip(1).collect();
    if syllable.contains('.') || (rest.chars().any(char::is_lowercase) && rest.chars().any(char::is_uppercase)) {
        return syllable.to_owned();
    }
    letters.next().map(|first| first.to_uppercase().chain(rest.to_lowercase().chars()).collect()).unwrap_or_default()
}
