//! A region: objects, their table, trailer, `startxref`, `%%EOF`.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::lexer::Lexer;
use super::table::{self, Place};
use super::unpacked::Room;
use super::{Strict, Unclear, stream_table, unpacked};

/// What is known of the file before a region.
#[derive(Debug, Clone, Copy)]
pub(in crate::output::sign::verify) struct Before<'d> {
    /// All objects, as readers see them.
    pub objects: &'d BTreeMap<ObjectId, Object>,
    pub trailer: &'d Dictionary,
    /// Where the last cross-reference section begins; none before the first region.
    pub start: Option<usize>,
}

/// What a region adds.
#[derive(Debug)]
pub(in crate::output::sign::verify) struct Region {
    /// Its objects, those in object streams too.
    pub objects: BTreeMap<ObjectId, Object>,
    pub trailer: Dictionary,
    /// Where its cross-reference section begins.
    pub start: usize,
    /// Where it ends, its end of line included.
    pub end: usize,
}

/// The objects of a region by their place, and the table that follows them.
#[derive(Default)]
struct Found {
    objects: BTreeMap<ObjectId, (usize, Object)>,
    /// Lengths that are in an object of their own.
    lengths: Vec<(ObjectId, Vec<i64>, usize)>,
}

/// Reads a region that begins at a place of the file.
pub(in crate::output::sign::verify) fn read(bytes: &[u8], at: usize, before: Before<'_>) -> Strict<Region> {
    let mut lexer = Lexer::new(bytes, at);
    let mut found = Found::default();
    let (listed, trailer, start) = loop {
        lexer.space();
        let here = lexer.at;
        if lexer.peek() == Some(b'x') {
            let listed = table::read(&mut lexer)?;
            lexer.space();
            lexer.word(b"trailer")?;
            let Object::Dictionary(trailer) = lexer.value()? else {
                return Err(lexer.unclear("trailer viết sai", "the trailer is written wrongly"));
            };
            break (listed, trailer, here);
        }
        let id = object(&mut lexer, before, &mut found)?;
        if let Some((_, Object::Stream(stream))) = found.objects.get(&id)
            && stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"XRef")
        {
            let listed = stream_table::read(stream, here)?;
            break (listed, stream_table::trailer(&stream.dict), here);
        }
    };
    lexer.space();
    version_comment(&mut lexer);
    lexer.space();
    lexer.word(b"startxref")?;
    lexer.space();
    if lexer.digits()? != start {
        return Err(lexer.unclear("startxref không chỉ đúng bảng tra", "startxref does not lead to the table"));
    }
    lexer.space();
    if !lexer.skip(b"%%EOF") {
        return Err(lexer.unclear("thiếu %%EOF", "%%EOF is missing"));
    }
    lexer.line_end();
    let end = lexer.at;
    let objects = complete(found, &listed, before, (start, Room::new(lexer.left)))?;
    check_trailer(&trailer, before, &objects, start)?;
    Ok(Region { objects, trailer, start, end })
}

/// Skips the line in which iText writes its version.
fn version_comment(lexer: &mut Lexer<'_>) {
    let line: Vec<u8> = lexer.rest().iter().copied().take_while(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b' ');
    if line.starts_with(b"%iText-") && line[1..].iter().all(is_plain) && line.len() < 80 {
        lexer.at += line.len();
    }
}

/// Reads `N G obj … endobj`.
fn object(lexer: &mut Lexer<'_>, before: Before<'_>, found: &mut Found) -> Strict<ObjectId> {
    let at = lexer.at;
    if lexer.peek().is_none_or(|byte| !byte.is_ascii_digit()) {
        return Err(lexer.unclear(
            "có dữ liệu lạ ngoài các đối tượng, hoặc thiếu bảng tra",
            "there is foreign data between objects, or the table is missing",
        ));
    }
    let number = lexer.object_number()?;
    let spaced = lexer.skip(b" ");
    let generation = lexer.digits()?;
    let id = (number, u16::try_from(generation).unwrap_or(u16::MAX));
    if !spaced || !lexer.skip(b" ") || number == 0 {
        return Err(lexer.unclear("đầu đối tượng viết sai", "the head of an object is written wrongly"));
    }
    lexer.word(b"obj")?;
    let mut value = lexer.value()?;
    lexer.space();
    if let Object::Dictionary(dictionary) = &value
        && lexer.skip(b"stream")
    {
        value = Object::Stream(stream(lexer, dictionary.clone(), before, found)?);
        lexer.space();
    }
    lexer.word(b"endobj")?;
    if found.objects.insert(id, (at, value)).is_some() {
        return Err(Unclear::new(at, "một đối tượng được ghi hai lần", "an object is written twice"));
    }
    Ok(id)
}

