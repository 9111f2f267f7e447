//! An appendix (phụ lục): prose, tables made of the plan's data, and tables of its own.

use super::table::AppendixTable;
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId};
use crate::model::section::{ListKeys, Orientation, Show};

#[derive(Debug, Clone)]
pub struct Appendix {
    pub id: Located<Id>,
    /// What it is called in place of «Phụ lục».
    pub label: Option<SourceText>,
    /// Its title, in natural case.
    pub title: SourceText,
    /// How the paper lies.
    pub orientation: Option<Orientation>,
    /// Prose before the data.
    pub text: Option<SourceText>,
    /// What data it shows.
    pub show: Option<Show>,
    /// Its own tables.
    pub tables: Vec<AppendixTable>,
    /// Prose after all that.
    pub after: Option<SourceText>,
    /// The marks of lists in its prose, that of its tables included.
    pub lists: ListKeys,
}

impl Appendix {
    /// Returns how its paper lies: as it says itself, or as its `show` says.
    #[must_use]
    pub fn lies(&self) -> Orientation {
        let shown = || self.show.as_ref()?.orientation.as_ref().map(|orientation| orientation.value);
        self.orientation.or_else(shown).unwrap_or_default()
    }
}

impl FromNode for Appendix {
    const EXAMPLE: &'static str = "{ id = \"…\", title = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let label = reader.optional("label");
        let title = reader.required("title");
        let orientation = reader.optional("orientation");
        let text = reader.optional("text");
        let show = reader.optional("show");
        let tables = reader.list("tables");
        let after = reader.optional("after");
        let lists = ListKeys::read(&mut reader);
        reader.finish();
        let title = title.unwrap_or_else(|| SourceText::empty(node.span));
        Some(Self { id: id?, label, title, orientation, text, show, tables, after, lists })
    }
}
