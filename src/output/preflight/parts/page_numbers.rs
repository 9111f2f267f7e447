//! I.7, III.1.đ: page numbers.

use crate::base::diagnostic::LAYOUT_PAGE_NUMBER;
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::Found;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_PAGE_NUMBER]
    FIRST = "page-number-first", "I.7"
        "Trang thứ nhất" | "First page",
        "không hiển thị số trang" | "shows no number";
    SEQUENCE = "page-number-sequence", "I.7, III.1.đ"
        "Số trang ở lề trên" | "Numbers in the top margin",
        "từ trang 2; kế hoạch kèm theo, phụ lục đánh số riêng" | "from page 2; a plan under a decision and appendices on their own";
    PLACE = "page-number-place", "I.7"
        "Số trang, vị trí" | "Page number, place",
        "giữa theo chiều ngang" | "in the middle";
    FORM = "page-number-form", "I.7"
        "Số trang, cỡ và kiểu chữ" | "Page number, type",
        "cỡ 13-14, đứng" | "13-14 pt, upright";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let of = |all: &'_ [Option<Line>]| all.first().cloned().flatten();
    let shown = of(&reading.numbers).or_else(|| of(&reading.feet));
    let measured = match &shown {
        None => Measured::text("không có", "none"),
        Some(line) => Measured::quoted(&line.text),
    };
    ledger.enter(&FIRST, shown.is_none(), measured, 1);

    if reading.pages.len() < 2 {
        ledger.not_applicable(&[&SEQUENCE, &PLACE, &FORM], "văn bản một trang", "a document of one page");
        return;
    }
    sequence(reading, ledger);
    let numbers: Vec<&Line> = reading.numbers.iter().skip(1).flatten().collect();
    let Some(first) = numbers.first() else {
        ledger.not_applicable(&[&PLACE, &FORM], "không có số trang để đo", "no page number to measure");
        return;
    };
    let off = |line: &Line| off(reading, line);
    let worst = numbers.iter().copied().max_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(first);
    let measured = Measured::off(off(worst), "so với giữa", "the middle");
    ledger.enter(&PLACE, off(worst) <= 3.0 * MM, measured, worst.page);

    let is_right = |line: &&Line| is_of_size(line, 13.0, 14.0) && is_regular(line);
    let worst = numbers.iter().copied().find(|line| !is_right(line));
    let line = worst.unwrap_or(first);
    ledger.enter(&FORM, worst.is_none(), form(line), line.page);
}

/// How far from the middle of the text, or of the paper where that is nearer.
fn off(reading: &Reading<'_>, line: &Line) -> f64 {
    let paper = reading.pages.get(line.page - 1).map_or(0.0, |page| page.width / 2.0);
    reading.off_centre(line).min((line.centre() - paper).abs())
}

fn sequence(reading: &Reading<'_>, ledger: &mut Ledger) {
    let starts: Vec<usize> =
        reading.attached.iter().chain(reading.appendices.iter().flatten()).map(Found::page).collect();
    let mut expected = 0;
    for (index, shown) in reading.numbers.iter().enumerate() {
        let page = index + 1;
        expected = if page == 1 || starts.contains(&page) { 1 } else { expected + 1 };
        let shown = shown.as_ref().map(|line| line.text.as_str());
        let met = match shown {
            None => expected == 1,
            Some(number) => number == expected.to_string(),
        };
        if !met {
            let at_foot = reading.feet[index].is_some();
            let measured = match shown {
                None if at_foot => Measured::text("số trang ở lề dưới", "the number is in the bottom margin"),
                None => Measured::text("không có số trang", "no number"),
                Some(number) => Measured::text(
                    format!("«{number}», đúng ra là {expected}"),
                    format!("«{number}», where {expected} belongs"),
                ),
            };
            ledger.enter(&SEQUENCE, false, measured, page);
            return;
        }
    }
    let count = reading.numbers.iter().flatten().count();
    ledger.enter(&SEQUENCE, true, Measured::count(count, "trang có số, liền nhau", "numbers in their order"), None);
}
