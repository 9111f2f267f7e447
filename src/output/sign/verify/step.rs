//! One revision: what it does, whether that is allowed, and what it forbids from then on.

use lopdf::Document;

use super::compared::{Compared, Means, Role};
use super::permissions::Rules;
use super::revisions::Revision;
use super::{Report, Step, compare, signature};
use crate::base::diagnostic::{Text, text};
use crate::output::sign::blank_fields;
use crate::output::sign::labels::Labels;

/// What is known while going through the revisions.
pub(super) struct Steps<'a> {
    pub bytes: &'a [u8],
    pub labels: &'a Labels,
    /// What the signatures so far forbid.
    pub rules: Rules,
}

impl Steps<'_> {
    /// Judges a revision.
    pub(super) fn step(&mut self, before: &Document, revision: &Revision, report: &mut Report) -> Step {
        let Compared { mut faults, mut notes, signed, filled, margins, validation, .. } =
            compare::between(before, &revision.file, self.labels);
        report.boxes.extend(margins);
        let mut deeds = Vec::new();
        let fills = filled.iter().any(|(_, means)| *means != Means::Signature);
        if !filled.is_empty() {
            let (vi, en) = names(&filled);
            deeds.push(text(format!("điền {vi}"), format!("fills in {en}")));
        }
        let is_locked = |(blank, means): &&(String, Means)| {
            let own = blank_fields::of(blank).filter(|_| *means == Means::OwnField);
            !self.rules.allows(*means) || own.is_some_and(|field| !self.rules.allows_field(field.name))
        };
        if let Some((_, means)) = filled.iter().find(is_locked) {
            faults.push(forbidden(*means));
        }
        if signed.len() > 1 {
            faults.push(text(
                "một lần ký vào nhiều ô: mỗi ô phải có chữ ký riêng",
                "several fields are signed at once: each needs its own signature",
            ));
        }
        let mut signs = false;
        for (name, role) in signed {
            signs |= self.sign(&name, role, revision, report, (&mut deeds, &mut faults));
        }
        if validation {
            deeds.push(text("thêm dữ liệu để kiểm tra chữ ký về sau", "adds data to check the signatures later"));
        }
        deeds.append(&mut notes);
        faults.dedup();
        Step { deeds, faults, signs, fills }
    }

    /// Judges the signature in a field. Returns whether it is meant as a signature, and not a time stamp.
    fn sign(
        &mut self,
        name: &str,
        role: Role,
        revision: &Revision,
        report: &mut Report,
        (deeds, faults): (&mut Vec<Text>, &mut Vec<Text>),
    ) -> bool {
        let signed = match signature::check(self.bytes, revision, name) {
            Ok(signed) => signed,
            Err(fault) => {
                faults.push(fault);
                return true;
            }
        };
        deeds.push(signed.deed);
        if signed.is_stamp {
            if role != Role::Other {
                faults.push(text(
                    format!("ô {name} chỉ có dấu thời gian, không có chữ ký của ai"),
                    format!("the field {name} has a time stamp only, and nobody's signature"),
                ));
            }
            return false;
        }
        if !self.rules.allows_field(name) {
            faults.push(text(
                format!("chữ ký trước đó không cho ký vào ô {name} (DocMDP, FieldMDP): chữ ký ấy bị hỏng"),
                format!("an earlier signature forbids that the field {name} is signed (DocMDP, FieldMDP): it is broken by it"),
            ));
        }
        if signed.rules.certifies() && !report.signed.is_empty() {
            faults.push(text(
                format!("chữ ký ở ô {name} chứng thực văn bản (DocMDP) mà không phải chữ ký đầu tiên"),
                format!("the signature in {name} certifies the document (DocMDP), but is not the first"),
            ));
        }
        if let Some((vi, en)) = signed.rules.describe() {
            deeds.push(text(vi, en));
        }
        self.rules.add(signed.rules);
        let role = match role {
            Role::Either if report.leader => Role::Agency,
            Role::Either => Role::Leader,
            role => role,
        };
        if role == Role::Agency && !report.leader {
            faults.push(text(
                "cơ quan ký khi người có thẩm quyền chưa ký (Điều 32 Nghị định số 30/2020/NĐ-CP)",
                "the agency signs before the leader has signed (Decree 30/2020/NĐ-CP, Điều 32)",
            ));
        }
        report.leader |= role == Role::Leader;
        report.agency |= role == Role::Agency;
        report.signed.push(name.to_owned());
        true
    }
}

fn forbidden(means: Means) -> Text {
    let (vi, en) = match means {
        Means::Signature => ("ô chữ ký", "a signature field"),
        Means::OwnField => ("ô có sẵn", "the field for it"),
        Means::TextField => ("ô nhập thêm", "a further text field"),
        Means::Annotation => ("chú thích chữ", "a note"),
        Means::Content => ("chữ viết vào trang", "letters in the page"),
    };
    text(
        format!("chữ ký trước đó không cho điền số, ngày bằng {vi} (DocMDP): chữ ký ấy bị hỏng"),
        format!("an earlier signature forbids that number or day are filled in by {en} (DocMDP): it is broken by it"),
    )
}

/// Returns the names of blanks, as people call them.
fn names(filled: &[(String, Means)]) -> (String, String) {
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (name, vietnamese, english) in [("so", "số", "number"), ("ngay", "ngày", "day"), ("thang", "tháng", "month")]
    {
        if filled.iter().any(|(filled, _)| filled == name) {
            vi.push(vietnamese);
            en.push(english);
        }
    }
    (vi.join(", "), en.join(", "))
}
