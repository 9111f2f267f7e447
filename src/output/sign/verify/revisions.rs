//! The file as it was after each incremental update.

#[cfg(feature = "embedded")]
use std::collections::BTreeMap;

#[cfg(feature = "embedded")]
use lopdf::{DecompressError, Object, ObjectId};
use lopdf::{Dictionary, Document, LoadOptions};

use super::strict::{self, Before, Lexer, Unclear};
#[cfg(feature = "embedded")]
use crate::base::limits::{PICTURE, UNPACKED_IN_ALL};
use crate::base::limits::{REVISIONS, UNPACKED};

/// The file up to the end of one revision.
pub(super) struct Revision {
    /// The length of the file up to here.
    pub end: usize,
    /// The file as every reader saw it then.
    pub file: Document,
}

/// Loads a built PDF, none of whose streams unpacks to more than the limit.
pub(super) fn load(bytes: &[u8]) -> lopdf::Result<Document> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options)
}

/// Reads the revisions of a file, one after another: only the last is kept.
pub(super) struct Revisions<'a> {
    bytes: &'a [u8],
    /// The built file, if its length is known and it is still to be read.
    built: Option<usize>,
    at: usize,
    start: Option<usize>,
    count: usize,
    /// Why what follows the last revision cannot be read; none where nothing follows.
    pub unclear: Option<Unclear>,
    /// Whether what follows is not even the beginning of a revision.
    pub foreign: bool,
    /// Whether there are more revisions than the limit.
    pub endless: bool,
}

impl<'a> Revisions<'a> {
    /// Begins with a file; `built` is the length of its beginning that is known to be a built file.
    pub(super) fn new(bytes: &'a [u8], built: Option<usize>) -> Self {
        let mut out =
            Self { bytes, built, at: 0, start: None, count: 0, unclear: None, foreign: false, endless: false };
        if built.is_none() {
            match header(bytes) {
                Ok(end) => out.at = end,
                Err(unclear) => out.unclear = Some(unclear),
            }
        }
        out
    }

    /// Returns the revision that follows another; the first follows none.
    pub(super) fn after(&mut self, last: Option<&Revision>) -> Option<Revision> {
        if let Some(length) = self.built.take() {
            let built = &self.bytes[..length];
            self.at = length;
            self.start = last_start(built);
            return Some(Revision { end: length, file: load(built).ok()? });
        }
        let mut rest = Lexer::new(self.bytes, self.at);
        rest.space();
        if self.unclear.is_some() || rest.is_at_end() {
            return None;
        }
        self.count += 1;
        if self.count > REVISIONS {
            self.endless = true;
            return None;
        }
        let nothing = Document::new();
        let before = last.map_or(&nothing, |last| &last.file);
        let trailer = if last.is_some() { before.trailer.clone() } else { Dictionary::new() };
        match strict::read(
            self.bytes,
            self.at,
            Before { objects: &before.objects, trailer: &trailer, start: self.start },
        ) {
            Ok(region) => {
                self.at = region.end;
                self.start = Some(region.start);
                let mut file = Document::new();
                file.objects.clone_from(&before.objects);
                file.objects.extend(region.objects);
                file.trailer = region.trailer;
                Some(Revision { end: region.end, file })
            }
            Err(unclear) => {
                self.foreign = !rest.is_value();
                self.unclear = Some(unclear);
                None
            }
        }
    }
}

/// Returns whether a file can be read in one way only, to its end. Nothing in it is nested more deeply than a program can follow, or is
/// larger than it has room for when it is unpacked.
#[cfg(feature = "embedded")]
pub(super) fn is_drawable(bytes: &[u8]) -> bool {
    let mut revisions = Revisions::new(bytes, None);
    let mut last = None;
    while let Some(revision) = revisions.after(last.as_ref()) {
        last = Some(revision);
    }
    last.is_some_and(|last| has_room(&last.file)) && revisions.unclear.is_none() && !revisions.endless
}

/// Returns whether all that is packed in a file unpacks within the limits, for each page too: a page can name a stream many times. What is packed
/// as pictures only are has a size of its own.
#[cfg(feature = "embedded")]
fn has_room(file: &Document) -> bool {
    let mut left = UNPACKED_IN_ALL;
    let mut sizes: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for (id, object) in &file.objects {
        let Object::Stream(stream) = object else { continue };
        let side = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).unwrap_or(0).unsigned_abs();
        if side(b"Width").saturating_mul(side(b"Height")) > PICTURE as u64 {
            return false;
        }
        match stream.get_plain_content_with_limit(UNPACKED.min(left)) {
            Ok(content) => {
                left -= content.len();
                sizes.insert(*id, content.len());
            }
            Err(lopdf::Error::Decompress(
                DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. },
            )) => return false,
            // A picture, or what is broken: the process that draws has a limit of its own.
            Err(_) => {}
        }
    }
    let size = |piece: &Object| piece.as_reference().ok().and_then(|id| sizes.get(&id)).copied().unwrap_or(0);
    file.objects.values().filter_map(|object| object.as_dict().ok()).all(|holder| {
        let pieces = super::pair::list(file, holder, b"Contents");
        pieces.iter().map(size).fold(0, usize::saturating_add) <= UNPACKED
    })
}

/// Returns where the first object of a file begins: after `%PDF-1.7` and, perhaps, a line of bytes that are no text.
fn header(bytes: &[u8]) -> Result<usize, Unclear> {
    let mut at = 0;
    for start in [&b"%PDF-"[..], b"%"] {
        if bytes[at..].starts_with(start) {
            let length = bytes[at..].iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            at += length
                .filter(|length| *length < 64)
                .ok_or_else(|| Unclear::new(at, "đầu tệp viết sai", "the head of the file is written wrongly"))?;
            at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
        }
    }
    Ok(at)
}

/// Returns what the last `startxref` of a built file says.
fn last_start(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let at = bytes.windows(WORD.len()).rposition(|part| part == WORD)? + WORD.len();
    let text = std::str::from_utf8(&bytes[at..]).ok()?;
    text.split_whitespace().next()?.parse().ok()
}
