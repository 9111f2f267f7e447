//! Who gets the document (Nơi nhận; Decree 30, Appendix I, II.9).

use super::Party;
use super::party::OneOrMany;
use crate::base::diagnostic::{MISSING_KEY, NOT_ALLOWED, text};
use crate::base::source::Located;
use crate::input::decode::{Count, Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::Id;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The body.
    pub party: Party,
    /// A remark in brackets: «để b/c».
    pub note: Option<SourceText>,
    /// Its parts that get the document, each on a line below it.
    pub items: Vec<Party>,
}

impl Recipient {
    /// Returns the body and its parts.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        std::iter::once(&self.party).chain(&self.items)
    }
}

impl FromNode for Recipient {
    const EXAMPLE: &'static str = "\"so-khcn\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.as_table().is_none() {
            return Party::from_node(node, decoder).map(|party| Self { party, note: None, items: Vec::new() });
        }
        let mut reader = TableReader::new(node, decoder)?;
        let agency: Option<Located<Id>> = reader.optional("agency");
        let name = reader.optional("name");
        let note = reader.optional("note");
        let items: Option<Vec<Option<Party>>> = reader.optional("items");
        if items.as_ref().is_some_and(Vec::is_empty) {
            reader.decoder().report(
                &NOT_ALLOWED,
                node.span,
                text("`items` không ghi nơi nhận nào", "`items` has no recipient"),
                text(
                    "ghi các đơn vị bên trong: `items = [\"Lãnh đạo Văn phòng\", \"các phòng\"]`, hoặc bỏ khóa này",
                    "list the units inside of it: `items = [\"…\"]`, or remove the key",
                ),
            );
        }
        if agency.is_none() && name.is_none() && !reader.has("agency") && !reader.has("name") {
            reader.decoder().report(
                &MISSING_KEY,
                node.span,
                text("nơi nhận chưa có tên", "the recipient has no name"),
                text("thêm `agency = \"mã cơ quan\"` hoặc `name = \"…\"`", "add `agency = \"id\"` or `name = \"…\"`"),
            );
        }
        reader.finish();
        let party = agency.map(Party::Agency).or_else(|| name.map(Party::Words))?;
        Some(Self { party, note, items: items.unwrap_or_default().into_iter().flatten().collect() })
    }
}

#[derive(Debug, Clone)]
pub struct Recipients {
    /// The recipients, in order.
    pub to: Vec<Recipient>,
    /// The units that drafted the plan, for «Lưu: VT, VHXH»; none where the clerk alone files it.
    pub drafted_by: Vec<Located<Id>>,
    /// How many copies are filed, where it is said.
    pub copies: Option<u32>,
    /// The archive, where it is not the clerk's (văn thư).
    pub archive: Option<SourceText>,
    /// Who typed the plan, in brackets at the end of the line.
    pub typist: Option<SourceText>,
}

impl Recipients {
    /// The clerk of the office.
    pub const USUAL_ARCHIVE: &str = "VT";
    /// No archive takes more copies of a document.
    pub const MOST_COPIES: u32 = 99;

    /// In place of one that is missing.
    pub(super) fn empty() -> Self {
        Self { to: Vec::new(), drafted_by: Vec::new(), copies: None, archive: None, typist: None }
    }
}

impl FromNode for Recipients {
    const EXAMPLE: &'static str = "{ to = [\"so-khcn\"], drafted_by = \"phong-vhxh\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let to = reader.required::<Vec<Option<Recipient>>>("to");
        let drafted_by = reader.optional::<OneOrMany<Located<Id>>>("drafted_by").unwrap_or_default().0;
        let copies = reader.optional::<Count<{ Self::MOST_COPIES }>>("copies").map(|copies| copies.0);
        let archive = reader.optional("archive");
        let typist = reader.optional("typist");
        reader.finish();
        Some(Self { to: to.unwrap_or_default().into_iter().flatten().collect(), drafted_by, copies, archive, typist })
    }
}
