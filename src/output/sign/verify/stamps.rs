//! Number and day that a clerk's program appends to the content of a page.
//!
//! A few letters in a blank are all that is allowed: no picture, no line, no box that could hide a word.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use super::pair::{self, Pair, keys, plain, resolve};
use crate::output::engine::MM;
use crate::output::sign::content::{Shown, shown};
use crate::output::sign::place::Blank;

/// The most bytes in a blank: six letters of two bytes each.
const LONGEST: usize = 12;
/// How far letters may be from the baseline of the blank, in points.
const MARGIN: f64 = 4.0;
/// How much letters may be stretched.
const WIDEST: f32 = 1.3;
/// How far one piece of a line may be from the next, in thousandths of the size.
const APART: f32 = 400.0;

/// The operators that the added content may use: state, text that starts where it says, and marks.
const HARMLESS: &[&str] = &[
    "q", "Q", "cm", "w", "J", "j", "M", "d", "i", "ri", "gs", "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC",
    "scn", "SCN", "BT", "ET", "Tf", "Tm", "Td", "Tj", "TJ", "BMC", "BDC", "EMC", "MP", "DP",
];

fn is_harmless(operation: &Operation) -> bool {
    let far = |piece: &Object| piece.as_float().is_ok_and(|apart| apart.abs() > APART);
    let pieces = operation.operands.first().and_then(|pieces| pieces.as_array().ok());
    HARMLESS.contains(&operation.operator.as_str())
        && !(operation.operator == "TJ" && pieces.is_none_or(|pieces| pieces.iter().any(far)))
}

/// Returns the blanks that the new content of a page fills in; none if it does anything else.
pub(super) fn filled<'b>(
    pair: &Pair<'_>,
    (old, new): (&Dictionary, &Dictionary),
    height: f64,
    blanks: &[&'b Blank],
) -> Option<Vec<&'b Blank>> {
    let (before, after) = (streams(pair.old, old)?, streams(pair.new, new)?);
    let start = after.windows(before.len().max(1)).position(|part| part == before)?;
    // Programs put the old content between «q» and «Q», so that what follows starts from a clean state.
    if after[..start].iter().any(|part| !matches!(part.trim_ascii(), b"q" | b"")) {
        return None;
    }
    let old_part = Content::decode(&after[..start + before.len()].join(&b'\n')).ok()?;
    let whole = Content::decode(&after.join(&b'\n')).ok()?;
    let from = old_part.operations.len();
    let added = whole.operations.get(from..)?;
    let same =
        |(one, other): (&Operation, &Operation)| one.operator == other.operator && one.operands == other.operands;
    if !old_part.operations.iter().zip(&whole.operations).all(same) || !added.iter().all(is_harmless) {
        return None;
    }
    let mut found: Vec<(&Blank, usize)> = Vec::new();
    for piece in shown(&whole).iter().filter(|piece| piece.operation >= from) {
        let blank = *blanks.iter().find(|blank| is_in(piece, blank, height))?;
        match found.iter_mut().find(|(seen, _)| *seen == blank) {
            Some((_, bytes)) => *bytes += piece.bytes,
            None => found.push((blank, piece.bytes)),
        }
    }
    let short = !found.is_empty() && found.iter().all(|(_, bytes)| *bytes <= LONGEST);
    short.then(|| found.into_iter().map(|(blank, _)| blank).collect())
}

/// Returns whether the resources that a page had are still there, unchanged; fonts and states for what is added may be new. A font of
/// Type 3 may not: its letters are drawings.
pub(super) fn only_added(pair: &Pair<'_>, old: &Object, new: &Object) -> bool {
    let (Ok(old), Ok(new)) = (resolve(pair.old, old).as_dict(), resolve(pair.new, new).as_dict()) else { return false };
    keys(old, new).iter().all(|kind| {
        let added = matches!(kind.as_slice(), b"Font" | b"ExtGState" | b"ColorSpace" | b"ProcSet" | b"Properties");
        let Ok(before) = old.get(kind) else { return added };
        let Ok(after) = new.get(kind) else { return false };
        match (resolve(pair.old, before).as_dict(), resolve(pair.new, after).as_dict()) {
            (Ok(before), Ok(after)) if added => {
                let kept =
                    |(name, value): (&Vec<u8>, &Object)| after.get(name).is_ok_and(|other| pair.same(value, other));
                let drawn = |font: &Object| {
                    resolve(pair.new, font).as_dict().is_ok_and(|font| pair::name(font, b"Subtype") == "Type3")
                };
                before.iter().all(kept) && !after.iter().any(|(name, font)| !before.has(name) && drawn(font))
            }
            _ => pair.same(before, after),
        }
    })
}

fn is_in(piece: &Shown, blank: &Blank, height: f64) -> bool {
    let (left, baseline) = (f64::from(piece.left), height - f64::from(piece.baseline));
    let [least, _, most, _] = blank.area.rectangle(height);
    (least - MARGIN..=most).contains(&left)
        && (baseline - blank.baseline * MM).abs() <= MARGIN
        && f64::from(piece.size) <= blank.size * 1.3
        && piece.stretch <= WIDEST
}

/// Returns the pieces of a page's content, unpacked.
fn streams(file: &Document, page: &Dictionary) -> Option<Vec<Vec<u8>>> {
    let content = resolve(file, page.get(b"Contents").ok()?);
    let one = [content.clone()];
    let pieces = content.as_array().map_or(&one[..], Vec::as_slice);
    pieces.iter().map(|piece| plain(resolve(file, piece).as_stream().ok()?)).collect()
}
