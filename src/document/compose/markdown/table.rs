//! Tables of prose.

use pulldown_cmark::{Alignment as MarkAlignment, Event, Tag, TagEnd};

use super::{Events, Reader};
use crate::document::compose::content::{Alignment, Cell, ColumnWidth, Row, Table, TableColumn};

impl Reader<'_> {
    pub(super) fn table(&mut self, events: Events<'_, '_>, alignments: &[MarkAlignment]) -> Table {
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
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head.push(self.cells(events)),
                Event::Start(Tag::TableRow) => {
                    let cells = self.cells(events);
                    table.rows.push(Row { group: false, cells });
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
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
