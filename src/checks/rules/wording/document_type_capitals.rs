//! CV016: capitals of the type of a document that is cited.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::{capitalized, uncapitalized};
use crate::checks::prose::{Role, follows_plural};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV016", name: "document-type-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "tên loại văn bản viết hoa chưa đúng", "wrong capitals in the type of a document",
    explanation: "Nói đến một văn bản cụ thể thì viết hoa chữ đầu của tên loại, các chữ sau viết thường: «Nghị quyết số 57-NQ/TW», «Kế hoạch hành động số 12-KH/TU». Nói chung nhiều văn bản («các nghị quyết số …») thì viết thường được.",
        "The type of a certain document has one capital: «Nghị quyết số 57-NQ/TW». For several documents («các nghị quyết số …») it may have none.",
    law: "Phụ lục II, mục V.6 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Thực hiện nghị quyết số 57-NQ/TW.\"",
    good: "text = \"Thực hiện Nghị quyết số 57-NQ/TW.\"",
}

/// A word for any document, and no type.
const ANY: &str = "văn bản";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    // Of a basis, CC011 says so.
    for passage in subject.own_wording().filter(|passage| passage.role != Role::Basis) {
        for citation in passage.citations() {
            let Some(range) = citation.kind.clone() else { continue };
            let flowing = passage.flowing();
            let typed = &flowing[range.clone()];
            let small = typed.to_lowercase();
            // The name behind «Luật» has capitals of its own.
            let is_law = words.laws.iter().any(|law| small.starts_with(law.as_str()));
            let right = if is_law { capitalized(typed) } else { capitalized(&small) };
            let several = typed == uncapitalized(typed) && follows_plural(&flowing[..range.start], &words.several);
            // «Thông báo kết luận số 45/TB-VPCP»: the type is in front.
            let before = flowing[..range.start].trim_end().to_lowercase();
            let part = words.kinds.iter().any(|kind| before.ends_with(kind.as_str()));
            if typed == right
                || part
                || small == ANY
                || citation.quoted
                || several
                || !typed.contains(char::is_lowercase)
            {
                continue;
            }
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("tên loại văn bản viết hoa chưa đúng: `{typed}`"),
                    format!("wrong capitals in the type of a document: `{typed}`"),
                )
                .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
            );
        }
    }
}
