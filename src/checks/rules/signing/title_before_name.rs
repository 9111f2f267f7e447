//! KY003: a title before the name of the signer.

use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, text};
use crate::checks::rules::{Needs, Rule, Subject};

/// A title before the name of the signer.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KY003",
        name: "title-before-name",
        level: Level::Error,
        title_vi: "học hàm, học vị, danh xưng trước họ tên người ký",
        title_en: "a title before the name of the signer",
        explanation_vi: "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu danh dự. Ngoại lệ chỉ có ở lực lượng vũ trang, sự nghiệp giáo dục, y tế, khoa học.",
        explanation_en: "No academic or honorary title stands before the name of the signer.",
        law: "Phụ lục I, mục II.7.c Nghị định số 30/2020/NĐ-CP",
        bad: "name = \"ThS. Vũ Đăng Chương\"",
        good: "name = \"Vũ Đăng Chương\"",
    },
    needs: Needs::Data,
    check,
};

/// What stands before a name as a title.
const TITLES: [&str; 22] = [
    "ThS",
    "Ths",
    "Th.S",
    "TS",
    "PGS",
    "GS",
    "KS",
    "CN",
    "BS",
    "LS",
    "KTS",
    "NGƯT",
    "NGND",
    "CKI",
    "CKII",
    "Thạc sĩ",
    "Thạc sỹ",
    "Tiến sĩ",
    "Kỹ sư",
    "Bác sĩ",
    "Ông",
    "Bà",
];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let name = &subject.plan().signer.name;
    let found = TITLES.into_iter().filter(|title| {
        name.text.trim_start().strip_prefix(title).is_some_and(|rest| rest.starts_with(['.', ' ', ',']))
    });
    let Some(title) = found.max_by_key(|title| title.len()) else { return };
    let bare = name.text.trim_start()[title.len()..].trim_start_matches(['.', ',', ' ']);
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            name.span,
            text(
                format!("trước họ tên người ký có `{title}`"),
                format!("`{title}` stands before the name of the signer"),
            ),
        )
        .help(text(format!("chỉ ghi họ tên: `name = \"{bare}\"`"), format!("the name only: `name = \"{bare}\"`"))),
    );
}
