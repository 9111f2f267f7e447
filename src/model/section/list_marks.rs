//! The marks of lists in prose.

use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, TableReader, decode_keyword};

/// How the items of a numbered list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemNumbering {
    /// «a)», in the order of the alphabet: a điểm.
    #[default]
    Letter,
    /// «1.»: a khoản without a title.
    Arabic,
    /// «(1)».
    Bracketed,
}

impl Keyword for ItemNumbering {
    const WORDS: &'static [(&'static str, Self)] =
        &[("a)", Self::Letter), ("1.", Self::Arabic), ("(1)", Self::Bracketed)];
}

impl FromNode for ItemNumbering {
    const EXAMPLE: &'static str = "\"1.\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

impl ItemNumbering {
    /// Returns how a list inside as many other numbered lists is numbered, so that no two layers look alike.
    #[must_use]
    pub fn layer(self, depth: usize) -> Self {
        let layers = match self {
            Self::Letter => [Self::Letter, Self::Bracketed, Self::Arabic],
            Self::Arabic => [Self::Arabic, Self::Letter, Self::Bracketed],
            Self::Bracketed => [Self::Bracketed, Self::Letter, Self::Arabic],
        };
        layers[depth.min(Self::LAYERS - 1)]
    }

    /// How many numbered lists there may be in one another.
    pub const LAYERS: usize = 3;
}

/// The mark of the items of a list without numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemMarker {
    #[default]
    Dash,
    Plus,
    Star,
}

impl Keyword for ItemMarker {
    const WORDS: &'static [(&'static str, Self)] = &[("-", Self::Dash), ("+", Self::Plus), ("*", Self::Star)];
}

impl FromNode for ItemMarker {
    const EXAMPLE: &'static str = "\"*\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

impl ItemMarker {
    /// Returns the marks by layer, from the outermost list.
    #[must_use]
    pub fn layers(self) -> &'static [&'static str] {
        match self {
            Self::Dash => &["-", "+", "•"],
            Self::Plus => &["+", "•"],
            Self::Star => &["*", "-", "+"],
        }
    }
}

/// The marks of the lists at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListMarks {
    /// Of numbered lists.
    pub items: ItemNumbering,
    /// Of lists without numbers.
    pub marker: ItemMarker,
}

/// The keys that say what marks lists have, where they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListKeys {
    /// Of numbered lists.
    pub items: Option<Located<ItemNumbering>>,
    /// Of lists without numbers.
    pub marker: Option<Located<ItemMarker>>,
}

impl ListKeys {
    /// Reads the keys.
    pub fn read(reader: &mut TableReader<'_, '_, '_>) -> Self {
        Self { items: reader.optional("items"), marker: reader.optional("marker") }
    }

    /// Returns the marks, and others for what the keys leave open.
    #[must_use]
    pub fn over(&self, marks: ListMarks) -> ListMarks {
        ListMarks {
            items: self.items.as_ref().map_or(marks.items, |items| items.value),
            marker: self.marker.as_ref().map_or(marks.marker, |marker| marker.value),
        }
    }

    /// Returns these keys; those of another place where they are not written.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { items: self.items.or(other.items), marker: self.marker.or(other.marker) }
    }
}
