//! A section as it is written: of its own, or as a change to a standard section.

use super::{ChildNumbering, ListKeys, Show};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId};

/// What is written about a section.
#[derive(Debug, Clone)]
pub struct SectionEntry {
    /// Dotted path.
    pub id: Located<Id>,
    /// Title, in natural case; a standard section brings its own, a numbered paragraph has none.
    pub title: Option<SourceText>,
    /// Prose before the data, in place of the standard text.
    pub text: Option<SourceText>,
    /// Prose before the standard text.
    pub first: Option<SourceText>,
    /// Prose after the standard text.
    pub more: Option<SourceText>,
    /// Prose after the data.
    pub after: Option<SourceText>,
    /// What data it shows.
    pub show: Option<Show>,
    /// How its children are numbered.
    pub numbering: Option<ChildNumbering>,
    /// The marks of lists in its prose.
    pub lists: ListKeys,
    /// Whether its text follows the title in the same line.
    pub run_in: Option<Located<bool>>,
    /// Whether the standard section is left out.
    pub drop: bool,
    /// The section before which an added one is inserted.
    pub precedes: Option<Located<Id>>,
    /// The section after which an added one is inserted.
    pub follows: Option<Located<Id>>,
}

impl FromNode for SectionEntry {
    const EXAMPLE: &'static str = "{ id = \"muc-tieu\", title = \"Mục tiêu\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let entry = Self {
            title: reader.optional("title"),
            text: reader.optional("text"),
            first: reader.optional("first"),
            more: reader.optional("more"),
            after: reader.optional("after"),
            show: reader.optional("show"),
            numbering: reader.optional("numbering"),
            lists: ListKeys::read(&mut reader),
            run_in: reader.optional("run_in"),
            drop: reader.optional("drop").unwrap_or_default(),
            precedes: reader.optional("precedes"),
            follows: reader.optional("follows"),
            id: id.clone()?,
        };
        reader.finish();
        Some(entry)
    }
}
