//! The columns of a table: which is the sum of which, and in what order they can be computed.

use std::collections::BTreeMap;

use crate::base::diagnostic::{DUPLICATE_ID, Diagnostic, Findings, MISSING_KEY, NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::model::id::{Id, IdKind};
use crate::model::plan::{AppendixTable, ColumnKind};

/// A landscape page is 252 mm wide: with more columns, not even a number of four figures fits into one.
const MOST: usize = 20;

/// A column of numbers that is the sum of others.
#[derive(Debug)]
pub(super) struct SumColumn {
    pub at: usize,
    pub parts: Vec<usize>,
}

/// Checks the columns. Gives those that are sums, each after those that it needs.
pub(super) fn check(table: &AppendixTable, findings: &mut Findings) -> Vec<SumColumn> {
    if table.columns.is_empty() && table.columns_of_file {
        // The file was reported: it is not there, or has no line.
        return Vec::new();
    }
    if table.columns.is_empty() || table.columns.len() > MOST {
        let (meta, message, help) = if table.columns.is_empty() {
            (
                &MISSING_KEY,
                text("bảng chưa có cột nào", "the table has no columns"),
                text(
                    "ghi các cột như `columns = [{ id = \"ten\", title = \"Nội dung\" }]`",
                    "write columns such as `columns = [{ id = \"ten\", title = \"Nội dung\" }]`",
                ),
            )
        } else {
            (
                &NOT_ALLOWED,
                text(
                    format!("bảng có {} cột, nhiều nhất là {MOST}", table.columns.len()),
                    format!("the table has {} columns, {MOST} at most are possible", table.columns.len()),
                ),
                text("trang giấy không đủ rộng; chia làm nhiều bảng", "a page is not wide enough; make several tables"),
            )
        };
        findings.push(Diagnostic::new(meta, table.id.span, message).help(help));
    }
    let mut first: BTreeMap<&Id, Span> = BTreeMap::new();
    for column in &table.columns {
        if let Some(before) = first.insert(&column.id.value, column.id.span) {
            findings.push(
                Diagnostic::new(
                    &DUPLICATE_ID,
                    column.id.span,
                    text(
                        format!("mã cột `{}` đã dùng rồi", column.id.value),
                        format!("duplicate column id `{}`", column.id.value),
                    ),
                )
                .related(before, text("dùng lần đầu ở đây", "first used here"))
                .help(text("đặt mã khác cho một trong hai cột", "give one of the two another id")),
            );
        }
    }
    let sums = (0..table.columns.len()).filter_map(|at| sum_column(table, at, findings)).collect();
    in_order(table, sums, findings)
}

fn sum_column(table: &AppendixTable, at: usize, findings: &mut Findings) -> Option<SumColumn> {
    let column = &table.columns[at];
    if column.sum_of.is_empty() {
        return None;
    }
    if let Some(kind) = column.kind.as_ref().filter(|kind| kind.value != ColumnKind::Number) {
        findings.push(
            Diagnostic::new(
                &NOT_ALLOWED,
                kind.span,
                text("cột là tổng các cột khác thì phải là cột số", "a column that is a sum holds numbers"),
            )
            .help(text("bỏ `type`, hoặc ghi `type = \"number\"`", "leave `type` out, or write `type = \"number\"`")),
        );
        return None;
    }
    let parts: Vec<usize> = column.sum_of.iter().filter_map(|id| part(table, id, findings)).collect();
    // With a part missing, what is left is no sum.
    (parts.len() == column.sum_of.len()).then_some(SumColumn { at, parts })
}

fn part(table: &AppendixTable, id: &Located<Id>, findings: &mut Findings) -> Option<usize> {
    let Some(at) = table.columns.iter().position(|column| column.id.value == id.value) else {
        if table.misread_columns {
            return None;
        }
        let known = table.columns.iter().map(|column| column.id.value.as_str());
        let what = IdKind::COLUMN.unknown(id.value.as_str(), "", known, || {
            text("ghi mã các cột số của bảng này", "write the ids of this table's columns of numbers")
        });
        findings.push(Diagnostic::unknown_id(id.span, what));
        return None;
    };
    if table.columns[at].kind() == ColumnKind::Number {
        return Some(at);
    }
    findings.push(
        Diagnostic::new(
            &NOT_ALLOWED,
            id.span,
            text(
                format!("cột `{}` không phải cột số", id.value),
                format!("the column `{}` holds no numbers", id.value),
            ),
        )
        .related(table.columns[at].id.span, text("cột khai báo ở đây", "the column is declared here"))
        .help(text("thêm `type = \"number\"` vào cột ấy", "add `type = \"number\"` to that column")),
    );
    None
}

/// Sums after their parts. Columns that are parts of each other are reported and left out.
fn in_order(table: &AppendixTable, mut open: Vec<SumColumn>, findings: &mut Findings) -> Vec<SumColumn> {
    let mut ordered: Vec<SumColumn> = Vec::new();
    loop {
        let waiting: Vec<usize> = open.iter().map(|sum| sum.at).collect();
        let ready = |sum: &SumColumn| !sum.parts.iter().any(|part| waiting.contains(part));
        let Some(next) = open.iter().position(ready) else { break };
        ordered.push(open.remove(next));
    }
    if let Some(first) = open.first() {
        let column = &table.columns[first.at];
        findings.push(
            Diagnostic::new(
                &NOT_ALLOWED,
                column.sum_of.first().map_or(column.id.span, |id| id.span),
                text(
                    format!("cột `{}` cộng từ chính nó", column.id.value),
                    format!("the column `{}` is a sum of itself", column.id.value),
                ),
            )
            .help(text(
                "trong `sum_of` chỉ ghi các cột thành phần, không ghi cột tổng",
                "name in `sum_of` the parts only, never the sum",
            )),
        );
    }
    ordered
}
