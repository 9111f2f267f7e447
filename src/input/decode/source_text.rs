//! A string of the file whose inner places can be pointed at.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::written::{TypedLetter, csv_letters, toml_letters};
use super::{Decoder, FromNode, Node, strange};
use crate::base::diagnostic::{Diagnostic, Findings, LEGACY_ENCODING, NOT_ALLOWED, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::composed::composed;
use crate::base::vietnamese::{encoding, letter};
use crate::input::letters;

/// A string as it is read, with the place where it was written: in NFC, look-alikes as the letters that they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The text, in NFC.
    pub text: String,
    /// The place of the whole string, with its quotes.
    pub span: Span,
    content: Content,
    /// Whether the file writes it; otherwise it stands for one that is missing, or is the usual one.
    written: bool,
}

/// Where a file writes the content of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Unknown,
    /// To the letter, from here on.
    Same(usize),
    /// With escapes or other letters: piece by piece. This text begins at a byte of what the pieces are of.
    Pieces(Arc<Pieces>, usize),
}

#[derive(Debug, PartialEq, Eq)]
struct Pieces {
    /// Where each begins in the text, and where the file writes it.
    pieces: Vec<(usize, Range<usize>)>,
    /// The length of the text.
    end: usize,
}

impl Pieces {
    /// Returns where the file writes a range of the text; none where it begins or ends inside of a piece.
    fn range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let at = |place: usize| self.pieces.get(place).map_or(self.end, |piece| piece.0);
        // What is read as nothing begins at the same byte as what follows it.
        let first = self.pieces.partition_point(|piece| piece.0 <= range.start).checked_sub(1);
        let start = match first.filter(|first| at(*first) == range.start) {
            Some(first) => self.pieces[first].1.start,
            None if range.start == self.end => self.pieces.last()?.1.end,
            None => return None,
        };
        if range.is_empty() {
            return Some(start..start);
        }
        let behind = self.pieces.partition_point(|piece| piece.0 < range.end);
        (at(behind) == range.end).then(|| start..self.pieces[behind - 1].1.end)
    }
}

impl SourceText {
    /// An empty text, in place of one that is missing.
    #[must_use]
    pub fn empty(span: Span) -> Self {
        Self::implied("", span)
    }

    /// A text that the file does not write.
    #[must_use]
    pub fn implied(text: &str, span: Span) -> Self {
        Self { text: text.to_owned(), span, content: Content::Unknown, written: false }
    }

