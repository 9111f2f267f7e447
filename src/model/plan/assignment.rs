//! An assignment (phân công): an agency's standing duties under the plan.

use super::Party;
use super::party::OneOrMany;
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::Id;
use crate::model::section::ListKeys;

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
    /// The marks of lists in them.
    pub lists: ListKeys,
    /// Whether they follow the heading in the same line; where it is not said, as the section that shows them says.
    pub run_in: Option<Located<bool>>,
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
        let lists = ListKeys::read(&mut reader);
        let run_in = reader.optional("run_in");
        reader.finish();
        Some(Self {
            span: node.span,
            section,
            agencies: agencies?.0,
            request,
            title,
            text: text.unwrap_or_else(|| SourceText::empty(node.span)),
            lists,
            run_in,
        })
    }
}
