//! II.3, II.4: number and symbol, place and date.

use super::nation::NATIONAL_NAME;
use crate::base::diagnostic::{LAYOUT_DATE, LAYOUT_NUMBER};
use crate::output::engine::MM;
use crate::output::preflight::clause::{Clause, Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::{Line, letters, printed};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_NUMBER]
    NUMBER_FORM = "number-form", "II.3.c"
        "Số, ký hiệu, cỡ và kiểu chữ" | "Number and symbol, type",
        "cỡ 13, đứng, không đậm" | "13 pt, upright, not bold";
    NUMBER_PLACE = "number-place", "II.3.c"
        "Số, ký hiệu, vị trí" | "Number and symbol, place",
        "dưới tên cơ quan, bên trái" | "below the issuing body, left";
    NUMBER_WORDS = "number-words", "II.3.c"
        "Số, ký hiệu, cách ghi" | "Number and symbol, words",
        "«Số:», số dưới 10 có số 0, «/», ký hiệu in hoa không cách chữ" | "«Số:», a zero before numbers under 10, «/», symbol in capitals without spaces";
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
    DATE_WORDS = "date-words", "II.4.b, II.4.c"
        "Địa danh, thời gian, cách ghi" | "Place and date, words",
        "địa danh viết hoa, dấu phẩy; ngày dưới 10, tháng 1, 2 có số 0" | "capital and comma of the place; a zero before days under 10 and months 1 and 2";
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
    // Whether its comma is there is measured.
    let without_comma = |text: &str| letters(text).replace(',', "");
    let wanted = without_comma(&format!("{} ngày", reading.manuscript.letterhead.place));
    reading.on_page(1).find(|line| without_comma(&line.text).starts_with(&wanted))
}

/// Place and date as one line, with the blanks between them.
pub(super) fn date_row(reading: &Reading<'_>) -> Option<Line> {
    let start = date_start(reading)?;
    Some(reading.row(start, start.left, reading.pages[0].width))
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let number = number_row(reading);
    match &number {
        None => ledger.missing(&[&NUMBER_FORM, &NUMBER_PLACE, &NUMBER_WORDS], 1),
        Some(line) => {
            ledger.enter(&NUMBER_FORM, is_of_size(line, 13.0, 13.0) && is_regular(line), form(line), 1);
            number_place(reading, line, ledger);
            number_words(reading, line, ledger);
        }
    }
    let Some(date) = date_row(reading) else {
        ledger.missing(&[&DATE_FORM, &DATE_ROW, &DATE_PLACE, &DATE_WORDS], 1);
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
    if complete {
        date_words(reading, &date, ledger);
    } else {
        // That it is not on one line is said.
        ledger.not_applicable(&[&DATE_WORDS], "không đo được", "cannot be measured");
    }
}

fn number_place(reading: &Reading<'_>, line: &Line, ledger: &mut Ledger) {
    let issuer = reading.manuscript.letterhead.issuer.last().and_then(|name| reading.in_letterhead(name));
    let below = issuer.is_none_or(|found| line.baseline > found.last().baseline);
    let left = line.centre() < reading.pages[0].width / 2.0;
    let measured = Measured::text(
        format!("{}, «{}»", if left { "bên trái" } else { "không ở bên trái" }, line.text),
        format!("{}, «{}»", if left { "left" } else { "not left" }, line.text),
    );
    ledger.enter(&NUMBER_PLACE, below && left, measured, 1);
}

/// «Số: 05/KH-UBND», «Số:      /KH-UBND»: exactly what the plan gives, letter by letter.
fn number_words(reading: &Reading<'_>, line: &Line, ledger: &mut Ledger) {
    let header = &reading.manuscript.letterhead;
    let text = printed(&line.text);
    let wrong = match text.strip_prefix("Số:").and_then(|rest| rest.split_once('/')) {
        None => Some(("thiếu «Số:» hoặc dấu «/»", "«Số:» or «/» is missing")),
        Some((number, symbol)) => {
            let number = number.trim();
            if number != header.number.as_deref().unwrap_or_default() {
                Some(("số khác kế hoạch", "another number than the plan's"))
            } else if is_unpadded(number, 9) {
                Some(("số dưới 10 thiếu số 0", "a number under 10 without its zero"))
            } else if symbol != header.symbol {
                Some(("ký hiệu khác kế hoạch hoặc có cách chữ", "another symbol than the plan's, or spaces in it"))
            } else if symbol.contains(char::is_whitespace) || symbol.split('-').any(|group| !begins_in_capitals(group))
            {
                Some(("ký hiệu không in hoa, hoặc có cách chữ", "the symbol has small letters or spaces"))
            } else {
                None
            }
        }
    };
    enter_words(&NUMBER_WORDS, wrong, &text, ledger);
}

/// «Bình Giang, ngày 05 tháng 02 năm 2026»: exactly what the plan gives, with room for what it does not.
fn date_words(reading: &Reading<'_>, date: &Line, ledger: &mut Ledger) {
    let header = &reading.manuscript.letterhead;
    let given = |value: &Option<String>| value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
    let (day, month) = (given(&header.day), given(&header.month));
    let (place, year) = (printed(&header.place), &header.year);
    let (text, rest) = (printed(&date.text), format!(" ngày{day} tháng{month} năm {year}"));
    let wrong = if !text.starts_with(&place) || !begins_in_capitals(&place) {
        Some(("địa danh khác kế hoạch hoặc không viết hoa", "another place than the plan's, or no capital"))
    } else if !text[place.len()..].starts_with(',') {
        Some(("thiếu dấu phẩy sau địa danh", "no comma behind the place"))
    } else if text[place.len() + 1..] != rest {
        Some(("ngày, tháng, năm khác kế hoạch", "another date than the plan's"))
    } else if is_unpadded(day.trim(), 9) || is_unpadded(month.trim(), 2) {
        Some(("ngày dưới 10 hoặc tháng 1, 2 thiếu số 0", "a day under 10, month 1 or 2 without its zero"))
    } else {
        None
    };
    enter_words(&DATE_WORDS, wrong, &text, ledger);
}

fn enter_words(clause: &'static Clause, wrong: Option<(&str, &str)>, text: &str, ledger: &mut Ledger) {
    let quoted = Measured::quoted(text);
    let measured = match wrong {
        None => quoted,
        Some((vi, en)) => Measured::text(vi, en).quoting(text),
    };
    ledger.enter(clause, wrong.is_none(), measured, 1);
}

/// Returns whether a number up to this one has no zero in front.
fn is_unpadded(number: &str, most: u32) -> bool {
    !number.starts_with('0') && number.parse::<u32>().is_ok_and(|value| value <= most)
}

/// Returns whether the first letter is a capital: symbols of some types have small ones behind it (Appendix III, I).
fn begins_in_capitals(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