    /// Several texts as the lines of one. A place in it is the place of all.
    #[must_use]
    pub fn of_lines(lines: &[Self], span: Span) -> Self {
        let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        Self { text, span, content: Content::Unknown, written: true }
    }

    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let content = match &self.content {
            Content::Unknown => Content::Unknown,
            Content::Same(start) => Content::Same(start + range.start),
            Content::Pieces(pieces, start) => Content::Pieces(Arc::clone(pieces), start + range.start),
        };
        Self { text: self.text[range].to_owned(), span: self.span, content, written: self.written }
    }

    /// Returns whether the file writes it: one that is empty may stand for a text that is missing, which was reported.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.written
    }

    /// Returns whether nothing of it can be seen: it has only spaces and signs that are not shown.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        letter::is_blank(&self.text)
    }

    /// A field of a CSV file, whose text is `source`. Without spaces at its ends it is `field`, and begins at `start`, if the file writes
    /// it to the letter. Text in a legacy encoding is reported and not taken.
    pub fn of_field(
        field: &str,
        span: Span,
        start: Option<usize>,
        source: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        if let Some((message, help)) = legacy(field) {
            findings.push(Diagnostic::new(&LEGACY_ENCODING, span, message).help(help));
            return None;
        }
        if let Some(start) = start.filter(|_| letters::is_usual(field)) {
            return Some(Self { text: field.to_owned(), span, content: Content::Same(start), written: true });
        }
        let mut written = csv_letters(&source[span.range()], span.start);
        let is_space = |letter: &TypedLetter| letter.0.is_whitespace();
        written.truncate(written.len() - written.iter().rev().take_while(|letter| is_space(letter)).count());
        let blank = written.iter().take_while(|letter| is_space(letter)).count();
        Some(Self::of_letters(field, Some(written.split_off(blank)), span, findings))
    }

    /// Reads a text letter by letter, and reports what looks like something else.
    fn of_letters(raw: &str, written: Option<Vec<TypedLetter>>, span: Span, findings: &mut Findings) -> Self {
        let written = written.filter(|written| written.iter().map(|letter| letter.0).eq(raw.chars()));
        let exact = written.is_some();
        let written = written.unwrap_or_else(|| raw.chars().map(|letter| (letter, span.range())).collect());
        let units = letters::read(&written);
        strange::report(&units, span, exact, findings);
        let mut text = String::with_capacity(raw.len());
        let mut pieces = Vec::with_capacity(units.len());
        for unit in &units {
            pieces.push((text.len(), unit.place.clone()));
            text.push_str(unit.meant());
        }
        let pieces = Pieces { pieces, end: text.len() };
        let content = if exact { Content::Pieces(Arc::new(pieces), 0) } else { Content::Unknown };
        Self { text, span, content, written: true }
    }

    /// Returns the place of a range of the text; of the whole string where the file writes the text differently.
    #[must_use]
    pub fn inner(&self, range: Range<usize>) -> Span {
        self.exact(range).unwrap_or(self.span)
    }

    /// Returns the place of a range of the text, if it is known letter by letter.
    #[must_use]
    pub fn exact(&self, range: Range<usize>) -> Option<Span> {
        let range = match &self.content {
            Content::Unknown => None,
            Content::Same(start) => Some(start + range.start..start + range.end),
            Content::Pieces(pieces, start) => pieces.range(start + range.start..start + range.end),
        }?;
        Some(Span { start: range.start, end: range.end, ..self.span })
    }
}

impl fmt::Display for SourceText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl AsRef<str> for SourceText {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl FromNode for SourceText {
    const EXAMPLE: &'static str = "\"…\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let raw = readable(node, decoder)?;
        let written = &decoder.source()[node.span.range()];
        if letters::is_usual(raw)
            && let Some(at) = content_start(written, raw)
        {
            let content = Content::Same(node.span.start + at);
            return Some(Self { text: raw.to_owned(), span: node.span, content, written: true });
        }
        let letters = toml_letters(written, node.span.start);
        Some(Self::of_letters(raw, letters, node.span, decoder.findings()))
    }
}

/// A string in NFC.
pub(super) fn string(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
    readable(node, decoder).map(|raw| composed(raw).into_owned())
}

/// A string that can be printed; any other is reported.
fn readable<'n>(node: Node<'n>, decoder: &mut Decoder<'_>) -> Option<&'n str> {
    let Some(raw) = node.value.as_str() else {
        let is_single = !node.value.is_table() && !node.value.is_array();
        let line = is_single.then(|| format!("\"{}\"", decoder.typed(node.span)));
        decoder.wrong_type_or(node, ("chuỗi trong dấu ngoặc kép", "a string in quotes"), line, "\"…\"");
        return None;
    };
    if let Some((message, help)) = legacy(raw) {
        decoder.report(&LEGACY_ENCODING, node.span, message, help);
        return None;
    }
    if let Some(sign) = raw.chars().find(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) {
        let code = format!("U+{:04X}", u32::from(sign));
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            text(
                format!("chuỗi này có ký tự điều khiển {code}, không in được"),
                format!("this string has the control character {code}, which cannot be printed"),
            ),
            text(
                "bỏ ký tự ấy; dấu `\\` trong ngoặc kép viết thành `\\\\`, hoặc đặt chuỗi trong nháy đơn '…'",
                "remove it; write a `\\` in double quotes as `\\\\`, or use single quotes '…'",
            ),
        );
        return None;
    }
    Some(raw)
}

