//! A table of an appendix's own: its head, its rows, its footnotes.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Composer;
use super::content::{Alignment, Block, Cell, ColumnWidth, Inline, Row, Table, TableColumn, plain_text};
use super::markdown::{Notes, referred};
use super::row_numbers::RowNumbers;
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, UNKNOWN_ID, suggest, text};
use crate::base::vietnamese::{fold, number};
use crate::document::tables::{Filled, FilledRow, FilledTable};
use crate::input::decode::SourceText;
use crate::model::plan::{self, AppendixTable, CellAlignment, ColumnKind, RowLevel};
use crate::model::section::ListMarks;

impl Composer<'_, '_> {
    /// The table, with the prose before it.
    pub(super) fn own_table(&mut self, filled: &FilledTable<'_>, marks: ListMarks, out: &mut Vec<Block>) {
        let table = filled.table;
        if let Some(text) = &table.text {
            out.extend(self.prose(text, marks));
        }
        let caption = table.caption.as_ref().map(|line| self.line(line)).filter(|line| !line.is_empty());
        let unit = table.unit.as_ref().map(|line| self.line(line)).filter(|line| !line.is_empty());
        let head = self.head(&table.columns);
        let mut notes = self.notes(table);
        let cells = filled.rows.iter().flat_map(|row| &row.cells);
        for source in cells.filter_map(|cell| if let Filled::Text(source) = cell { Some(source) } else { None }) {
            for (name, note) in self.plan_notes_of(source) {
                notes.entry(name).or_insert(note);
            }
        }
        let mut used = BTreeSet::new();
        let mut numbers = RowNumbers::new(table.numbering);
        let rows = filled
            .rows
            .iter()
            .zip(&filled.covered)
            .enumerate()
            .map(|(at, (row, covered))| {
                let number = numbers.next(row.level, row.is_counted);
                // What a cell above covers has the same words.
                let cells = row.cells.iter().zip(covered).zip(&table.columns);
                let cells =
                    cells.map(|((cell, covered), column)| (if *covered == 0 { &Filled::Empty } else { cell }, column));
                let cells: Vec<Vec<Inline>> =
                    cells.map(|(cell, column)| self.own_cell(cell, column, &number, &notes, &mut used)).collect();
                let heads = heads(row, filled.rows.get(at + 1));
                Row { heads, ..shown_row(row, cells, covered, &table.columns) }
            })
            .collect();
        self.report_unused_notes(table, &used);
        if !table.columns.is_empty() {
            out.push(Block::Table(Table {
                caption,
                unit,
                columns: table.columns.iter().map(shape).collect(),
                head,
                rows,
                parts: filled.parts.clone(),
            }));
        }
    }

    /// The rows of heads, and below them that of the codes of columns.
    fn head(&mut self, columns: &[plan::TableColumn]) -> Vec<Vec<Cell>> {
        let mut rows = self.titles(columns);
        if columns.iter().any(|column| column.code.is_some()) {
            let code = |column: &plan::TableColumn| column.code.as_ref().map(|code| code.text.trim().to_owned());
            rows.push(columns.iter().map(|column| Cell::words(code(column).unwrap_or_default())).collect());
        }
        rows
    }

    /// One row of heads, or two where columns have a head in common.
    fn titles(&mut self, columns: &[plan::TableColumn]) -> Vec<Vec<Cell>> {
        let titles: Vec<Cell> = columns.iter().map(|column| Cell::words(self.line(&column.title))).collect();
        if columns.iter().all(|column| column.under.is_none()) {
            return vec![titles];
        }
        let (mut upper, mut lower): (Vec<Cell>, Vec<Cell>) = (Vec::new(), Vec::new());
        let mut before: Option<&str> = None;
        for (column, title) in columns.iter().zip(titles) {
            let Some(under) = &column.under else {
                upper.push(title.down(2));
                before = None;
                continue;
            };
            match upper.last_mut() {
                Some(cell) if before == Some(under.text.as_str()) => cell.columns += 1,
                _ => upper.push(Cell::words(self.line(under))),
            }
            before = Some(&under.text);
            lower.push(title);
        }
        vec![upper, lower]
    }

