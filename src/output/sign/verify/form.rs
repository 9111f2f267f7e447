//! The form: its fields stay; a field may be signed once, and then stays signed.

use lopdf::{Dictionary, Document};

use super::compared::Compared;
use super::pair::{Pair, dictionary, field_name, keys, list, name, resolve};

/// The form as a whole. What is in its fields is compared on their pages.
pub(super) fn compare(pair: &Pair<'_>, old: Option<&Dictionary>, new: Option<&Dictionary>, out: &mut Compared) {
    let nothing = Dictionary::new();
    let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
    let (before, after) = (fields(pair.old, old, b"Fields"), fields(pair.new, new, b"Fields"));
    let is_in = |all: &[(String, &Dictionary)], wanted: &str| all.iter().any(|(name, _)| name == wanted);
    for (field, _) in before.iter().filter(|(field, _)| !is_in(&after, field)) {
        out.fault(
            format!("ô chữ ký {field} bị gỡ khỏi tệp"),
            format!("the signature field {field} was removed from the file"),
        );
    }
    // A field of a page was met there.
    let on_page = |field: &str| {
        let mut pages = pair.pages().1.into_iter().filter_map(|page| pair.new.get_dictionary(page).ok());
        pages.any(|page| is_in(&fields(pair.new, page, b"Annots"), field))
    };
    for (field, added) in after {
        if is_in(&before, &field) || out.signed.contains(&field) || on_page(&field) {
            continue;
        }
        if name(added, b"FT") == "Sig" && added.has(b"V") {
            out.signed.push(field);
        } else {
            out.fault(
                format!("biểu mẫu có thêm trường {field} không nằm ở trang nào"),
                format!("the form has a new field {field} that is on no page"),
            );
        }
    }
    for key in keys(old, new) {
        let may = matches!(key.as_slice(), b"Fields" | b"SigFlags" | b"DR" | b"DA" | b"Q");
        if !may && !pair.same_key(old, new, &key) {
            let key = String::from_utf8_lossy(&key);
            out.fault(format!("mục /{key} của biểu mẫu bị sửa"), format!("/{key} of the form was changed"));
        }
    }
}

/// Returns the fields of a list, with their names.
fn fields<'a>(file: &'a Document, holder: &'a Dictionary, key: &[u8]) -> Vec<(String, &'a Dictionary)> {
    let all = list(file, holder, key).iter().filter_map(|one| resolve(file, one).as_dict().ok());
    all.filter_map(|field| Some((field_name(field)?, field))).collect()
}

/// A field that the last revision has too.
pub(super) fn field(pair: &Pair<'_>, old: &Dictionary, new: &Dictionary, out: &mut Compared) {
    let title = field_name(old).unwrap_or_default();
    let (was, is) = (dictionary(pair.old, old, b"V"), dictionary(pair.new, new, b"V"));
    let newly = was.is_none() && is.is_some();
    match (was, is) {
        (Some(_), None) => {
            out.fault(format!("chữ ký ở ô {title} bị gỡ"), format!("the signature in {title} was removed"));
            return;
        }
        (Some(_), Some(_)) if !pair.same_key(old, new, b"V") => {
            out.fault(format!("chữ ký ở ô {title} bị thay"), format!("the signature in {title} was replaced"));
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
            b"AP" => out
                .fault(format!("hình hiển thị ở ô {title} bị thay"), format!("the appearance of {title} was replaced")),
            b"Rect" => out
                .fault(format!("ô {title} bị dời chỗ hoặc đổi cỡ"), format!("the field {title} was moved or resized")),
            key => {
                let key = String::from_utf8_lossy(key);
                out.fault(
                    format!("mục /{key} của ô {title} bị sửa"),
                    format!("/{key} of the field {title} was changed"),
                );
            }
        }
    }
    if newly && name(new, b"FT") == "Sig" {
        out.signed.push(title);
    }
}
