//! The file as it was after each time that something was appended.

use lopdf::{Document, LoadOptions};

use crate::base::limits::{REVISIONS, UNPACKED};

/// The file up to the end of one revision.
pub(super) struct Revision {
    /// The length of the file up to here.
    pub end: usize,
    /// What a reader saw then.
    pub file: Document,
}

impl Revision {
    /// Whether the revision ends where a file of this length does; the end of a line may follow.
    pub(super) fn covers(&self, length: usize) -> bool {
        length <= self.end && self.end - length <= 2
    }
}

/// A PDF, of which no part unpacks without end.
pub(super) fn load(bytes: &[u8]) -> lopdf::Result<Document> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options)
}

/// The revisions that can be read, in order; and whether something else stands behind the last one. None where the file has
/// more than can be compared.
pub(super) fn cut(bytes: &[u8]) -> Option<(Vec<Revision>, bool)> {
    let mut out = Vec::new();
    let mut end = 0;
    let ends = ends(bytes);
    if ends.len() > REVISIONS {
        return None;
    }
    for at in ends {
        // The same words can stand in a stream by chance: then what ends there is no file.
        let Some(start) = bytes.get(..at) else { continue };
        match load(start) {
            Ok(file) if file.xref_recovery.is_none() => {
                out.push(Revision { end: at, file });
                end = at;
            }
            _ => {}
        }
    }
    let rest = bytes.get(end..).unwrap_or_default().iter().any(|byte| !byte.is_ascii_whitespace());
    Some((out, rest))
}

/// Behind each «startxref NUMBER %%EOF», with the end of its line.
fn ends(bytes: &[u8]) -> Vec<usize> {
    const START: &[u8] = b"startxref";
    const END: &[u8] = b"%%EOF";
    /// A number and two ends of lines.
    const APART: usize = 32;
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = find(&bytes[from..], END) {
        let at = from + found;
        from = at + END.len();
        let before = &bytes[at.saturating_sub(APART + START.len())..at];
        let number =
            before.windows(START.len()).rposition(|window| window == START).map(|s| &before[s + START.len()..]);
        let (digit, space) = (|byte: &u8| byte.is_ascii_digit(), |byte: &u8| byte.is_ascii_whitespace());
        if number.is_some_and(|number| number.iter().any(digit) && number.iter().all(|byte| digit(byte) || space(byte)))
        {
            let line = match bytes.get(from..) {
                Some([b'\r', b'\n', ..]) => 2,
                Some([b'\r' | b'\n', ..]) => 1,
                _ => 0,
            };
            out.push(from + line);
        }
    }
    out
}

/// Where some bytes first stand.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn only_a_whole_ending_ends_a_revision() {
        assert_eq!(ends(b"startxref\n12\n%%EOF\nx startxref\n7 %%EOF"), [19, 38]);
        assert_eq!(ends(b"%%EOF startxref x %%EOF startxref %%EOF"), [0_usize; 0]);
        assert_eq!(ends(b"startxref 1 %%EOF\r\n"), [19]);
    }
}
