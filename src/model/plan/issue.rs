//! How a document is issued: its number, symbol, place and date (Decree 30, Appendix I, II.3 and II.4).

use jiff::civil::Date;

use crate::base::diagnostic::{IMPOSSIBLE_DATE, NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Count, Decoder, FromNode, Node, SourceText, TableReader, no_number, number_and_symbol};
use crate::model::time::Time;

/// What a document is issued with. What is unknown stays blank for the văn thư (Decree 30, Điều 15.2).
#[derive(Debug, Clone)]
pub struct Issue {
    /// Number (số), where it is given.
    pub number: Option<Located<IssueNumber>>,
    /// Symbol (ký hiệu): «KH-UBND».
    pub symbol: SourceText,
    /// Place (địa danh), where it is not the name of the issuer's unit.
    pub place: Option<SourceText>,
    pub date: Option<Located<IssueDate>>,
}

impl Issue {
    /// A number begins with no more zeros.
    const MOST_ZEROS: usize = 2;
    /// No body issues so many documents of a type in a year.
    pub const LARGEST_NUMBER: u32 = 9_999;

    /// In place of what is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self { number: None, symbol: SourceText::empty(span), place: None, date: None }
    }

    /// Reads the keys of a table.
    pub(super) fn read(reader: &mut TableReader<'_, '_, '_>, usual_symbol: &str) -> Self {
        let number = reader.optional("number");
        let symbol = reader.optional("symbol").unwrap_or_else(|| SourceText::implied(usual_symbol, reader.span()));
        Self { number, symbol, place: reader.optional("place"), date: reader.optional("date") }
    }

    /// Returns the keys that the file writes, with the places of their values.
    pub(super) fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        let Self { number, symbol, place, date } = self;
        [
            ("number", number.as_ref().map(|number| number.span)),
            ("symbol", symbol.is_written().then_some(symbol.span)),
            ("place", place.as_ref().map(|place| place.span)),
            ("date", date.as_ref().map(|date| date.span)),
        ]
        .into_iter()
        .filter_map(|(key, span)| Some((key, span?)))
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
            let Count(value) = Count::<{ Issue::LARGEST_NUMBER }>::from_node(node, decoder)?;
            return Some(Self { value, printed: format!("{value:02}") });
        };
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        let is_number = zeros <= Issue::MOST_ZEROS && digits.bytes().all(|digit| digit.is_ascii_digit());
        match digits.parse::<u32>().ok().filter(|value| is_number && (1..=Issue::LARGEST_NUMBER).contains(value)) {
            Some(value) => Some(Self { value, printed: format!("{digits:0>2}") }),
            None => {
                let help = number_and_symbol(digits).unwrap_or_else(|| {
                    text(
                        "chỉ ghi chữ số, như `number = 35`; có số 0 ở trước thì `number = \"0204\"`; ký hiệu ghi ở `symbol`",
                        "write digits only, such as `number = 35`, or `number = \"0204\"` with its zeros; the symbol goes into `symbol`",
                    )
                });
                decoder.report(&NOT_ALLOWED, node.span, no_number(digits), help);
                None
            }
        }
    }
}

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
            Time::Quarter(..) | Time::Half(..) | Time::Range(..) | Time::Several(_) => {
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
