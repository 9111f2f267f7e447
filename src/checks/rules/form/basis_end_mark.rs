//! TT007: a mark typed after a basis, where the program adds its own.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::Role;
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT007", name: "basis-end-mark", level: Warning, since: "0.1.0", fix: Safe,
    title: "căn cứ có dấu gõ tay ở cuối", "a mark typed after a basis",
    explanation: "Mỗi căn cứ một dòng, kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng kết thúc bằng dấu chấm. Chương trình đặt các dấu ấy theo thứ tự của căn cứ; dấu gõ tay bị bỏ đi.",
        "Each basis ends in a semicolon, the last one in a full stop. The program adds these marks and drops typed ones.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Kế hoạch số 31/KH-UBND của UBND thành phố.\"",
    good: "text = \"Kế hoạch số 31/KH-UBND của UBND thành phố\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages().filter(|passage| passage.role == Role::Basis) {
        let plain = passage.plain().trim_end();
        let bare = plain.trim_end_matches(['.', ';', ',']);
        let range = bare.len()..plain.len();
        let marks = &plain[range.clone()];
        // Two marks are another rule's; dots at the end of «v.v.» and «...» belong to the words.
        if marks.len() != 1 || bare.ends_with("v.v") {
            continue;
        }
        let finding = found(
            &RULE.meta,
            passage,
            range.clone(),
            format!("dấu `{marks}` gõ tay ở cuối căn cứ"),
            format!("`{marks}` is typed after the basis"),
        )
        .help(text(
            format!("bỏ dấu `{marks}`; chương trình đặt `;` sau mỗi căn cứ, `.` sau căn cứ cuối"),
            format!("remove `{marks}`; the program adds `;` after each basis and `.` after the last"),
        ));
        // The mark is not part of the citation, so it may go without asking.
        findings.push(match passage.exact_span(range) {
            Some(span) => finding.fix(span, ""),
            None => finding,
        });
    }
}
