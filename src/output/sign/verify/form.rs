//! The form: its fields stay; a field may be signed once, and then stays signed.

use lopdf::{Dictionary, Document};

use super::compared::{Compared, Means, Role};
use super::pair::{Pair, dictionary, field_name, keys, list, name, resolve};
use super::{look, tree};
use crate::base::diagnostic::Language;
use crate::base::limits::NOTES;
use crate::output::sign::labels::Labels;
use crate::output::sign::{AGENCY_FIELD, SIGNER_FIELD, blank_fields};

/// Returns whether a file has no more fields and notes than can be compared with each other.
pub(super) fn is_small(file: &Document) -> bool {
    let Ok(root) = file.catalog() else { return true };
    let fields = dictionary(file, root, b"AcroForm").map_or(0, |form| list(file, form, b"Fields").len());
    let pages = tree::pages(file).unwrap_or_default();
    let notes = pages.iter().filter_map(|page| file.get_dictionary(*page).ok());
    notes.map(|page| list(file, page, b"Annots").len()).fold(fields, usize::saturating_add) <= NOTES
}

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
        let mut pages = pair.pages().1.iter().filter_map(|page| pair.new.get_dictionary(*page).ok());
        pages.any(|page| is_in(&fields(pair.new, page, b"Annots"), field))
    };
    for (field, added) in after {
        if is_in(&before, &field) || out.signed.iter().any(|(name, _)| *name == field) || on_page(&field) {
            continue;
        }
        let shows = [&b"Kids"[..], b"AP", b"Subtype"].iter().any(|key| added.has(key));
        if name(added, b"FT") == "Sig" && dictionary(pair.new, added, b"V").is_some() && !shows {
            out.signed.push((field, Role::Other));
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
pub(super) fn field(pair: &Pair<'_>, old: &Dictionary, new: &Dictionary, labels: &Labels, out: &mut Compared) {
    let title = field_name(old).unwrap_or_default();
    let is_signature = name(old, b"FT") == "Sig";
    let newly = is_signature && !old.has(b"V") && dictionary(pair.new, new, b"V").is_some();
    let filled = !is_signature && !old.has(b"V") && new.has(b"V") && fill(pair, &title, new, labels, out);
    if old.has(b"V") && !pair.same_key(old, new, b"V") {
        let (vi, en) = match (is_signature, new.has(b"V")) {
            (true, false) => (format!("chữ ký ở ô {title} bị gỡ"), format!("the signature in {title} was removed")),
            (true, true) => (format!("chữ ký ở ô {title} bị thay"), format!("the signature in {title} was replaced")),
            (false, _) => {
                (format!("chữ đã điền ở ô {title} bị sửa"), format!("the text in the field {title} was changed"))
            }
        };
        out.fault(vi, en);
        return;
    }
    for key in keys(old, new) {
        // With the signature come its picture and what belongs to it.
        let may = match key.as_slice() {
            b"V" => newly || filled || old.has(b"V"),
            b"AP" | b"M" if filled => true,
            b"AP" | b"MK" | b"F" | b"DA" | b"DR" | b"BS" | b"Border" | b"Lock" | b"SV" | b"Ff" | b"M" | b"Type" => {
                newly
            }
            _ => false,
        };
        if may || pair.same_key(old, new, &key) || (key == b"TU" && same_text(pair, (old, new), &key)) {
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
    if newly {
        if let Err(why) = look::area(pair.new, new, false) {
            let (vi, en) = (why.get(Language::Vietnamese), why.get(Language::English));
            out.fault(format!("ô {title} {vi}"), format!("the field {title}: {en}"));
        }
        let role = match title.as_str() {
            SIGNER_FIELD => Role::Leader,
            AGENCY_FIELD => Role::Agency,
            _ if labels.signer.is_none() => Role::Either,
            _ => Role::Other,
        };
        out.signed.push((title, role));
    }
}

/// Returns whether a text is the same in two dictionaries: programs that fill in a field write its name in another encoding.
fn same_text(pair: &Pair<'_>, (old, new): (&Dictionary, &Dictionary), key: &[u8]) -> bool {
    let text = |file: &Document, holder: &Dictionary| {
        holder.get(key).ok().and_then(|value| lopdf::decode_text_string(resolve(file, value)).ok())
    };
    text(pair.old, old).is_some_and(|before| text(pair.new, new) == Some(before))
}

/// A blank's field that a value is typed into. Returns whether it is one; what is wrong with the value is a fault.
fn fill(pair: &Pair<'_>, title: &str, new: &Dictionary, labels: &Labels, out: &mut Compared) -> bool {
    let value = new.get(b"V").map(|value| resolve(pair.new, value));
    let Some((blank, is_number)) = value.ok().and_then(|value| blank_fields::value_of(title, value)) else {
        return false;
    };
    if !labels.blanks.iter().any(|known| known.name == blank) {
        return false;
    }
    if !is_number {
        out.fault(
            format!("ô {title} được điền không phải một số"),
            format!("what is typed into the field {title} is not a number"),
        );
    }
    // What readers draw is the appearance: it is clipped to the field, which stays where it was.
    if let Err(why) = look::area(pair.new, new, true) {
        let (vi, en) = (why.get(Language::Vietnamese), why.get(Language::English));
        out.fault(format!("ô {title} {vi}"), format!("the field {title}: {en}"));
    }
    out.filled.push((blank.to_owned(), Means::OwnField));
    true
}
