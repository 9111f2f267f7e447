//! Equal neighbours in a column, printed as one cell.

use super::{Filled, FilledRow};
use crate::base::diagnostic::{Diagnostic, Findings, Level, NOT_ALLOWED, Text, text};
use crate::base::source::Located;
use crate::model::id::{Id, IdKind};
use crate::model::plan::{AppendixTable, ColumnKind};

/// Returns how many rows each cell covers: 0 where the cell above covers it. A row of a group or of the total parts neighbours.
pub(super) fn covered(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) -> Vec<Vec<usize>> {
    let mut out = vec![vec![1; table.columns.len()]; rows.len()];
    for id in &table.merge {
        let Some(column) = column(table, id, findings) else { continue };
        let mut first = 0;
        let mut any = false;
        for at in 1..rows.len() {
            let is_plain = rows[at].level.is_none() && rows[first].level.is_none();
            if is_plain && are_equal(&rows[first].cells[column], &rows[at].cells[column]) {
                out[first][column] += 1;
                out[at][column] = 0;
                any = true;
            } else {
                first = at;
            }
        }
        if !any && !table.incomplete {
            let message = text(
                format!("cột `{}` không có hai ô liền nhau nào giống nhau để gộp", id.value),
                format!("the column `{}` has no equal neighbours to merge", id.value),
            );
            let help = text(
                "ghi cùng một nội dung ở các dòng được gộp, hoặc bỏ cột khỏi `merge`",
                "write the same content in the rows to merge, or take the column out of `merge`",
            );
            let mut finding = Diagnostic::new(&NOT_ALLOWED, id.span, message).help(help);
            finding.level = Level::Warning;
            findings.push(finding);
        }
    }
    out
}

fn column(table: &AppendixTable, id: &Located<Id>, findings: &mut Findings) -> Option<usize> {
    let Some(at) = table.columns.iter().position(|column| column.id.value == id.value) else {
        if !table.misread_columns {
            let known = table.columns.iter().map(|column| column.id.value.as_str());
            let what = IdKind::COLUMN.unknown(id.value.as_str(), "", known, || {
                text("ghi mã các cột của bảng này", "write the ids of this table's columns")
            });
            findings.push(Diagnostic::unknown_id(id.span, what));
        }
        return None;
    };
    let column = &table.columns[at];
    let (message, help): (Text, Text) = match column.kind() {
        ColumnKind::Text => return Some(at),
        ColumnKind::Number if !column.adds_up && column.sum_of.is_empty() => return Some(at),
        ColumnKind::Number => (
            text(
                format!("cột `{}` cộng dồn: mỗi dòng in số của nó, không gộp được", id.value),
                format!("the column `{}` adds up: every row prints its number", id.value),
            ),
            text(
                "bỏ cột khỏi `merge`; số không cộng dồn thì thêm `sum = false` vào cột",
                "take it out of `merge`; add `sum = false` to a column that does not add up",
            ),
        ),
        ColumnKind::RowNumber => (
            text(
                format!("cột `{}` là số thứ tự, không gộp được", id.value),
                format!("the column `{}` has the numbers of rows", id.value),
            ),
            text(
                "bỏ cột khỏi `merge`; dòng không đánh số thì ghi `number = false`",
                "take it out of `merge`; write `number = false` in a row without a number",
            ),
        ),
    };
    findings.push(Diagnostic::new(&NOT_ALLOWED, id.span, message).help(help));
    None
}

fn are_equal(one: &Filled<'_>, other: &Filled<'_>) -> bool {
    match (one, other) {
        (Filled::Text(one), Filled::Text(other)) | (Filled::Dash(one), Filled::Dash(other)) => {
            one.text.trim() == other.text.trim()
        }
        (Filled::Stated(one), Filled::Stated(other)) => {
            one.value == other.value && one.value.scale() == other.value.scale()
        }
        (Filled::Range(one), Filled::Range(other)) => {
            one.iter().zip(other).all(|(one, other)| one.value == other.value)
        }
        _ => false,
    }
}
