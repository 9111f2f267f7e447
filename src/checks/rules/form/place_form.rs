//! TT026: a malformed name of the unit, or of the place before the date.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::{Keyword as _, SourceText};
use crate::model::plan::{Body, BodyKind, Plan, kind_and_name};

declare_rule! {
    needs: Data,
    code: "TT026", name: "place-form", level: Warning, since: "0.1.0", fix: None,
    title: "tên đơn vị, địa danh viết chưa đúng", "a malformed name of the unit or the place",
    explanation: "Các chữ cái đầu của địa danh viết hoa; sau địa danh chỉ có dấu phẩy, chương trình tự in. Tên riêng của đơn vị không kèm loại, vì loại đã ghi ở `kind`. Đơn vị đặt theo tên người, chữ số, sự kiện lịch sử thì địa danh là tên gọi đầy đủ.",
        "The first letters of a place are capitals, and the compiler prints the comma. The unit's name has no kind in front. The place of a unit that is named after a person, a number or an event is its full name.",
    law: "Phụ lục I, mục II.4.a, mục II.4.c Nghị định số 30/2020/NĐ-CP",
    bad: "place = \"bình Giang,\"",
    good: "place = \"Bình Giang\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    if let Some(body) = &plan.body {
        body_name(body, findings);
    }
    if let Some(commune) = &plan.commune {
        unit_name(&commune.name, findings);
    }
    let Some(place) = &plan.issue().place else { return };
    match full_place(plan) {
        Some((name, full)) if without_kind(&place.text).to_lowercase() == name.to_lowercase() && place.text != full => {
            push(
                place,
                "địa danh chưa ghi tên gọi đầy đủ",
                "the place is not the full name of the unit",
                &full,
                findings,
            );
        }
        _ => form(place, findings),
    }
}

/// The name of a unit of the country.
fn unit_name(name: &SourceText, findings: &mut Findings) {
    let bare = without_kind(&name.text);
    if bare.len() < name.text.trim().len() {
        push(name, KIND_IN_FRONT.0, KIND_IN_FRONT.1, &as_a_place(bare), findings);
    } else {
        form(name, findings);
    }
}

/// A body that is no unit is named as its decision has it.
fn body_name(body: &Body, findings: &mut Findings) {
    if matches!(body.kind, BodyKind::Province | BodyKind::City) {
        unit_name(&body.name, findings);
        return;
    }
    for name in body.superior.iter().chain([&body.name]) {
        let bare = name.text.trim_end_matches([',', '.', ';', ':', ' ']);
        if bare.len() < name.text.trim_end().len() {
            push(
                name,
                "tên cơ quan có dấu câu ở cuối",
                "a body's name with a mark at its end",
                bare.trim_start(),
                findings,
            );
        }
    }
    let (name, kind) = (body.name.text.trim(), body.kind.as_str());
    if let Some(bare) = name.to_lowercase().strip_prefix(kind).filter(|rest| rest.starts_with(' ')) {
        let right = &name[name.len().saturating_sub(bare.trim_start().len())..];
        push(&body.name, KIND_IN_FRONT.0, KIND_IN_FRONT.1, right, findings);
    }
}

/// Returns the name of the issuer's unit, and the place before the date, where the kind is part of it.
fn full_place(plan: &Plan) -> Option<(String, String)> {
    let issuer = plan.issuer()?;
    let name = match issuer.commune() {
        Some(commune) => commune.name.text.trim().to_owned(),
        None => issuer.province()?.name.to_owned(),
    };
    let full = issuer.place()?;
    (full != name).then_some((name, full))
}

/// What is wrong with a name that has its kind.
const KIND_IN_FRONT: (&str, &str) = ("tên riêng có kèm loại đơn vị", "the name has its kind in front");

fn form(given: &SourceText, findings: &mut Findings) {
    let right = as_a_place(&given.text);
    if right != given.text && !right.is_empty() {
        push(given, "địa danh viết chưa đúng", "malformed place", &right, findings);
    }
}

/// A name without commas at its end, each word with a capital at its head.
fn as_a_place(given: &str) -> String {
    let bare = given.trim_end_matches([',', '.', ';', ':', ' ']);
    bare.split_whitespace().map(capitalized).collect::<Vec<_>>().join(" ")
}

/// Returns the name that is after the word for the kind, or all of it.
fn without_kind(given: &str) -> &str {
    kind_and_name(given).map_or(given.trim(), |(_, name)| name)
}

fn push(given: &SourceText, vietnamese: &str, english: &str, right: &str, findings: &mut Findings) {
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            given.span,
            text(format!("{vietnamese}: `{given}`"), format!("{english}: `{given}`")),
        )
        .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
    );
}
