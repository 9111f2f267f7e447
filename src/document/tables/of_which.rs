//! Rows «Trong đó»: parts of the row above them. They are not added up, and are never more than that row.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sums::name_of;
use super::{Filled, FilledRow};
use crate::base::diagnostic::{Diagnostic, Findings, Level, NOT_ALLOWED, SUM_MISMATCH, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::number;
use crate::model::plan::{AppendixTable, ColumnKind};

/// Finds the row that each is a part of: the last one above it that is no such part, or a part that is less deep.
pub(super) fn find_wholes(table: &AppendixTable, rows: &mut [FilledRow<'_>], findings: &mut Findings) {
    let mut above: Vec<usize> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let depth = row.of_which.unwrap_or_default();
        if depth > above.len() && !table.incomplete {
            let (message, help) = if above.is_empty() {
                (
                    text("trên dòng «Trong đó» này không có dòng nào", "no row is above this of-which row"),
                    text(
                        "đặt nó dưới dòng mà nó là một phần, hoặc bỏ `of_which`",
                        "put it below the row that it is a part of, or remove `of_which`",
                    ),
                )
            } else {
                (
                    text(
                        format!("trên dòng `of_which = {depth}` này không có dòng `of_which = {}`", depth - 1),
                        format!("no row `of_which = {}` is above this row `of_which = {depth}`", depth - 1),
                    ),
                    text(format!("ghi `of_which = {}`", above.len()), format!("write `of_which = {}`", above.len())),
                )
            };
            findings.push(Diagnostic::new(&NOT_ALLOWED, row.span, message).help(help));
        }
        above.truncate(depth);
        row.whole = row.of_which.and(above.last().copied());
        above.push(at);
    }
}

/// Compares parts with their wholes. All of a whole may not be more than it either, but they may overlap: women, young people.
pub(super) fn compare(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) {
    if table.incomplete {
        return;
    }
    let mut parts_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (part, row) in rows.iter().enumerate() {
        if let Some(whole) = row.whole {
            parts_of.entry(whole).or_default().push(part);
        }
    }
    let columns = table.columns.iter().enumerate();
    for (column, shown) in columns.filter(|(_, column)| column.kind() == ColumnKind::Number && column.adds_up) {
        let title = shown.title.text.as_str();
        for (&whole, parts) in &parts_of {
            let parts: Vec<(usize, Decimal)> =
                parts.iter().filter_map(|part| Some((*part, upper(&rows[*part].cells[column])?))).collect();
            let Some((last, _)) = parts.last() else { continue };
            let (of_vi, of_en) = name_of(&rows[whole]);
            let Some(all) = upper(&rows[whole].cells[column]) else {
                if rows[whole].cells[column] == Filled::Empty {
                    let message = text(
                        format!("cột «{title}»: {of_vi} không có số, còn «Trong đó» của nó thì có"),
                        format!("column «{title}»: {of_en} has no number, but an of-which row of it has"),
                    );
                    let help = text(
                        "ghi số của dòng ấy; dòng không phải một phần của nó thì bỏ `of_which`",
                        "write the number of that row; remove `of_which` from a row that is no part of it",
                    );
                    findings.push(warning(rows[whole].span, message).help(help));
                }
                continue;
            };
            let exceeds = |number: Decimal| if all.is_sign_negative() { number < all } else { number > all };
            let mut is_reported = false;
            for (part, number) in parts.iter().filter(|(_, number)| exceeds(*number)) {
                is_reported = true;
                let (vi, en) = name_of(&rows[*part]);
                let (number, all) = (number::grouped(*number), number::grouped(all));
                let message = text(
                    format!("{vi}, cột «{title}»: {number} lớn hơn {all} của {of_vi} mà nó là một phần"),
                    format!("{en}, column «{title}»: {number} is more than the {all} of {of_en} that it is a part of"),
                );
                let help = text(
                    "sửa số sai; dòng không phải một phần của dòng trên thì bỏ `of_which`; cột không cộng dồn thì thêm `sum = false`",
                    "fix the wrong number; remove `of_which` from a row that is no part of the one above; add `sum = false` to a column that does not add up",
                );
                findings.push(Diagnostic::new(&SUM_MISMATCH, place(&rows[*part], column), message).help(help));
            }
            let sum = parts.iter().fold(Decimal::ZERO, |sum, (_, number)| sum.saturating_add(*number));
            if parts.len() > 1 && exceeds(sum) && !is_reported {
                let (sum, all) = (number::grouped(sum), number::grouped(all));
                let message = text(
                    format!(
                        "cột «{title}»: các dòng «Trong đó» của {of_vi} cộng lại được {sum}, lớn hơn {all} của dòng ấy"
                    ),
                    format!("column «{title}»: the of-which rows of {of_en} add up to {sum}, more than its {all}"),
                );
                let help = text(
                    "sửa số sai; các dòng trùng nhau một phần (nữ, thanh niên) thì bỏ qua cảnh báo này",
                    "fix the wrong number; where the rows overlap (women, young people), ignore the warning",
                );
                findings.push(warning(place(&rows[*last], column), message).help(help));
            }
        }
    }
}

/// Returns the most that a cell can be: a dash is nothing.
fn upper(cell: &Filled<'_>) -> Option<Decimal> {
    match cell {
        Filled::Range([_, to]) => Some(to.value),
        Filled::Dash(_) => Some(Decimal::ZERO),
        Filled::Empty | Filled::Text(_) | Filled::Stated(_) | Filled::Computed(_) | Filled::Unknown => cell.number(),
    }
}

fn warning(span: Span, message: Text) -> Diagnostic {
    let mut finding = Diagnostic::new(&SUM_MISMATCH, span, message);
    finding.level = Level::Warning;
    finding
}

/// Returns where a number is written, or its row.
fn place(row: &FilledRow<'_>, column: usize) -> Span {
    match &row.cells[column] {
        Filled::Stated(number) | Filled::Range([number, _]) => number.span,
        _ => row.span,
    }
}
