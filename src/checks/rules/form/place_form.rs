//! TT026: a malformed name of the unit, or of the place before the date.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::SourceText;
use crate::model::plan::{Commune, CommuneKind};

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

const KINDS: [CommuneKind; 3] = [CommuneKind::Commune, CommuneKind::Ward, CommuneKind::SpecialZone];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let commune = &plan.commune;
    let Commune { name, kind: _, named_after: _, city: _ } = commune;
    let bare = without_kind(&name.text);
    if bare.len() < name.text.trim().len() {
        push(name, "tên riêng có kèm loại đơn vị", "the name has its kind in front", &as_a_place(bare), findings);
    } else {
        form(name, findings);
    }
    let Some(place) = &plan.issue().place else { return };
    let is_own = without_kind(&place.text).to_lowercase() == name.text.trim().to_lowercase();
    if is_own && commune.kind_is_of_the_name() && place.text != commune.full() {
        let what = "địa danh chưa ghi tên gọi đầy đủ";
        push(place, what, "the place is not the full name of the unit", &commune.full(), findings);
    } else {
        form(place, findings);
    }
}

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
    let given = given.trim();
    KINDS
        .iter()
        .flat_map(|kind| [kind.as_str().to_owned(), capitalized(kind.as_str()), kind.as_str().to_uppercase()])
        .find_map(|kind| given.strip_prefix(kind.as_str())?.strip_prefix(' '))
        .map_or(given, str::trim_start)
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
