//! The lines of a CSV file as rows of a table.

use super::fields::{Field, Record, Records};
use super::heads::{Head, delimiter, heads};
use super::numbers::{Content, Marks, has_points};
use super::room::Room;
use crate::base::diagnostic::{CSV_SHAPE, Diagnostic, Findings, NOT_ALLOWED, RuleMeta, Text, text};
use crate::base::source::{FileId, Located, Span};
use crate::input::decode::SourceText;
use crate::model::plan::{AppendixTable, CellValue, ColumnKind, OfWhich, RowCell, RowLevel, TableRow};

/// Reads the rows, and says whether they are all there. What is wrong is said at its place in the file.
pub(super) fn read(
    table: &AppendixTable,
    file: FileId,
    source: &str,
    room: &mut Room,
    findings: &mut Findings,
) -> (Vec<TableRow>, bool) {
    let (sign, start) = delimiter(table, source);
    let mut records = Records::new(source, start, sign);
    let mut reading = Reading { table, file, source, heads: Vec::new(), marks: Marks::POINT, complete: true, findings };
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
    let Some(records) = within(room, records) else {
        let end = first.last().map_or(0, |field| field.end);
        room.report(Span::new(file, first[0].start..end), reading.findings);
        return (Vec::new(), false);
    };
    reading.find_marks(&records);
    let mut rows = Vec::new();
    for record in records {
        if reading.has_loose_quotes(&record) {
            // Where a quote is not closed, all that follows is one field.
            break;
        }
        rows.extend(reading.row(&record));
    }
    take_numbers(table, &mut rows);
    let complete = reading.complete && !reading.heads.contains(&Head::Unknown);
    (rows, complete)
}

struct Reading<'r> {
    table: &'r AppendixTable,
    file: FileId,
    source: &'r str,
    heads: Vec<Head>,
    /// How its numbers are written.
    marks: Marks,
    /// Whether every row and its level could be read.
    complete: bool,
    findings: &'r mut Findings,
}

impl Reading<'_> {
    fn report(&mut self, meta: &'static RuleMeta, range: std::ops::Range<usize>, message: Text, help: Text) {
        let span = Span::new(self.file, range);
        self.findings.push(Diagnostic::new(meta, span, message).help(help));
    }

    /// Finds out how the numbers of the file are written.
    fn find_marks(&mut self, records: &[Record]) {
        let table = self.table;
        let heads = self.heads.clone();
        let is_number = |at: usize| matches!(heads.get(at), Some(Head::Column(column)) if table.columns[*column].kind() == ColumnKind::Number);
        let fields = records.iter().flat_map(|record| record.iter().enumerate());
        let numbers = fields.filter(|(at, _)| is_number(*at)).map(|(_, field)| field);
        self.marks = match Marks::of(table.decimal, numbers.clone().map(|field| field.text.trim())) {
            Ok(marks) => marks,
            Err(typed) => {
                let range =
                    numbers.into_iter().find(|field| field.text.trim() == typed).map(|field| field.start..field.end);
                let (meta, message, help) = has_points(typed);
                self.report(meta, range.unwrap_or_default(), message, help);
                Marks::POINT
            }
        };
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

    /// A row; none for a line that cannot be one.
    fn row(&mut self, record: &Record) -> Option<TableRow> {
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
        let mut row = TableRow { span, level: None, of_which: None, number: None, misread: false, cells: Vec::new() };
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
                    row.misread |= row.level.is_none();
                }
                Head::OfWhich => match OfWhich::of_field(&field.text) {
                    Some(depth) => {
                        let span = Span::new(self.file, field.start..field.end);
                        row.of_which = Some(Located::new(depth, span)).filter(|depth| depth.value.0 > 0);
                    }
                    None => {
                        (row.misread, self.complete) = (true, false);
                        let (message, help) = OfWhich::field_complaint(&field.text);
                        self.report(&NOT_ALLOWED, field.start..field.end, message, help);
                    }
                },
                Head::Number => match counts(&field.text) {
                    Some(is_counted) => {
                        row.number = Some(Located::new(is_counted, Span::new(self.file, field.start..field.end)));
                    }
                    None => self.report(
                        &NOT_ALLOWED,
                        field.start..field.end,
                        text(
                            format!("`{}` không cho biết dòng có số thứ tự hay không", field.text),
                            format!("`{}` does not say whether the row has a number", field.text),
                        ),
                        text(
                            "ghi `0` ở dòng không đánh số; dòng khác để trống",
                            "write `0` for a row without a number; leave it empty in the others",
                        ),
                    ),
                },
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
            ColumnKind::Number => match self.marks.read(&field.text) {
                Ok(Content::Dash) => self.words(field, span),
                Ok(Content::Number(number)) => CellValue::Number(Located::new(number, span)),
                Ok(Content::Range(ends)) => CellValue::Range(ends.map(|end| Located::new(end, span))),
                Err((meta, message, help)) => {
                    self.report(meta, field.start..field.end, message, help);
                    CellValue::Unreadable
                }
            },
            ColumnKind::Text | ColumnKind::RowNumber => self.words(field, span),
        };
        RowCell { column: Located::new(column.id.value.to_string(), span), value }
    }

    fn words(&mut self, field: &Field, span: Span) -> CellValue {
        SourceText::of_field(&field.text, span, field.content, self.source, self.findings)
            .map_or(CellValue::Unreadable, CellValue::Text)
    }
}

