//! A body named by a plan: an agency of the directory, or words.

use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText};
use crate::input::letters;
use crate::model::id::Id;

/// A body: by id, or as it is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// An agency of the directory.
    Agency(Located<Id>),
    Words(SourceText),
}

impl Party {
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Agency(id) => id.span,
            Self::Words(text) => text.span,
        }
    }
}

impl FromNode for Party {
    const EXAMPLE: &'static str = "\"phong-vhxh\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        // An id with letters that only look like its own is an id all the same.
        if node.value.as_str().is_some_and(|given| Id::is_well_formed(&letters::plain(given))) {
            return Id::from_node(node, decoder).map(|id| Self::Agency(Located::new(id, node.span)));
        }
        SourceText::from_node(node, decoder).map(Self::Words)
    }
}

/// One or several of something: `"a"` or `["a", "b"]`.
#[derive(Debug, Clone)]
pub(super) struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: FromNode> FromNode for OneOrMany<T> {
    const EXAMPLE: &'static str = T::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.value.is_array() {
            Vec::<Option<T>>::from_node(node, decoder).map(|items| Self(items.into_iter().flatten().collect()))
        } else {
            T::from_node(node, decoder).map(|item| Self(vec![item]))
        }
    }
}
