//! An assignment (phân công): an agency's standing duties under the plan.

use super::Party;
use super::party::OneOrMany;
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::Id;

#[derive(Debug, Clone)]
pub struct Assignment {
    pub span: Span,
    /// The section that shows it.
    pub section: Option<Located<Id>>,
    /// The bodies that it charges.
    pub agencies: Vec<Party>,
    /// Whether they are asked («Đề nghị …»), not ordered.
    pub request: bool,
    /// A heading in place of the bodies' names.
    pub title: Option<SourceText>,
    /// The duties.
    pub text: SourceText,
}

impl FromNode for Assignment {
    const EXAMPLE: &'static str = "{ agency = \"phong-vhxh\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let section = reader.optional("section");
        let agencies: Option<OneOrMany<Party>> = reader.required("agency");
        let request = reader.optional("request").unwrap_or(false);
        let title = reader.optional("title");
        let text = reader.required("text");
        reader.finish();
        Some(Self {
            span: node.span,
            section,
            agencies: agencies?.0,
            request,
            title,
            text: text.unwrap_or_else(|| SourceText::empty(node.span)),
        })
    }
}
