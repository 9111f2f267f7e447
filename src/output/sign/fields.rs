//! The empty fields, as an incremental update: the engine's bytes stay as they are.
//!
//! Two are to be signed; one more stands in each blank. What PDF/A-2 and PDF/UA-1 require of an empty field (ISO 19005-2, 6.3 and
//! 6.4; ISO 14289-1, 7.18): an appearance, even if empty; the flag «print» and no other; an alternate name for screen readers; a
//! place in the structure tree; the tab order of the structure. `NeedAppearances` is left out, and so is every lock: the first
//! signature must not forbid the second.

use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId, Stream, dictionary};

use super::digest::sha256_of;
use super::labels::{self, Labels};
use super::place::{Area, Locations};
use super::structure::Place;
use super::{AGENCY_FIELD, SIGNER_FIELD, SignError, blank_fields, identity, structure};

/// Flag of an annotation: it is printed.
const PRINT: i64 = 4;
/// Flag of a form: it has signature fields. That it may only grow (2) is for the first signature to say.
const SIGNATURES_EXIST: i64 = 1;

/// The name of each signature field, and the alternate name for screen readers.
const SIGNATURES: [(&str, &str); 2] = [
    (SIGNER_FIELD, "Ô chữ ký số của người có thẩm quyền ký văn bản"),
    (AGENCY_FIELD, "Ô chữ ký số của cơ quan, hiển thị hình con dấu"),
];

/// Appends the places of signatures and blanks to an engine's PDF and, unless `fields` is false, a field for each.
pub fn append(pdf: &[u8], locations: &Locations, fields: bool) -> Result<Vec<u8>, SignError> {
    let wrong = SignError::Unexpected;
    let file = lopdf::Document::load_mem(pdf)?;
    let root = file.trailer.get(b"Root").and_then(Object::as_reference)?;
    if file.catalog()?.has(b"AcroForm") {
        return Err(wrong("there is a form already"));
    }
    let metadata = file.catalog()?.get(b"Metadata").and_then(Object::as_reference)?;
    let information = file.trailer.get(b"Info").and_then(Object::as_reference).and_then(|id| file.get_dictionary(id));
    // A layout may leave its date out; private data must have one.
    let none = || Object::string_literal("D:20000101000000Z");
    let changed = information.and_then(|known| known.get(b"ModDate")).cloned().unwrap_or_else(|_| none());

    let mut update = IncrementalDocument::create_from(pdf.to_vec(), file);
    for id in [root, metadata] {
        update.opt_clone_object_to_new_document(id)?;
    }
    let labels =
        Labels { signer: Some(locations.signer), agency: Some(locations.agency), blanks: locations.blanks.clone() };
    update.new_document.get_dictionary_mut(root)?.set("PieceInfo", labels::written(&labels, changed));
    if fields {
        add_fields(&mut update, root, locations)?;
    }
    let instance = sha256_of(&[pdf, format!("{labels:?}").as_bytes()]);
    identity::renew(&mut update.new_document, metadata, &instance[..32])?;

    let mut out = Vec::with_capacity(pdf.len() + 32 * 1024);
    update.save_to(&mut out)?;
    out.push(b'\n');
    Ok(out)
}

/// Adds the empty fields to their pages, the structure tree and the form.
fn add_fields(update: &mut IncrementalDocument, root: ObjectId, locations: &Locations) -> Result<(), SignError> {
    let mut widgets = Vec::new();
    // The last first: each goes right behind the words of its line.
    for blank in locations.blanks.iter().rev() {
        let field = blank_fields::of(&blank.name).ok_or(SignError::Unexpected("a blank has no field"))?;
        let place = Place::After { left: blank.area.left, baseline: blank.baseline };
        widgets.push(add(update, (field.name, field.spoken), blank.area, place, &field.keys(blank))?);
    }
    for ((name, spoken), area) in SIGNATURES.into_iter().zip([locations.signer, locations.agency]) {
        let place = Place::BeforeName { signer: locations.signer };
        widgets.push(add(update, (name, spoken), area, place, &dictionary! { "FT" => "Sig" })?);
    }
    let mut form = dictionary! { "Fields" => widgets, "SigFlags" => SIGNATURES_EXIST };
    if !locations.blanks.is_empty() {
        form.set("DR", dictionary! { "Font" => blank_fields::fonts(&mut update.new_document)? });
    }
    let form = update.new_document.add_object(form);
    update.new_document.get_dictionary_mut(root)?.set("AcroForm", form);
    Ok(())
}

/// Adds an empty field to a page and the structure tree; `keys` say what it is for.
fn add(
    update: &mut IncrementalDocument,
    (name, spoken): (&str, &str),
    area: Area,
    place: Place,
    keys: &Dictionary,
) -> Result<Object, SignError> {
    let wrong = SignError::Unexpected;
    let number = u32::try_from(area.page).map_err(|_| wrong("a page number is too large"))?;
    let page = *update.get_prev_documents().get_pages().get(&number).ok_or(wrong("the page of a field is missing"))?;
    update.opt_clone_object_to_new_document(page)?;
    let new = &mut update.new_document;
    let rectangle = area.rectangle(page_height(new.get_dictionary(page)?)?).map(|side| (side * 100.0).round() / 100.0);
    let [left, bottom, right, top] = rectangle;
    let appearance = new.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => numbers([0.0, 0.0, right - left, top - bottom]),
            "Resources" => Dictionary::new(),
        },
        Vec::new(),
    ));
    let mut widget = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "T" => Object::string_literal(name),
        "TU" => lopdf::text_string(spoken),
        "Rect" => numbers(rectangle),
        "F" => PRINT,
        "P" => page,
        "AP" => dictionary! { "N" => appearance },
    };
    widget.extend(keys);
    let widget = new.add_object(widget);
    show(update, page, widget)?;
    structure::tag(update, page, place, widget)?;
    Ok(widget.into())
}

/// Adds a widget to the annotations of a page that the update has.
fn show(update: &mut IncrementalDocument, page: ObjectId, widget: ObjectId) -> Result<(), SignError> {
    let mut all = match update.new_document.get_dictionary(page)?.get(b"Annots") {
        Ok(Object::Array(all)) => all.clone(),
        Ok(given) => update.get_prev_documents().dereference(given)?.1.as_array()?.clone(),
        Err(_) => Vec::new(),
    };
    all.push(widget.into());
    let page = update.new_document.get_dictionary_mut(page)?;
    page.set("Annots", all);
    page.set("Tabs", "S");
    Ok(())
}

fn page_height(page: &Dictionary) -> Result<f64, SignError> {
    let sides = page.get(b"MediaBox").and_then(Object::as_array)?;
    let top = sides.get(3).ok_or(SignError::Unexpected("a page has no size"))?;
    Ok(f64::from(top.as_float()?))
}

#[allow(clippy::cast_possible_truncation, reason = "hundredths of a point on a page fit")]
fn numbers(values: [f64; 4]) -> Vec<Object> {
    values.iter().map(|value| Object::Real(*value as f32)).collect()
}
