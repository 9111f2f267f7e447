//! Columns of prices and shares in a table with sums.

use super::FilledRow;
use crate::base::diagnostic::{Diagnostic, Findings, SUM_OF_RATES, text};
use crate::model::plan::{AppendixTable, ColumnKind, RowLevel};

/// Asks about columns that are not added up only because of their heads.
pub(super) fn check(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) {
    let has_sums = (0..rows.len())
        .any(|at| rows[at].level == Some(RowLevel::Total) || rows.iter().any(|row| row.parent == Some(at)));
    if !has_sums {
        return;
    }
    let asked = table.columns.iter().filter(|column| column.kind() == ColumnKind::Number && column.asks_for_sum);
    for column in asked {
        let title = &column.title.text;
        let message = text(
            format!("cột `{title}` có cộng lại thành tổng không?"),
            format!("do the numbers of the column `{title}` add up to a total?"),
        );
        let help = if table.columns_of_file {
            let id = &column.id.value;
            text(
                format!(
                    "khai báo `columns`, cột này ghi `{{ id = \"{id}\", title = \"{title}\", type = \"number\", sum = false }}`"
                ),
                format!(
                    "declare `columns`, this one as `{{ id = \"{id}\", title = \"{title}\", type = \"number\", sum = false }}`"
                ),
            )
        } else {
            text(
                "không thì thêm `sum = false` vào cột, dòng tổng để trống; có thì thêm `sum = true`",
                "if not, add `sum = false` to the column, whose total stays empty; otherwise `sum = true`",
            )
        };
        findings.push(Diagnostic::new(&SUM_OF_RATES, column.title.span, message).help(help));
    }
}
