//! The cells of rows, each in its column.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Filled, FilledRow};
use crate::base::diagnostic::{
    Diagnostic, Findings, Level, MISSING_KEY, NOT_ALLOWED, NOTHING_TO_PRINT, RuleMeta, Text, UNKNOWN_KEY, WRONG_TYPE,
    did_you_mean, list_en, list_vi, text,
};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::number;
use crate::base::vietnamese::typed_number::Slip;
use crate::input::decode::{SourceText, slip_words, words_for_a_number};
use crate::input::letters;
use crate::model::plan::{AppendixTable, CellValue, ColumnKind, RowCell, RowLevel, TableRow};

/// Numbers up to here, with so many decimals, add up exactly however many there are.
const LARGEST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);
const MOST_DECIMALS: u32 = 6;

/// Returns the rows of a table with a cell for every column.
pub(super) fn rows<'a>(table: &'a AppendixTable, findings: &mut Findings) -> Vec<FilledRow<'a>> {
    if table.columns.is_empty() {
        return Vec::new();
    }
    if table.rows.is_empty() && !table.incomplete {
        findings.push(
            Diagnostic::new(&MISSING_KEY, table.id.span, text("bảng chưa có dòng nào", "the table has no rows")).help(
                text(
                    "thêm các dòng như `rows = [{ ten = \"…\" }]`, hoặc vào tệp CSV dưới dòng tên cột",
                    "add rows such as `rows = [{ ten = \"…\" }]`, or lines to the CSV file below the names",
                ),
            ),
        );
    }
    let mut filling = Filling { table, findings, reported: BTreeSet::new() };
    table.rows.iter().map(|row| filling.row(row)).collect()
}

struct Filling<'a, 'f> {
    table: &'a AppendixTable,
    findings: &'f mut Findings,
    /// Names that were reported: the same mistake in ninety rows is reported once.
    reported: BTreeSet<&'a str>,
}

