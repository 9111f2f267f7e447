//! How the paper lies.

use crate::input::decode::{Decoder, FromNode, Keyword, Node, decode_keyword};

/// How the paper lies (Decree 30, Appendix I, I.2: landscape for tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

impl Keyword for Orientation {
    const WORDS: &'static [(&'static str, Self)] = &[("portrait", Self::Portrait), ("landscape", Self::Landscape)];
}

impl FromNode for Orientation {
    const EXAMPLE: &'static str = "\"landscape\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}
