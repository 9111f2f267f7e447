//! The columns of a table that the plan does not declare: those of the first line of its file.

use super::fields::Records;
use super::heads::delimiter;
use super::numbers::{Content, Marks};
use crate::base::diagnostic::Findings;
use crate::base::source::{FileId, Located, Span};
use crate::base::vietnamese::fold::fold;
use crate::input::decode::SourceText;
use crate::model::id::Id;
use crate::model::plan::{AppendixTable, ColumnKind, TableColumn};

/// The heads of the column of row numbers, without marks.
const NUMBERS: [&str; 5] = ["tt", "stt", "so tt", "so thu tu", "thu tu"];
/// Heads whose numbers are names, without marks.
const NAMES: [&str; 4] = ["nam", "ma", "so hieu", "dien thoai"];

/// Returns the columns of a file: one with the heads of row numbers is numbered, one that has numbers only is of numbers.
pub(super) fn columns(table: &AppendixTable, file: FileId, source: &str, findings: &mut Findings) -> Vec<TableColumn> {
    let (sign, start) = delimiter(table, source);
    let mut records = Records::new(source, start, sign);
    let Some(first) = records.next() else { return Vec::new() };
    let rows: Vec<_> = records.collect();
    let mut out: Vec<TableColumn> = Vec::new();
    for (at, field) in first.iter().enumerate() {
        let name = field.text.trim();
        let span = Span::new(file, field.start..field.end);
        let Some(id) = Id::of_words(name).filter(|id| !TableColumn::RESERVED.contains(&id.as_str())) else { continue };
        // A second column of the same name is told where the names of the file are read, as one is that can have no id.
        if out.iter().any(|known| known.title.text == name) {
            continue;
        }
        let Some(title) = SourceText::of_field(name, span, field.content, source, findings) else { continue };
        let cells = || rows.iter().filter_map(|row| Some(row.get(at)?.text.trim())).filter(|cell| !cell.is_empty());
        let folded = fold(name);
        let kind = if NUMBERS.contains(&folded.as_str()) {
            ColumnKind::RowNumber
        } else if NAMES.contains(&folded.as_str()) || !are_numbers(table, &cells()) {
            ColumnKind::Text
        } else {
            ColumnKind::Number
        };
        out.push(TableColumn::of_file(Located::new(id, span), title, kind));
    }
    out
}

/// Returns whether cells are numbers; dashes alone are none.
fn are_numbers<'c>(table: &AppendixTable, cells: &(impl Iterator<Item = &'c str> + Clone)) -> bool {
    let marks = Marks::of(table.decimal, cells.clone()).unwrap_or(Marks::POINT);
    let is_number = |cell: &str| !matches!(marks.read(cell), Ok(Content::Dash) | Err(_));
    let is_dash = |cell: &str| matches!(marks.read(cell), Ok(Content::Dash));
    cells.clone().any(is_number) && cells.clone().all(|cell| is_number(cell) || is_dash(cell))
}
