//! The cross-reference stream (ISO 32000-1, 7.5.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream};

use super::table::Place;
use super::{Strict, Unclear, unpacked};

/// The entries of its dictionary that are not those of a trailer.
const OWN: [&[u8]; 6] = [b"Type", b"W", b"Index", b"Filter", b"DecodeParms", b"Length"];

/// Returns the trailer that the dictionary of the stream is.
pub(super) fn trailer(dictionary: &Dictionary) -> Dictionary {
    dictionary
        .iter()
        .filter(|(key, _)| !OWN.contains(&key.as_slice()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Reads the entries of a cross-reference stream.
pub(super) fn read(stream: &Stream, at: usize) -> Strict<BTreeMap<u32, Place>> {
    let wrong = || Unclear::new(at, "bảng tra dạng luồng viết sai", "the cross-reference stream is written wrongly");
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let all = stream.dict.get(key).and_then(Object::as_array).ok()?;
        all.iter().map(|one| usize::try_from(one.as_i64().ok()?).ok()).collect()
    };
    let [kind, first, second] = numbers(b"W").ok_or_else(wrong)?[..] else { return Err(wrong()) };
    let width = kind.saturating_add(first).saturating_add(second);
    if kind > 1 || first == 0 || first > 8 || second > 4 {
        return Err(wrong());
    }
    let size = stream.dict.get(b"Size").and_then(Object::as_i64).ok().and_then(|size| usize::try_from(size).ok());
    let index =
        if stream.dict.has(b"Index") { numbers(b"Index").ok_or_else(wrong)? } else { vec![0, size.ok_or_else(wrong)?] };
    let data = unpacked::content(stream, at)?;
    let count =
        index.chunks(2).map(|pair| pair.get(1).copied().unwrap_or(usize::MAX)).fold(0_usize, usize::saturating_add);
    if data.len() != count.saturating_mul(width) {
        return Err(wrong());
    }
    let listed = index.chunks(2).flat_map(|pair| pair[0]..pair[0].saturating_add(pair[1]));
    let mut out = BTreeMap::new();
    for (number, row) in listed.zip(data.chunks(width)) {
        let value = |part: &[u8]| part.iter().fold(0_usize, |value, byte| value << 8 | usize::from(*byte));
        let (kind, rest) = row.split_at(kind);
        let (one, other) = rest.split_at(first);
        let (one, other) = (value(one), value(other));
        let place = match kind.first().copied().unwrap_or(1) {
            0 if number == 0 => continue,
            1 => Place::At(one, u16::try_from(other).map_err(|_| wrong())?),
            2 => Place::Inside(u32::try_from(one).map_err(|_| wrong())?, other),
            _ => return Err(wrong()),
        };
        let number = u32::try_from(number).map_err(|_| wrong())?;
        if number == 0 || out.insert(number, place).is_some() {
            return Err(wrong());
        }
    }
    Ok(out)
}
