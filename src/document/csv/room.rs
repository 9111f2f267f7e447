//! How much the tables of a plan may take, all together: one file that a hundred tables name is a hundred files.

use crate::base::diagnostic::{Diagnostic, FILE_TOO_LARGE, Findings, text};
use crate::base::limits::{CELLS, CSV, ROWS};
use crate::base::source::Span;
use crate::model::plan::TableRow;

/// What is left of the limits.
#[derive(Debug)]
pub(super) struct Room {
    rows: usize,
    cells: usize,
    bytes: usize,
    /// Whether it was reported that no room is left.
    reported: bool,
}

impl Room {
    /// Returns the room of a plan without tables.
    pub(super) fn new() -> Self {
        Self { rows: ROWS, cells: CELLS, bytes: CSV, reported: false }
    }

    /// Takes the room of a row with some cells. Returns whether there was any.
    pub(super) fn take_row(&mut self, cells: usize) -> bool {
        let left = self.rows.checked_sub(1).zip(self.cells.checked_sub(cells));
        if let Some((rows, cells)) = left {
            (self.rows, self.cells) = (rows, cells);
        }
        left.is_some()
    }

    /// Takes the room of rows that the plan itself has.
    pub(super) fn take_rows(&mut self, rows: &[TableRow]) -> bool {
        rows.iter().all(|row| self.take_row(row.cells.len()))
    }

    /// Takes the room of a file.
    pub(super) fn take_bytes(&mut self, bytes: usize) -> bool {
        let left = self.bytes.checked_sub(bytes);
        self.bytes = left.unwrap_or(self.bytes);
        left.is_some()
    }

    /// Reports, once for a plan, that no room is left at a place.
    pub(super) fn report(&mut self, span: Span, findings: &mut Findings) {
        if std::mem::replace(&mut self.reported, true) {
            return;
        }
        let megabytes = CSV / 1024 / 1024;
        let message = text(
            format!(
                "các bảng của kế hoạch dài quá: tính đến đây có hơn {ROWS} dòng, {CELLS} ô, hoặc {megabytes} MB tệp CSV"
            ),
            format!(
                "the tables are too long: up to here they have over {ROWS} rows, {CELLS} cells or {megabytes} MB of CSV"
            ),
        );
        let help = text(
            "bớt bảng hoặc dòng ở đây; bảng rất dài nên gửi kèm bằng tệp riêng, văn bản chỉ nêu số tổng hợp",
            "remove tables or rows here; send very long tables as files of their own, and print the totals only",
        );
        findings.push(Diagnostic::new(&FILE_TOO_LARGE, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_taken_to_the_last_row_and_no_further() {
        let mut room = Room::new();
        assert!((0..ROWS).all(|_| room.take_row(CELLS / ROWS)));
        assert!(!room.take_row(1) && !room.take_row(0));
        let mut room = Room::new();
        assert!(!room.take_row(CELLS + 1) && room.take_row(CELLS) && !room.take_row(1));
        assert!(room.take_bytes(CSV) && !room.take_bytes(1) && room.take_bytes(0));
    }
}
