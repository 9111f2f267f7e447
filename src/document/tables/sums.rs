//! Sums: of a group's rows, of the whole table, of several columns.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::columns::SumColumn;
use super::{Filled, FilledRow};
use crate::base::diagnostic::{Diagnostic, Findings, NOT_ALLOWED, SUM_MISMATCH, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::number;
use crate::input::decode::SourceText;
use crate::model::plan::{AppendixTable, ColumnKind, RowLevel};

/// What is added up to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parts {
    Rows,
    Columns,
}

/// The sum of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    /// None of them has a number.
    Nothing,
    Of(Decimal),
    /// One of them could not be read.
    Unknown,
}

/// Computes what is left out and checks what is stated. A stated number counts in the sums above it, so that one wrong
/// number is reported where it is and nowhere else.
pub(super) fn add_up(table: &AppendixTable, sums: &[SumColumn], rows: &mut [FilledRow<'_>], findings: &mut Findings) {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut top: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match row.parent {
            Some(group) => children[group].push(at),
            None if row.level != Some(RowLevel::Total) && row.of_which.is_none() => top.push(at),
            None => {}
        }
    }
    let mut ranges = Ranges::default();
    let numbers: Vec<usize> =
        (0..table.columns.len()).filter(|at| table.columns[*at].kind() == ColumnKind::Number).collect();
    // Parts follow their group; the total can be anywhere.
    let totals = |row: &FilledRow<'_>| row.level == Some(RowLevel::Total);
    let order: Vec<usize> = (0..rows.len())
        .rev()
        .filter(|at| !totals(&rows[*at]))
        .chain((0..rows.len()).filter(|at| totals(&rows[*at])))
        .collect();
    for at in order {
        let parts: &[usize] = if totals(&rows[at]) { &top } else { &children[at] };
        for column in numbers.iter().copied().filter(|column| table.columns[*column].adds_up) {
            let cell = |part: &usize| &rows[*part].cells[column];
            ranges.among(column, Parts::Rows, parts.iter().map(cell), &rows[at].cells[column]);
            let all = sum(parts.iter().map(cell));
            let plain = sum(parts.iter().filter(|part| !rows[**part].is_typed_total).map(cell));
            // A number that is right but for a total typed among its parts was reported with that row.
            let is_right = matches!((&rows[at].cells[column], plain), (Filled::Stated(stated), Sum::Of(sum)) if stated.value == sum);
            if !is_right {
                settle(table, rows, at, column, all, Parts::Rows, findings);
            }
        }
        for SumColumn { at: column, parts: columns } in sums {
            // A number that its rows made or proved is not asked about again.
            let of_rows =
                table.columns[*column].adds_up && parts.iter().any(|part| rows[*part].cells[*column] != Filled::Empty);
            if !of_rows {
                let cell = |part: &usize| &rows[at].cells[*part];
                ranges.among(*column, Parts::Columns, columns.iter().map(cell), &rows[at].cells[*column]);
                let sum = sum(columns.iter().map(cell));
                settle(table, rows, at, *column, sum, Parts::Columns, findings);
            }
        }
    }
    ranges.report(table, findings);
}

/// Ranges where a sum is wanted, by the column of the sum.
#[derive(Default)]
struct Ranges(BTreeMap<(usize, Parts), Vec<Span>>);

impl Ranges {
    /// Notes the ranges among the parts of a sum; the sum itself may be one.
    fn among<'c, 'a: 'c>(
        &mut self,
        column: usize,
        parts_are: Parts,
        parts: impl Iterator<Item = &'c Filled<'a>>,
        whole: &'c Filled<'a>,
    ) {
        let parts: Vec<&Filled<'_>> = parts.collect();
        if parts.iter().all(|cell| **cell == Filled::Empty) {
            return;
        }
        let spans = parts.into_iter().chain([whole]).filter_map(|cell| match cell {
            Filled::Range([from, to]) => Some(Span { end: to.span.end, ..from.span }),
            _ => None,
        });
        let known = self.0.entry((column, parts_are)).or_default();
        for span in spans {
            if !known.contains(&span) {
                known.push(span);
            }
        }
    }

    fn report(self, table: &AppendixTable, findings: &mut Findings) {
        let of_rows: BTreeSet<Span> = self
            .0
            .iter()
            .filter(|((_, parts), _)| *parts == Parts::Rows)
            .flat_map(|(_, spans)| spans.clone())
            .collect();
        for ((column, parts), mut spans) in self.0 {
            // A range is asked about once: in its own column first.
            spans.retain(|span| parts == Parts::Rows || !of_rows.contains(span));
            spans.sort();
            let Some((first, others)) = spans.split_first() else { continue };
            let id = &table.columns[column].id.value;
            let message = text(
                format!("khoảng số không cộng được vào tổng của cột `{id}`"),
                format!("a range of numbers cannot be added up in the column `{id}`"),
            );
            let help = match parts {
                Parts::Rows => text(
                    format!(
                        "thêm `sum = false` vào cột `{id}`: số của dòng nhóm, dòng tổng khi ấy tự ghi; hoặc viết một số"
                    ),
                    format!(
                        "add `sum = false` to the column `{id}`, and write the numbers of groups and totals; or write one number"
                    ),
                ),
                Parts::Columns => text(
                    "bỏ cột có khoảng khỏi `sum_of`, hoặc viết một số",
                    "take the column with the range out of `sum_of`, or write one number",
                ),
            };
            let mut finding = Diagnostic::new(&NOT_ALLOWED, *first, message).help(help);
            for span in others {
                finding = finding.related(*span, text("cả ở đây", "here as well"));
            }
            findings.push(finding);
        }
    }
}

