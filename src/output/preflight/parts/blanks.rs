//! Điều 15: room for the number and the date, which the clerk fills in after the signature.

use super::number_and_date::{date_row, number_row};
use crate::base::diagnostic::LAYOUT_BLANKS;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::line::{Line, letters};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_BLANKS]
    NUMBER = "blank-number", "Điều 15"
        "Chỗ điền số" | "Blank for the number",
        "đủ bốn chữ số (2 cỡ chữ)" | "four digits (twice the size of type)";
    DAY = "blank-day", "Điều 15"
        "Chỗ điền ngày" | "Blank for the day",
        "đủ hai chữ số (1 cỡ chữ)" | "two digits (the size of type)";
    MONTH = "blank-month", "Điều 15"
        "Chỗ điền tháng" | "Blank for the month",
        "đủ hai chữ số (1 cỡ chữ)" | "two digits (the size of type)";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let header = &reading.manuscript.letterhead;
    let symbol = format!("/{}", header.symbol);
    let blanks = [
        (&NUMBER, header.number.is_some(), number_row(reading), "số:", symbol.as_str(), 4.0),
        (&DAY, header.day.is_some(), date_row(reading), "ngày", "tháng", 2.0),
        (&MONTH, header.month.is_some(), date_row(reading), "tháng", "năm", 2.0),
    ];
    for (clause, given, row, before, after, digits) in blanks {
        if given {
            ledger.not_applicable(&[clause], "kế hoạch đã ghi", "given by the plan");
            continue;
        }
        // Where the line itself is not as it should be, its own demands say so.
        let Some(row) = row.filter(|row| row.letters.contains(&letters(after))) else {
            ledger.not_applicable(&[clause], "không đo được", "cannot be measured");
            continue;
        };
        match gap(reading, &row, &letters(before), &letters(after)) {
            None => ledger.missing(&[clause], 1),
            // A digit of Times New Roman is half as wide as its size.
            Some(gap) => ledger.enter(clause, gap >= digits * 0.5 * row.size, Measured::mm(gap), 1),
        }
    }
}

/// Returns the room on a line between one word and another, in points: what no run of text fills.
fn gap(reading: &Reading<'_>, row: &Line, before: &str, after: &str) -> Option<f64> {
    let page = &reading.pages[row.page - 1];
    let mut runs: Vec<_> = page
        .runs
        .iter()
        .filter(|run| (run.baseline - row.baseline).abs() < 1.0 && run.ink.is_some())
        .filter(|run| run.left >= row.left - 1.0 && run.right <= row.right + 1.0)
        .collect();
    runs.sort_by(|a, b| a.left.total_cmp(&b.left));
    runs.windows(2).find_map(|pair| {
        let (left, right) = (letters(&pair[0].text), letters(&pair[1].text));
        let (left_end, right_start) = (pair[0].ink?.right, pair[1].ink?.left);
        (left.ends_with(before) && right.starts_with(after)).then_some(right_start - left_end)
    })
}
