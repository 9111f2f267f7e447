//! The places of signatures and blanks, written into the built PDF itself as private data of its catalog (ISO 32000-1, 14.5).
//!
//! What is checked after signing takes the places from here: the bytes of a built file are known, a sidecar next to it is
//! anybody's.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::place::{Area, Blank};

/// The name of our private data.
const OWNER: &str = "Kehoach";
/// Places are written in micrometres: whole numbers.
const PER_MM: f64 = 1000.0;
/// Larger blanks and fields than these, in millimetres, are none of ours.
const LARGEST_BLANK: (f64, f64) = (60.0, 12.0);
const LARGEST_FIELD: (f64, f64) = (100.0, 70.0);

/// The places that a built PDF names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Labels {
    /// Where the leader signs.
    pub signer: Option<Area>,
    /// Where the agency's seal belongs.
    pub agency: Option<Area>,
    pub blanks: Vec<Blank>,
}

/// Returns the entry `PieceInfo` of a catalog; `changed` is a date as PDF writes it.
pub(super) fn written(labels: &Labels, changed: Object) -> Dictionary {
    let fields: Vec<Object> =
        [labels.signer, labels.agency].into_iter().flatten().map(|area| area_object(area).into()).collect();
    let blanks: Vec<Object> = labels
        .blanks
        .iter()
        .map(|blank| {
            let mut all = vec![Object::string_literal(blank.name.as_str())];
            all.extend(area_object(blank.area));
            all.extend([micrometres(blank.baseline), micrometres(blank.size)]);
            all.into()
        })
        .collect();
    let private = dictionary! { "Fields" => fields, "Blanks" => blanks };
    dictionary! { OWNER => dictionary! { "LastModified" => changed, "Private" => private } }
}

/// Reads the places of a built PDF; those that cannot be right are left out.
pub(super) fn read(file: &Document) -> Labels {
    let private =
        file.catalog().ok().and_then(|root| inner(root, b"PieceInfo")).and_then(|all| inner(all, OWNER.as_bytes()));
    let Some(private) = private.and_then(|own| inner(own, b"Private")) else { return Labels::default() };
    let rows = |key: &[u8]| -> Vec<Vec<Object>> {
        let all = private.get(key).and_then(Object::as_array).ok().into_iter().flatten();
        all.filter_map(|row| row.as_array().ok().cloned()).collect()
    };
    let mut fields = rows(b"Fields").into_iter().map(|row| area(&row, LARGEST_FIELD));
    let (signer, agency) = (fields.next().flatten(), fields.next().flatten());
    Labels { signer, agency, blanks: rows(b"Blanks").iter().filter_map(|row| blank(row)).collect() }
}

fn inner<'d>(holder: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    holder.get(key).and_then(Object::as_dict).ok()
}

fn blank(row: &[Object]) -> Option<Blank> {
    let [name, place @ .., baseline, size] = row else { return None };
    let name = std::str::from_utf8(name.as_str().ok()?).ok()?.to_owned();
    let known = ["so", "ngay", "thang"].contains(&name.as_str());
    let area = area(place, LARGEST_BLANK).filter(|_| known)?;
    Some(Blank { name, area, baseline: millimetres(baseline)?, size: millimetres(size)? })
}

fn area(row: &[Object], (widest, highest): (f64, f64)) -> Option<Area> {
    let [page, sides @ ..] = row else { return None };
    let [left, top, width, height] = sides.iter().map(millimetres).collect::<Option<Vec<f64>>>()?.try_into().ok()?;
    let page = usize::try_from(page.as_i64().ok()?).ok()?;
    let fits = width > 0.0 && width <= widest && height > 0.0 && height <= highest && left >= 0.0 && top >= 0.0;
    fits.then_some(Area { page, left, top, width, height })
}

fn area_object(area: Area) -> Vec<Object> {
    let page = i64::try_from(area.page).unwrap_or(i64::MAX);
    let sides = [area.left, area.top, area.width, area.height].map(micrometres);
    [Object::Integer(page)].into_iter().chain(sides).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "a page has a few hundred millimetres")]
fn micrometres(value: f64) -> Object {
    Object::Integer((value * PER_MM).round() as i64)
}

#[allow(clippy::cast_precision_loss, reason = "a page has a few hundred millimetres")]
fn millimetres(value: &Object) -> Option<f64> {
    value.as_i64().ok().filter(|value| value.abs() < 10_000_000).map(|value| value as f64 / PER_MM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_were_written() {
        let area = Area { page: 3, left: 43.349, top: 34.945, width: 18.0, height: 5.077 };
        let blank = Blank { name: "so".to_owned(), area, baseline: 39.032, size: 13.0 };
        let labels = Labels { signer: Some(area), agency: Some(Area { page: 7, ..area }), blanks: vec![blank] };
        let mut file = Document::new();
        let root = file.add_object(dictionary! { "PieceInfo" => written(&labels, Object::string_literal("D:2026")) });
        file.trailer.set("Root", root);
        assert_eq!(read(&file), labels);
        let whole = Labels { signer: Some(Area { width: 210.0, ..area }), ..labels };
        file.objects.insert(root, dictionary! { "PieceInfo" => written(&whole, Object::Null) }.into());
        assert_eq!(read(&file).signer, None);
    }
}
