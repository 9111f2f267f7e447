//! Checks a signed PDF: it is the built one, byte for byte, followed by signatures only.
//!
//! Each program that signs appends a revision. The file as it was after each of them can be restored, so every revision is
//! compared with the one before ([`compare`](mod@compare)): it may sign a field, fill number and day into their blanks,
//! and add data to check the signature in later years. Whether a certificate can be trusted is not checked: that is for the
//! tools of the signing authority.

mod compare;
mod compared;
mod form;
mod message;
mod pages;
mod pair;
mod revisions;
mod signature;
mod stamps;

use lopdf::Document;

use super::digest::sha256;
use super::place::Blank;
use super::{AGENCY_FIELD, SIGNER_FIELD, Sidecar};
use crate::base::diagnostic::{Text, text};
use crate::base::limits::REVISIONS;
use compared::Compared;
use revisions::Revision;

/// What the signed file is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The built file; without it, the signed file's own first part is used.
    pub built: Option<&'a [u8]>,
    pub sidecar: Option<&'a Sidecar>,
    /// The blanks that may be filled in.
    pub blanks: &'a [Blank],
}

/// The file is not a PDF that can be checked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(Text);

impl Unreadable {
    /// Why not.
    #[must_use]
    pub fn reason(&self) -> &Text {
        &self.0
    }
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Whether there was a built file, or its digest, to compare with.
    pub compared: bool,
    /// How the signed file begins.
    pub beginning: Vec<Text>,
    /// What is wrong with its beginning or end.
    pub faults: Vec<Text>,
    /// What was appended, in order.
    pub steps: Vec<Step>,
    /// The fields that are signed, in order.
    pub signed: Vec<String>,
}

/// What one revision did.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// What it did that is allowed.
    pub deeds: Vec<Text>,
    /// What it did that is not allowed.
    pub faults: Vec<Text>,
    /// Whether it signs a field.
    signs: bool,
    /// Whether it fills in a blank.
    fills: bool,
}

impl Report {
    /// Returns whether nothing but signatures was added.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.steps.iter().all(|step| step.faults.is_empty())
    }
}

/// Checks a signed file against the built one.
pub fn verify(file: &[u8], origin: Origin<'_>) -> Result<Report, Unreadable> {
    let unreadable = |vi: &str, en: &str| Unreadable(text(vi, en));
    if !file.starts_with(b"%PDF-") {
        return Err(unreadable("đó không phải tệp PDF", "it is not a PDF"));
    }
    let Some((revisions, rest)) = revisions::cut(file) else {
        return Err(unreadable(
            &format!("tệp PDF được ghi thêm quá {REVISIONS} lần"),
            &format!("the PDF was appended to more than {REVISIONS} times"),
        ));
    };
    let Some(last) = revisions.last() else {
        return Err(unreadable(
            "tệp PDF hỏng: không đọc được bảng tra ở cuối tệp",
            "the PDF is broken: the cross-reference table at its end cannot be read",
        ));
    };
    if last.file.is_encrypted() || last.file.was_encrypted() {
        return Err(unreadable("tệp PDF bị mã hóa", "the PDF is encrypted"));
    }
    let compared = origin.built.is_some() || origin.sidecar.is_some();
    let mut report = Report { compared, ..Report::default() };
    if rest {
        report
            .faults
            .push(text("có dữ liệu lạ sau dấu kết thúc của tệp", "there is foreign data after the end of the file"));
    }
    let base = beginning(file, origin, &revisions, &mut report);
    let mut before = &revisions[base].file;
    for revision in &revisions[base + 1..] {
        let step = step(file, before, revision, origin.blanks, &mut report.signed);
        report.steps.push(step);
        before = &revision.file;
    }
    unsigned_end(&mut report);
    Ok(report)
}

