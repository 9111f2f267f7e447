//! Where something may be shown: the blanks, and the two places to sign.

use lopdf::{Dictionary, Document, Object};

use super::compared::Role;
use super::pair::{list, rectangle, resolve};
use crate::output::engine::MM;
use crate::output::sign::content::{Shown, shown};
use crate::output::sign::labels::Labels;
use crate::output::sign::place::{Area, Blank};

/// How far something may extend over its box, in points: programs round, and draw a frame.
pub(super) const MARGIN: f64 = 1.5;
/// The top margin of a page, where copies are signed, in points.
const TOP: f64 = 20.0 * MM;

/// Left, bottom, right, top, in points.
pub(super) type Rectangle = [f64; 4];

/// What a place on a page is for.
pub(super) enum Use<'l> {
    Blank(&'l Blank),
    Signature(Role),
    /// The top margin, where the page shows nothing.
    Margin,
    Nothing,
}

/// Returns what a rectangle on a page may be used for.
pub(super) fn purpose<'l>(
    labels: &'l Labels,
    file: &Document,
    page: &Dictionary,
    number: usize,
    area: Rectangle,
) -> Use<'l> {
    let Some(height) = height(file, page) else { return Use::Nothing };
    if let Some(blank) = labels.blanks.iter().find(|blank| is_inside(area, blank.area, number, height)) {
        return Use::Blank(blank);
    }
    let is_in = |place: Option<Area>| place.is_some_and(|place| is_inside(area, place, number, height));
    match (is_in(labels.signer), is_in(labels.agency)) {
        (true, false) => return Use::Signature(Role::Leader),
        (false, true) => return Use::Signature(Role::Agency),
        (true, true) => return Use::Signature(Role::Either),
        (false, false) => {}
    }
    if is_in(both(labels)) {
        Use::Signature(Role::Either)
    } else if area[1] >= height - TOP && is_empty(file, page, area) {
        Use::Margin
    } else {
        Use::Nothing
    }
}

/// Returns the height of the leader's field by the width of both.
fn both(labels: &Labels) -> Option<Area> {
    let (signer, agency) = labels.signer.zip(labels.agency)?;
    let left = signer.left.min(agency.left);
    let right = (signer.left + signer.width).max(agency.left + agency.width);
    Some(Area { left, width: right - left, ..signer })
}

/// Returns all places where something may be shown.
pub(super) fn all(labels: &Labels) -> Vec<Area> {
    let signatures = [labels.signer, labels.agency, both(labels)].into_iter().flatten();
    signatures.chain(labels.blanks.iter().map(|blank| blank.area)).collect()
}

/// Returns a rectangle of a page in millimetres.
pub(super) fn area(file: &Document, page: &Dictionary, number: usize, of: Rectangle) -> Option<Area> {
    let [left, bottom, right, top] = of;
    let height = height(file, page)?;
    let [left, top, width, height] = [left, height - top, right - left, top - bottom].map(|side| side / MM);
    Some(Area { page: number, left, top, width, height })
}

/// Returns the height of a page that begins at the origin, as those of a plan do.
pub(super) fn height(file: &Document, page: &Dictionary) -> Option<f64> {
    let sides = super::pair::numbers(file, page, b"MediaBox")?;
    match sides[..] {
        [0.0, 0.0, _, height] => Some(height),
        _ => None,
    }
}

/// Returns whether a rectangle is in a place, give or take the margin.
pub(super) fn is_inside([left, bottom, right, top]: Rectangle, place: Area, number: usize, height: f64) -> bool {
    let [least, lowest, most, highest] = place.rectangle(height);
    place.page == number
        && left >= least - MARGIN
        && right <= most + MARGIN
        && top <= highest + MARGIN
        && bottom >= lowest - MARGIN
}

/// Returns whether the page has no text at the height of a rectangle, and no annotation in it.
fn is_empty(file: &Document, page: &Dictionary, [left, bottom, right, top]: Rectangle) -> bool {
    let content = page.get(b"Contents").map(|content| resolve(file, content));
    let Ok(Object::Stream(stream)) = content else { return false };
    let Some(Ok(content)) = super::pair::plain(stream).map(|bytes| lopdf::content::Content::decode(&bytes)) else {
        return false;
    };
    let is_beside = |piece: &Shown| {
        let (baseline, size) = (f64::from(piece.baseline), f64::from(piece.size));
        baseline - size < top && baseline + size > bottom
    };
    let touches = |other: Rectangle| other[0] < right && other[2] > left && other[1] < top && other[3] > bottom;
    let notes = list(file, page, b"Annots").iter().filter_map(|note| {
        let note = resolve(file, note).as_dict().ok()?;
        rectangle(file, note, b"Rect")
    });
    !shown(&content).iter().any(is_beside) && notes.filter(|note| touches(*note)).count() == 0
}
