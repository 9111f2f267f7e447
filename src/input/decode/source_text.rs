//! A string of the file whose inner places can be pointed at.

use std::fmt;
use std::ops::{Deref, Range};

use unicode_normalization::UnicodeNormalization as _;

use super::{Decoder, FromNode, Node};
use crate::base::diagnostic::{Diagnostic, Findings, LEGACY_ENCODING, NOT_ALLOWED, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::composed::composed;
use crate::base::vietnamese::{encoding, letter};

/// A string in NFC, with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The text, in NFC.
    pub text: String,
    /// The place of the whole string, with its quotes.
    pub span: Span,
    /// Where the content starts in the file; unknown when the file writes it with escapes or in another form.
    content: Option<usize>,
    /// Whether the file writes it; otherwise it stands for one that is missing, or is the usual one.
    written: bool,
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
        Self { text: text.to_owned(), span, content: None, written: false }
    }

    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let content = self.content.map(|start| start + range.start);
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

    /// A text of a file that is not TOML. `start` is where the file writes it, if it writes it to the letter.
    /// Text in a legacy encoding is reported and not taken.
    pub fn of_file(written: &str, span: Span, start: Option<usize>, findings: &mut Findings) -> Option<Self> {
        if let Some((message, help)) = legacy(written) {
            findings.push(Diagnostic::new(&LEGACY_ENCODING, span, message).help(help));
            return None;
        }
        let text: String = written.nfc().collect();
        let content = start.filter(|_| text == written);
        Some(Self { text, span, content, written: true })
    }

    /// Returns the place of a range of the text; of the whole string where the file writes the text differently.
    #[must_use]
    pub fn inner(&self, range: Range<usize>) -> Span {
        self.exact(range).unwrap_or(self.span)
    }

    /// Returns the place of a range of the text, if the file writes the text as it is, without escapes.
    #[must_use]
    pub fn exact(&self, range: Range<usize>) -> Option<Span> {
        self.content.map(|start| Span { start: start + range.start, end: start + range.end, ..self.span })
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
        let text = string(node, decoder)?;
        let content = content_start(&decoder.source()[node.span.range()], &text).map(|at| node.span.start + at);
        Some(Self { text, span: node.span, content, written: true })
    }
}

/// A string in NFC.
pub(super) fn string(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
    let Some(raw) = node.value.as_str() else {
        decoder.wrong_type(node, "chuỗi trong dấu ngoặc kép", "a string in quotes", "\"…\"");
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
    Some(composed(raw).into_owned())
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
    use super::{content_start, one_line};

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
    fn content_is_found_where_the_file_writes_it_as_it_is() {
        assert_eq!(content_start("\"xã\"", "xã"), Some(1));
        assert_eq!(content_start("'''\nxã\n'''", "xã\n"), Some(4));
        assert_eq!(content_start("\"\"\"xã\"\"\"", "xã"), Some(3));
        assert_eq!(content_start("\"x\\u00e3\"", "xã"), None);
    }
}
