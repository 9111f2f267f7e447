//! Checks a signed PDF: it is the built one, byte for byte, followed by signatures only.
//!
//! Each program that signs appends a revision. The file as it was after each of them can be restored, so every revision is
//! compared with the one before ([`compare`](mod@compare)): it may sign a field, fill number and day into their blanks,
//! and add data to check the signature in later years. Whether a certificate can be trusted is not checked: that is for the
//! tools of the signing authority.

mod annotations;
mod beginning;
mod boxes;
mod certificates;
mod compare;
mod compared;
mod crypto;
mod drawn;
mod form;
mod look;
mod message;
mod pages;
mod pair;
mod permissions;
pub mod pictures;
mod revisions;
mod signature;
mod stamp_font;
mod stamps;
mod step;
mod strict;
mod tree;

use super::{AGENCY_FIELD, Area, Sidecar, labels};
use crate::base::diagnostic::{Text, text};
use crate::base::limits::{NOTES, REVISIONS};
use permissions::Rules;
use revisions::Revisions;
use step::Steps;
use strict::Unclear;

/// What the signed file is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The built file; without it, the signed file's own first part is used.
    pub built: Option<&'a [u8]>,
    /// The sidecar of the built file.
    pub sidecar: Option<&'a Sidecar>,
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
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, none a state")]
pub struct Report {
    /// Whether there was a built file, or its digest, to compare with.
    pub compared: bool,
    /// How the signed file begins.
    pub beginning: Vec<Text>,
    /// What is wrong with its beginning or end.
    pub faults: Vec<Text>,
    /// What was appended, in order.
    pub steps: Vec<Step>,
    /// The fields that are signed, in order; time stamps sign none.
    pub signed: Vec<String>,
    /// Whether the leader, and the agency, have signed: in our fields or in their own.
    pub leader: bool,
    /// See `leader`.
    pub agency: bool,
    /// Whether a signature forbids that the agency signs.
    pub is_closed: bool,
    /// The length of the part that stands for the built file.
    pub built: usize,
    /// Where something may be shown that the built file does not show.
    pub boxes: Vec<Area>,
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
    /// Whether it fills in a blank without signing it.
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
    let compared = origin.built.is_some() || origin.sidecar.is_some();
    let mut report = Report { compared, ..Report::default() };
    let known = beginning::known(file, origin, &mut report);
    let own = if known.is_some() { 0 } else { beginning::own(file, &mut report) };
    let mut revisions = Revisions::new(file, known);
    let mut last = revisions.after(None);
    for _ in 0..own {
        last = revisions.after(last.as_ref()).or(last);
    }
    let Some(mut last) = last else {
        let why = revisions.unclear.map_or(("", ""), |why| (why.vi, why.en));
        return Err(unreadable(
            &format!("tệp PDF hỏng, hoặc không phải tệp do kehoach dựng: {}", why.0),
            &format!("the PDF is broken, or not one that kehoach built: {}", why.1),
        ));
    };
    let crowded = || {
        unreadable(
            &format!("tệp PDF có hơn {NOTES} ô và chú thích"),
            &format!("the PDF has more than {NOTES} fields and notes"),
        )
    };
    if !form::is_small(&last.file) {
        return Err(crowded());
    }
    if last.file.is_encrypted() || last.file.was_encrypted() {
        return Err(unreadable("tệp PDF bị mã hóa", "the PDF is encrypted"));
    }
    if known.is_none() {
        beginning::found(origin, &last, &mut report);
    }
    let labels = labels::read(&last.file);
    beginning::sidecar(origin, &labels, &mut report);
    report.built = last.end;
    report.boxes = boxes::all(&labels);
    let mut steps = Steps { bytes: file, labels: &labels, rules: Rules::default() };
    while let Some(next) = revisions.after(Some(&last)) {
        if !form::is_small(&next.file) {
            return Err(crowded());
        }
        let step = steps.step(&last.file, &next, &mut report);
        report.steps.push(step);
        last = next;
    }
    if revisions.endless {
        return Err(unreadable(
            &format!("tệp PDF được ghi thêm quá {REVISIONS} lần"),
            &format!("the PDF was appended to more than {REVISIONS} times"),
        ));
    }
    report.faults.extend(revisions.unclear.map(|why| unclear(&why, revisions.foreign)));
    report.is_closed = !steps.rules.allows_field(AGENCY_FIELD);
    unsigned_end(&mut report);
    Ok(report)
}

fn unclear(why: &Unclear, is_foreign: bool) -> Text {
    if is_foreign {
        return text("có dữ liệu lạ sau dấu kết thúc của tệp", "there is foreign data after the end of the file");
    }
    text(
        format!("không xác định được phần ghi thêm (byte {}): {}", why.at, why.vi),
        format!("what was appended is not certain (byte {}): {}", why.at, why.en),
    )
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
