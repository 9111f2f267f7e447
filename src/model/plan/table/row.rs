//! A row of an appendix's table, as it is written.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::TableColumn;
use crate::base::diagnostic::{NOT_ALLOWED, Text, WRONG_TYPE, list_en, list_vi, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{
    Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword, joined_by_commas,
};
use crate::input::letters;

/// The rows that a row heads: those after it, up to the next of its level or a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowLevel {
    /// A group A, B, C.
    Letter,
    /// A group I, II, III.
    Roman,
    /// A group 1, 2, 3.
    Arabic,
    /// A group 1.1, 1.2 in a group 1.
    Second,
    /// A group 1.1.1, 1.1.2 in a group 1.1.
    Third,
    /// The row of the total, above or below all others.
    Total,
}

impl RowLevel {
    /// Returns how deep in other groups such a group may be, from 0 for A; none for the total.
    #[must_use]
    pub fn depth(self) -> Option<usize> {
        match self {
            Self::Letter => Some(0),
            Self::Roman => Some(1),
            Self::Arabic => Some(2),
            Self::Second => Some(3),
            Self::Third => Some(4),
            Self::Total => None,
        }
    }
}

impl Keyword for RowLevel {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("A", Self::Letter),
        ("I", Self::Roman),
        ("1", Self::Arabic),
        ("1.1", Self::Second),
        ("1.1.1", Self::Third),
        ("total", Self::Total),
    ];
}

impl FromNode for RowLevel {
    const EXAMPLE: &'static str = "\"I\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        let found = Self::of(&given);
        if found.is_none() {
            let (message, help) = Self::complaint(&given);
            decoder.report(&NOT_ALLOWED, node.span, message, help);
        }
        found
    }
}

impl RowLevel {
    /// Returns the level that a word names.
    #[must_use]
    pub fn of(given: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == given).map(|(_, level)| *level)
    }

    /// Returns what is wrong with another word, and how to fix it.
    #[must_use]
    pub fn complaint(given: &str) -> (Text, Text) {
        let (strange_vi, strange_en) = letters::in_brackets(given);
        let message = text(
            format!("`{given}` không phải cấp của dòng{strange_vi}"),
            format!("`{given}` is not the level of a row{strange_en}"),
        );
        let given = letters::plain(given);
        // «B», «II», «2»: the number of the row instead of its level.
        let all = |of: fn(char) -> bool| !given.is_empty() && given.chars().all(of);
        let meant = if all(|letter| letter.is_ascii_digit()) {
            Some(("1", "1, 2, 3"))
        } else if all(|letter| letter.is_ascii_digit() || letter == '.') {
            match given.trim_matches('.').matches('.').count() {
                0 => Some(("1", "1, 2, 3")),
                1 => Some(("1.1", "1.1, 1.2, 2.1")),
                2 => Some(("1.1.1", "1.1.1, 1.1.2")),
                _ => None,
            }
        } else if all(|letter| "IVX".contains(letter)) {
            Some(("I", "I, II, III"))
        } else if all(char::is_uppercase) {
            Some(("A", "A, B, C"))
        } else {
            None
        };
        let words = || Self::WORDS.iter().map(|(word, _)| *word);
        let help = match meant {
            Some((word, numbers)) => text(
                format!("ghi `{word}`: mọi dòng {numbers} đều là cấp `{word}`, số thứ tự do chương trình tính"),
                format!("write `{word}`: all rows {numbers} are of level `{word}`, their numbers are computed"),
            ),
            None => text(
                format!("ghi {}; dòng thường không ghi cấp", list_vi(words())),
                format!("write {}; a plain row has no level", list_en(words())),
            ),
        };
        (message, help)
    }
}

/// How deep a row «Trong đó» is: 1 is a part of the row above it, 2 a part of such a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfWhich(pub usize);

impl OfWhich {
    /// The key of a row, and the name of the column of a file.
    pub const KEY: &'static str = "of_which";
    /// A part of a part of a part: more is not readable without numbers.
    pub const DEEPEST: usize = 3;

    /// Returns what a field of a file says; a plain row has the depth 0.
    #[must_use]
    pub fn of_field(given: &str) -> Option<Self> {
        match given.to_lowercase().as_str() {
            "x" | "true" | "có" | "1" => Some(Self(1)),
            "2" => Some(Self(2)),
            "3" => Some(Self(3)),
            "false" | "không" | "0" => Some(Self(0)),
            _ => None,
        }
    }

    fn complaint(given: &str) -> (Text, Text) {
        let most = Self::DEEPEST;
        (
            text(
                format!("`{given}` không phải bậc của dòng «Trong đó»"),
                format!("`{given}` is not the depth of an of-which row"),
            ),
            text(
                format!(
                    "ghi `of_which = true`; «Trong đó» của một dòng «Trong đó» thì ghi `of_which = 2`, sâu nhất là {most}"
                ),
                format!("write `of_which = true`, or `of_which = 2` for a part of such a row; {most} is the deepest"),
            ),
        )
    }

    /// Returns what is wrong with a field of a file, and how to fix it.
    #[must_use]
    pub fn field_complaint(given: &str) -> (Text, Text) {
        let help = text(
            "ghi `x` ở dòng «Trong đó», `2` ở «Trong đó» của dòng ấy; dòng thường để trống",
            "write `x` for an of-which row, `2` for a part of such a row; leave it empty for a plain row",
        );
        (Self::complaint(given).0, help)
    }
}

