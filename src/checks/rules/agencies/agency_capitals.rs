//! TC001: capitals of an agency's name.

use super::official::{Misnamed, Misspelling, misnamed};
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::checks::prose::Passage;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::expressions::has_tags;

declare_rule! {
    needs: Text,
    code: "TC001", name: "agency-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "tên cơ quan viết hoa chưa đúng", "wrong capitals in an agency's name",
    explanation: "Tên cơ quan viết hoa chữ cái đầu của từ, cụm từ chỉ loại hình cơ quan và từ chỉ chức năng, lĩnh vực: Phòng Văn hóa - Xã hội, Ban Chỉ đạo. Tên được đối chiếu với danh bạ cơ quan.",
        "The words for the kind of body and for its field have capitals. Names are checked against the directory of agencies.",
    law: "Phụ lục II, mục IV.1 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Phối hợp với phòng Văn hóa - Xã hội.\"",
    good: "text = 'Phối hợp với {{ agency(\"phong-vhxh\") }}.'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (passage, misnamed) in misnamed(subject).filter(|(_, misnamed)| misnamed.misspelling == Misspelling::Capitals) {
        let typed = &passage.flowing()[misnamed.range.clone()];
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                passage.span(misnamed.range.clone()),
                text(
                    format!("viết hoa tên cơ quan chưa đúng: `{typed}`"),
                    format!("wrong capitals in an agency's name: `{typed}`"),
                ),
            )
            .help(help(passage, misnamed)),
        );
    }
}

/// Returns the right name, and the expression that prints it.
pub(super) fn help(passage: &Passage<'_>, misnamed: &Misnamed<'_>) -> Text {
    let official = &misnamed.official;
    let whole = |agency: &&crate::model::packs::Agency| !has_tags(&agency.name.text);
    match misnamed.agency.filter(whole).filter(|_| passage.role.is_prose()) {
        Some(agency) => {
            let id = &agency.id.value;
            text(
                format!("viết `{official}`, hoặc `{{{{ agency(\"{id}\") }}}}`"),
                format!("write `{official}`, or `{{{{ agency(\"{id}\") }}}}`"),
            )
        }
        None => text(format!("viết `{official}`"), format!("write `{official}`")),
    }
}
