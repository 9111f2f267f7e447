//! II.3, II.4: number and symbol, place and date.

use super::nation::NATIONAL_NAME;
use crate::base::diagnostic::{LAYOUT_DATE, LAYOUT_NUMBER};
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::{Line, letters};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_NUMBER]
    NUMBER_FORM = "number-form", "II.3.c"
        "Số, ký hiệu, cỡ và kiểu chữ" | "Number and symbol, type",
        "cỡ 13, đứng, không đậm" | "13 pt, upright, not bold";
    NUMBER_PLACE = "number-place", "II.3.c"
        "Số, ký hiệu, vị trí" | "Number and symbol, place",
        "dưới tên cơ quan, bên trái, đủ ký hiệu" | "below the issuing body, left, with its symbol";
    [LAYOUT_DATE]
    DATE_FORM = "date-form", "II.4.c"
        "Địa danh, thời gian, cỡ và kiểu chữ" | "Place and date, type",
        "cỡ 13-14, nghiêng, không đậm" | "13-14 pt, italic, not bold";
    DATE_ROW = "date-row", "II.4.c"
        "Địa danh, thời gian, dòng" | "Place and date, line",
        "một dòng, ngang hàng với số, ký hiệu" | "one line, level with the number";
    DATE_PLACE = "date-place", "II.4.c"
        "Địa danh, thời gian, vị trí" | "Place and date, place",
        "canh giữa dưới Quốc hiệu" | "centred under the national name";
}

/// Number and symbol as one line, with the blank between them.
pub(super) fn number_row(reading: &Reading<'_>) -> Option<Line> {
    let first = reading.on_page(1).find(|line| line.letters.starts_with("số:"))?;
    // With a long place name, number and date are close together: the start of the date is not part of the number.
    let date = date_start(reading).map_or(f64::INFINITY, |line| line.left);
    let right = if date > first.right { date } else { f64::INFINITY };
    Some(reading.row(first, first.left, right.min(reading.pages[0].width)))
}

/// Returns the part of the date line that has the place.
fn date_start<'r>(reading: &'r Reading<'_>) -> Option<&'r Line> {
    let wanted = letters(&format!("{}, ngày", reading.manuscript.letterhead.place));
    reading.on_page(1).find(|line| line.letters.starts_with(&wanted))
}

/// Place and date as one line, with the blanks between them.
pub(super) fn date_row(reading: &Reading<'_>) -> Option<Line> {
    let start = date_start(reading)?;
    Some(reading.row(start, start.left, reading.pages[0].width))
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let number = number_row(reading);
    match &number {
        None => ledger.missing(&[&NUMBER_FORM, &NUMBER_PLACE], 1),
        Some(line) => {
            ledger.enter(&NUMBER_FORM, is_of_size(line, 13.0, 13.0) && is_regular(line), form(line), 1);
            number_place(reading, line, ledger);
        }
    }
    let Some(date) = date_row(reading) else {
        ledger.missing(&[&DATE_FORM, &DATE_ROW, &DATE_PLACE], 1);
        return;
    };
    let met = is_of_size(&date, 13.0, 14.0) && date.italic && !date.any_bold;
    ledger.enter(&DATE_FORM, met, form(&date), 1);
    let year = letters(&format!("năm {}", reading.manuscript.letterhead.year));
    let complete = date.letters.ends_with(&year);
    match &number {
        None => ledger.not_applicable(&[&DATE_ROW], "không có dòng số để so", "no number to compare"),
        Some(number) => {
            let off = (date.baseline - number.baseline).abs();
            let said = if complete { ("", "") } else { ("không trọn một dòng", "not on one line") };
            ledger.enter(
                &DATE_ROW,
                complete && off <= 1.0,
                Measured::off(off, "so với dòng số", "the line of the number").and(said.0, said.1),
                1,
            );
        }
    }
    match reading.in_letterhead(NATIONAL_NAME) {
        None => ledger.not_applicable(&[&DATE_PLACE], "không có Quốc hiệu để so", "no national name to compare"),
        Some(name) => {
            let off = (date.centre() - name.first().centre()).abs();
            let measured = Measured::off(off, "so với giữa Quốc hiệu", "the middle of the name");
            ledger.enter(&DATE_PLACE, off <= 3.0 * MM && date.baseline > name.last().baseline, measured, 1);
        }
    }
}

fn number_place(reading: &Reading<'_>, line: &Line, ledger: &mut Ledger) {
    let symbol = letters(&format!("/{}", reading.manuscript.letterhead.symbol));
    let issuer = reading.manuscript.letterhead.issuer.last().and_then(|name| reading.in_letterhead(name));
    let below = issuer.is_none_or(|found| line.baseline > found.last().baseline);
    let left = line.centre() < reading.pages[0].width / 2.0;
    let has_symbol = line.letters.ends_with(&symbol);
    let measured = Measured::text(
        format!("{}, «{}»", if left { "bên trái" } else { "không ở bên trái" }, line.text),
        format!("{}, «{}»", if left { "left" } else { "not left" }, line.text),
    );
    ledger.enter(&NUMBER_PLACE, below && left && has_symbol, measured, 1);
}
