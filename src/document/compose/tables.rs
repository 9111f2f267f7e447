//! Tables made of data: their columns, heads and group rows.

use super::Composer;
use super::content::{Alignment, Cell, ColumnWidth, Inline, Row, Table, TableColumn};
use crate::base::diagnostic::{Diagnostic, MISSING_KEY, NOT_ALLOWED, list_en, list_vi, text};
use crate::base::source::Located;
use crate::base::vietnamese::number;
use crate::model::section::{Column, ColumnField, Detail, TimeForm};
use crate::model::time::Time;

/// A column as it will be printed.
pub(super) struct Planned {
    pub detail: Detail,
    pub title: String,
    /// The horizon whose promises it shows, of promises.
    pub by: Option<Located<Time>>,
    /// How due dates are written, of due dates.
    pub form: Option<TimeForm>,
}

impl Planned {
    /// Returns what the column shows; none for a further detail of tasks.
    pub(super) fn field(&self) -> Option<ColumnField> {
        match self.detail {
            Detail::Field(field) => Some(field),
            Detail::Extra(_) => None,
        }
    }
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
            return canonical
                .iter()
                .map(|field| Planned { detail: Detail::Field(*field), title: title(*field), by: None, form: None })
                .collect();
        }
        let mut planned = Vec::new();
        for column in given {
            let detail = &column.detail.value;
            if let Some(by) = column.by.as_ref().filter(|_| *detail != Detail::Field(ColumnField::Promise)) {
                let message = text("`by` chỉ dùng cho cột `promise`", "only the column `promise` has a `by`");
                let help = text("bỏ `by`", "remove `by`");
                self.findings.push(Diagnostic::new(&NOT_ALLOWED, by.span, message).help(help));
            }
            if let Some(form) = column.form.as_ref().filter(|_| *detail != Detail::Field(ColumnField::Due)) {
                let message = text("`form` chỉ dùng cho cột `due`", "only the column `due` has a `form`");
                let help = text("bỏ `form`", "remove `form`");
                self.findings.push(Diagnostic::new(&NOT_ALLOWED, form.span, message).help(help));
            }
            let by = column.by.clone();
            let form = column.form.as_ref().map(|form| form.value);
            let title = match (detail, &column.title) {
                (Detail::Field(field), _) if !possible.iter().any(|(_, known)| known == field) => {
                    self.report_column(column, possible);
                    continue;
                }
                // Only tasks have further details.
                (Detail::Extra(_), _) if !possible.iter().any(|(_, known)| *known == ColumnField::Work) => {
                    self.report_column(column, possible);
                    continue;
                }
                (Detail::Extra(name), None) => {
                    let message = text(
                        format!("cột riêng `{name}` chưa có tên in ở đầu bảng"),
                        format!("the column `{name}` has no title"),
                    );
                    let line = format!("`{{ show = \"extra.{name}\", title = \"Nguồn kinh phí\" }}`");
                    let help = text(format!("viết như {line}"), format!("write it like {line}"));
                    self.findings.push(Diagnostic::new(&MISSING_KEY, column.detail.span, message).help(help));
                    continue;
                }
                (_, Some(words)) => self.line(words),
                (Detail::Field(field), None) => by.as_ref().map_or_else(|| title(*field), |by| by.value.describe()),
            };
            planned.push(Planned { detail: detail.clone(), title, by, form });
        }
        planned
    }

    fn report_column(&mut self, column: &Column, possible: &[(&'static str, ColumnField)]) {
        let words = || possible.iter().map(|(word, _)| *word);
        let message = text("bảng này không có cột ấy", "this table has no such column");
        let help = text(format!("chọn {}", list_vi(words())), format!("choose {}", list_en(words())));
        self.findings.push(Diagnostic::new(&NOT_ALLOWED, column.detail.span, message).help(help));
    }
}

/// An empty table with a head.
pub(super) fn table(columns: &[Planned]) -> Table {
    // What tasks say is as long as it is: their columns are as wide as their words.
    let is_of_tasks = columns.iter().any(|column| is_of_tasks(column.field()));
    let shape =
        |field| if is_of_tasks { TableColumn { width: ColumnWidth::Content, ..shape(field) } } else { shape(field) };
    Table {
        columns: columns.iter().map(|column| shape(column.field())).collect(),
        head: vec![columns.iter().map(|column| Cell::words(column.title.as_str())).collect()],
        ..Table::default()
    }
}

/// Returns the head of a group: its Roman number in the first column where that has numbers, its title over the rest.
pub(super) fn group_row(columns: &[Planned], index: usize, title: String) -> Row {
    let numbered = columns.first().is_some_and(|column| column.field() == Some(ColumnField::Number));
    let title = |span| Cell::of(vec![Inline::Text(title)]).across(span);
    let cells = if numbered && columns.len() > 1 {
        vec![Cell::words(number::roman(index)), title(columns.len() - 1)]
    } else {
        vec![title(columns.len())]
    };
    Row { group: true, heads: true, cells }
}

fn is_of_tasks(field: Option<ColumnField>) -> bool {
    use ColumnField as Field;
    let of_tasks = [Field::Work, Field::Lead, Field::Support, Field::Mode, Field::Due, Field::Product];
    field.is_some_and(|field| of_tasks.contains(&field))
}

fn shape(field: Option<ColumnField>) -> TableColumn {
    let Some(field) = field else { return TableColumn { width: ColumnWidth::Share(7), alignment: Alignment::Left } };
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