/// Takes the numbers of rows that a file has out of it, where they are the ones that will be printed: 1, 2, 3. A row without one has none.
fn take_numbers(table: &AppendixTable, rows: &mut [TableRow]) {
    let numbered = table.columns.iter().find(|column| column.kind() == ColumnKind::RowNumber);
    let Some(id) = numbered.map(|column| column.id.value.as_str()) else { return };
    let typed = |row: &TableRow| {
        row.cells.iter().find(|cell| cell.column.value == id).map(|cell| match &cell.value {
            CellValue::Text(words) => words.text.trim().trim_end_matches('.').to_owned(),
            _ => String::new(),
        })
    };
    let is_plain = |row: &TableRow| row.level.is_none() && row.of_which.is_none();
    let numbers: Vec<String> = rows.iter().filter_map(typed).collect();
    let are_in_order = numbers.iter().zip(1..).all(|(typed, number)| typed.parse() == Ok(number));
    let has_groups = rows.iter().any(|row| row.level.as_ref().is_some_and(|level| level.value != RowLevel::Total));
    if numbers.is_empty()
        || !are_in_order
        || has_groups
        || rows.iter().any(|row| !is_plain(row) && typed(row).is_some())
    {
        return;
    }
    for row in rows {
        if is_plain(row) && typed(row).is_none() && row.number.is_none() {
            row.number = Some(Located::new(false, row.span));
        }
        row.cells.retain(|cell| cell.column.value != id);
    }
}

/// Returns the records, as far as there is room for them; not those without any text, which spreadsheets leave behind.
fn within(room: &mut Room, records: Records<'_>) -> Option<Vec<Record>> {
    let is_blank = |field: &Field| field.well_quoted && field.text.trim().is_empty();
    records
        .filter(|record| !record.iter().all(is_blank))
        .map(|record| room.take_row(record.len()).then_some(record))
        .collect()
}

/// Returns whether a row is counted, as its field says.
fn counts(given: &str) -> Option<bool> {
    match given.to_lowercase().as_str() {
        "1" | "true" | "có" => Some(true),
        "0" | "false" | "không" => Some(false),
        _ => None,
    }
}

/// A field without the spaces around its text.
fn trimmed(field: &Field) -> Field {
    let blank = field.text.len() - field.text.trim_start().len();
    Field { text: field.text.trim().to_owned(), content: field.content.map(|start| start + blank), ..field.clone() }
}
