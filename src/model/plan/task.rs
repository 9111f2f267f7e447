//! A task (nhiệm vụ): work with lead, support, due and product.

use super::party::OneOrMany;
use super::{Due, Party};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId};

#[derive(Debug, Clone)]
pub struct Task {
    pub id: Located<Id>,
    /// The section that it belongs to.
    pub section: Option<Located<Id>>,
    /// What is to be done.
    pub text: SourceText,
    /// Who leads (chủ trì).
    pub lead: Vec<Party>,
    /// Who supports (phối hợp).
    pub support: Vec<Party>,
    /// When it is due.
    pub due: Option<Due>,
    /// What comes out (sản phẩm).
    pub product: Option<SourceText>,
    /// The steps (việc phải làm).
    pub work: Option<SourceText>,
    /// How responsibility is borne (trách nhiệm).
    pub mode: Option<SourceText>,
    /// The targets that it serves.
    pub serves: Vec<Located<Id>>,
}

impl FromNode for Task {
    const EXAMPLE: &'static str = "{ id = \"…\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let section = reader.optional("section");
        let text = reader.required("text");
        let lead: OneOrMany<Party> = reader.optional("lead").unwrap_or_default();
        let support: OneOrMany<Party> = reader.optional("support").unwrap_or_default();
        let due = reader.optional("due");
        let product = reader.optional("product");
        let work = reader.optional("work");
        let mode = reader.optional("mode");
        let serves = reader.list("serves");
        reader.finish();
        Some(Self {
            id: id?,
            section,
            text: text.unwrap_or_else(|| SourceText::empty(node.span)),
            lead: lead.0,
            support: support.0,
            due,
            product,
            work,
            mode,
            serves,
        })
    }
}
