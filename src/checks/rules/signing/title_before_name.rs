//! KY003: a title before the name of the signer.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "KY003", name: "title-before-name", level: Error, since: "0.1.0", fix: None,
    title: "học hàm, học vị, danh xưng trước họ tên người ký", "a title before the name of the signer",
    explanation: "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu danh dự. Ngoại lệ chỉ có ở lực lượng vũ trang, sự nghiệp giáo dục, y tế, khoa học.",
        "The name of the signer has no academic or honorary title before it.",
    law: "Phụ lục I, mục II.7.c Nghị định số 30/2020/NĐ-CP",
    bad: "name = \"ThS. Vũ Đăng Chương\"",
    good: "name = \"Vũ Đăng Chương\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let name = &subject.plan().signer.name;
    let precedes = |title: &&String| {
        name.text.trim_start().strip_prefix(title.as_str()).is_some_and(|rest| rest.starts_with(['.', ' ', ',']))
    };
    let Some(title) = subject.vocabulary().people.titles.iter().filter(precedes).max_by_key(|title| title.len()) else {
        return;
    };
    let bare = name.text.trim_start()[title.len()..].trim_start_matches(['.', ',', ' ']);
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            name.span,
            text(format!("trước họ tên người ký có `{title}`"), format!("`{title}` before the name of the signer")),
        )
        .help(text(
            format!("chỉ ghi họ tên: `name = \"{bare}\"`"),
            format!("write only the name: `name = \"{bare}\"`"),
        )),
    );
}
