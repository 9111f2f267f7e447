//! Footnotes by name: of a table, whose cells have no room for their text, and of the whole plan.

use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::Id;

/// A footnote.
#[derive(Debug, Clone)]
pub struct Note {
    /// What cells call it: `[^gia]`.
    pub name: Located<String>,
    pub text: SourceText,
}

/// Footnotes, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Notes(pub Vec<Note>);

impl FromNode for Notes {
    const EXAMPLE: &'static str = "{ gia = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let keys: Vec<(String, Span)> = reader.keys().map(|(key, span)| (key.to_owned(), span)).collect();
        let mut notes = Vec::new();
        for (name, span) in keys {
            if !Id::is_well_formed(&name) || name.contains('.') {
                reader.decoder().report(
                    &NOT_ALLOWED,
                    span,
                    text(
                        format!("`{name}` không dùng làm tên chú thích được"),
                        format!("`{name}` cannot be the name of a footnote"),
                    ),
                    text(
                        "tên chú thích gồm chữ thường không dấu, số và dấu `-`, như `gia`; chỗ cần chú thích viết `[^gia]`",
                        "use lower-case ASCII letters, digits and `-`, such as `gia`; `[^gia]` refers to it",
                    ),
                );
                continue;
            }
            if let Some(text) = reader.named(&name) {
                notes.push(Note { name: Located::new(name, span), text });
            }
        }
        Some(Self(notes))
    }
}
