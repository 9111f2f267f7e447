//! The lines of a CSV file as rows of a table.

use super::fields::{Field, Record, Records};
use super::heads::{Head, delimiter, heads};
use crate::base::diagnostic::{CSV_SHAPE, Diagnostic, Findings, NOT_ALLOWED, RuleMeta, Text, WRONG_TYPE, text};
use crate::base::source::{FileId, Located, Span};
use crate::base::vietnamese::number;
use crate::input::decode::SourceText;
use crate::input::letters;
use crate::model::plan::{AppendixTable, CellValue, ColumnKind, DecimalSign, RowCell, RowLevel, TableRow};

/// Reads the rows, and says whether they are all there. What is wrong is said at its place in the file.
pub(super) fn read(
    table: &AppendixTable,
    file: FileId,
    source: &str,
    findings: &mut Findings,
) -> (Vec<TableRow>, bool) {
    let (sign, start) = delimiter(table, source);
    let mut records = Records::new(source, start, sign);
    let mut reading = Reading { table, file, source, heads: Vec::new(), complete: true, findings };
    let Some(first) = records.next() else {
        reading.report(
            &CSV_SHAPE,
            0..0,
            text("tệp không có dòng nào", "the file has no line"),
            text(
                "dòng đầu ghi mã hoặc tên các cột, các dòng sau là các dòng của bảng",
                "the first line has the names of the columns, the others are the rows of the table",
            ),
        );
        return (Vec::new(), false);
    };
    if reading.has_loose_quotes(&first) {
        return (Vec::new(), false);
    }
    reading.heads = heads(table, &first, file, reading.findings);
    let mut rows = Vec::new();
    for record in records {
        if reading.has_loose_quotes(&record) {
            // Where a quote is not closed, all that follows is one field.
            break;
        }
        rows.extend(reading.row(&record));
    }
    let complete = reading.complete && !reading.heads.contains(&Head::Unknown);
    (rows, complete)
}

struct Reading<'r> {
    table: &'r AppendixTable,
    file: FileId,
    source: &'r str,
    heads: Vec<Head>,
    /// Whether every row and its level could be read.
    complete: bool,
    findings: &'r mut Findings,
}

