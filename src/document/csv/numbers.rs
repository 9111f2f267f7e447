//! Numbers of a CSV file: which mark precedes their decimals, and what is written in place of one.

use rust_decimal::Decimal;

use crate::base::diagnostic::{AMBIGUOUS_NUMBER, RuleMeta, Text, WRONG_TYPE, text};
use crate::base::vietnamese::number::{is_dash, parse};
use crate::base::vietnamese::typed_number::{Slip, may_be_thousands, meanings};
use crate::input::decode::{slip_words, what_is_meant};
use crate::input::letters;
use crate::model::plan::DecimalSign;

/// What a cell of a column of numbers holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// An accountant's dash: no number.
    Dash,
    Number(Decimal),
    /// From a number to a larger one.
    Range([Decimal; 2]),
}

/// What is wrong with a cell: the finding, its message and its help.
pub(super) type Complaint = (&'static RuleMeta, Text, Text);

/// How the numbers of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// The mark before decimals.
    decimal: char,
    /// Whether the plan or a number of the file says so beyond doubt.
    certain: bool,
}

impl Marks {
    /// Returns the marks of a file. One program writes all its numbers: one that cannot be read in two ways settles the others.
    ///
    /// `Err` has the number that shows a decimal point where the plan says nothing of it.
    pub(super) fn of<'n>(
        stated: Option<DecimalSign>,
        numbers: impl Iterator<Item = &'n str> + Clone,
    ) -> Result<Self, &'n str> {
        match stated {
            Some(DecimalSign::Comma) => return Ok(Self { decimal: ',', certain: true }),
            Some(DecimalSign::Point) => return Ok(Self { decimal: '.', certain: true }),
            None => {}
        }
        let is_only =
            |typed: &str, mark: char, other: char| parse(typed, mark).is_some() && parse(typed, other).is_none();
        // 12,5 and 1.234.567 have a decimal comma, whatever 1,200 is.
        let comma = numbers.clone().any(|typed| is_only(typed, ',', '.'));
        let mut points = numbers.filter(|typed| is_only(typed, '.', ','));
        match points.next() {
            Some(typed) if !comma => Err(typed),
            _ => Ok(Self { decimal: ',', certain: comma }),
        }
    }

    /// The marks of a file with a decimal point.
    pub(super) const POINT: Self = Self { decimal: '.', certain: true };

    /// Reads a cell that is not empty.
    pub(super) fn read(self, typed: &str) -> Result<Content, Complaint> {
        if is_dash(typed) {
            return Ok(Content::Dash);
        }
        match parse(typed, self.decimal) {
            Some(_) if !self.certain && may_be_thousands(typed, ',') => Err(doubtful(typed)),
            Some(number) => Ok(Content::Number(number)),
            None => self.range(typed).map_or_else(|| Err(self.complaint(typed)), Ok),
        }
    }

    /// Reads «1-1,5». A minus is no part of it, and neither is a number that can be read in two ways.
    fn range(self, typed: &str) -> Option<Content> {
        let (from, to) = typed.split_once(['-', '–'])?;
        let end = |typed: &str| {
            let typed = typed.trim();
            let is_plain = typed.starts_with(|sign: char| sign.is_ascii_digit());
            let is_doubtful = !self.certain && may_be_thousands(typed, ',');
            parse(typed, self.decimal).filter(|_| is_plain && !is_doubtful)
        };
        let ends = [end(from)?, end(to)?];
        (ends[0] < ends[1]).then_some(Content::Range(ends))
    }

    fn complaint(self, typed: &str) -> Complaint {
        let (this, other) = if self.decimal == ',' { ("1.234.567,5", '.') } else { ("1,234,567.5", ',') };
        let slip = Slip::of(typed);
        let (strange_vi, strange_en) = letters::in_brackets(typed);
        let message =
            text(format!("`{typed}` không phải số{strange_vi}"), format!("`{typed}` is not a number{strange_en}"));
        let plain = letters::plain(typed);
        let message = slip_words(&slip).map_or(message.clone(), |reason| message.followed_by(": ", &reason));
        let help = match slip {
            Slip::Percent(number) => text(
                format!("viết `{number}`, ghi % vào tên cột hoặc khóa `unit` của bảng"),
                format!("write `{number}`; the % goes into the title of the column or `unit` of the table"),
            ),
            Slip::Unit { number, unit } => text(
                format!("viết `{number}`, ghi «{unit}» vào tên cột hoặc khóa `unit` của bảng"),
                format!("write `{number}`; «{unit}» goes into the title of the column or `unit` of the table"),
            ),
            Slip::Negative(number) => text(format!("viết `-{number}`"), format!("write `-{number}`")),
            Slip::Powers => text(
                "trong Excel chọn cột ấy, Format Cells > Number, rồi lưu lại CSV UTF-8",
                "in Excel select the column, Format Cells > Number, and save as CSV UTF-8 again",
            ),
            Slip::Formula => text(
                "sửa công thức trong Excel rồi lưu lại CSV UTF-8; chưa có số thì để trống",
                "correct the formula in Excel and save as CSV UTF-8 again; leave the cell empty where there is no number",
            ),
            Slip::Narrow => text(
                "trong Excel nới rộng cột ấy, rồi lưu lại CSV UTF-8",
                "in Excel widen the column, and save as CSV UTF-8 again",
            ),
            Slip::Date => text(
                "trong Excel chọn cột ấy, Format Cells > Number, gõ lại số, rồi lưu lại CSV UTF-8",
                "in Excel select the column, Format Cells > Number, type the number again, and save as CSV UTF-8 again",
            ),
            Slip::Words if plain != typed && parse(&plain, self.decimal).is_some() => {
                text(format!("viết `{plain}`"), format!("write `{plain}`"))
            }
            Slip::Words if parse(typed, other).is_some() => text(
                format!(
                    "nếu cả tệp dùng dấu `{other}` trước phần thập phân thì thêm `decimal = \"{other}\"` vào bảng; nếu không, viết như `{this}`"
                ),
                format!(
                    "if the whole file has `{other}` before decimals, add `decimal = \"{other}\"` to the table; otherwise write it like `{this}`"
                ),
            ),
            Slip::Words => text(
                format!("viết như `{this}`, không kèm đơn vị; chưa có số thì để trống"),
                format!("write it like `{this}`, without a unit; leave it empty where there is none"),
            ),
        };
        (&WRONG_TYPE, message, help)
    }
}

