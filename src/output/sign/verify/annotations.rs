//! The annotations of a page: those that were there stay; a new one may sign, or fill in a blank.

use lopdf::{Dictionary, Object};

use super::boxes::{self, Use};
use super::compared::{Compared, Means, Role};
use super::pair::{Pair, dictionary, field_name, keys, list, name, resolve};
use super::{form, look};
use crate::base::diagnostic::{Language, Text};
use crate::output::sign::labels::Labels;

/// What a new signature field, and a new note, may say of themselves.
const FIELD_KEYS: [&[u8]; 23] = [
    b"Type", b"Subtype", b"FT", b"T", b"TU", b"TM", b"V", b"F", b"Ff", b"Rect", b"P", b"AP", b"MK", b"DA", b"DR", b"Q",
    b"M", b"Border", b"BS", b"Lock", b"SV", b"NM", b"MaxLen",
];
const NOTE_KEYS: [&[u8]; 23] = [
    b"Type",
    b"Subtype",
    b"Rect",
    b"F",
    b"Contents",
    b"DA",
    b"DS",
    b"RC",
    b"AP",
    b"P",
    b"M",
    b"NM",
    b"T",
    b"CA",
    b"C",
    b"Q",
    b"BS",
    b"Border",
    b"CreationDate",
    b"Subj",
    b"IT",
    b"Name",
    b"RD",
];

/// Compares the annotations of a page.
pub(super) fn compare(
    pair: &Pair<'_>,
    (old_page, new_page): (&Dictionary, &Dictionary),
    number: usize,
    labels: &Labels,
    out: &mut Compared,
) {
    let is_list = new_page.get(b"Annots").is_err() || {
        let all = new_page.get(b"Annots").map(|all| resolve(pair.new, all));
        all.is_ok_and(|all| all.as_array().is_ok_and(|all| all.iter().all(|one| one.as_reference().is_ok())))
    };
    if !is_list && !pair.same_key(old_page, new_page, b"Annots") {
        out.fault(
            format!("danh sách chú thích của trang {number} không xác định được"),
            format!("the annotations of page {number} are not certain"),
        );
        return;
    }
    let (old, new) = (list(pair.old, old_page, b"Annots"), list(pair.new, new_page, b"Annots"));
    let mut left: Vec<&Object> = new.iter().collect();
    for (at, before) in old.iter().enumerate() {
        // In the same file an annotation keeps its object; in another one it keeps its position.
        let found = left.iter().position(|after| *after == before && before.as_reference().is_ok());
        let Some(found) = found.or_else(|| left.iter().position(|after| new.get(at) == Some(*after))) else {
            gone(pair, before, number, out);
            continue;
        };
        let after = left.remove(found);
        let (Ok(before), Ok(after)) = (resolve(pair.old, before).as_dict(), resolve(pair.new, after).as_dict()) else {
            gone(pair, before, number, out);
            continue;
        };
        if field_name(before).is_some() {
            form::field(pair, before, after, labels, out);
        } else if !keys(before, after).iter().all(|key| pair.same_key(before, after, key)) {
            out.fault(
                format!("một chú thích ở trang {number} bị sửa"),
                format!("an annotation of page {number} was changed"),
            );
        }
    }
    for added in left {
        match resolve(pair.new, added).as_dict() {
            Ok(added) => add(pair, (old_page, new_page), added, number, labels, out),
            Err(_) => out.fault(
                format!("một chú thích hỏng được thêm vào trang {number}"),
                format!("a broken annotation was added to page {number}"),
            ),
        }
    }
}

fn gone(pair: &Pair<'_>, before: &Object, number: usize, out: &mut Compared) {
    let field = resolve(pair.old, before).as_dict().ok();
    let (vi, en) = match field.map(|field| name(field, b"FT")).as_deref() {
        Some("Sig") => ("ô chữ ký", "signature field"),
        _ => ("ô nhập", "text field"),
    };
    match field.and_then(field_name) {
        Some(field) => out.fault(
            format!("{vi} {field} ở trang {number} bị gỡ"),
            format!("the {en} {field} of page {number} was removed"),
        ),
        None => out.fault(
            format!("một chú thích ở trang {number} bị gỡ"),
            format!("an annotation of page {number} was removed"),
        ),
    }
}