fn sum<'c, 'a: 'c>(cells: impl Iterator<Item = &'c Filled<'a>>) -> Sum {
    let mut out = Sum::Nothing;
    for cell in cells {
        match (cell, cell.number()) {
            (Filled::Unknown | Filled::Range(_), _) => return Sum::Unknown,
            (_, None) => {}
            (_, Some(number)) => {
                let so_far = if let Sum::Of(so_far) = out { so_far } else { Decimal::ZERO };
                out = Sum::Of(so_far.saturating_add(number));
            }
        }
    }
    out
}

/// Writes a sum into an empty cell, or checks the one that is there.
fn settle(
    table: &AppendixTable,
    rows: &mut [FilledRow<'_>],
    at: usize,
    column: usize,
    sum: Sum,
    parts: Parts,
    findings: &mut Findings,
) {
    let row = &mut rows[at];
    match (&row.cells[column], sum) {
        (Filled::Empty, Sum::Of(sum)) => row.cells[column] = Filled::Computed(sum),
        (Filled::Empty, Sum::Unknown) => row.cells[column] = Filled::Unknown,
        (Filled::Stated(stated), Sum::Of(sum)) if stated.value != sum && !table.incomplete => {
            findings.push(mismatch(table, row, column, stated, sum, parts));
        }
        (Filled::Dash(words), Sum::Of(sum)) if !sum.is_zero() && !table.incomplete => {
            let none = Located::new(Decimal::ZERO, words.span);
            findings.push(mismatch(table, row, column, &none, sum, parts));
        }
        _ => {}
    }
}

fn mismatch(
    table: &AppendixTable,
    row: &FilledRow<'_>,
    column: usize,
    stated: &Located<Decimal>,
    sum: Decimal,
    parts: Parts,
) -> Diagnostic {
    let column = &table.columns[column];
    let (name_vi, name_en) = name_of(row);
    let title = column.title.text.as_str();
    let (whole, added) = (number::grouped(stated.value), number::grouped(sum));
    let off = number::grouped(stated.value.saturating_sub(sum).abs());
    let (parts_vi, parts_en) = match parts {
        Parts::Rows if row.level == Some(RowLevel::Total) => ("cả bảng".to_owned(), "the whole table".to_owned()),
        Parts::Rows => ("các dòng thuộc nó".to_owned(), "the rows below it".to_owned()),
        Parts::Columns => {
            let ids: Vec<String> = column.sum_of.iter().map(|id| format!("`{}`", id.value)).collect();
            (format!("các cột {}", ids.join(", ")), format!("the columns {}", ids.join(", ")))
        }
    };
    Diagnostic::new(
        &SUM_MISMATCH,
        stated.span,
        text(
            format!("{name_vi}, cột «{title}»: ghi {whole}, {parts_vi} cộng lại được {added}, lệch {off}"),
            format!("{name_en}, column «{title}»: {whole} is stated, but {parts_en} add up to {added}, {off} apart"),
        ),
    )
    .help(text(
        "sửa số sai; hoặc bỏ số ở đây để chương trình tự cộng; cột không cộng dồn thì thêm `sum = false`",
        "fix the wrong number, or remove this one to have it computed; add `sum = false` to a column that does not add up",
    ))
}

/// Returns how a message names a row: by its first words.
pub(super) fn name_of(row: &FilledRow<'_>) -> (String, String) {
    let name = row.cells.iter().find_map(|cell| match cell {
        Filled::Text(words) => Some(shortened(words)),
        _ => None,
    });
    match (name, row.level) {
        (Some(name), _) => (format!("«{name}»"), format!("«{name}»")),
        (None, Some(RowLevel::Total)) => ("dòng tổng".to_owned(), "the total".to_owned()),
        (None, _) => ("dòng này".to_owned(), "this row".to_owned()),
    }
}

/// Returns the first words of a cell.
fn shortened(words: &SourceText) -> String {
    const MOST: usize = 40;
    let line = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).chain(['…']).collect() }
}