    /// Returns the footnotes, read once for all cells that refer to them.
    fn notes(&mut self, table: &AppendixTable) -> Notes {
        let none = Notes::new();
        let notes = table.notes.0.iter();
        let mut read = |text| {
            self.check_notes(text, &none, &mut BTreeSet::new());
            Arc::new(vec![Block::paragraph(self.lines(text, &none))])
        };
        notes.map(|note| (note.name.value.clone(), read(&note.text))).collect()
    }

    fn own_cell(
        &mut self,
        cell: &Filled<'_>,
        column: &plan::TableColumn,
        number: &str,
        notes: &Notes,
        used: &mut BTreeSet<String>,
    ) -> Vec<Inline> {
        let words = |words: String| if words.is_empty() { Vec::new() } else { vec![Inline::Text(words)] };
        // Without a count of decimals a number has those that are typed.
        let decimals = |typed: Decimal| column.decimals.as_ref().map_or(typed.scale(), |count| count.value.0);
        match (column.kind(), cell) {
            (ColumnKind::RowNumber, _) => words(number.to_owned()),
            (_, Filled::Empty | Filled::Unknown) => Vec::new(),
            (_, Filled::Text(source)) => {
                self.check_notes(source, notes, used);
                self.lines(source, notes)
            }
            // A year or a number of a house has no thousands.
            (ColumnKind::Text, Filled::Stated(number)) => words(number::decimal(number.value)),
            (ColumnKind::Text, Filled::Computed(value)) => words(number::decimal(*value)),
            (ColumnKind::Number, Filled::Stated(number)) => {
                words(number::grouped_to(number.value, decimals(number.value)))
            }
            (ColumnKind::Number, Filled::Computed(value)) => {
                words(number::grouped_to(*value, decimals(value.normalize())))
            }
            (_, Filled::Range(ends)) => {
                words(ends.each_ref().map(|end| number::grouped_to(end.value, decimals(end.value))).join("-"))
            }
            (_, Filled::Dash(dash)) => words(dash.text.trim().to_owned()),
        }
    }

    pub(super) fn check_notes(&mut self, source: &SourceText, notes: &Notes, used: &mut BTreeSet<String>) {
        for name in referred(&source.text) {
            if notes.contains_key(name) {
                used.insert(name.to_owned());
                continue;
            }
            let at = source.text.find(&format!("[^{name}]")).unwrap_or(0);
            let near = fold::nearest(name, notes.keys().map(String::as_str));
            let help = near.map_or_else(
                || {
                    text(
                        format!("thêm `notes = {{ {name} = \"…\" }}` vào bảng, hoặc vào [notes] của kế hoạch"),
                        format!("add `notes = {{ {name} = \"…\" }}` to the table, or to [notes] of the plan"),
                    )
                },
                |near| suggest([format!("[^{near}]")]),
            );
            let message = text(
                format!("bảng không có chú thích nào tên `{name}`"),
                format!("no footnote of the table has the name `{name}`"),
            );
            let span = source.inner(at..at + name.len() + "[^]".len());
            self.findings.push(Diagnostic::new(&UNKNOWN_ID, span, message).help(help));
        }
    }

    fn report_unused_notes(&mut self, table: &AppendixTable, used: &BTreeSet<String>) {
        // A row that could not be read may have the reference.
        for note in table
            .notes
            .0
            .iter()
            .filter(|note| !table.incomplete && !table.misread_columns && !used.contains(&note.name.value))
        {
            let name = &note.name.value;
            self.findings.push(
                Diagnostic::new(
                    &NOT_SHOWN,
                    note.name.span,
                    text(
                        format!("không ô nào của bảng dẫn chú thích `{name}`"),
                        format!("no cell of the table refers to the footnote `{name}`"),
                    ),
                )
                .help(text(
                    format!("viết `[^{name}]` vào ô cần chú thích, hoặc bỏ chú thích này"),
                    format!("write `[^{name}]` into a cell, or remove the footnote"),
                )),
            );
        }
    }
}

