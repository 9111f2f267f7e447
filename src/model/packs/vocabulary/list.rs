//! A list of words with its source.

use super::entry::Entry;
use crate::base::diagnostic::{DUPLICATE_ID, NOT_ALLOWED, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, TableReader};

struct List<T>(Vec<T>);

/// Reads one list of a file over what is known: an extending file adds to it and replaces entries of the same key.
pub(super) fn read<T: Entry>(
    reader: &mut TableReader<'_, '_, '_>,
    key: &'static str,
    extends: bool,
    known: &mut Vec<T>,
) {
    let list: Option<List<T>> = if extends { reader.optional(key) } else { reader.required(key) };
    let Some(List(entries)) = list else { return };
    if extends {
        known.retain(|old| entries.iter().all(|new| new.key() != old.key()));
    } else {
        known.clear();
    }
    known.extend(entries);
    // A longer entry is tried before one that it begins or ends with, whatever the order of the file.
    known.sort_by_key(|entry| std::cmp::Reverse(entry.key().len()));
}

impl<T: Entry> FromNode for List<T> {
    const EXAMPLE: &'static str = "{ source = \"…\", words = [\"…\"] }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let source: Option<Located<String>> = reader.required("source");
        if let Some(source) = source.filter(|source| source.value.trim().is_empty()) {
            reader.decoder().report(
                &NOT_ALLOWED,
                source.span,
                text("danh sách chưa ghi nguồn", "the list has no source"),
                text(
                    "ghi văn bản hoặc người mà danh sách lấy từ đó",
                    "name the document or the person that the list is from",
                ),
            );
        }
        let entries: Option<Vec<Option<Located<T>>>> = reader.required("words");
        let mut out: Vec<T> = Vec::new();
        for Located { value, span } in entries.into_iter().flatten().flatten() {
            let key = value.key();
            let mistake = if key.trim().is_empty() {
                Some((
                    &NOT_ALLOWED,
                    text("mục để trống", "empty entry"),
                    text("ghi chữ vào trong ngoặc kép, hoặc bỏ dòng này", "write a word, or remove the line"),
                ))
            } else if out.iter().any(|earlier| earlier.key() == key) {
                Some((
                    &DUPLICATE_ID,
                    text(format!("`{key}` đã có trong danh sách"), format!("duplicate entry `{key}`")),
                    text("bỏ bớt một dòng", "remove one of the two"),
                ))
            } else {
                value.mistake().map(|(message, help)| (&NOT_ALLOWED, message, help))
            };
            match mistake {
                Some((meta, message, help)) => reader.decoder().report(meta, span, message, help),
                None => out.push(value),
            }
        }
        reader.finish();
        Some(Self(out))
    }
}
