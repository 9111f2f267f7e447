//! TT003: a title that ends in a mark.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::Role;
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT003", name: "title-end-mark", level: Warning, since: "0.1.0", fix: Safe,
    title: "tiêu đề, trích yếu kết thúc bằng dấu câu", "a title that ends with a mark",
    explanation: "Tiêu đề của phần, mục, khoản và trích yếu đứng một dòng riêng, không có dấu chấm, dấu hai chấm, dấu phẩy ở cuối.",
        "A title is on a line of its own and ends without a mark.",
    law: "Phụ lục I, mục II.5.b, mục II.6.đ và mục V Nghị định số 30/2020/NĐ-CP",
    bad: "title = \"Ứng dụng trong nội bộ:\"",
    good: "title = \"Ứng dụng trong nội bộ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let what = match passage.role {
            Role::Subject => ("trích yếu", "the subject"),
            role if role.is_heading() => ("tiêu đề", "the title"),
            _ => continue,
        };
        let plain = passage.plain().trim_end();
        let bare = plain.trim_end_matches([':', '.', ';', ',']).trim_end();
        if bare.len() == plain.len() || plain.ends_with("...") || plain.ends_with("v.v.") {
            continue;
        }
        let range = bare.len()..plain.len();
        let mark = &plain[range.clone()];
        let finding = found(
            &RULE.meta,
            passage,
            range.clone(),
            format!("{} kết thúc bằng dấu `{}`", what.0, mark.trim()),
            format!("{} ends with `{}`", what.1, mark.trim()),
        )
        .help(text(format!("bỏ `{}`", plain[range.clone()].trim()), "remove the mark"));
        findings.push(fixed(finding, passage, range, ""));
    }
}
