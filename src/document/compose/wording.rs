//! The wording of a target, with its measures filled in.

use super::beginning::Place;
use crate::document::resolve::Resolved;
use crate::input::decode::one_line;
use crate::model::measure::Measure;
use crate::model::plan::{Piece, Target};

/// Returns the wording with its measures, as it is at a place; the indicator's own where the target has none.
pub(super) fn wording(target: &Target, resolved: &Resolved<'_>, place: Place) -> String {
    if target.text.is_none() {
        return resolved.indicator_of(target).map(|indicator| one_line(&indicator.text)).unwrap_or_default();
    }
    let mut words = String::new();
    for piece in target.pieces() {
        match piece {
            Piece::Words(plain) => words.push_str(plain),
            Piece::Placeholder(name, form, _) => {
                let value = target.measure(name).map(|measure| in_form(measure, form)).unwrap_or_default();
                words.push_str(&place.fit(&words, &value));
            }
        }
    }
    one_line(&words)
}

fn in_form(measure: &Measure, form: Option<&str>) -> String {
    match form {
        Some("words") => measure.describe(),
        Some("value") => measure.bare(),
        Some("padded") => measure.padded(),
        _ => measure.signed(),
    }
}
