//! A basis (căn cứ): a legal document that the plan rests on.

use crate::base::diagnostic::{MISSING_KEY, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::Id;

/// A basis: a document of the registry, or words.
#[derive(Debug, Clone)]
pub struct Basis {
    pub span: Span,
    /// The document, cited in full.
    pub document: Option<Located<Id>>,
    /// Words in place of the plain citation.
    pub text: Option<SourceText>,
    /// A word in front: «Căn cứ».
    pub verb: Option<SourceText>,
}

impl FromNode for Basis {
    const EXAMPLE: &'static str = "{ document = \"nq-57-nq-tw-2024\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let document = reader.optional("document");
        let words = reader.optional("text");
        let verb = reader.optional("verb");
        if !reader.has("document") && !reader.has("text") {
            reader.decoder().report(
                &MISSING_KEY,
                node.span,
                text("căn cứ chưa có văn bản", "the basis names no document"),
                text(
                    "thêm `document = \"mã văn bản\"` hoặc `text = \"…\"`",
                    "add `document = \"id\"` or `text = \"…\"`",
                ),
            );
        }
        reader.finish();
        Some(Self { span: node.span, document, text: words, verb })
    }
}
