//! A section of the document.

use super::{NumberingLevel, Show};
use crate::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::id::Id;
use crate::source::Located;

/// How the children of a section are numbered, where it is not the document's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildNumbering {
    /// Labels without a number.
    None,
    /// Numbered so.
    Level(NumberingLevel),
}

impl Keyword for ChildNumbering {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Self::None),
        ("I.", Self::Level(NumberingLevel::Roman)),
        ("1.", Self::Level(NumberingLevel::Arabic)),
        ("1.1.", Self::Level(NumberingLevel::Dotted)),
        ("a)", Self::Level(NumberingLevel::Letter)),
    ];
}

impl FromNode for ChildNumbering {
    const EXAMPLE: &'static str = "\"a)\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// A section (phần, mục, khoản, điểm).
#[derive(Debug, Clone)]
pub struct Section {
    /// Dotted path.
    pub id: Located<Id>,
    /// Title, in natural case.
    pub title: SourceText,
    /// Prose before the data.
    pub text: Option<SourceText>,
    /// Prose after the data.
    pub after: Option<SourceText>,
    /// What data it shows.
    pub show: Option<Show>,
    /// How its children are numbered.
    pub numbering: Option<ChildNumbering>,
}

impl FromNode for Section {
    const EXAMPLE: &'static str = "{ id = \"muc-tieu\", title = \"Mục tiêu\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = reader.required("id");
        let title = reader.required("title");
        let text = reader.optional("text");
        let after = reader.optional("after");
        let show = reader.optional("show");
        let numbering = reader.optional("numbering");
        reader.finish();
        Some(Self {
            id: id?,
            title: title.unwrap_or_else(|| SourceText::empty(node.span)),
            text,
            after,
            show,
            numbering,
        })
    }
}
