//! Tables made of data: their columns, heads and group rows.

use super::Composer;
use super::content::{Alignment, Cell, ColumnWidth, Inline, Row, Table, TableColumn};
use crate::base::diagnostic::{Diagnostic, NOT_ALLOWED, list_en, list_vi, text};
use crate::base::vietnamese::number;
use crate::model::section::{Column, ColumnField};

/// A column as it will be printed.
pub(super) struct Planned {
    pub field: ColumnField,
    pub title: String,
}

impl Composer<'_, '_> {
    /// Returns the columns of a table: the given ones that the table can have, or the usual ones. A column that it cannot have is reported.
    pub(super) fn columns(
        &mut self,
        given: &[Column],
        possible: &[(&'static str, ColumnField)],
        canonical: &[ColumnField],
        title: impl Fn(ColumnField) -> String,
    ) -> Vec<Planned> {
        if given.is_empty() {
            return canonical.iter().map(|field| Planned { field: *field, title: title(*field) }).collect();
        }
        let mut planned = Vec::new();
        for column in given {
            let field = column.field.value;
            if !possible.iter().any(|(_, known)| *known == field) {
                let words = || possible.iter().map(|(word, _)| *word);
                self.findings.push(
                    Diagnostic::new(
                        &NOT_ALLOWED,
                        column.field.span,
                        text("bảng này không có cột ấy", "this table has no such column"),
                    )
                    .help(text(format!("chọn {}", list_vi(words())), format!("choose {}", list_en(words())))),
                );
                continue;
            }
            let title = match &column.title {
                Some(words) => self.line(words),
                None => title(field),
            };
            planned.push(Planned { field, title });
        }
        planned
    }
}

/// An empty table with a head.
pub(super) fn table(columns: &[Planned]) -> Table {
    // What tasks say is as long as it is: their columns are as wide as their words.
    let is_of_tasks = columns.iter().any(|column| is_of_tasks(column.field));
    let shape =
        |field| if is_of_tasks { TableColumn { width: ColumnWidth::Content, ..shape(field) } } else { shape(field) };
    Table {
        columns: columns.iter().map(|column| shape(column.field)).collect(),
        head: vec![columns.iter().map(|column| Cell::words(column.title.as_str())).collect()],
        ..Table::default()
    }
}

/// Returns the head of a group: its Roman number in the first column where that has numbers, its title over the rest.
pub(super) fn group_row(columns: &[Planned], index: usize, title: String) -> Row {
    let numbered = columns.first().is_some_and(|column| column.field == ColumnField::Number);
    let title = |span| Cell::of(vec![Inline::Text(title)]).across(span);
    let cells = if numbered && columns.len() > 1 {
        vec![Cell::words(number::roman(index)), title(columns.len() - 1)]
    } else {
        vec![title(columns.len())]
    };
    Row { group: true, cells }
}

fn is_of_tasks(field: ColumnField) -> bool {
    use ColumnField as Field;
    matches!(field, Field::Work | Field::Lead | Field::Support | Field::Mode | Field::Due | Field::Product)
}

fn shape(field: ColumnField) -> TableColumn {
    let (width, alignment) = match field {
        ColumnField::Number => (ColumnWidth::Content, Alignment::Center),
        ColumnField::Text | ColumnField::Work => (ColumnWidth::Share(9), Alignment::Left),
        ColumnField::Unit => (ColumnWidth::Share(3), Alignment::Center),
        ColumnField::City | ColumnField::Previous | ColumnField::Promise => (ColumnWidth::Share(4), Alignment::Center),
        ColumnField::Lead | ColumnField::Support | ColumnField::Product | ColumnField::Agency => {
            (ColumnWidth::Share(7), Alignment::Left)
        }
        ColumnField::Mode | ColumnField::Due => (ColumnWidth::Share(6), Alignment::Left),
    };
    TableColumn { width, alignment }
}
