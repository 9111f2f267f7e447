//! TC002: another name than an agency's own.

use super::agency_capitals::help;
use super::official::{Misspelling, misnamed};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TC002", name: "agency-name", level: Warning, since: "0.1.0", fix: None,
    title: "tên cơ quan khác tên chính thức", "not the official name of an agency",
    explanation: "Tên cơ quan ghi đúng như tên chính thức trong danh bạ, kể cả dấu gạch nối. Tên viết tắt chỉ dùng khi đã giải thích: «Phòng Văn hóa - Xã hội (Phòng VH-XH)».",
        "An agency is named as in the directory, with its hyphens. A short name is used only after it has been introduced.",
    law: "Phụ lục I, mục II.2 Nghị định số 30/2020/NĐ-CP; danh bạ cơ quan của bộ dữ liệu",
    bad: "text = \"Phối hợp với Trung tâm hành chính công.\"",
    good: "text = 'Phối hợp với {{ agency(\"trung-tam-hcc\") }}.'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (passage, misnamed) in misnamed(subject).filter(|(_, misnamed)| misnamed.misspelling == Misspelling::Words) {
        let typed = &passage.flowing()[misnamed.range.clone()];
        let mut finding = Diagnostic::new(
            &RULE.meta,
            passage.span(misnamed.range.clone()),
            text(
                format!("tên cơ quan khác tên chính thức: `{typed}`"),
                format!("not the official name of the agency: `{typed}`"),
            ),
        )
        .help(help(passage, misnamed));
        if let Some(agency) = misnamed.agency {
            let name = &agency.name.text;
            finding = finding
                .related(agency.name.span, text(format!("trong danh bạ: {name}"), format!("in the directory: {name}")));
        }
        findings.push(finding);
    }
}
