//! How a signed file begins: with the built file, or not.

use super::revisions::{self, Revision, Revisions};
use super::{Origin, Report, compare, signature};
use crate::base::diagnostic::text;
use crate::output::sign::digest::sha256;
use crate::output::sign::labels::Labels;
use crate::output::sign::{AGENCY_FIELD, SIGNER_FIELD};

/// How far a sidecar's numbers may be from those of the PDF, in millimetres: both are rounded.
const ROUNDED: f64 = 0.002;

/// Returns the length of the built file, if the signed one begins with it, byte for byte.
pub(super) fn known(file: &[u8], origin: Origin<'_>, report: &mut Report) -> Option<usize> {
    if let Some(built) = origin.built {
        let same = file.starts_with(built) && revisions::load(built).is_ok();
        if same {
            report.beginning.push(text(
                format!("{} byte đầu là nguyên văn tệp đã dựng", built.len()),
                format!("the first {} bytes are the built file", built.len()),
            ));
        }
        return same.then_some(built.len());
    }
    let sidecar = origin.sidecar?;
    let length = sidecar.pdf.bytes;
    let start = file.get(..length).filter(|start| sha256(start) == sidecar.pdf.sha256)?;
    revisions::load(start).ok()?;
    report.beginning.push(text(
        format!("{length} byte đầu đúng với mã SHA-256 trong tệp .ky.json"),
        format!("the first {length} bytes have the SHA-256 of the .ky.json"),
    ));
    Some(length)
}

/// Returns which revision stands for the built file where its bytes are not known: the last that nobody has signed yet.
pub(super) fn own(file: &[u8], report: &mut Report) -> usize {
    let mut revisions = Revisions::new(file, None);
    let (mut last, mut at): (Option<Revision>, usize) = (None, 0);
    while let Some(revision) = revisions.after(last.as_ref()) {
        if signature::is_signed(&revision.file) {
            if at == 0 {
                report.faults.push(text(
                    "tệp bị ghi lại toàn bộ trong hoặc sau khi ký: không còn phần trước chữ ký để đối chiếu",
                    "the file was rewritten with or after the signature: there is no part before it to compare",
                ));
            }
            return at.saturating_sub(1);
        }
        last = Some(revision);
        at += 1;
    }
    at.saturating_sub(1)
}

/// Reports what is known of the revision that stands for the built file.
pub(super) fn found(origin: Origin<'_>, own: &Revision, report: &mut Report) {
    match (origin.built.map(revisions::load), origin.sidecar) {
        (Some(Ok(built)), _) => {
            let found = compare::between(&built, &own.file, &Labels::default());
            if found.faults.is_empty() && found.signed.is_empty() {
                report.beginning.push(text(
                    "tệp không giống tệp đã dựng từng byte, nhưng nội dung như nhau: có thể dựng bằng bản kehoach khác",
                    "the file is not the built one byte for byte, but its content is the same: another version of kehoach may have built it",
                ));
            } else {
                report.faults.push(text(
                    "phần đầu của tệp không phải tệp đã dựng",
                    "the beginning of the file is not the built file",
                ));
                report.faults.extend(found.faults);
            }
        }
        (Some(Err(_)), _) => {
            report.faults.push(text("tệp đã dựng không đọc được", "the built file cannot be read"));
        }
        (None, Some(_)) => report.faults.push(text(
            "phần đầu của tệp không phải tệp mà .ky.json nói đến: đã bị sửa, hoặc .ky.json thuộc về lần dựng khác",
            "the beginning of the file is not what the .ky.json describes: it was changed, or the .ky.json is of another build",
        )),
        (None, None) => report.beginning.push(text(
            "không có tệp đã dựng để đối chiếu (--built, --plan hoặc tệp .ky.json bên cạnh): chỉ xem những gì được ghi thêm",
            "there is no built file to compare with (--built, --plan or the .ky.json next to it): only what was appended is checked",
        )),
    }
}

/// Compares the places in the sidecar with those in the built file.
pub(super) fn sidecar(origin: Origin<'_>, labels: &Labels, report: &mut Report) {
    let Some(sidecar) = origin.sidecar else { return };
    let near = |one: f64, other: f64| (one - other).abs() <= ROUNDED;
    let same = |one: crate::output::sign::Area, other: crate::output::sign::Area| {
        one.page == other.page
            && near(one.left, other.left)
            && near(one.top, other.top)
            && near(one.width, other.width)
            && near(one.height, other.height)
    };
    let is_field = |(name, area): (&str, Option<crate::output::sign::Area>)| {
        let recorded = sidecar.fields.iter().find(|field| field.name == name);
        recorded.zip(area).is_some_and(|(recorded, area)| same(recorded.area, area))
    };
    let blanks = sidecar.blanks.len() == labels.blanks.len()
        && sidecar
            .blanks
            .iter()
            .zip(&labels.blanks)
            .all(|(one, other)| one.blank.name == other.name && same(one.blank.area, other.area));
    if !blanks || ![(SIGNER_FIELD, labels.signer), (AGENCY_FIELD, labels.agency)].into_iter().all(is_field) {
        report.faults.push(text(
            "tệp .ky.json ghi chỗ ký, chỗ trống khác với tệp đã dựng: .ky.json bị sửa, hoặc thuộc về lần dựng khác",
            "the .ky.json has other places for signatures and blanks than the built file: it was changed, or belongs to another build",
        ));
    }
}
