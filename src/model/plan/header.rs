//! The header of the document: subject, number, symbol, date, period.

use jiff::civil::Date;

use super::Party;
use super::party::OneOrMany;
use crate::base::diagnostic::{IMPOSSIBLE_DATE, NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Count, Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::section::{BasesAs, ListKeys, Numbering};
use crate::model::time::Time;

/// The date of issue, as far as it is known. What is unknown stays blank for the văn thư (Decree 30, Điều 15.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueDate {
    /// Nothing is known.
    Unknown,
    Year(i16),
    /// Year and month.
    Month(i16, i8),
    Day(Date),
}

impl IssueDate {
    /// Returns the day, where it is known.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        match self {
            Self::Day(date) => Some(date.day()),
            Self::Unknown | Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// Returns the month, where it is known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Day(date) => Some(date.month()),
            Self::Month(_, month) => Some(month),
            Self::Unknown | Self::Year(_) => None,
        }
    }

    /// Returns the year, where it is known.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day(date) => Some(date.year()),
            Self::Month(year, _) | Self::Year(year) => Some(year),
            Self::Unknown => None,
        }
    }
}

impl FromNode for IssueDate {
    const EXAMPLE: &'static str = "\"2026\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let issued = Time::FORMS
            .into_iter()
            .filter(|(form, ..)| matches!(Time::parse(form), Some(Time::Day(_) | Time::Month(..) | Time::Year(_))));
        match Time::of_forms(node, decoder, issued)? {
            Time::Day(date) => Some(Self::Day(date)),
            Time::Month(year, month) => Some(Self::Month(year, month)),
            Time::Year(year) => Some(Self::Year(year)),
            Time::Quarter(..) | Time::Half(..) | Time::Range(..) => {
                decoder.report(
                    &IMPOSSIBLE_DATE,
                    node.span,
                    text(
                        "ngày ban hành phải là một ngày, một tháng hoặc một năm",
                        "the date of issue is a day, a month or a year",
                    ),
                    text(
                        "viết `2026-01-29`, hoặc `2026` khi chưa ban hành: văn thư điền ngày, tháng",
                        "write `2026-01-29`, or `2026` before it is issued: the clerk fills in day and month",
                    ),
                );
                None
            }
        }
    }
}

/// The header of the document.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its `[document]` table.
    pub span: Span,
    /// Type of document (tên loại), in natural case: «Kế hoạch».
    pub kind: SourceText,
    /// Subject (trích yếu).
    pub subject: SourceText,
    /// Number (số), where it is given.
    pub number: Option<Located<IssueNumber>>,
    /// Symbol (ký hiệu): «KH-UBND».
    pub symbol: SourceText,
    /// Place (địa danh), where it is not the name of the issuer's unit.
    pub place: Option<SourceText>,
    pub date: Option<Located<IssueDate>>,
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
    /// A number begins with no more zeros.
    const MOST_ZEROS: usize = 2;
    /// The type of a document that gives none.
    pub const USUAL_TYPE: &'static str = "Kế hoạch";
    /// The symbol of a commune's document that gives none.
    pub const USUAL_SYMBOL: &'static str = "KH-UBND";
    /// No body issues so many documents of a type in a year.
    pub const LARGEST_NUMBER: u32 = 9_999;

    /// Returns the symbol of a document that gives none, of an issuer with these letters.
    pub(super) fn symbol_of(issuer: &str) -> String {
        format!("KH-{issuer}")
    }

    /// In place of one that is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self {
            span,
            kind: SourceText::empty(span),
            subject: SourceText::empty(span),
            number: None,
            symbol: SourceText::empty(span),
            place: None,
            date: None,
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

/// The number of a document (số; Decree 30, Appendix I, II.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueNumber {
    pub value: u32,
    /// As it is printed: with a zero before a single digit, and with the zeros that the plan writes.
    pub printed: String,
}

impl FromNode for IssueNumber {
    const EXAMPLE: &'static str = "35";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(digits) = node.value.as_str() else {
            let Count(value) = Count::<{ Header::LARGEST_NUMBER }>::from_node(node, decoder)?;
            return Some(Self { value, printed: format!("{value:02}") });
        };
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        let is_number = zeros <= Header::MOST_ZEROS && digits.bytes().all(|digit| digit.is_ascii_digit());
        match digits.parse::<u32>().ok().filter(|value| is_number && (1..=Header::LARGEST_NUMBER).contains(value)) {
            Some(value) => Some(Self { value, printed: format!("{digits:0>2}") }),
            None => {
                decoder.report(
                    &NOT_ALLOWED,
                    node.span,
                    text(
                        format!("`{digits}` không phải số của văn bản"),
                        format!("`{digits}` is not the number of a document"),
                    ),
                    text(
                        "chỉ ghi chữ số, như `number = 35`; có số 0 ở trước thì `number = \"0204\"`; ký hiệu ghi ở `symbol`",
                        "write digits only, such as `number = 35`, or `number = \"0204\"` with its zeros; the symbol goes into `symbol`",
                    ),
                );
                None
            }
        }
    }
}

/// A subject: one line, or the lines that its author chose.
struct Subject(SourceText);

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
        let number = reader.optional("number");
        let symbol = reader.optional("symbol").unwrap_or_else(|| SourceText::implied(Self::USUAL_SYMBOL, node.span));
        let place = reader.optional("place");
        let date = reader.optional("date");
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
            number,
            symbol,
            place,
            date,
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
