//! Where text comes from: files, byte spans, lines and columns.
//!
//! Nothing in here knows what a plan is.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
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

    /// The range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Borrows the value, keeping the place.
    pub fn as_ref(&self) -> Located<&T> {
        Located { value: &self.value, span: self.span }
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
    name: String,
    text: String,
    /// Found when the first place is asked for: a file without findings has none.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// The name to show, with `/` between folders on every system.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset behind the end is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_starts = self
            .line_starts
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = line_starts.partition_point(|&start| start <= offset).max(1);
        let start = line_starts[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The part of a range that is shown: a long one (a paragraph of prose) only up to the end of its first line.
    #[must_use]
    pub fn first_line(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let covered = self.text.get(start..end).unwrap_or_default();
        let line = covered.trim_end().find('\n').map_or(covered, |at| &covered[..at]);
        start..start + line.trim_end().len()
    }
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

    /// Adds a file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let name = name.into().replace('\\', "/");
        self.files.push(Arc::new(SourceFile { name, text: text.into(), line_starts: OnceLock::new() }));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file with this id.
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
}