impl Reading<'_> {
    fn report(&mut self, meta: &'static RuleMeta, range: std::ops::Range<usize>, message: Text, help: Text) {
        let span = Span::new(self.file, range);
        self.findings.push(Diagnostic::new(meta, span, message).help(help));
    }

    fn has_loose_quotes(&mut self, record: &Record) -> bool {
        let Some(field) = record.iter().find(|field| !field.well_quoted) else { return false };
        self.complete = false;
        self.report(
            &CSV_SHAPE,
            field.start..field.start + 1,
            text(
                "dấu ngoặc kép mở ở đây không đóng ở cuối ô",
                "the quote that opens here does not close at the end of its cell",
            ),
            text(
                "trong ô có dấu ngoặc kép thì mỗi dấu viết hai lần: \"Đề án \"\"Xã số\"\"\"",
                "write every quote inside a quoted cell twice: \"He said \"\"yes\"\"\"",
            ),
        );
        true
    }

    /// A row; none for a line without any text, which spreadsheets leave behind.
    fn row(&mut self, record: &Record) -> Option<TableRow> {
        if record.iter().all(|field| field.text.trim().is_empty()) {
            return None;
        }
        let (start, end) = (record.first()?.start, record.last()?.end);
        let filled = record.iter().rposition(|field| !field.text.trim().is_empty()).map_or(0, |at| at + 1);
        if filled > self.heads.len() || record.len() < self.heads.len() {
            self.complete = false;
            let (has, wants) = (record.len(), self.heads.len());
            self.report(
                &CSV_SHAPE,
                start..end,
                text(
                    format!("dòng này có {has} ô, dòng đầu có {wants} cột"),
                    format!("this line has {has} cells, the first line has {wants} columns"),
                ),
                text(
                    "thêm hoặc bớt dấu ngăn ô; ô có chính dấu ấy thì đặt trong ngoặc kép",
                    "add or remove a delimiter; put a cell that has that sign itself in quotes",
                ),
            );
            return None;
        }
        let span = Span::new(self.file, start..end);
        let mut row = TableRow { span, level: None, misread: false, cells: Vec::new() };
        for (at, field) in record.iter().enumerate().take(self.heads.len()) {
            let field = trimmed(field);
            if field.text.is_empty() {
                continue;
            }
            if self.has_control(&field) {
                continue;
            }
            match self.heads[at] {
                Head::Level => {
                    row.level = self.level(&field);
                    row.misread = row.level.is_none();
                }
                Head::Column(column) => row.cells.push(self.cell(column, &field)),
                Head::Nameless => self.report(
                    &CSV_SHAPE,
                    field.start..field.end,
                    text("ô này ở cột không có tên", "this cell is in a column without a name"),
                    text(
                        "ghi mã hoặc tên cột vào dòng đầu, hoặc bỏ ô này",
                        "name the column in the first line, or remove the cell",
                    ),
                ),
                Head::Unknown => {}
            }
        }
        Some(row)
    }

    /// A sign that no letter is: TOML does not take such ones, and no font has them.
    fn has_control(&mut self, field: &Field) -> bool {
        let Some(sign) = field.text.chars().find(|sign| sign.is_control() && !sign.is_whitespace()) else {
            return false;
        };
        self.complete = false;
        let code = format!("U+{:04X}", u32::from(sign));
        self.report(
            &CSV_SHAPE,
            field.start..field.end,
            text(
                format!("ô này có ký tự điều khiển {code}, không in được"),
                format!("the cell has the control character {code}"),
            ),
            text(
                "gõ lại ô này; nếu cả tệp như vậy thì lưu lại ở dạng CSV UTF-8",
                "type the cell again; where the whole file is like that, save it as CSV UTF-8",
            ),
        );
        true
    }

    fn level(&mut self, field: &Field) -> Option<Located<RowLevel>> {
        let found = RowLevel::of(&field.text);
        if found.is_none() {
            self.complete = false;
            let (message, help) = RowLevel::complaint(&field.text);
            self.report(&NOT_ALLOWED, field.start..field.end, message, help);
        }
        found.map(|level| Located::new(level, Span::new(self.file, field.start..field.end)))
    }

    fn cell(&mut self, column: usize, field: &Field) -> RowCell {
        let span = Span::new(self.file, field.start..field.end);
        let column = &self.table.columns[column];
        let value = match column.kind() {
            // An accountant's dash is nothing.
            ColumnKind::Number if ["-", "–"].contains(&field.text.as_str()) => {
                CellValue::Text(SourceText::empty(span))
            }
            ColumnKind::Number => match number::parse(&field.text, self.decimal()) {
                Some(number) => CellValue::Number(Located::new(number, span)),
                None => {
                    self.report_no_number(field);
                    CellValue::Unreadable
                }
            },
            ColumnKind::Text | ColumnKind::RowNumber => {
                SourceText::of_field(&field.text, span, field.content, self.source, self.findings)
                    .map_or(CellValue::Unreadable, CellValue::Text)
            }
        };
        RowCell { column: Located::new(column.id.value.to_string(), span), value }
    }

    fn decimal(&self) -> char {
        match self.table.decimal {
            DecimalSign::Comma => ',',
            DecimalSign::Point => '.',
        }
    }

    fn report_no_number(&mut self, field: &Field) {
        let (strange_vi, strange_en) = letters::in_brackets(&field.text);
        let plain = letters::plain(&field.text);
        let (this, other) = match self.table.decimal {
            DecimalSign::Comma => ("1.234.567,5", '.'),
            DecimalSign::Point => ("1,234,567.5", ','),
        };
        let help = if plain != field.text && number::parse(&plain, self.decimal()).is_some() {
            text(format!("viết `{plain}`"), format!("write `{plain}`"))
        } else if number::parse(&field.text, other).is_some() {
            text(
                format!(
                    "nếu cả tệp dùng dấu `{other}` trước phần thập phân thì thêm `decimal = \"{other}\"` vào bảng; nếu không, viết như `{this}`"
                ),
                format!(
                    "if the whole file has `{other}` before decimals, add `decimal = \"{other}\"` to the table; otherwise write it like `{this}`"
                ),
            )
        } else {
            text(
                format!("viết như `{this}`, không kèm đơn vị; chưa có số thì để trống"),
                format!("write it like `{this}`, without a unit; leave it empty where there is none"),
            )
        };
        self.report(
            &WRONG_TYPE,
            field.start..field.end,
            text(
                format!("`{}` không phải số{strange_vi}", field.text),
                format!("`{}` is not a number{strange_en}", field.text),
            ),
            help,
        );
    }
}

/// A field without the spaces around its text.
fn trimmed(field: &Field) -> Field {
    let blank = field.text.len() - field.text.trim_start().len();
    Field { text: field.text.trim().to_owned(), content: field.content.map(|start| start + blank), ..field.clone() }
}
