//! CC004: a typed citation that the registry cannot verify.

use std::collections::BTreeSet;

use super::registry::known;
use super::symbol_form::{canonical, fixed, year};
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Data,
    code: "CC004", name: "not-in-registry", level: Note, since: "0.1.0", fix: None,
    title: "văn bản không kiểm chứng được", "a document that cannot be verified",
    explanation: "Danh mục không có văn bản này, nên không kiểm chứng được ngày, cơ quan ban hành và hiệu lực. Như thế không có nghĩa là viện dẫn sai. Khai văn bản vào [[documents]] của kế hoạch thì các viện dẫn được kiểm tra.",
        "The registry does not have this document, so its date, issuer and validity cannot be verified. The citation may still be right. Once the document is in the plan's [[documents]], its citations are checked.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"theo Kế hoạch số 99/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân thành phố\"",
    good: "text = 'theo {{ cite(\"kh-359-2025-hp\") }}'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut reported = BTreeSet::new();
    for typed in typed(subject) {
        let citation = typed.citation;
        let complete = citation.kind.is_some() && (citation.date.is_some() || year(typed.symbol()).is_some());
        // A symbol that contradicts its date, or a date after the plan's, is reported by another rule.
        let one_year = year(typed.symbol()).is_none_or(|year| typed.date_year().is_none_or(|typed| typed == year));
        let too_late = citation.date.and_then(|date| date.date()).is_some_and(|date| date > subject.latest);
        let well_formed = one_year
            && !too_late
            && fixed(typed.symbol(), typed.date_year(), &subject.vocabulary().citations).is_none();
        if !complete || !well_formed || citation.quoted || known(subject.resolved, &typed).is_some() {
            continue;
        }
        if !reported.insert((canonical(typed.symbol()), typed.date_year().or_else(|| year(typed.symbol())))) {
            continue;
        }
        let start = citation.kind.as_ref().map_or(citation.symbol.start, |kind| kind.start);
        let short = typed.short();
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                typed.span(&(start..citation.symbol.end)),
                text(
                    format!("không kiểm chứng được `{short}`: danh mục không có văn bản này"),
                    format!("`{short}` cannot be verified: not in the registry"),
                ),
            )
            .help(text(
                "đối chiếu với bản gốc; khai vào [[documents]] thì viện dẫn được bằng `{{ cite(\"mã văn bản\") }}`",
                "compare with the original; once in [[documents]], it can be cited with `{{ cite(\"id\") }}`",
            )),
        );
    }
}
