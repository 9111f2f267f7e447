//! The header of the document: subject, how it is issued, period.

use super::party::OneOrMany;
use super::{Issue, Party};
use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::section::{BasesAs, ListKeys, Numbering};
use crate::model::time::Time;

/// The header of the document.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its `[document]` table.
    pub span: Span,
    /// Type of document (tên loại), in natural case: «Kế hoạch».
    pub kind: SourceText,
    /// Subject (trích yếu).
    pub subject: SourceText,
    /// Its number, symbol, place and date. A plan under a decision has none of its own: [`super::Plan::issue`] gives the right ones.
    pub issue: Issue,
    /// The time that the plan covers.
    pub period: Located<Time>,
    /// How bases are shown before the opening, if they are.
    pub bases: Option<Located<BasesAs>>,
    /// Prose before the first section.
    pub opening: Option<SourceText>,
    /// Prose after the last section; empty where the plan has none.
    pub closing: SourceText,
    /// Numbering of headings.
    pub numbering: Numbering,
    /// The marks of lists, where a part of the plan does not say otherwise.
    pub lists: ListKeys,
    /// Those to whom the document is addressed: «Kính gửi: …».
    pub addressee: Vec<Party>,
}

impl Header {
    /// The type of a document that gives none.
    pub const USUAL_TYPE: &'static str = "Kế hoạch";
    /// The symbol of a commune's document that gives none.
    pub const USUAL_SYMBOL: &'static str = "KH-UBND";

    /// Returns the symbol of a plan that gives none, of an issuer with these letters.
    pub(super) fn symbol_of(issuer: &str) -> String {
        format!("KH-{issuer}")
    }

    /// In place of one that is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self {
            span,
            kind: SourceText::empty(span),
            subject: SourceText::empty(span),
            issue: Issue::empty(span),
            period: Located::new(Time::Year(2000), span),
            bases: None,
            opening: None,
            closing: SourceText::empty(span),
            numbering: Numbering::default(),
            lists: ListKeys::default(),
            addressee: Vec::new(),
        }
    }
}

/// A subject: one line, or the lines that its author chose.
pub(super) struct Subject(pub(super) SourceText);

impl FromNode for Subject {
    const EXAMPLE: &'static str = "\"…\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !node.value.is_array() {
            return SourceText::from_node(node, decoder).map(Self);
        }
        let lines: Vec<SourceText> =
            Vec::<Option<SourceText>>::from_node(node, decoder)?.into_iter().flatten().collect();
        if lines.is_empty() {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text("`subject` không ghi dòng nào", "`subject` has no line"),
                text("viết như `subject = [\"Dòng một\", \"dòng hai\"]`", "write it like `subject = [\"…\", \"…\"]`"),
            );
            return None;
        }
        Some(Self(SourceText::of_lines(&lines, node.span)))
    }
}

impl FromNode for Header {
    const EXAMPLE: &'static str = "{ subject = \"…\", period = \"2026\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let subject = reader.required::<Subject>("subject").map(|subject| subject.0);
        let period = reader.required("period");
        let kind = reader.optional("type").unwrap_or_else(|| SourceText::implied(Self::USUAL_TYPE, node.span));
        let issue = Issue::read(&mut reader, Self::USUAL_SYMBOL);
        let bases = reader.optional("bases");
        let opening = reader.optional("opening");
        let closing = reader.optional("closing");
        let addressee = reader.optional::<OneOrMany<Party>>("addressee").unwrap_or_default().0;
        let numbering = reader.optional("numbering").unwrap_or_default();
        let lists = ListKeys::read(&mut reader);
        reader.finish();
        let empty = Self::empty(node.span);
        Some(Self {
            kind,
            subject: subject.unwrap_or(empty.subject),
            issue,
            period: period.unwrap_or(empty.period),
            bases,
            opening,
            closing: closing.unwrap_or(empty.closing),
            numbering,
            lists,
            addressee,
            span: node.span,
        })
    }
}
