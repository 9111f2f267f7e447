//! CC008: the plan that this plan answers is not cited.

use std::collections::BTreeSet;

use super::mention::mentions;
use super::symbol_form::canonical;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::Form;

declare_rule! {
    needs: Data,
    code: "CC008", name: "uncited-baseline", level: Warning, since: "0.1.0", fix: None,
    title: "không viện dẫn kế hoạch của cấp trên mà kế hoạch này triển khai thực hiện",
        "the city plan that this plan answers is not cited",
    explanation: "Kế hoạch ghi `answers` là để thực hiện một kế hoạch của thành phố; kế hoạch ấy phải có trong căn cứ, trong lời mở đầu hoặc ở nơi khác của văn bản.",
        "With `answers`, a plan implements a plan of the city, which must be cited as a basis, in the opening or elsewhere.",
    law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
    bad: "answers = [\"kh-359-2025\"]\n\n[document]\nopening = \"Ủy ban nhân dân xã xây dựng Kế hoạch như sau:\"",
    good: "answers = [\"kh-359-2025\"]\n\n[document]\nopening = 'Thực hiện {{ cite(\"kh-359-2025-hp\") }}; Ủy ban nhân dân xã xây dựng Kế hoạch như sau:'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let resolved = subject.resolved;
    let cited: BTreeSet<&str> = mentions(subject).iter().map(|mention| mention.document.id.value.as_str()).collect();
    for answer in &subject.plan().answers {
        let Some(baseline) = resolved.pack.baseline(answer.value.as_str()) else { continue };
        let id = baseline.document.value.as_str();
        let Some(document) = resolved.document(id) else { continue };
        let number = document.number.as_deref().map(canonical);
        let typed = || typed(subject).any(|typed| Some(canonical(typed.symbol())) == number);
        if cited.contains(id) || typed() {
            continue;
        }
        let words = document.cite(Form::Dated, None);
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                answer.span,
                text(
                    format!("không viện dẫn kế hoạch của cấp trên mà kế hoạch này triển khai thực hiện: {words}"),
                    format!("the city plan that this plan answers is not cited: {words}"),
                ),
            )
            .help(text(
                format!("thêm vào lời mở đầu `Thực hiện {{{{ cite(\"{id}\") }}}};`, hoặc thêm [[bases]] có `document = \"{id}\"`"),
                format!("add `Thực hiện {{{{ cite(\"{id}\") }}}};` to the opening, or [[bases]] with `document = \"{id}\"`"),
            )),
        );
    }
}
