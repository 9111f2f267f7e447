//! A table of an appendix: its columns, and its rows as they are written or read from a CSV file.
//!
//! What the cells of a row mean is found out later: here a row only has names and values.

mod column;
mod csv_file;
mod doubtful;
mod notes;
mod row;

pub use column::{CellAlignment, ColumnKind, ColumnWidth, Decimals, TableColumn};
pub use csv_file::{CsvPath, DecimalSign};
pub use notes::{Note, Notes};
pub use row::{CellValue, OfWhich, RowCell, RowLevel, RowNumbering, TableRow};

use crate::base::diagnostic::{MISSING_KEY, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId};

#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of the file")]
pub struct AppendixTable {
    pub id: Located<Id>,
    /// Prose before it.
    pub text: Option<SourceText>,
    /// The line above it.
    pub caption: Option<SourceText>,
    /// The line that says what the numbers are: «Đơn vị tính: triệu đồng».
    pub unit: Option<SourceText>,
    /// How rows without a level are numbered.
    pub numbering: RowNumbering,
    /// The columns whose equal neighbours are one cell.
    pub merge: Vec<Located<Id>>,
    /// Whether its head is repeated below the head of each part.
    pub repeat_head: Option<Located<bool>>,
    /// Its columns, from the left.
    pub columns: Vec<TableColumn>,
    /// Its rows: those of the plan, or those of the CSV file once that is read.
    pub rows: Vec<TableRow>,
    /// The file that has the rows.
    pub csv: Option<Located<CsvPath>>,
    /// How that file writes decimal numbers, where the plan says so.
    pub decimal: Option<DecimalSign>,
    /// The footnotes that cells refer to.
    pub notes: Notes,
    /// Whether the plan has no columns, and takes those of the file.
    pub columns_of_file: bool,
    /// Whether a column was reported and left out: a cell may be its own.
    pub misread_columns: bool,
    /// Whether the plan itself writes rows.
    pub has_own_rows: bool,
    /// Whether rows, or levels of rows, are not there yet or were reported and left out: then sums cannot be judged.
    pub incomplete: bool,
}

impl FromNode for AppendixTable {
    const EXAMPLE: &'static str = "{ id = \"…\", columns = […], rows = […] }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let text = reader.optional("text");
        let caption = reader.optional("caption");
        let unit = reader.optional("unit");
        let numbering = reader.optional("numbering").unwrap_or_default();
        let merge = reader.list("merge");
        let repeat_head = reader.optional::<Located<bool>>("repeat_head").filter(|is_repeated| is_repeated.value);
        // A file brings the names of its columns.
        let columns_of_file = !reader.has("columns") && reader.has("csv");
        let columns: Option<Vec<Option<TableColumn>>> =
            if columns_of_file { reader.optional("columns") } else { reader.required_like("columns", COLUMNS) };
        let columns = columns.unwrap_or_default();
        let mut rows = reader.optional::<Vec<Option<TableRow>>>("rows").unwrap_or_default();
        doubtful::check(&columns, &mut rows, reader.decoder());
        let csv: Option<Located<CsvPath>> = reader.optional("csv");
        let decimal = reader.optional("decimal");
        let notes = reader.optional("notes").unwrap_or_default();
        let has_own_rows = reader.has("rows");
        if !has_own_rows && !reader.has("csv") {
            report_no_rows(&mut reader);
        }
        let incomplete = !has_own_rows || rows.iter().any(|row| row.as_ref().is_none_or(|row| row.misread));
        reader.finish();
        let misread_columns = columns.iter().any(Option::is_none);
        Some(Self {
            id: id?,
            misread_columns,
            columns_of_file,
            text,
            caption,
            unit,
            numbering,
            merge,
            repeat_head,
            columns: columns.into_iter().flatten().collect(),
            rows: rows.into_iter().flatten().collect(),
            csv,
            decimal,
            notes,
            has_own_rows,
            incomplete,
        })
    }
}

const COLUMNS: &str = "[{ id = \"ten\", title = \"Nội dung\" }]";

fn report_no_rows(reader: &mut TableReader<'_, '_, '_>) {
    let span = reader.span();
    reader.decoder().report(
        &MISSING_KEY,
        span,
        text(
            "bảng chưa có dòng nào: thiếu khóa `rows` hoặc `csv`",
            "the table has no rows: `rows` or `csv` is missing",
        ),
        text(
            "thêm `rows = [{ ten = \"…\" }]`, hoặc `csv = \"bang.csv\"` là tệp nằm cạnh kế hoạch",
            "add `rows = [{ ten = \"…\" }]`, or `csv = \"bang.csv\"`, a file next to the plan",
        ),
    );
}