/// Reads the bytes of a stream: as many as its dictionary says.
fn stream(lexer: &mut Lexer<'_>, dictionary: Dictionary, before: Before<'_>, found: &mut Found) -> Strict<Stream> {
    let wrong = |lexer: &Lexer<'_>| {
        lexer.unclear("độ dài của luồng (stream) không đúng", "the length of a stream is not right")
    };
    if !(lexer.skip(b"\r\n") || lexer.skip(b"\n")) {
        return Err(wrong(lexer));
    }
    if [&b"F"[..], b"FFilter", b"FDecodeParms"].iter().any(|key| dictionary.has(key)) {
        return Err(lexer.unclear("luồng (stream) nằm ở tệp khác", "a stream is in another file"));
    }
    if !is_packed_clearly(&dictionary) {
        return Err(lexer.unclear(
            "cách nén của một luồng (stream) không được ghi rõ tại chỗ",
            "how a stream is packed is not written out in its place",
        ));
    }
    let known = |id: &ObjectId| match found.objects.get(id).map(|(_, value)| value).or(before.objects.get(id)) {
        Some(Object::Integer(length)) => Some(*length),
        _ => None,
    };
    let length = match dictionary.get(b"Length") {
        Ok(Object::Integer(length)) => *length,
        // The object that follows says which it is; see `complete`.
        Ok(Object::Reference(id)) => {
            let data = lexer.rest();
            let end = data.windows(9).position(|part| part == b"endstream").ok_or_else(|| wrong(lexer))?;
            let trimmed = [b"\r\n".as_slice(), b"\n", b"\r", b""].into_iter().filter(|eol| data[..end].ends_with(eol));
            let all: Vec<i64> = trimmed.filter_map(|eol| i64::try_from(end - eol.len()).ok()).collect();
            let length = known(id).or(all.first().copied()).ok_or_else(|| wrong(lexer))?;
            found.lengths.push((*id, all, lexer.at));
            length
        }
        _ => return Err(wrong(lexer)),
    };
    let length = usize::try_from(length).map_err(|_| wrong(lexer))?;
    let content = lexer.rest().get(..length).ok_or_else(|| wrong(lexer))?.to_vec();
    lexer.at += length;
    lexer.line_end();
    if !lexer.skip(b"endstream") {
        return Err(wrong(lexer));
    }
    Ok(Stream::new(dictionary, content))
}

/// Returns whether the filters of a stream are written out, with their full names (ISO 32000-1, 7.4): a reference, or the short name of a picture in a line
/// of content, is followed by some readers and not by others.
fn is_packed_clearly(dictionary: &Dictionary) -> bool {
    const FILTERS: [&str; 9] = [
        "ASCIIHexDecode",
        "ASCII85Decode",
        "LZWDecode",
        "FlateDecode",
        "RunLengthDecode",
        "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode",
        "JPXDecode",
    ];
    let is_known =
        |filter: &Object| filter.as_name().is_ok_and(|name| FILTERS.iter().any(|known| known.as_bytes() == name));
    match dictionary.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Array(all)) => all.iter().all(is_known),
        Ok(filter) => is_known(filter),
    }
}

