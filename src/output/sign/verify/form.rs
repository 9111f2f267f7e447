//! The form: its fields stay; a field may be signed once, and then stays signed.

use lopdf::{Dictionary, Document};

use super::compare::{Compared, keys};
use super::equal::{Pair, dictionary, field_name, list, name, resolve};
use crate::base::diagnostic::text;

/// The form as a whole. What is in its fields is compared where they stand on a page.
pub(super) fn compare(pair: &Pair<'_>, old: Option<&Dictionary>, new: Option<&Dictionary>, out: &mut Compared) {
    let nothing = Dictionary::new();
    let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
    let names = |file: &Document, form: &Dictionary| -> Vec<String> {
        let fields = list(file, form, b"Fields").iter();
        fields.filter_map(|field| field_name(resolve(file, field).as_dict().ok()?)).collect()
    };
    let (before, after) = (names(pair.old, old), names(pair.new, new));
    for field in before.iter().filter(|field| !after.contains(field)) {
        out.faults.push(text(
            format!("ô chữ ký {field} bị gỡ khỏi tệp"),
            format!("the signature field {field} was taken out of the file"),
        ));
    }
    // A field that stands on a page was met there.
    for field in after.iter().filter(|field| !before.contains(field)) {
        if out.signed.contains(field) {
            continue;
        }
        let on_page = pair.pages().1.into_iter().any(|page| {
            let page = pair.new.get_dictionary(page).ok();
            page.is_some_and(|page| {
                let mut notes = list(pair.new, page, b"Annots").iter();
                notes.any(|note| resolve(pair.new, note).as_dict().ok().and_then(field_name).as_ref() == Some(field))
            })
        });
        if on_page {
            continue;
        }
        let signs = list(pair.new, new, b"Fields")
            .iter()
            .filter_map(|one| resolve(pair.new, one).as_dict().ok())
            .any(|one| field_name(one).as_ref() == Some(field) && name(one, b"FT") == "Sig" && one.has(b"V"));
        if signs {
            out.signed.push(field.clone());
        } else {
            out.faults.push(text(
                format!("biểu mẫu có thêm trường {field} không nằm ở trang nào"),
                format!("the form has a new field {field} that stands on no page"),
            ));
        }
    }
    for key in keys(old, new) {
        let may = matches!(key.as_slice(), b"Fields" | b"SigFlags" | b"DR" | b"DA" | b"Q");
        if !may && !pair.same_key(old, new, &key) {
            let key = String::from_utf8_lossy(&key);
            out.faults.push(text(format!("mục /{key} của biểu mẫu bị sửa"), format!("/{key} of the form was changed")));
        }
    }
}

/// A field that was there before.
pub(super) fn field(pair: &Pair<'_>, old: &Dictionary, new: &Dictionary, out: &mut Compared) {
    let title = field_name(old).unwrap_or_default();
    let mut wrong = |vi: String, en: String| out.faults.push(text(vi, en));
    let (was, is) = (dictionary(pair.old, old, b"V"), dictionary(pair.new, new, b"V"));
    let newly = was.is_none() && is.is_some();
    match (was, is) {
        (Some(_), None) => {
            wrong(format!("chữ ký ở ô {title} bị gỡ"), format!("the signature in {title} was taken away"));
            return;
        }
        (Some(_), Some(_)) if !pair.same_key(old, new, b"V") => {
            wrong(format!("chữ ký ở ô {title} bị thay"), format!("the signature in {title} was replaced"));
        }
        _ => {}
    }
    for key in keys(old, new) {
        // With the signature come its picture and what belongs to it.
        let may = match key.as_slice() {
            b"V" | b"P" | b"StructParent" | b"Parent" => true,
            b"AP" | b"AS" | b"MK" | b"F" | b"DA" | b"DR" | b"BS" | b"Border" | b"Lock" | b"SV" | b"Ff" | b"M" => newly,
            _ => false,
        };
        if may || pair.same_key(old, new, &key) {
            continue;
        }
        match key.as_slice() {
            b"AP" => {
                wrong(format!("hình hiển thị ở ô {title} bị thay"), format!("what is shown in {title} was replaced"));
            }
            b"Rect" => {
                wrong(format!("ô {title} bị dời chỗ hoặc đổi cỡ"), format!("the field {title} was moved or resized"));
            }
            key => {
                let key = String::from_utf8_lossy(key);
                wrong(format!("mục /{key} của ô {title} bị sửa"), format!("/{key} of the field {title} was changed"));
            }
        }
    }
    if newly && name(new, b"FT") == "Sig" {
        out.signed.push(title);
    }
}
