//! KY005: a signer without a name yet.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::letter::is_blank;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::Vocabulary;

declare_rule! {
    needs: Data,
    code: "KY005", name: "signer-not-named", level: Warning, since: "0.1.0", fix: None,
    title: "chưa ghi họ tên người ký", "the signer is not named yet",
    explanation: "Bản khởi đầu ghi sẵn «Họ và tên» để nhắc, và vẫn dựng được để xem. Văn bản trình ký phải có họ tên thật.",
        "A new plan has «Họ và tên» as a placeholder, and still builds; a document to be signed needs a real name.",
    law: "Phụ lục I, mục II.7.c Nghị định số 30/2020/NĐ-CP",
    bad: "name = \"Họ và tên\"",
    good: "name = \"Vũ Đăng Chương\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let name = &subject.plan().signer.name;
    if is_missing(&name.text, subject.vocabulary()) {
        findings.push(
            Diagnostic::new(&RULE.meta, name.span, text("chưa ghi họ tên người ký", "the signer is not named yet"))
                .help(text(
                    "ghi họ, tên đệm và tên: `name = \"Vũ Đăng Chương\"`",
                    "write the full name: `name = \"Vũ Đăng Chương\"`",
                )),
        );
    }
}

/// Returns whether a text is a placeholder for a name.
pub(super) fn is_missing(name: &str, vocabulary: &Vocabulary) -> bool {
    let given = name.trim().to_lowercase();
    let empty = is_blank(&given) || given.chars().all(|letter| matches!(letter, '.' | '…' | '_' | '-' | ' '));
    empty || vocabulary.people.placeholders.contains(&given)
}