/// Finds the revision that is the built file, and reports whether it is.
fn beginning(file: &[u8], origin: Origin<'_>, revisions: &[Revision], report: &mut Report) -> usize {
    // The last part that nobody has signed yet.
    let first_signed = revisions.iter().position(|revision| signature::is_signed(&revision.file));
    let own = first_signed.map_or(revisions.len() - 1, |signed| signed.saturating_sub(1));
    if first_signed == Some(0) {
        report.faults.push(text(
            "tệp bị ghi lại toàn bộ trong hoặc sau khi ký: không còn phần trước chữ ký để đối chiếu",
            "the file was rewritten with or after the signature: there is no part before it to compare",
        ));
    }
    let at_length = |length: usize| revisions.iter().position(|revision| revision.covers(length));
    if let Some(built) = origin.built {
        if file.starts_with(built)
            && let Some(found) = at_length(built.len())
        {
            report.beginning.push(text(
                format!("{} byte đầu là nguyên văn tệp đã dựng", built.len()),
                format!("the first {} bytes are the built file", built.len()),
            ));
            return found;
        }
        match revisions::load(built) {
            Ok(built) => {
                let found = compare::between(&built, &revisions[own].file, &[]);
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
            Err(_) => report.faults.push(text("tệp đã dựng không đọc được", "the built file cannot be read")),
        }
        return own;
    }
    if let Some(sidecar) = origin.sidecar {
        let length = sidecar.pdf.bytes;
        let same = file.get(..length).is_some_and(|start| sha256(start) == sidecar.pdf.sha256);
        if same && let Some(found) = at_length(length) {
            report.beginning.push(text(
                format!("{length} byte đầu đúng với mã SHA-256 trong tệp .ky.json"),
                format!("the first {length} bytes have the SHA-256 of the .ky.json"),
            ));
            return found;
        }
        report.faults.push(text(
            "phần đầu của tệp không phải tệp mà .ky.json nói đến: đã bị sửa, hoặc .ky.json thuộc về lần dựng khác",
            "the beginning of the file is not what the .ky.json describes: it was changed, or the .ky.json is of another build",
        ));
        return own;
    }
    report.beginning.push(text(
        "không có tệp đã dựng để đối chiếu (--built, --plan hoặc tệp .ky.json bên cạnh): chỉ xem những gì được ghi thêm",
        "there is no built file to compare with (--built, --plan or the .ky.json next to it): only what was appended is checked",
    ));
    own
}

fn step(file: &[u8], before: &Document, revision: &Revision, blanks: &[Blank], signed: &mut Vec<String>) -> Step {
    let Compared { mut faults, mut notes, signed: newly, filled, validation, .. } =
        compare::between(before, &revision.file, blanks);
    let mut deeds = Vec::new();
    let (signs, fills) = (!newly.is_empty(), !filled.is_empty());
    if fills {
        let (vi, en) = names(&filled);
        deeds.push(text(format!("điền {vi}"), format!("fills in {en}")));
    }
    for name in newly {
        match signature::check(file, revision, &name) {
            Ok(deed) => deeds.push(deed),
            Err(fault) => faults.push(fault),
        }
        if name == AGENCY_FIELD && !signed.iter().any(|name| name == SIGNER_FIELD) {
            faults.push(text(
                "cơ quan ký khi người có thẩm quyền chưa ký (Điều 32 Nghị định số 30/2020/NĐ-CP)",
                "the agency signs before the leader has signed (Decree 30/2020/NĐ-CP, Điều 32)",
            ));
        }
        signed.push(name);
    }
    if validation {
        deeds.push(text("thêm dữ liệu để kiểm tra chữ ký về sau", "adds data to check the signatures later"));
    }
    deeds.append(&mut notes);
    faults.dedup();
    Step { deeds, faults, signs, fills }
}

/// Returns the names of blanks, as people call them.
fn names(filled: &[String]) -> (String, String) {
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (name, vietnamese, english) in [("so", "số", "number"), ("ngay", "ngày", "day"), ("thang", "tháng", "month")]
    {
        if filled.iter().any(|filled| filled == name) {
            vi.push(vietnamese);
            en.push(english);
        }
    }
    (vi.join(", "), en.join(", "))
}

/// What is filled in after the last signature is covered by none.
fn unsigned_end(report: &mut Report) {
    let last = report.steps.iter().rposition(|step| step.signs);
    let after = last.map_or(0, |last| last + 1);
    for step in report.steps.iter_mut().skip(after).filter(|step| step.fills) {
        step.faults.push(text(
            "số, ngày được điền sau chữ ký cuối cùng nên không chữ ký nào bảo vệ",
            "number or day are filled in after the last signature, which does not cover them",
        ));
    }
}