/// Returns whether a row is that of a group, and the next one belongs to it.
fn heads(row: &FilledRow<'_>, next: Option<&FilledRow<'_>>) -> bool {
    let (Some(depth), Some(next)) = (row.level.and_then(RowLevel::depth), next) else { return false };
    next.level.is_none_or(|next| next.depth().is_some_and(|next| next > depth))
}

/// A row as it is shown: the words of a group reach over the empty cells behind them.
fn shown_row(
    row: &FilledRow<'_>,
    mut cells: Vec<Vec<Inline>>,
    covered_rows: &[usize],
    columns: &[plan::TableColumn],
) -> Row {
    let group = row.level.is_some();
    let first_words = columns.iter().position(|column| column.kind() == ColumnKind::Text);
    if row.level == Some(RowLevel::Total)
        && let Some(at) = first_words
        && cells.iter().zip(columns).all(|(cell, column)| column.kind() != ColumnKind::Text || cell.is_empty())
    {
        cells[at] = vec![Inline::Text("Tổng cộng".to_owned())];
    }
    let title = title(&cells, columns).filter(|_| group);
    let rest_is_empty = |at: usize| cells[at..].iter().all(Vec::is_empty);
    // In a column that adds up the group has a place of its own: that nothing is there says something.
    let adds_up = |column: &plan::TableColumn| {
        column.kind() == ColumnKind::Number && (column.adds_up || !column.sum_of.is_empty())
    };
    let is_free = |at: &usize| cells[*at].is_empty() && !adds_up(&columns[*at]) || rest_is_empty(*at);
    let reach = title.map_or(1, |at| 1 + (at + 1..cells.len()).take_while(is_free).count());
    let mut out = Vec::new();
    let mut covered = 0;
    for (at, content) in cells.into_iter().enumerate() {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        if covered_rows[at] == 0 {
            continue;
        }
        let span = if Some(at) == title { reach } else { 1 };
        covered = span - 1;
        out.push(Cell::of(content).across(span).down(covered_rows[at]));
    }
    Row { group, heads: false, cells: out }
}

/// Returns the column of the words that a group is called by: the first, or the one behind a number that is typed.
fn title(cells: &[Vec<Inline>], columns: &[plan::TableColumn]) -> Option<usize> {
    let has_words = |at: &usize| columns[*at].kind() == ColumnKind::Text && !cells[*at].is_empty();
    let first = (0..cells.len()).find(has_words)?;
    let second = Some(first + 1).filter(|next| *next < cells.len() && has_words(next));
    second.filter(|_| is_number_of_row(&plain_text(&cells[first]))).or(Some(first))
}

/// Returns whether words are the typed number of a row: «I», «1.2», «a», «-».
fn is_number_of_row(words: &str) -> bool {
    let number = words.trim().trim_end_matches(['.', ')']);
    number.chars().nth(1).is_none()
        || number::roman_value(number).is_some()
        || number.chars().all(|sign| sign.is_ascii_digit() || sign == '.')
}

fn shape(column: &plan::TableColumn) -> TableColumn {
    let alignment = match (column.alignment, column.kind()) {
        (Some(CellAlignment::Left), _) | (None, ColumnKind::Text) => Alignment::Left,
        (Some(CellAlignment::Center), _) | (None, ColumnKind::RowNumber) => Alignment::Center,
        (Some(CellAlignment::Right), _) | (None, ColumnKind::Number) => Alignment::Right,
    };
    let width = column.width.map_or(ColumnWidth::Content, |width| ColumnWidth::Share(width.share()));
    TableColumn { width, alignment }
}
