//! The tables of an appendix's own: a row is a line, so that one cell that changes is a few words of one line.

use rust_decimal::Decimal;

use super::build::{Builder, Fields, word};
use super::{Comparable, Line, Piece, Token, Value};
use crate::base::vietnamese::number;
use crate::input::decode::SourceText;
use crate::model::plan::{
    AppendixTable, CellAlignment, CellValue, ColumnKind, DecimalSign, Note, OfWhich, RowCell, RowLevel, RowNumbering,
    TableColumn, TableRow,
};
use crate::model::section::ListKeys;

impl Builder<'_, '_> {
    /// Adds the tables to the fields of their appendix. Those of one table belong to a field of its id, so that a table that comes or
    /// goes is one change.
    pub(super) fn tables(&self, mut fields: Fields, tables: &[AppendixTable], lists: &ListKeys) -> Fields {
        if tables.len() > 1 {
            let order = tables.iter().map(|table| Line::words(table.id.value.as_str())).collect();
            fields = fields.add("tables", Value::lines(order).compared_by(Comparable::Order));
        }
        tables.iter().fold(fields, |fields, table| self.table(fields, table, lists))
    }

    fn table(&self, fields: Fields, table: &AppendixTable, lists: &ListKeys) -> Fields {
        let AppendixTable {
            id,
            text,
            caption,
            unit,
            numbering,
            merge,
            repeat_head,
            columns,
            rows,
            csv,
            decimal,
            notes,
            misread_columns: _,
            has_own_rows: _,
            incomplete: _,
            columns_of_file: _,
        } = table;
        let name = format!("tables.{}", id.value);
        let line =
            |text: &Option<SourceText>| text.as_ref().map(|text| Value::line(self.line(text))).unwrap_or_default();
        let text = text.as_ref().map(|text| self.prose(text, lists)).unwrap_or_default();
        let numbering = if *numbering == RowNumbering::default() {
            Value::default()
        } else {
            Value::line(Line::token(Token::plain(word(*numbering), numbering_words(*numbering))))
        };
        let decimal = decimal.unwrap_or_default();
        let decimal = if decimal == DecimalSign::default() { "" } else { word(decimal) };
        fields
            // It says nothing itself: another id with the same parts is the same table.
            .add(&name, Value::line(Line::token(Token::plain("", ""))))
            .part(&name, "text", Value::lines(text))
            .part(&name, "caption", line(caption))
            .part(&name, "unit", line(unit))
            .part(&name, "numbering", numbering)
            .part(&name, "merge", Value::words(merge.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(", ")))
            .part(&name, "repeat_head", Value::words(repeat_head.as_ref().map_or("", |_| "có")))
            .part(&name, "columns", Value::lines(columns.iter().map(|column| self.table_column(column)).collect()))
            .part(&name, "rows", Value::lines(rows.iter().map(|row| self.row(row, columns)).collect()))
            .part(&name, "csv", Value::words(csv.as_ref().map_or("", |csv| csv.value.as_str())))
            .part(&name, "decimal", Value::words(decimal))
            .part(&name, "notes", Value::unordered(notes.0.iter().map(|note| self.note(note)).collect()))
    }

    /// A footnote with its name.
    pub(super) fn note(&self, Note { name, text }: &Note) -> Line {
        Line::joined([Line::words(format!("[^{}]:", name.value)), self.cell(text)], " ")
    }

