//! What streams of a file's own structure unpack to.

use lopdf::{Object, Stream};

use super::lexer::Lexer;
use super::{Strict, Unclear};
use crate::base::limits::{UNPACKED, UNPACKED_IN_ALL};

/// What the object streams of a region may still take: many small files can be one large one.
pub(super) struct Room {
    pub values: usize,
    bytes: usize,
}

impl Room {
    /// Returns the room where so many values are left.
    pub(super) fn new(values: usize) -> Self {
        Self { values, bytes: UNPACKED_IN_ALL }
    }
}

/// Returns the content of a stream that is not packed, or packed once (`FlateDecode`).
pub(super) fn content(stream: &Stream, at: usize) -> Strict<Vec<u8>> {
    let known = match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Name(name)) => name == b"FlateDecode",
        Ok(Object::Array(all)) => matches!(&all[..], [Object::Name(name)] if name == b"FlateDecode"),
        Ok(_) => false,
    };
    let found = stream.get_plain_content_with_limit(UNPACKED).ok().filter(|_| known);
    found.ok_or_else(|| Unclear::new(at, "một luồng (stream) không giải nén được", "a stream cannot be unpacked"))
}

/// Returns the objects of an object stream (ISO 32000-1, 7.5.7), in order, with their numbers.
pub(super) fn objects(stream: &Stream, at: usize, room: &mut Room) -> Strict<Vec<(u32, Object)>> {
    let wrong = || Unclear::new(at, "luồng đối tượng viết sai", "an object stream is written wrongly");
    let number =
        |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok().and_then(|value| usize::try_from(value).ok());
    let (count, first) = number(b"N").zip(number(b"First")).ok_or_else(wrong)?;
    if stream.dict.has(b"Extends") {
        return Err(wrong());
    }
    let data = content(stream, at)?;
    room.bytes = room.bytes.checked_sub(data.len()).ok_or_else(|| {
        Unclear::new(at, "các luồng đối tượng giải nén ra hơn 256 MB", "the object streams unpack to more than 256 MB")
    })?;
    let mut head = Lexer::inside(data.get(..first).ok_or_else(wrong)?, at, room.values);
    let mut places = Vec::new();
    for _ in 0..count {
        head.space();
        let number = head.object_number()?;
        head.space();
        places.push((number, head.digits()?));
    }
    head.space();
    if !head.is_at_end() {
        return Err(wrong());
    }
    let mut body = Lexer::inside(&data[first..], at, room.values);
    let mut out = Vec::new();
    for (number, offset) in places {
        body.space();
        if body.at != offset || number == 0 {
            return Err(wrong());
        }
        out.push((number, body.value()?));
    }
    body.space();
    room.values = body.left;
    if body.is_at_end() { Ok(out) } else { Err(wrong()) }
}
