//! Number and day that a clerk's program appends to the content of a page.
//!
//! A few letters, each of them inside a blank, are all that is allowed: no picture, no line, no box that could hide a word.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

use super::boxes;
use super::drawn;
use super::pair::{Pair, dictionary, keys, plain, resolve};
use crate::base::limits::UNPACKED;
use crate::output::sign::place::Blank;

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
    let opened = after[..start].iter().filter(|part| part.trim_ascii() == b"q").count();
    if opened + after[..start].iter().filter(|part| part.trim_ascii().is_empty()).count() != start {
        return None;
    }
    let added = after[start + before.len()..].join(&b'\n');
    let added = closed(&added, opened).filter(|_| opened > 0 || leaves_clean(&before))?;
    let resources = dictionary(pair.new, new, b"Resources")?;
    let letters = drawn::letters(pair.new, resources, added)?;
    let mut found: Vec<&Blank> = Vec::new();
    for letter in &letters {
        let blank = *blanks.iter().find(|blank| boxes::is_inside(*letter, blank.area, blank.area.page, height))?;
        if !found.contains(&blank) {
            found.push(blank);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Returns what follows the operators «Q» that close what was opened before the old content.
fn closed(added: &[u8], opened: usize) -> Option<&[u8]> {
    let mut rest = added;
    for _ in 0..opened {
        rest = rest.trim_ascii_start().strip_prefix(b"Q")?;
        if rest.first().is_some_and(|byte| !byte.is_ascii_whitespace()) {
            return None;
        }
    }
    Some(rest)
}

/// Returns whether the old content, which is the built file's, gives back every state that it changes.
fn leaves_clean(before: &[Vec<u8>]) -> bool {
    let Ok(content) = Content::decode(&before.join(&b'\n')) else { return false };
    let mut depth = 0_usize;
    let mut clean = true;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "q" => depth += 1,
            "Q" => depth = depth.saturating_sub(1),
            "BMC" | "BDC" | "EMC" | "BT" | "ET" | "MP" | "DP" => {}
            _ => clean &= depth > 0,
        }
    }
    clean && depth == 0
}

/// Returns whether the resources that a page had are still there, unchanged; fonts and states for what is added may be new.
pub(super) fn only_added(pair: &Pair<'_>, old: &Object, new: &Object) -> bool {
    let (Ok(old), Ok(new)) = (resolve(pair.old, old).as_dict(), resolve(pair.new, new).as_dict()) else { return false };
    keys(old, new).iter().all(|kind| {
        let added = matches!(kind.as_slice(), b"Font" | b"ExtGState");
        let Ok(after) = new.get(kind) else { return false };
        let Ok(before) = old.get(kind) else { return added || kind == b"ProcSet" };
        match (resolve(pair.old, before).as_dict(), resolve(pair.new, after).as_dict()) {
            (Ok(before), Ok(after)) if added => {
                before.iter().all(|(name, value)| after.get(name).is_ok_and(|other| pair.same(value, other)))
            }
            _ => kind == b"ProcSet" || pair.same(before, after),
        }
    })
}

/// Returns the pieces of a page's content, unpacked.
fn streams(file: &Document, page: &Dictionary) -> Option<Vec<Vec<u8>>> {
    let content = resolve(file, page.get(b"Contents").ok()?);
    let one = [content.clone()];
    let pieces = content.as_array().map_or(&one[..], Vec::as_slice);
    let mut left = UNPACKED;
    let within = |piece: &Object| {
        let content = unpacked(resolve(file, piece).as_stream().ok()?)?;
        left = left.checked_sub(content.len())?;
        Some(content)
    };
    pieces.iter().map(within).collect()
}

/// Unpacks a stream that is packed in one way, or not at all.
fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let once = match stream.dict.get(b"Filter") {
        Err(_) | Ok(Object::Name(_)) => true,
        Ok(Object::Array(all)) => all.len() <= 1,
        Ok(_) => false,
    };
    plain(stream).filter(|_| once)
}
