//! The commune that issues the plan.

use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::Id;

/// The kinds of unit of the commune level since 01/7/2025 (Law 72/2025/QH15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommuneKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

impl CommuneKind {
    /// Returns the Vietnamese word, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }
}

impl Keyword for CommuneKind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("xã", Self::Commune), ("phường", Self::Ward), ("đặc khu", Self::SpecialZone)];
}

impl FromNode for CommuneKind {
    const EXAMPLE: &'static str = "\"xã\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

#[derive(Debug, Clone)]
pub struct Commune {
    /// Its proper name: «Bình Giang».
    pub name: SourceText,
    pub kind: CommuneKind,
    /// The city's directory among the packs; the only one when left out.
    pub city: Option<Located<Id>>,
}

impl Commune {
    /// In place of one that is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self { name: SourceText::empty(span), kind: CommuneKind::Commune, city: None }
    }

    /// Kind and name: «xã Bình Giang».
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.kind.as_str(), self.name.text)
    }
}

impl FromNode for Commune {
    const EXAMPLE: &'static str = "{ name = \"Bình Giang\", kind = \"xã\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let name = reader.required("name").unwrap_or_else(|| SourceText::empty(node.span));
        let kind = reader.required("kind").unwrap_or(CommuneKind::Commune);
        let city = reader.optional("city");
        reader.finish();
        Some(Self { name, kind, city })
    }
}