    fn table_column(&self, column: &TableColumn) -> Line {
        let TableColumn {
            id,
            title,
            code,
            under,
            kind: _,
            width,
            alignment,
            sum_of,
            adds_up,
            asks_for_sum: _,
            decimals,
        } = column;
        let title = Line::joined([Line::words(format!("{}:", id.value)), self.line(title)], " ");
        let mut parts = vec![title];
        parts.extend(code.as_ref().map(|code| Line::words(format!("mã {}", code.text.trim()))));
        parts.extend(under.as_ref().map(|under| Line::joined([Line::words("dưới"), self.line(under)], " ")));
        let kind = match column.kind() {
            ColumnKind::Text => None,
            ColumnKind::Number => Some("số"),
            ColumnKind::RowNumber => Some("số thứ tự"),
        };
        parts.extend(kind.map(Line::words));
        if !sum_of.is_empty() {
            let ids: Vec<&str> = sum_of.iter().map(|id| id.value.as_str()).collect();
            parts.push(Line::words(format!("tổng của {}", ids.join(", "))));
        }
        parts.extend(decimals.as_ref().map(|count| Line::words(format!("{} chữ số thập phân", count.value.0))));
        parts.extend((!adds_up).then(|| Line::words("không cộng dọc")));
        parts.extend(width.map(|width| Line::words(format!("rộng {} phần", width.share()))));
        let alignment = alignment.map(|alignment| match alignment {
            CellAlignment::Left => "canh trái",
            CellAlignment::Center => "canh giữa",
            CellAlignment::Right => "canh phải",
        });
        parts.extend(alignment.map(Line::words));
        Line::joined(parts, "; ")
    }

    /// `A | Chi đầu tư | | 1.800,5`: what the plan types; sums and numbers of rows that are computed follow from it.
    fn row(&self, row: &TableRow, columns: &[TableColumn]) -> Line {
        let TableRow { span: _, level, of_which, number, misread: _, cells } = row;
        let level = match (level.as_ref().map(|level| level.value), of_which.as_ref().map(|depth| depth.value)) {
            (None, None) => Token::plain("–", "–"),
            (None, Some(OfWhich(1))) => Token::plain("of_which", "Trong đó"),
            (None, Some(OfWhich(depth))) => Token::plain(format!("of_which {depth}"), format!("Trong đó ({depth})")),
            (Some(level @ RowLevel::Total), _) => Token::plain(word(level), "Tổng"),
            (Some(level), _) => Token::plain(word(level), word(level)),
        };
        let mut pieces = vec![Piece::Token(level)];
        if number.as_ref().is_some_and(|number| !number.value) {
            pieces.push(Piece::Words(" (không đánh số)".to_owned()));
        }
        let mut blank = 0;
        for column in columns.iter().filter(|column| column.kind() != ColumnKind::RowNumber) {
            let cell = cells.iter().find(|cell| cell.column.value == column.id.value.as_str());
            let line = cell.map(|cell| self.table_cell(cell, column)).filter(|line| !line.typed().is_empty());
            match line {
                // Empty cells at the end say nothing, and a new last column does not change all rows.
                None => blank += 1,
                Some(line) => {
                    pieces.push(Piece::Words(format!("{} | ", " |".repeat(std::mem::take(&mut blank)))));
                    pieces.extend(line.0);
                }
            }
        }
        Line(pieces)
    }

    fn table_cell(&self, cell: &RowCell, column: &TableColumn) -> Line {
        let RowCell { column: _, value } = cell;
        // As it is printed: zeros that are typed count, unless the column says how many decimals there are.
        let number = |value: Decimal| match (column.kind(), &column.decimals) {
            (ColumnKind::Number, None) => (value.to_string(), number::grouped_to(value, value.scale())),
            (ColumnKind::Number, Some(count)) => {
                (value.normalize().to_string(), number::grouped_to(value, count.value.0))
            }
            (ColumnKind::Text | ColumnKind::RowNumber, _) => (value.normalize().to_string(), number::decimal(value)),
        };
        match value {
            CellValue::Text(text) => self.cell(text),
            CellValue::Number(value) => {
                let (typed, shown) = number(value.value);
                Line::token(Token::plain(typed, shown))
            }
            CellValue::Range(ends) => {
                let [(from, from_shown), (to, to_shown)] = ends.each_ref().map(|end| number(end.value));
                Line::token(Token::plain(format!("[{from}, {to}]"), format!("{from_shown}-{to_shown}")))
            }
            CellValue::Unreadable => Line::words("…"),
        }
    }
}

fn numbering_words(numbering: RowNumbering) -> &'static str {
    match numbering {
        RowNumbering::ByGroup => "theo nhóm",
        RowNumbering::Dotted => "theo nhóm, có chấm",
        RowNumbering::Through => "liên tục",
        RowNumbering::Dash => "gạch đầu dòng",
        RowNumbering::None => "không đánh số",
    }
}
