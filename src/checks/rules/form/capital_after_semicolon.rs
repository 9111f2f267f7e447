//! TT008: a sentence that begins after a semicolon.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter;
use crate::checks::prose::{Quotations, Role};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT008", name: "capital-after-semicolon", level: Warning, since: "0.1.0", fix: None,
    title: "viết hoa sau dấu chấm phẩy", "a capital after a semicolon",
    explanation: "Chữ đầu chỉ viết hoa sau dấu chấm, dấu hỏi, dấu than và khi xuống dòng. Sau dấu chấm phẩy mà mở câu mới thì phải là dấu chấm; viết tiếp thì chữ thường. Tên cơ quan, tên văn bản vẫn viết hoa.",
        "A sentence begins with a capital, and follows a full stop. Names keep their capitals.",
    law: "Phụ lục II, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "- Tiếp nhận hồ sơ; Hướng dẫn người dân.",
    good: "- Tiếp nhận hồ sơ; hướng dẫn người dân.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        if matches!(passage.role, Role::Opening | Role::Basis | Role::Subject) {
            continue;
        }
        let plain = passage.plain();
        let mut quotations = None;
        if !passage.may_hold(&[';']) {
            continue;
        }
        let ends = passage.gaps().flat_map(|(gap, signs)| signs.match_indices("; ").map(move |(at, _)| gap.start + at));
        for at in ends {
            let rest = &plain[at + 2..];
            let Some(opening) =
                subject.vocabulary().sentences.openings.iter().find(|opening| begins_with(rest, opening))
            else {
                continue;
            };
            // «; Hướng dẫn số 05/HD-SNV» is a document.
            if rest[opening.len()..].trim_start().starts_with("số ") {
                continue;
            }
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(at) {
                continue;
            }
            let small = letter::uncapitalized(opening);
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    at..at + 2 + opening.len(),
                    format!("viết hoa `{opening}` sau dấu chấm phẩy"),
                    format!("`{opening}` has a capital after a semicolon"),
                )
                .help(text(
                    format!("viết `; {small}`, hoặc hết câu trước bằng dấu chấm: `. {opening}`"),
                    format!("write `; {small}`, or end the previous sentence: `. {opening}`"),
                )),
            );
        }
    }
}

fn begins_with(rest: &str, opening: &str) -> bool {
    rest.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
