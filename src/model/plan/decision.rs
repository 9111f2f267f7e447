//! The decision (quyết định) that a plan is issued with: forms 1.2 and 1.3 of Appendix III of Decree 30.

use super::header::Subject;
use super::{Basis, Header, Issue};
use crate::base::diagnostic::{MISSING_KEY, NOT_ALLOWED, Text, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::section::{ItemNumbering, ListKeys};

/// A decision: what the file issues. Its signer and its recipients are those of the file.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its `[decision]` table.
    pub span: Span,
    /// Subject (trích yếu), where it is not «Ban hành» with the type and the subject of the plan.
    pub subject: Option<SourceText>,
    /// Its number, symbol, place and date.
    pub issue: Issue,
    /// What it rests on; never empty in a decision without mistakes.
    pub bases: Vec<Basis>,
    /// The prose of its articles (điều), which are numbered; never empty in a decision without mistakes.
    pub articles: Vec<SourceText>,
}

impl Decision {
    /// The type of the document (tên loại).
    pub const TYPE: &'static str = "Quyết định";
    /// The symbol of a commune's decision that gives none (Decree 30, Appendix III, I: QĐ).
    pub const USUAL_SYMBOL: &'static str = "QĐ-UBND";
    /// The word before a basis that gives none (form 1.3).
    pub const USUAL_VERB: &'static str = "Căn cứ";

    /// Returns the symbol of a decision that gives none, of an issuer with these letters.
    pub(super) fn symbol_of(issuer: &str) -> String {
        format!("QĐ-{issuer}")
    }

    /// Returns how the lists of an article are marked: its khoản have Arabic numbers, the điểm in them letters (II.6.đ).
    #[must_use]
    pub fn lists(&self) -> ListKeys {
        ListKeys { items: Some(Located::new(ItemNumbering::Arabic, self.span)), marker: None }
    }

    /// Reports what `[document]` may not say besides: the decision has the number and the date, and is not addressed to anybody.
    pub(super) fn refuse_beside(&self, header: &Header, decoder: &mut Decoder<'_>) {
        for (key, span) in header.issue.written() {
            let typed = decoder.source()[span.range()].to_owned();
            let is_there = self.issue.written().any(|(own, _)| own == key);
            let help = match key {
                "symbol" => text(
                    format!(
                        "bỏ dòng này; ký hiệu của quyết định ghi ở [decision]: `symbol = \"{}\"`",
                        self.issue.symbol
                    ),
                    format!(
                        "remove it; the decision has its symbol in [decision]: `symbol = \"{}\"`",
                        self.issue.symbol
                    ),
                ),
                _ if is_there => text(
                    format!("bỏ dòng này; [decision] đã ghi `{key}`"),
                    format!("remove it; [decision] has `{key}`"),
                ),
                _ => text(
                    format!("chuyển xuống [decision]: `{key} = {typed}`"),
                    format!("move it to [decision]: `{key} = {typed}`"),
                ),
            };
            let message = text(
                format!("kế hoạch kèm theo quyết định không có `{key}` riêng"),
                format!("a plan under a decision has no `{key}` of its own"),
            );
            decoder.report(&NOT_ALLOWED, span, message, help);
        }
        if let Some(first) = header.addressee.first() {
            let message = text(
                "kế hoạch kèm theo quyết định không có «Kính gửi»",
                "a plan under a decision is addressed to nobody",
            );
            let help = text(
                "bỏ dòng `addressee`; nơi nhận ghi ở [recipients]",
                "remove `addressee`; those who get it are in [recipients]",
            );
            decoder.report(&NOT_ALLOWED, first.span(), message, help);
        }
    }
}

impl FromNode for Decision {
    const EXAMPLE: &'static str = "{ bases = [{ document = \"…\" }], articles = [\"…\"] }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let issue = Issue::read(&mut reader, Self::USUAL_SYMBOL);
        let subject = reader.optional::<Subject>("subject").map(|subject| subject.0);
        let articles = some(
            &mut reader,
            "articles",
            &text("quyết định chưa có điều nào", "the decision has no article"),
            &text(
                "thêm `articles = [\"Ban hành kèm theo Quyết định này Kế hoạch {{ document.subject }}.\"]`",
                "add `articles = [\"…\"]`",
            ),
        );
        let bases = some(
            &mut reader,
            "bases",
            &text("quyết định chưa có căn cứ nào", "the decision has no basis"),
            &text(
                "thêm `bases = [{ document = \"mã văn bản\" }, { text = \"Theo đề nghị của Trưởng phòng …\" }]`",
                "add `bases = [{ document = \"id\" }]`",
            ),
        );
        for (key, help) in [
            (
                "signer",
                text(
                    "người ký quyết định ghi ở [signer] của tệp; kế hoạch kèm theo không có người ký riêng",
                    "[signer] of the file signs the decision; the plan under it has no signer",
                ),
            ),
            (
                "recipients",
                text(
                    "nơi nhận của quyết định ghi ở [recipients] của tệp",
                    "[recipients] of the file are those of the decision",
                ),
            ),
        ] {
            reader.misplaced_key(key, &help);
        }
        reader.finish();
        Some(Self { span: node.span, subject, issue, bases, articles })
    }
}

/// Returns the items of a list that must be there and may not be empty.
fn some<T: FromNode>(reader: &mut TableReader<'_, '_, '_>, key: &'static str, none: &Text, help: &Text) -> Vec<T> {
    let is_there = reader.has(key);
    let items = reader.optional::<Vec<Option<T>>>(key);
    let span = reader.node(key).map_or(reader.span(), |node| node.span);
    if !is_there {
        reader.decoder().report(&MISSING_KEY, span, none.clone(), help.clone());
    } else if items.as_ref().is_some_and(Vec::is_empty) {
        reader.decoder().report(&NOT_ALLOWED, span, none.clone(), help.clone());
    }
    items.unwrap_or_default().into_iter().flatten().collect()
}
