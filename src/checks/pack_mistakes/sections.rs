//! Standard sections at places that cannot be.

use super::mistake;
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::source::Located;
use crate::model::id::{Id, IdKind};
use crate::model::packs::Baseline;

pub(super) fn find(baseline: &mut Baseline, findings: &mut Findings) {
    let known: Vec<Id> = baseline.sections.iter().map(|section| section.id.value.clone()).collect();
    for section in &mut baseline.sections {
        let own = section.id.value.clone();
        for (key, place) in [("precedes", &mut section.precedes), ("follows", &mut section.follows)] {
            let finding = place.as_ref().map(|place| misplaced(&own, key, place, &known));
            if finding.is_some() {
                *place = None;
            }
            findings.extend(finding);
        }
    }
}

/// The order of the file is the order of the document: a standard section needs no place of its own, and none has an effect.
fn misplaced(own: &Id, key: &str, place: &Located<Id>, known: &[Id]) -> Diagnostic {
    if place.value == *own {
        return mistake(
            place.span,
            Level::Error,
            (
                text(
                    format!("mục `{own}` đặt cạnh chính nó: `{key}`"),
                    format!("the section `{own}` is put next to itself: `{key}`"),
                ),
                text(
                    "bỏ dòng này: mục in theo thứ tự của tệp",
                    "remove this line: sections are in the order of the file",
                ),
            ),
        );
    }
    if !known.contains(&place.value) {
        let known = known.iter().map(Id::as_str);
        let what = IdKind::SECTION.unknown(place.value.as_str(), &format!("{key} = "), known, || {
            text("bỏ dòng này: mục in theo thứ tự của tệp", "remove this line: sections are in the order of the file")
        });
        return Diagnostic::unknown_id(place.span, what);
    }
    mistake(
        place.span,
        Level::Warning,
        (
            text(
                format!("`{key}` ở mục chuẩn không có tác dụng: mục in theo thứ tự của tệp"),
                format!("`{key}` of a standard section has no effect: sections are in the order of the file"),
            ),
            text(
                "chuyển mục đến đúng chỗ trong tệp, rồi bỏ dòng này",
                "move the section in the file, and remove this line",
            ),
        ),
    )
}