/// Returns what is said of a file whose numbers have a decimal point that the plan does not mention.
pub(super) fn has_points(typed: &str) -> Complaint {
    (
        &WRONG_TYPE,
        text(
            format!("`{typed}` có dấu chấm thập phân, còn tệp CSV mặc định dùng dấu phẩy thập phân"),
            format!("`{typed}` has a decimal point, but CSV files have decimal commas unless the table says otherwise"),
        ),
        text(
            "nếu cả tệp như vậy thì thêm `decimal = \".\"` vào bảng; nếu không, viết như `1.234.567,5`",
            "if the whole file is like that, add `decimal = \".\"` to the table; otherwise write it like `1.234.567,5`",
        ),
    )
}

fn doubtful(typed: &str) -> Complaint {
    (
        &AMBIGUOUS_NUMBER,
        what_is_meant(typed, &meanings(typed)),
        text(
            "tệp dùng dấu phẩy thập phân thì thêm `decimal = \",\"` vào bảng; tệp dùng dấu phẩy ngăn hàng nghìn thì thêm `decimal = \".\"`",
            "add `decimal = \",\"` to the table if commas precede decimals, `decimal = \".\"` if they part thousands",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stated: Option<DecimalSign>, cells: &[&str]) -> Vec<String> {
        let marks = Marks::of(stated, cells.iter().copied()).unwrap_or(Marks::POINT);
        let shown = |cell: &&str| match marks.read(cell) {
            Ok(Content::Dash) => String::new(),
            Ok(Content::Number(number)) => number.normalize().to_string(),
            Ok(Content::Range(ends)) => ends.map(|end| end.normalize().to_string()).join(".."),
            Err((meta, ..)) => meta.code.to_owned(),
        };
        cells.iter().map(shown).collect()
    }

    #[test]
    fn one_number_settles_how_the_others_are_read() {
        assert_eq!(read(None, &["1,200"]), ["DL026"]);
        assert_eq!(read(None, &["1,200", "1.200"]), ["DL026", "1200"]);
        assert_eq!(read(None, &["1,200", "12,5"]), ["1.2", "12.5"]);
        assert_eq!(read(None, &["1,200", "1.234.567"]), ["1.2", "1234567"]);
        assert_eq!(read(None, &["1,200", "1200.5"]), ["1200", "1200.5"]);
        assert_eq!(read(None, &["12,5", "1200.5"]), ["12.5", "DL004"]);
        assert_eq!(read(Some(DecimalSign::Comma), &["1,200", "1.200"]), ["1.2", "1200"]);
        assert_eq!(read(Some(DecimalSign::Point), &["1,200", "1.200"]), ["1200", "1.2"]);
        assert_eq!(read(None, &["1 200", "0,125", "—", "-5"]), ["1200", "0.125", "", "-5"]);
        assert_eq!(read(None, &["1-1,5", "2 – 3", "1.200-1.500"]), ["1..1.5", "2..3", "1200..1500"]);
        assert_eq!(read(None, &["1,200-3", "3-1", "1-2-3", "-1-2"]), ["DL004"; 4]);
    }

    #[test]
    fn a_decimal_point_is_noticed() {
        assert_eq!(Marks::of(None, ["300", "1200.5"].into_iter()), Err("1200.5"));
        assert_eq!(Marks::of(None, ["300", "1.200"].into_iter()), Ok(Marks { decimal: ',', certain: false }));
    }
}