fn add(
    pair: &Pair<'_>,
    (before, page): (&Dictionary, &Dictionary),
    added: &Dictionary,
    number: usize,
    labels: &Labels,
    out: &mut Compared,
) {
    let kind = name(added, b"Subtype");
    let (what, allowed) = match (kind.as_str(), name(added, b"FT").as_str()) {
        ("Widget", "Sig") => (Means::Signature, &FIELD_KEYS),
        ("Widget", "Tx") => (Means::TextField, &FIELD_KEYS),
        ("FreeText" | "Stamp", "") => (Means::Annotation, &NOTE_KEYS),
        _ => {
            out.fault(
                format!("chú thích kiểu {kind} được thêm vào trang {number}"),
                format!("an annotation of type {kind} was added to page {number}"),
            );
            return;
        }
    };
    let foreign = added.iter().map(|(key, _)| key.as_slice()).find(|key| !allowed.contains(key));
    let is_callout = added.has(b"IT")
        && !matches!(name(added, b"IT").as_str(), "FreeText" | "FreeTextTypeWriter" | "FreeTextTypewriter");
    if let Some(key) = foreign.or(is_callout.then_some(b"IT")) {
        let key = String::from_utf8_lossy(key);
        out.fault(
            format!("chú thích kiểu {kind} được thêm vào trang {number} có mục /{key}: có thể vẽ ra ngoài chỗ của nó"),
            format!(
                "an annotation of type {kind} was added to page {number} with /{key}: it can draw outside its place"
            ),
        );
        return;
    }
    let area = match look::area(pair.new, added, what != Means::Signature) {
        Ok(area) => area,
        Err(why) => {
            let (vi, en) = both(&why);
            out.fault(
                format!("không xác định được chỗ của chú thích kiểu {kind} được thêm vào trang {number}: {vi}"),
                format!("where an annotation of type {kind} was added to page {number} is not certain: {en}"),
            );
            return;
        }
    };
    let place = area.map(|area| boxes::purpose(labels, pair.old, before, number, area));
    match what {
        Means::Signature => {
            if let (Some(Use::Margin), Some(area)) = (&place, area) {
                out.margins.extend(boxes::area(pair.new, page, number, area));
            }
            signature(pair, added, number, place.as_ref(), out);
        }
        _ => match place {
            Some(Use::Blank(blank)) => out.filled.push((blank.name.clone(), what)),
            // A clerk's number may be meant, but where it belongs is not known.
            _ if labels.blanks.is_empty() && number == 1 => out.fault(
                "chữ được ghi thêm ở trang 1, nhưng tệp đã dựng không có chỗ trống nào cho số và ngày",
                "text was added to page 1, but the built file has no blank for number and day",
            ),
            _ => out.fault(
                format!("chú thích kiểu {kind} được thêm vào trang {number}, ngoài chỗ trống cho số và ngày"),
                format!(
                    "an annotation of type {kind} was added to page {number}, outside the blanks for number and day"
                ),
            ),
        },
    }
}

fn signature(pair: &Pair<'_>, added: &Dictionary, number: usize, place: Option<&Use<'_>>, out: &mut Compared) {
    let Some(field) = field_name(added).filter(|field| !field.is_empty()) else {
        out.fault(
            format!("một ô chữ ký không tên được thêm vào trang {number}"),
            format!("a signature field without name was added to page {number}"),
        );
        return;
    };
    if dictionary(pair.new, added, b"V").is_none() {
        out.fault(
            format!("ô chữ ký {field} được thêm vào trang {number} mà không ký"),
            format!("the signature field {field} was added to page {number}, but not signed"),
        );
        return;
    }
    let role = match place {
        Some(Use::Blank(blank)) => {
            out.filled.push((blank.name.clone(), Means::Signature));
            Role::Blank
        }
        Some(Use::Signature(role)) => *role,
        Some(Use::Margin) | None => Role::Other,
        Some(Use::Nothing) => {
            out.fault(
                format!("ô chữ ký {field} được đặt thêm ở trang {number}, ngoài chỗ ký: có thể che chữ"),
                format!(
                    "a signature field {field} was added to page {number}, outside the room to sign: it can hide words"
                ),
            );
            Role::Other
        }
    };
    out.signed.push((field, role));
}

fn both(why: &Text) -> (&str, &str) {
    (why.get(Language::Vietnamese), why.get(Language::English))
}
