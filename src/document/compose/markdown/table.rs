//! Tables of prose.

use std::ops::Range;

use pulldown_cmark::{Alignment as MarkAlignment, Event, Tag, TagEnd};

use super::{Events, Reader};
use crate::document::compose::content::{Alignment, Cell, ColumnWidth, Row, Table, TableColumn};

impl Reader<'_> {
    /// A table, which is at this place of the text.
    pub(super) fn table(&mut self, events: Events<'_, '_>, place: Range<usize>, alignments: &[MarkAlignment]) -> Table {
        let columns = alignments
            .iter()
            .map(|alignment| TableColumn {
                width: ColumnWidth::Share(1),
                alignment: match alignment {
                    MarkAlignment::None | MarkAlignment::Left => Alignment::Left,
                    MarkAlignment::Center => Alignment::Center,
                    MarkAlignment::Right => Alignment::Right,
                },
            })
            .collect();
        let mut table = Table { columns, ..Table::default() };
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    table.head.push(self.cells(events));
                    self.delimiters(range.end, place.end);
                }
                Event::Start(Tag::TableRow) => {
                    self.check_row(range, alignments.len());
                    let cells = self.cells(events);
                    table.rows.push(Row { group: false, heads: false, cells });
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// Passes over the row of `---` below the head.
    fn delimiters(&mut self, head: usize, end: usize) {
        let rest = &self.text[head..end];
        let start = head + rest.len() - rest.trim_start().len();
        let length = self.text[start..end].find('\n').unwrap_or(end - start);
        self.traces.markup(start..start + length);
    }

    /// A row has as many cells as the head. More are not printed; fewer are a slip of the hand, and so is a second row of `---`.
    fn check_row(&mut self, range: Range<usize>, columns: usize) {
        let row = &self.text[range.clone()];
        let typed = typed_cells(row);
        let is_delimiter = |cell: &Range<usize>| {
            let cell = row[cell.clone()].trim();
            cell.contains('-') && cell.bytes().all(|byte| b":-".contains(&byte))
        };
        if typed.len() != columns {
            self.misread_row(range.clone(), typed.len(), columns);
            // The cells that are too many belong to this finding.
            if let Some(surplus) = typed.get(columns) {
                self.traces.reported(range.start + surplus.start..range.end);
            }
        } else if typed.iter().all(is_delimiter) {
            self.misread_delimiters(range);
        }
    }

    fn cells(&mut self, events: Events<'_, '_>) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(Cell::of(self.inlines(events))),
                Event::End(_) => break,
                _ => {}
            }
        }
        cells
    }
}

/// Returns where the cells of a row are, without the signs around them.
fn typed_cells(row: &str) -> Vec<Range<usize>> {
    let start = row.len() - row.trim_start().len();
    let (mut start, end) = (start, row.trim_end().len().max(start));
    start += usize::from(row[start..end].starts_with('|'));
    let mut out = Vec::new();
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate().take(end).skip(start) {
        match byte {
            b'\\' => escaped = !escaped,
            b'|' if !escaped => {
                out.push(start..at);
                start = at + 1;
            }
            _ => escaped = false,
        }
    }
    if start < end {
        out.push(start..end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::typed_cells;

    #[test]
    fn cells_are_between_signs_that_are_not_escaped() {
        for (row, cells) in [
            ("| a | b |", &[" a ", " b "][..]),
            ("a | b", &["a ", " b"]),
            ("| a | |", &[" a ", " "]),
            (r"| a \| b | c |", &[r" a \| b ", " c "]),
            ("| a | b", &[" a ", " b"]),
        ] {
            let found: Vec<&str> = typed_cells(row).into_iter().map(|cell| &row[cell]).collect();
            assert_eq!(found, cells, "{row}");
        }
    }
}