/// `true` is the depth 1; `false` is a plain row, of depth 0.
impl FromNode for OfWhich {
    const EXAMPLE: &'static str = "true";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.value.is_integer() {
            let depth = u32::from_node(node, decoder)?;
            let found = usize::try_from(depth).ok().filter(|depth| (1..=Self::DEEPEST).contains(depth));
            if found.is_none() {
                let (message, help) = Self::complaint(&depth.to_string());
                decoder.report(&NOT_ALLOWED, node.span, message, help);
            }
            return found.map(Self);
        }
        bool::from_node(node, decoder).map(|is_part| Self(usize::from(is_part)))
    }
}

/// How rows without a level are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowNumbering {
    /// From 1 in every group; 1.1, 1.2 in a group that is numbered 1 itself.
    #[default]
    ByGroup,
    /// As [`Self::ByGroup`], and 1.1, 1.2 in a group I, 2.1 in a group II.
    Dotted,
    /// From 1 through the whole table.
    Through,
    Dash,
    /// Not at all.
    None,
}

impl Keyword for RowNumbering {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("by-group", Self::ByGroup),
        ("dotted", Self::Dotted),
        ("through", Self::Through),
        ("-", Self::Dash),
        ("none", Self::None),
    ];
}

impl FromNode for RowNumbering {
    const EXAMPLE: &'static str = "\"through\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Prose.
    Text(SourceText),
    Number(Located<Decimal>),
    /// From a number to a larger one.
    Range([Located<Decimal>; 2]),
    /// Something that was reported: neither there nor left out.
    Unreadable,
}

impl FromNode for CellValue {
    const EXAMPLE: &'static str = SourceText::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.value {
            DeValue::Integer(_) | DeValue::Float(_) => {
                Decimal::from_node(node, decoder).map(|number| Self::Number(Located::new(number, node.span)))
            }
            DeValue::String(_) => SourceText::from_node(node, decoder).map(Self::Text),
            DeValue::Array(_) if joined_by_commas(decoder.typed(node.span)).is_some() => {
                let typed = decoder.typed(node.span);
                let line = joined_by_commas(typed).unwrap_or_default();
                let message = text(
                    format!("`{typed}` là nhiều số, ô chỉ có một"),
                    format!("`{typed}` is several numbers, a cell has one"),
                );
                let help = text(
                    format!("nếu là dấu thập phân, viết dấu chấm thập phân: `{line}`"),
                    format!("if it is a decimal mark, write a point: `{line}`"),
                );
                decoder.report(&WRONG_TYPE, node.span, message, help);
                None
            }
            DeValue::Array(ends) if ends.len() == 2 => range(node, decoder),
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                decoder.wrong_type(
                    node,
                    "chữ trong dấu ngoặc kép hoặc một số trần",
                    "a string in quotes or a bare number",
                    "\"…\"",
                );
                None
            }
        }
    }
}

fn range(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<CellValue> {
    let ends = Vec::<Option<Located<Decimal>>>::from_node(node, decoder)?;
    let [Some(from), Some(to)] = <[_; 2]>::try_from(ends).ok()? else { return None };
    if from.value < to.value {
        return Some(CellValue::Range([from, to]));
    }
    let message = text("khoảng không đi từ số nhỏ đến số lớn", "the range does not go from a number to a larger one");
    let help = text(
        "viết như `[1, 1.5]`, in ra «1-1,5»; chỉ có một số thì viết số trần",
        "write it like `[1, 1.5]`, which prints «1-1,5»; a single number is written bare",
    );
    decoder.report(&NOT_ALLOWED, node.span, message, help);
    None
}

/// A cell: the name of its column and its value.
#[derive(Debug, Clone)]
pub struct RowCell {
    /// The id of the column, as it is written.
    pub column: Located<String>,
    /// What it holds.
    pub value: CellValue,
}

#[derive(Debug, Clone)]
pub struct TableRow {
    pub span: Span,
    /// Its level; a plain row has none.
    pub level: Option<Located<RowLevel>>,
    /// How deep it is as a part of the row above it, which is not added up; another row has none.
    pub of_which: Option<Located<OfWhich>>,
    /// Whether it is counted, where it says so.
    pub number: Option<Located<bool>>,
    /// Whether it gives a level, or a depth, that was reported.
    pub misread: bool,
    /// Its cells, in the order of the file.
    pub cells: Vec<RowCell>,
}

impl FromNode for TableRow {
    const EXAMPLE: &'static str = "{ ten = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let level = reader.optional("level");
        let of_which = reader.optional::<Located<OfWhich>>(OfWhich::KEY);
        let misread = level.is_none() && reader.has("level") || of_which.is_none() && reader.has(OfWhich::KEY);
        let number = reader.optional("number");
        let of_which = of_which.filter(|depth| depth.value.0 > 0);
        let keys: Vec<(String, Span)> = reader
            .keys()
            .filter(|(key, _)| !TableColumn::RESERVED.contains(key))
            .map(|(key, span)| (key.to_owned(), span))
            .collect();
        let cells = keys
            .into_iter()
            .map(|(key, span)| {
                let value = reader.named(&key).unwrap_or(CellValue::Unreadable);
                RowCell { column: Located::new(key, span), value }
            })
            .collect();
        Some(Self { span: node.span, level, of_which, number, misread, cells })
    }
}
