//! Columns whose numbers are printed with a given count of decimals: none may have more.

use rust_decimal::Decimal;

use super::{Filled, FilledRow};
use crate::base::diagnostic::{Diagnostic, Findings, NOT_ALLOWED, text};
use crate::base::source::Span;
use crate::base::vietnamese::number;
use crate::model::plan::{AppendixTable, ColumnKind};

/// Reports, once a column, numbers that would lose decimals.
pub(super) fn check(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) {
    for (at, column) in table.columns.iter().enumerate() {
        let Some(decimals) = &column.decimals else { continue };
        let most = decimals.value.0;
        if column.kind() != ColumnKind::Number {
            let message = text(
                format!("cột `{}` không phải cột số, `decimals` không có tác dụng", column.id.value),
                format!("the column `{}` holds no numbers: `decimals` has no effect", column.id.value),
            );
            let help =
                text("thêm `type = \"number\"`, hoặc bỏ `decimals`", "add `type = \"number\"`, or remove `decimals`");
            findings.push(Diagnostic::new(&NOT_ALLOWED, decimals.span, message).help(help));
            continue;
        }
        let numbers = rows.iter().flat_map(|row| numbers(&row.cells[at], decimals.span));
        let mut long = numbers.filter(|(number, _)| number.normalize().scale() > most);
        let Some((number, span)) = long.next() else { continue };
        let shown = number::grouped(number);
        let message = text(
            format!("{shown} có nhiều chữ số thập phân hơn `decimals = {most}` của cột `{}`", column.id.value),
            format!("{shown} has more decimals than `decimals = {most}` of the column `{}`", column.id.value),
        );
        let needed = number.normalize().scale();
        let help = text(
            format!("ghi `decimals = {needed}`, hoặc làm tròn số"),
            format!("write `decimals = {needed}`, or round the number"),
        );
        let mut finding = Diagnostic::new(&NOT_ALLOWED, span, message).help(help);
        for (number, span) in long.filter(|(_, span)| *span != decimals.span) {
            let shown = number::grouped(number);
            finding = finding.related(span, text(format!("cả {shown} ở đây"), format!("{shown} here as well")));
        }
        findings.push(finding);
    }
}

/// Returns the numbers of a cell with their places; that of a computed one is its column's.
fn numbers(cell: &Filled<'_>, column: Span) -> Vec<(Decimal, Span)> {
    match cell {
        Filled::Stated(number) => vec![(number.value, number.span)],
        Filled::Range(ends) => ends.iter().map(|end| (end.value, end.span)).collect(),
        Filled::Computed(number) => vec![(*number, column)],
        Filled::Empty | Filled::Text(_) | Filled::Dash(_) | Filled::Unknown => Vec::new(),
    }
}