/// Returns what is wrong with a text in a legacy encoding, and how to fix it.
fn legacy(raw: &str) -> Option<(Text, Text)> {
    let name = encoding::detect(raw)?.name();
    let message = text(
        format!("chữ ở đây theo bảng mã cũ {name}, không phải Unicode"),
        format!("this text is in the legacy encoding {name}, not in Unicode"),
    );
    let help = text(
        format!(
            "chuyển đoạn này sang Unicode dựng sẵn (UniKey: Ctrl+Shift+F6, nguồn {name}, đích Unicode) rồi dán lại"
        ),
        format!("convert it to Unicode (UniKey: Ctrl+Shift+F6, from {name} to Unicode) and paste it again"),
    );
    Some((message, help))
}

/// Spaces and new lines of any length become one space; a space that does not break stays.
#[must_use]
pub fn one_line(text: &str) -> String {
    if is_one_line(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Returns whether the words are separated by single spaces only.
fn is_one_line(bytes: &[u8]) -> bool {
    let mut after_space = true;
    for byte in bytes {
        match byte {
            b'\n' | b'\r' | b'\t' => return false,
            b' ' if after_space => return false,
            byte => after_space = *byte == b' ',
        }
    }
    !after_space || bytes.is_empty()
}

/// Offset of the content in the string as it was written, if both are the same to the letter.
fn content_start(written: &str, text: &str) -> Option<usize> {
    let quotes = if written.starts_with("\"\"\"") || written.starts_with("'''") { 3 } else { 1 };
    let inner = written.get(quotes..written.len().checked_sub(quotes)?)?;
    let newline = match quotes {
        3 if inner.starts_with("\r\n") => 2,
        3 if inner.starts_with('\n') => 1,
        _ => 0,
    };
    (&inner[newline..] == text).then_some(quotes + newline)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Content, Pieces, SourceText, content_start, one_line};
    use crate::base::source::{SourceMap, Span};

    #[test]
    fn space_of_any_length_becomes_one_and_a_space_that_does_not_break_stays() {
        for (text, line) in [
            ("", ""),
            (" ", ""),
            ("a b", "a b"),
            (" a", "a"),
            ("a ", "a"),
            ("a  b", "a b"),
            ("a\r\n\tb\u{a0}c", "a b\u{a0}c"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }

    #[test]
    fn places_are_known_piece_by_piece() {
        // «a», a hidden sign, «đ» by its code, «b».
        let pieces = vec![(0, 10..11), (1, 11..14), (1, 14..20), (3, 20..21)];
        let file = SourceMap::new().add("plan.toml", "");
        let content = Content::Pieces(Arc::new(Pieces { pieces, end: 4 }), 0);
        let text = SourceText { text: "ađb".to_owned(), span: Span::new(file, 9..22), content, written: true };
        let exact = |text: &SourceText, range| text.exact(range).map(Span::range);
        for (range, place) in
            [(0..1, 10..11), (1..3, 14..20), (0..4, 10..21), (3..4, 20..21), (1..1, 14..14), (4..4, 21..21)]
        {
            assert_eq!(exact(&text, range.clone()), Some(place), "{range:?}");
        }
        assert_eq!(exact(&text, 1..2), None);
        assert_eq!(exact(&text.part(1..4), 0..2), Some(14..20));
    }

    #[test]
    fn content_is_found_where_the_file_writes_it_as_it_is() {
        assert_eq!(content_start("\"xã\"", "xã"), Some(1));
        assert_eq!(content_start("'''\nxã\n'''", "xã\n"), Some(4));
        assert_eq!(content_start("\"\"\"xã\"\"\"", "xã"), Some(3));
        assert_eq!(content_start("\"x\\u00e3\"", "xã"), None);
    }
}
