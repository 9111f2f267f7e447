//! The fields of a CSV file, each with its place.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// A field: its text without quotes, and where the file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub text: String,
    pub start: usize,
    pub end: usize,
    /// Where the text starts, if the file writes it to the letter.
    pub content: Option<usize>,
    /// Whether its quotes are a pair around the whole.
    pub well_quoted: bool,
}

/// A line of the table; a quoted field may take several lines of the file.
pub(super) type Record = Vec<Field>;

/// Reads records one by one, so that reading can stop after the first.
pub(super) struct Records<'s> {
    source: &'s str,
    at: usize,
    reader: Reader,
    /// Room for the longest field.
    buffer: Vec<u8>,
}

impl<'s> Records<'s> {
    pub(super) fn new(source: &'s str, start: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { source, at: start, reader, buffer: vec![0; source.len() + 1] }
    }

    /// Returns the next field, and whether it ends its record.
    fn field(&mut self) -> Option<(Field, bool)> {
        let start = self.at;
        let mut length = 0;
        let ends_record = loop {
            let input = &self.source.as_bytes()[self.at..];
            let (result, read, written) = self.reader.read_field(input, &mut self.buffer[length..]);
            self.at += read;
            length += written;
            match result {
                ReadFieldResult::Field { record_end } => break record_end,
                // All is read: the next call, with nothing, ends the field.
                ReadFieldResult::InputEmpty => {}
                // A field is never longer than the file, so there is always room.
                ReadFieldResult::End | ReadFieldResult::OutputFull => return None,
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..length]).into_owned();
        Some((placed(self.source, start, self.at, text), ends_record))
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let rest = &self.source[self.at..];
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let mut record = Vec::new();
        while let Some((field, ends_record)) = self.field() {
            record.push(field);
            if ends_record {
                break;
            }
        }
        (!record.is_empty()).then_some(record)
    }
}

/// A field with its place. What was read of the file ends in the sign that parts it from the next.
fn placed(source: &str, start: usize, end: usize, text: String) -> Field {
    let read = &source[start..end];
    let quoted = read.starts_with('"');
    let written = match read.char_indices().next_back() {
        Some((at, '\n' | '\r' | ',' | ';' | '\t')) if read != text && (!quoted || read[..at].ends_with('"')) => {
            &read[..at]
        }
        _ => read,
    };
    if !quoted {
        let content = Some(start).filter(|_| written == text);
        return Field { text, start, end: start + written.len(), content, well_quoted: true };
    }
    let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let well_quoted = inside.is_some() && written.matches('"').count().is_multiple_of(2);
    let content = inside.filter(|inside| *inside == text).map(|_| start + 1);
    Field { text, start, end: start + written.len(), content, well_quoted }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, delimiter: u8) -> Vec<Vec<(String, String, bool)>> {
        Records::new(source, 0, delimiter)
            .map(|record| {
                record
                    .into_iter()
                    .map(|field| (field.text, source[field.start..field.end].to_owned(), field.well_quoted))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn fields_have_their_places() {
        let source = "a;\"b;c\";\r\n\r\n\"d\"\"e\nf\";g;h";
        let field = |text: &str, written: &str| (text.to_owned(), written.to_owned(), true);
        assert_eq!(
            texts(source, b';'),
            [
                vec![field("a", "a"), field("b;c", "\"b;c\""), field("", "")],
                vec![field("d\"e\nf", "\"d\"\"e\nf\""), field("g", "g"), field("h", "h")],
            ]
        );
    }

    #[test]
    fn quotes_that_are_no_pair_are_known() {
        let bad = |source| texts(source, b',').into_iter().flatten().filter(|(.., good)| !good).count();
        assert_eq!(bad("a,\"b\nc,d\n"), 1);
        assert_eq!(bad("a,\"b\"c\n"), 1);
        assert_eq!(bad("a,b\"c\n"), 0);
        assert_eq!(bad("\"a\",\"b\"\n\"\",\"\"\"\"\n"), 0);
        assert_eq!(texts("", b','), Vec::<Vec<_>>::new());
        assert_eq!(texts("\n\n", b',').len(), 0);
        assert_eq!(texts("a,", b',')[0].len(), 2);
    }
}
