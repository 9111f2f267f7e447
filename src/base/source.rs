//! Where text comes from: files, byte spans, lines and columns.
//!
//! Nothing in here knows what a plan is.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::base::shown;

/// A file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// A span over a range of bytes of a file.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// Returns the range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Turns the value into another, keeping the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}

/// A line and a column as people count them: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// One file: its name as shown to people, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    /// The path as it is shown.
    name: String,
    text: String,
    is_embedded: bool,
    /// Found when the first place is asked for: a file without findings has none.
    line_starts: OnceLock<Vec<usize>>,
    /// The number of characters before every [`STEP`]th byte, so that columns far into a long line are found quickly.
    counted: OnceLock<Vec<usize>>,
}

/// How far apart characters are counted beforehand, in bytes.
const STEP: usize = 1024;

impl SourceFile {
    /// Returns the name to show, with `/` between directories on every system.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the path of the file, to read or write it again; it is not to be shown.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether it is a file of the program, which no disk has under this name.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// Returns whether it is a CSV file, by its name; every other file is TOML.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        self.name.to_ascii_lowercase().ends_with(".csv")
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset behind the end is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        let (line, start) = self.line_start(offset);
        Place { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// Returns the line of a byte offset, from 1, and the range of its text without the end of the line.
    #[must_use]
    pub fn line(&self, offset: usize) -> (usize, Range<usize>) {
        let (line, start) = self.line_start(offset.min(self.text.len()));
        let rest = self.text.get(start..).unwrap_or_default();
        let text = rest.split('\n').next().unwrap_or_default();
        (line, start..start + text.strip_suffix('\r').unwrap_or(text).len())
    }

    /// Returns the line of an offset, from 1, and the offset at which it starts.
    fn line_start(&self, offset: usize) -> (usize, usize) {
        let line_starts = self
            .line_starts
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = line_starts.partition_point(|&start| start <= offset).max(1);
        (line, line_starts[line - 1])
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let counted = self.counted.get_or_init(|| {
            let steps = bytes.chunks(STEP).scan(0, |sum, step| {
                let before = *sum;
                *sum += characters(step);
                Some(before)
            });
            steps.collect()
        });
        let step = (offset / STEP).min(counted.len().saturating_sub(1));
        counted.get(step).map_or(0, |before| before + characters(&bytes[step * STEP..offset]))
    }

    /// Returns the part of a range that is shown: a long one (a paragraph of prose) only up to the end of its first line.
    #[must_use]
    pub fn first_line(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let covered = self.text.get(start..end).unwrap_or_default();
        let line = covered.trim_end().find('\n').map_or(covered, |at| &covered[..at]);
        start..start + line.trim_end().len()
    }
}

/// How many characters start in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// All files that a run has read. A copy shares their text.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.put(name, text, false)
    }

    /// The same for a file of the program.
    pub fn add_embedded(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.put(name, text, true)
    }

    fn put(&mut self, name: impl Into<String>, text: impl Into<String>, is_embedded: bool) -> FileId {
        let path = name.into().replace('\\', "/");
        self.files.push(Arc::new(SourceFile {
            name: shown::name(&path),
            path,
            text: text.into(),
            is_embedded,
            line_starts: OnceLock::new(),
            counted: OnceLock::new(),
        }));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Returns the ids of all files, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Line and column of the start of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        self.file(span.file).place(span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let mut sources = SourceMap::new();
        let id = sources.add("a\\b.toml", "xã = 1\nđặc khu");
        let file = sources.file(id);
        assert_eq!(file.name(), "a/b.toml");
        assert_eq!(file.place(0), Place { line: 1, column: 1 });
        assert_eq!(file.place("xã = ".len()), Place { line: 1, column: 6 });
        assert_eq!(file.place("xã = 1\nđặc".len()), Place { line: 2, column: 4 });
        assert_eq!(file.place(10_000), Place { line: 2, column: 8 });
    }

    #[test]
    fn columns_are_right_far_out_on_a_line_and_at_its_end() {
        let mut sources = SourceMap::new();
        let id = sources.add("a", format!("x\n{}\r\ny", "ộa".repeat(3000)));
        let file = sources.file(id);
        for letters in [0, 1, 2, 511, 512, 513, 1023, 1024, 5999, 6000] {
            let offset = 2 + letters / 2 * 4 + letters % 2 * 3;
            assert_eq!(file.place(offset), Place { line: 2, column: letters + 1 }, "{letters}");
        }
        assert_eq!(file.line(5), (2, 2..12_002));
        assert_eq!(file.line(12_003), (2, 2..12_002));
        assert_eq!(file.line(12_004), (3, 12_004..12_005));
        assert_eq!(file.line(usize::MAX), (3, 12_004..12_005));
    }
}
