//! A task (nhiệm vụ): work with lead, support, due and product.

use super::party::OneOrMany;
use super::{Due, Party};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId};
use crate::model::section::Extras;

#[derive(Debug, Clone)]
pub struct Task {
    pub id: Located<Id>,
    /// The group that it belongs to.
    pub group: Option<Located<Id>>,
    /// The section that it belongs to.
    pub section: Option<Located<Id>>,
    /// Whether no section shows it, because prose quotes it.
    pub quoted: bool,
    /// What is to be done: a line, or prose with items.
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
    /// Further details, under names of the plan's own.
    pub extra: Extras,
    /// The targets that it serves.
    pub serves: Vec<Located<Id>>,
}

impl Task {
    /// Returns whether its text has several paragraphs or items. A line that is only wrapped is one line.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        let begins_item = |line: &str| {
            let mark = line.split_once(' ').map_or(line, |(mark, _)| mark);
            let number = mark.trim_end_matches(['.', ')']);
            let numbered = number.len() + 1 == mark.len() && number.bytes().all(|byte| byte.is_ascii_digit());
            matches!(mark, "-" | "+" | "*" | "•") || (numbered && !number.is_empty())
        };
        self.text.text.trim().lines().skip(1).map(str::trim).any(|line| line.is_empty() || begins_item(line))
    }
}

impl FromNode for Task {
    const EXAMPLE: &'static str = "{ id = \"…\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let group = reader.optional("group");
        let section = reader.optional("section");
        let quoted = reader.optional("quoted").unwrap_or_default();
        let text = reader.required("text");
        let lead: OneOrMany<Party> = reader.optional("lead").unwrap_or_default();
        let support: OneOrMany<Party> = reader.optional("support").unwrap_or_default();
        let due = reader.optional("due");
        let product = reader.optional("product");
        let work = reader.optional("work");
        let mode = reader.optional("mode");
        let extra = reader.optional("extra").unwrap_or_default();
        let serves = reader.list("serves");
        reader.finish();
        Some(Self {
            id: id?,
            group,
            section,
            quoted,
            text: text.unwrap_or_else(|| SourceText::empty(node.span)),
            lead: lead.0,
            support: support.0,
            due,
            product,
            work,
            mode,
            extra,
            serves,
        })
    }
}
