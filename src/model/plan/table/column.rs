//! A column of an appendix's table.

use super::OfWhich;
use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::{Id, OwnId};
use crate::model::packs::Vocabulary;

/// The content of the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// Prose.
    #[default]
    Text,
    Number,
    /// The number of the row, which is computed.
    RowNumber,
}

impl Keyword for ColumnKind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("text", Self::Text), ("number", Self::Number), ("no", Self::RowNumber)];
}

impl FromNode for ColumnKind {
    const EXAMPLE: &'static str = "\"number\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellAlignment {
    Left,
    /// In the middle.
    Center,
    Right,
}

impl Keyword for CellAlignment {
    const WORDS: &'static [(&'static str, Self)] =
        &[("left", Self::Left), ("center", Self::Center), ("right", Self::Right)];
}

impl FromNode for CellAlignment {
    const EXAMPLE: &'static str = "\"center\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// The share of the width that a column takes, relative to the shares of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnWidth(u32);

impl ColumnWidth {
    /// The largest share: one column a hundred times as wide as another leaves that no room for a letter.
    pub const LARGEST: u32 = 100;

    #[must_use]
    pub fn share(self) -> u32 {
        self.0
    }
}

impl FromNode for ColumnWidth {
    const EXAMPLE: &'static str = "3";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let share = u32::from_node(node, decoder)?;
        if (1..=Self::LARGEST).contains(&share) {
            return Some(Self(share));
        }
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            text(
                format!("độ rộng của cột là một phần, từ 1 đến {}", Self::LARGEST),
                format!("the width of a column is a share from 1 to {}", Self::LARGEST),
            ),
            text(
                "viết như `width = 3`: rộng gấp ba cột có `width = 1`; không ghi thì cột rộng theo chữ",
                "write it like `width = 3`: three times a column of `width = 1`; left out, a column is as wide as its text",
            ),
        );
        None
    }
}

#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Its id: the key of its cells in the rows.
    pub id: Located<Id>,
    /// Its head.
    pub title: SourceText,
    /// Its code, in the last row of the head: «4=3/2».
    pub code: Option<SourceText>,
    /// The head over it and its neighbours, in the first row of the head.
    pub under: Option<SourceText>,
    /// The content of its cells.
    pub kind: Option<Located<ColumnKind>>,
    /// Its share of the width; as wide as its text where none is given.
    pub width: Option<ColumnWidth>,
    /// How its cells are aligned, where it is not the usual way.
    pub alignment: Option<CellAlignment>,
    /// The columns whose sum it is.
    pub sum_of: Vec<Located<Id>>,
    /// Whether its numbers add up from row to row.
    pub adds_up: bool,
    /// Whether they do not only because of what its head says.
    pub asks_for_sum: bool,
    /// How many decimals its numbers are printed with.
    pub decimals: Option<Located<Decimals>>,
}

/// How many decimals the numbers of a column are printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimals(pub u32);

impl Decimals {
    /// More than any number of a table may have.
    pub const MOST: u32 = 6;
}

impl FromNode for Decimals {
    const EXAMPLE: &'static str = "2";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let count = u32::from_node(node, decoder)?;
        if count <= Self::MOST {
            return Some(Self(count));
        }
        let message = text(
            format!("số trong bảng có nhiều nhất {} chữ số thập phân", Self::MOST),
            format!("numbers of a table have {} decimals at most", Self::MOST),
        );
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            message,
            text("viết như `decimals = 2`: 8 in ra «8,00»", "write it like `decimals = 2`: 8 is printed as «8,00»"),
        );
        None
    }
}

/// Returns whether a head says that the numbers below it do not add up: «Đơn giá», «Tỷ lệ (%)».
fn is_rate(title: &str, under: &str) -> bool {
    // A table is added up in the same way whichever packs are in use.
    let rates = &Vocabulary::embedded().tables.rates;
    [title, under].iter().any(|head| {
        let head = head.to_lowercase();
        rates.iter().any(|word| head.contains(word.as_str()))
    })
}

impl TableColumn {
    /// Returns a column that a file has and the plan does not declare.
    #[must_use]
    pub fn of_file(id: Located<Id>, title: SourceText, kind: ColumnKind) -> Self {
        let asks_for_sum = is_rate(&title.text, "");
        let kind = Some(Located::new(kind, id.span));
        Self {
            id,
            title,
            code: None,
            under: None,
            kind,
            width: None,
            alignment: None,
            sum_of: Vec::new(),
            adds_up: !asks_for_sum,
            asks_for_sum,
            decimals: None,
        }
    }

    /// The form of a column's id as a regular expression; a dot would be a path in TOML.
    pub const ID_PATTERN: &'static str = "^[a-z0-9-]+$";
    /// No ids of columns: the keys of a row.
    pub const RESERVED: [&'static str; 3] = ["level", OfWhich::KEY, "number"];

    /// Returns the content of its cells: numbers, if it is the sum of others.
    #[must_use]
    pub fn kind(&self) -> ColumnKind {
        match &self.kind {
            Some(kind) => kind.value,
            None if self.sum_of.is_empty() => ColumnKind::Text,
            None => ColumnKind::Number,
        }
    }
}

impl FromNode for TableColumn {
    const EXAMPLE: &'static str = "{ id = \"ten\", title = \"Nội dung\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let title = reader.required("title");
        let code = reader.optional("code");
        let under: Option<SourceText> = reader.optional("under");
        let kind = reader.optional("type");
        let is_readable = kind.is_some() || !reader.has("type");
        let width = reader.optional("width");
        let alignment = reader.optional("align");
        let sum_of = reader.list("sum_of");
        let sum: Option<bool> = reader.optional("sum");
        let is_asked = !reader.has("sum") && sum_of.is_empty();
        let decimals = reader.optional("decimals");
        if let Some(id) = &id
            && (id.value.as_str().contains('.') || Self::RESERVED.contains(&id.value.as_str()))
        {
            reader.decoder().report(
                &NOT_ALLOWED,
                id.span,
                text(
                    format!("`{}` không dùng làm mã cột được", id.value),
                    format!("`{}` cannot be the id of a column", id.value),
                ),
                text(
                    "mã cột gồm chữ thường không dấu, số và dấu `-`; `level`, `number` là khóa của dòng",
                    "use lower-case ASCII letters, digits and `-`; `level` and `number` are keys of rows",
                ),
            );
        }
        reader.finish();
        let title = title.unwrap_or_else(|| SourceText::empty(node.span));
        let id = id.filter(|_| is_readable)?;
        let asks_for_sum = is_asked && is_rate(&title.text, under.as_ref().map_or("", |under| under.text.as_str()));
        let adds_up = sum.unwrap_or(!asks_for_sum);
        Some(Self { id, title, code, under, kind, width, alignment, sum_of, adds_up, asks_for_sum, decimals })
    }
}
