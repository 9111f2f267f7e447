//! Who signs, and in what capacity (Decree 30, Appendix I, II.7.b; Điều 13).

use crate::base::diagnostic::{NOT_ALLOWED, list_en, list_vi, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};

/// A line above the position: «TM. Ủy ban nhân dân», «KT. Chủ tịch».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// The prefix: `TM.` on behalf of, `Q.` acting, `KT.` for the head, `TL.` by order, `TUQ.` by authorisation.
    pub prefix: &'static str,
    /// The body or the post.
    pub body: SourceText,
}

impl Capacity {
    /// The prefixes that the decree knows.
    pub const PREFIXES: [&'static str; 5] = ["TM.", "Q.", "KT.", "TL.", "TUQ."];

    /// The line of a People's Committee's plan that gives none.
    pub const USUAL: &'static str = "TM. Ủy ban nhân dân";

    /// A line that the plan does not write.
    pub(super) fn implied(line: &str, span: Span) -> Option<Located<Self>> {
        Self::of(&SourceText::implied(line, span)).map(|line| Located::new(line, span))
    }

    fn of(given: &SourceText) -> Option<Self> {
        let prefix = Self::PREFIXES.into_iter().find(|prefix| given.starts_with(prefix))?;
        let end = given.trim_end().len();
        let body = given.get(prefix.len()..end)?.trim_start();
        (!body.is_empty()).then(|| Self { prefix, body: given.part(end - body.len()..end) })
    }
}

impl FromNode for Capacity {
    const EXAMPLE: &'static str = "\"TM. Ủy ban nhân dân\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = SourceText::from_node(node, decoder)?;
        let found = Self::of(&given);
        if found.is_none() {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text(
                    format!("`{given}` không phải một dòng quyền hạn"),
                    format!("`{given}` is not a line of capacity"),
                ),
                text(
                    format!(
                        "bắt đầu bằng {} rồi đến tên cơ quan hoặc chức vụ, như `TM. Ủy ban nhân dân`",
                        list_vi(Self::PREFIXES)
                    ),
                    format!(
                        "begin with {}, then the body or the post, such as `TM. Ủy ban nhân dân`",
                        list_en(Self::PREFIXES)
                    ),
                ),
            );
        }
        found
    }
}

/// Who signs.
#[derive(Debug, Clone)]
pub struct Signer {
    /// Full name, without titles (Decree 30, Appendix I, II.7.c).
    pub name: SourceText,
    /// Position: «Chủ tịch».
    pub position: SourceText,
    /// The lines above the position, from the top.
    pub capacity: Vec<Located<Capacity>>,
    /// The post in the signer's own agency, above the name: a steering committee that uses the agency's seal names it (II.7.c, II.7.đ).
    pub office: Option<SourceText>,
}

impl Signer {
    /// In place of one that is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self { name: SourceText::empty(span), position: SourceText::empty(span), capacity: Vec::new(), office: None }
    }
}

impl FromNode for Signer {
    const EXAMPLE: &'static str = "{ name = \"…\", position = \"Chủ tịch\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let name = reader.required("name");
        let position: Option<SourceText> = reader.required("position");
        let given = reader.has("capacity");
        let mut capacity = reader.list("capacity");
        if !given {
            capacity.extend(Capacity::implied(Capacity::USUAL, node.span));
        }
        let office = reader.optional("office");
        reader.finish();
        Some(Self { name: name?, position: position?, capacity, office })
    }
}
