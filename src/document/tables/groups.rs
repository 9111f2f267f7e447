//! Which group a row belongs to, and which rows begin the parts of a table.

use super::FilledRow;
use crate::base::diagnostic::{Diagnostic, Findings, NOT_ALLOWED, text};
use crate::input::decode::Keyword as _;
use crate::model::plan::{AppendixTable, RowLevel, RowNumbering};

/// A group reaches to the next row of its own level or a higher one. The total belongs to no group, and no group continues
/// behind it.
pub(super) fn find_parents(rows: &mut [FilledRow<'_>]) {
    let mut open: Vec<(RowLevel, usize)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        match row.level {
            Some(RowLevel::Total) => open.clear(),
            Some(level) => open.retain(|(above, _)| *above < level),
            None => {}
        }
        if row.of_which.is_some() {
            continue;
        }
        row.parent = open.last().map(|(_, group)| *group);
        if let Some(level) = row.level.filter(|level| *level != RowLevel::Total) {
            open.push((level, at));
        }
    }
}

/// Reports a group 1.1 that is in no group 1: its number would be no number of a part.
pub(super) fn check_levels(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) {
    if table.incomplete {
        return;
    }
    for row in rows {
        let above = row.parent.and_then(|parent| rows[parent].level);
        let is_roman = above == Some(RowLevel::Roman) && table.numbering == RowNumbering::Dotted;
        let (level, wanted) = match row.level {
            Some(level @ RowLevel::Second) if above != Some(RowLevel::Arabic) && !is_roman => (level, RowLevel::Arabic),
            Some(level @ RowLevel::Third) if above != Some(RowLevel::Second) => (level, RowLevel::Second),
            _ => continue,
        };
        let (level, wanted) = (level.as_str(), wanted.as_str());
        let message = text(
            format!("dòng cấp `{level}` không nằm trong nhóm cấp `{wanted}` nào"),
            format!("the row of level `{level}` is in no group of level `{wanted}`"),
        );
        let help = text(
            format!("thêm dòng nhóm `level = \"{wanted}\"` ở trên, hoặc ghi `level = \"{wanted}\"` ở dòng này"),
            format!("add the row of a group `level = \"{wanted}\"` above, or write `level = \"{wanted}\"` here"),
        );
        findings.push(Diagnostic::new(&NOT_ALLOWED, row.span, message).help(help));
    }
}

/// Returns the rows below which the head is repeated: the groups of the highest level.
pub(super) fn parts(table: &AppendixTable, rows: &[FilledRow<'_>], findings: &mut Findings) -> Vec<usize> {
    let Some(repeats) = &table.repeat_head else { return Vec::new() };
    let level = |row: &FilledRow<'_>| row.level.filter(|level| *level != RowLevel::Total);
    let Some(highest) = rows.iter().filter_map(level).min() else {
        if !table.incomplete {
            let message = text(
                "bảng không có dòng nhóm, `repeat_head` không có tác dụng",
                "the table has no groups: `repeat_head` has no effect",
            );
            let help = text(
                "thêm dòng nhóm như `{ level = \"A\", … }`, hoặc bỏ `repeat_head`",
                "add rows of groups such as `{ level = \"A\", … }`, or remove `repeat_head`",
            );
            findings.push(Diagnostic::new(&NOT_ALLOWED, repeats.span, message).help(help));
        }
        return Vec::new();
    };
    (0..rows.len()).filter(|at| level(&rows[*at]) == Some(highest)).collect()
}