/// Holds the objects of a region against its table; returns them all, those in object streams too.
fn complete(
    found: Found,
    listed: &BTreeMap<u32, Place>,
    before: Before<'_>,
    (start, mut room): (usize, Room),
) -> Strict<BTreeMap<ObjectId, Object>> {
    let unclear = |vi, en| Err(Unclear::new(start, vi, en));
    let mut out = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (id, (at, value)) in found.objects {
        if listed.get(&id.0) != Some(&Place::At(at, id.1)) || !seen.insert(id.0) {
            return Err(Unclear::new(
                at,
                "đối tượng không được bảng tra ghi đúng một lần, đúng chỗ, đúng số hiệu",
                "an object is not listed once, at its place, under its number",
            ));
        }
        if let Object::Stream(stream) = &value
            && stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"ObjStm")
        {
            for (index, (number, inner)) in unpacked::objects(stream, at, &mut room)?.into_iter().enumerate() {
                if listed.get(&number) != Some(&Place::Inside(id.0, index)) || !seen.insert(number) {
                    return Err(Unclear::new(
                        at,
                        "một đối tượng trong luồng đối tượng không được bảng tra ghi đúng một lần",
                        "an object of an object stream is not listed exactly once",
                    ));
                }
                out.insert((number, 0), inner);
            }
        }
        out.insert(id, value);
    }
    if seen.len() != listed.len() {
        return unclear("bảng tra ghi đối tượng không có ở đó", "the table lists objects that are not there");
    }
    for id in out.keys() {
        let other = before.objects.range((id.0, 0)..=(id.0, u16::MAX)).any(|(old, _)| old.1 != id.1);
        if other || id.1 != 0 && !before.objects.contains_key(id) {
            return unclear("số thế hệ của đối tượng bị đổi", "the generation of an object was changed");
        }
    }
    for (id, lengths, at) in found.lengths {
        let value = out.get(&id).or(before.objects.get(&id));
        if !matches!(value, Some(Object::Integer(length)) if lengths.contains(length)) {
            return Err(Unclear::new(
                at,
                "độ dài của luồng (stream) không đúng",
                "the length of a stream is not right",
            ));
        }
    }
    Ok(out)
}

fn check_trailer(
    trailer: &Dictionary,
    before: Before<'_>,
    fresh: &BTreeMap<ObjectId, Object>,
    start: usize,
) -> Strict<()> {
    let unclear = |vi, en| Err(Unclear::new(start, vi, en));
    if trailer.has(b"Encrypt") {
        return unclear("tệp bị mã hóa", "the file is encrypted");
    }
    if trailer.iter().any(|(key, _)| !matches!(key.as_slice(), b"Size" | b"Root" | b"Info" | b"ID" | b"Prev")) {
        return unclear("trailer có mục lạ", "the trailer has a foreign entry");
    }
    let number = |key: &[u8], of: &Dictionary| of.get(key).ok().and_then(|value| value.as_i64().ok());
    let previous = before.start.and_then(|start| i64::try_from(start).ok());
    if number(b"Prev", trailer) != previous || trailer.has(b"Prev") != before.start.is_some() {
        return unclear("trailer không chỉ đúng bảng tra trước đó (Prev)", "Prev does not lead to the table before");
    }
    let most = fresh.keys().map(|id| i64::from(id.0) + 1).max().unwrap_or(0);
    let size = most.max(number(b"Size", before.trailer).unwrap_or(0));
    if number(b"Size", trailer) != Some(size) {
        return unclear("trailer ghi sai số đối tượng (Size)", "the number of objects (Size) is wrong");
    }
    let root = trailer.get(b"Root").and_then(Object::as_reference);
    let same_root = before.trailer.get(b"Root").ok().is_none_or(|old| trailer.get(b"Root").ok() == Some(old));
    if root.is_err() || !same_root {
        return unclear("trailer chỉ đến danh mục gốc khác (Root)", "the trailer leads to another catalog (Root)");
    }
    if trailer.get(b"Info").is_ok_and(|info| info.as_reference().is_err()) {
        return unclear("trailer ghi sai mục Info", "Info is written wrongly in the trailer");
    }
    let first = |of: &Dictionary| of.get(b"ID").and_then(Object::as_array).ok().and_then(|both| both.first().cloned());
    let bytes = |id: Option<Object>| id.and_then(|id| id.as_str().map(<[u8]>::to_vec).ok());
    if before.trailer.has(b"ID") && bytes(first(trailer)) != bytes(first(before.trailer)) {
        return unclear("mã nhận dạng của tệp (ID) bị đổi", "the identifier of the file (ID) was changed");
    }
    Ok(())
}