impl<'a> Filling<'a, '_> {
    fn row(&mut self, row: &'a TableRow) -> FilledRow<'a> {
        let mut cells = vec![Filled::Empty; self.table.columns.len()];
        for cell in &row.cells {
            let name = cell.column.value.as_str();
            match self.table.columns.iter().position(|column| column.id.value.as_str() == name) {
                Some(at) => cells[at] = self.cell(self.table.columns[at].kind(), cell),
                None => self.report_unknown(cell),
            }
        }
        // Where columns of a file have no meaning, its rows are not empty, only unread.
        let is_blank = |cell: &RowCell| matches!(&cell.value, CellValue::Text(words) if words.is_blank());
        let is_number = |cell: &RowCell| matches!(cell.value, CellValue::Number(_));
        let group = row.level.as_ref().is_some_and(|level| level.value != RowLevel::Total);
        if group && !self.table.incomplete && row.cells.iter().all(|cell| is_blank(cell) || is_number(cell)) {
            let message = text("dòng nhóm không có tên", "the row of a group has no name");
            let help =
                text("ghi tên nhóm vào ô chữ của dòng này", "write the name of the group into a cell of this row");
            let mut finding = Diagnostic::new(&NOTHING_TO_PRINT, row.span, message).help(help);
            finding.level = Level::Warning;
            self.findings.push(finding);
        }
        if let (Some(level), Some(depth)) = (&row.level, &row.of_which) {
            let message = text(
                "dòng có cả `level` và `of_which`: dòng nhóm, dòng tổng thì được cộng, dòng «Trong đó» thì không",
                "the row has both `level` and `of_which`: groups and totals are added up, an of-which row is not",
            );
            let finding = Diagnostic::new(&NOT_ALLOWED, depth.span, message);
            let finding = finding.related(level.span, text("`level` ở đây", "`level` is here"));
            self.findings.push(finding.help(text("bỏ một trong hai", "remove one of the two")));
        }
        if row.level.is_none() && !self.table.incomplete && row.cells.iter().all(is_blank) {
            let message = text("dòng này không có ô nào", "this row has no cell");
            let help = text("thêm ô, hoặc bỏ dòng này", "add cells, or remove the row");
            self.findings.push(Diagnostic::new(&MISSING_KEY, row.span, message).help(help));
        }
        let level = row.level.as_ref().map(|level| level.value);
        let has_none = row.of_which.is_some() || row.level.as_ref().is_some_and(|level| level.value == RowLevel::Total);
        let has_numbers = self.table.columns.iter().any(|column| column.kind() == ColumnKind::RowNumber);
        if let Some(number) = row.number.as_ref().filter(|_| has_none || !has_numbers && !self.table.misread_columns) {
            let message = if has_none {
                text("dòng này vốn không có số thứ tự", "this row has no number anyway")
            } else {
                text("bảng không có cột số thứ tự", "the table has no column of row numbers")
            };
            let help = text("bỏ `number`", "remove `number`");
            self.findings.push(Diagnostic::new(&NOT_ALLOWED, number.span, message).help(help));
        }
        let is_counted = row.of_which.is_none() && row.number.as_ref().is_none_or(|number| number.value);
        // Of both keys the level is the one that makes a group.
        let of_which = row.of_which.as_ref().filter(|_| level.is_none()).map(|depth| depth.value.0);
        FilledRow {
            level,
            cells,
            of_which,
            is_counted,
            parent: None,
            whole: None,
            span: row.span,
            is_typed_total: false,
        }
    }

    fn cell(&mut self, kind: ColumnKind, cell: &'a RowCell) -> Filled<'a> {
        match (kind, &cell.value) {
            (_, CellValue::Unreadable) => Filled::Unknown,
            (_, CellValue::Text(words)) if words.text.trim().is_empty() => Filled::Empty,
            (ColumnKind::RowNumber, _) => {
                self.report_typed_number(cell);
                Filled::Empty
            }
            (ColumnKind::Text, CellValue::Text(words)) => {
                self.report_lost_content(words);
                Filled::Text(words)
            }
            (ColumnKind::Number, CellValue::Text(words)) if number::is_dash(words.text.trim()) => Filled::Dash(words),
            (ColumnKind::Number, CellValue::Text(words)) => {
                self.report_words(cell, words);
                Filled::Unknown
            }
            (ColumnKind::Text | ColumnKind::Number, CellValue::Number(number)) => self.number(number),
            (ColumnKind::Number, CellValue::Range(ends)) => {
                let [from, to] = ends.each_ref().map(|end| self.number(end));
                if from == Filled::Unknown || to == Filled::Unknown {
                    Filled::Unknown
                } else {
                    Filled::Range(ends.clone())
                }
            }
            (ColumnKind::Text, CellValue::Range([from, to])) => {
                let shown = number::range([from.value, to.value], 0);
                self.report(
                    &WRONG_TYPE,
                    from.span,
                    text(
                        format!("cột `{}` là cột chữ, không có khoảng số", cell.column.value),
                        format!("the column `{}` holds words, not ranges of numbers", cell.column.value),
                    ),
                    text(
                        format!("viết `{} = \"{shown}\"`, hoặc thêm `type = \"number\"` vào cột", cell.column.value),
                        format!(
                            "write `{} = \"{shown}\"`, or add `type = \"number\"` to the column",
                            cell.column.value
                        ),
                    ),
                );
                Filled::Unknown
            }
        }
    }

    fn number(&mut self, number: &Located<Decimal>) -> Filled<'a> {
        if number.value.abs() <= LARGEST && number.value.normalize().scale() <= MOST_DECIMALS {
            return Filled::Stated(number.clone());
        }
        self.report(
            &NOT_ALLOWED,
            number.span,
            text(
                format!("số lớn hơn một triệu tỷ, hoặc có hơn {MOST_DECIMALS} chữ số thập phân"),
                format!("the number is above 10^15, or has more than {MOST_DECIMALS} decimals"),
            ),
            text("kiểm tra lại số, hoặc đổi đơn vị tính", "check it, or use another unit"),
        );
        Filled::Unknown
    }

    fn report(&mut self, meta: &'static RuleMeta, span: Span, message: Text, help: Text) {
        self.findings.push(Diagnostic::new(meta, span, message).help(help));
    }

    fn report_unknown(&mut self, cell: &'a RowCell) {
        let name = cell.column.value.as_str();
        if self.table.misread_columns || !self.reported.insert(name) {
            return;
        }
        let known = || self.table.columns.iter().map(|column| column.id.value.as_str());
        let help = did_you_mean(&letters::id_form(name), known(), || {
            text(
                format!("ở đây dùng được `level` và các cột {}", list_vi(known())),
                format!("the keys here are `level` and the columns {}", list_en(known())),
            )
        });
        let (strange_vi, strange_en) = letters::in_brackets(name);
        let message = text(
            format!("bảng không có cột `{name}`{strange_vi}"),
            format!("the table has no column `{name}`{strange_en}"),
        );
        self.report(&UNKNOWN_KEY, cell.column.span, message, help);
    }

    fn report_typed_number(&mut self, cell: &'a RowCell) {
        if self.reported.insert(cell.column.value.as_str()) {
            self.report(
                &NOT_ALLOWED,
                cell.column.span,
                text(
                    format!("số thứ tự ở cột `{}` do chương trình tính", cell.column.value),
                    format!("the numbers of the column `{}` are computed", cell.column.value),
                ),
                text(
                    "bỏ số đã gõ; dòng A, I, 1 ghi bằng khóa hoặc cột `level`",
                    "remove what is typed; rows A, I, 1 are made by the key or column `level`",
                ),
            );
        }
    }

    /// What Excel shows in place of a value is no text.
    fn report_lost_content(&mut self, words: &SourceText) {
        const FAILED: [&str; 7] = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];
        let typed = words.text.trim();
        let slip = Slip::of(typed);
        if slip != Slip::Narrow && !FAILED.contains(&typed) {
            return;
        }
        let Some(reason) = slip_words(&slip) else { return };
        let shown = text(format!("`{typed}`"), format!("`{typed}`"));
        let help = text("ghi nội dung thật của ô, hoặc để trống", "write what the cell should say, or leave it empty");
        self.report(&NOT_ALLOWED, words.span, shown.followed_by(" ", &reason), help);
    }

    fn report_words(&mut self, cell: &RowCell, words: &SourceText) {
        let typed = words.text.trim();
        let (message, help) = if typed.contains(|letter: char| letter.is_ascii_digit()) || typed.starts_with('#') {
            words_for_a_number(&cell.column.value, typed)
        } else {
            (
                text(
                    format!("cột `{}` chỉ có số, không có chữ", cell.column.value),
                    format!("the column `{}` holds numbers, not words", cell.column.value),
                ),
                text(
                    "viết một số trần như `1250.5`; chưa có số thì bỏ khóa này, hoặc ghi `\"-\"` để in dấu gạch",
                    "write a bare number such as `1250.5`; leave the key out where there is none, or write `\"-\"` to print a dash",
                ),
            )
        };
        self.report(&WRONG_TYPE, words.span, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::LARGEST;

    #[test]
    fn the_largest_number_is_a_million_billions() {
        assert_eq!(LARGEST.to_string(), "1000000000000000");
    }
}
