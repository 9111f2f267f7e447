//! The file as it was after each incremental update.

use lopdf::{Document, LoadOptions};

use crate::base::limits::{REVISIONS, UNPACKED};

/// The file up to the end of one revision.
pub(super) struct Revision {
    /// The length of the file up to here.
    pub end: usize,
    /// The file as a reader saw it then.
    pub file: Document,
}

impl Revision {
    /// Returns whether the revision ends where a file of this length does, give or take an end of line.
    pub(super) fn covers(&self, length: usize) -> bool {
        length <= self.end && self.end - length <= 2
    }
}

/// Loads a PDF, none of whose streams unpacks to more than the limit.
pub(super) fn load(bytes: &[u8]) -> lopdf::Result<Document> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options)
}

/// The revisions that can be read, in order, and whether there is something else after the last one. None if the file has more
/// than the limit.
pub(super) fn cut(bytes: &[u8]) -> Option<(Vec<Revision>, bool)> {
    let mut out = Vec::new();
    let mut end = 0;
    let ends = ends(bytes);
    if ends.len() > REVISIONS {
        return None;
    }
    for at in ends {
        // A stream can contain the same words by chance: then what ends there is no file.
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

/// Returns the positions after each «startxref NUMBER %%EOF», with its end of line.
fn ends(bytes: &[u8]) -> Vec<usize> {
    const END: &[u8] = b"%%EOF";
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(END.len()).position(|window| window == END) {
        let before = bytes[..at + found].trim_ascii_end();
        at += found + END.len();
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 && before[..before.len() - digits].trim_ascii_end().ends_with(b"startxref") {
            out.push(match bytes[at..] {
                [b'\r', b'\n', ..] => at + 2,
                [b'\r' | b'\n', ..] => at + 1,
                _ => at,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn only_a_complete_ending_ends_a_revision() {
        assert_eq!(ends(b"startxref\n12\n%%EOF\nx startxref\n7 %%EOF"), [19, 38]);
        assert_eq!(ends(b"%%EOF startxref x %%EOF startxref %%EOF"), [0_usize; 0]);
        assert_eq!(ends(b"startxref 1 %%EOF\r\n"), [19]);
    }
}
