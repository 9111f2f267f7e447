//! II.2: the issuing body.

use crate::base::diagnostic::LAYOUT_ISSUER;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::Found;
use crate::output::preflight::reading::Reading;
use crate::output::preflight::under;

clauses! {
    [LAYOUT_ISSUER]
    SUPERIOR = "superior-form", "II.2.b"
        "Tên cơ quan chủ quản" | "Superior body",
        "cỡ 12-13, đứng, không đậm" | "12-13 pt, upright, not bold";
    FORM = "issuer-form", "II.2.b"
        "Tên cơ quan ban hành, cỡ và kiểu chữ" | "Issuing body, type",
        "in hoa, cỡ 12-13, đứng, đậm" | "capitals, 12-13 pt, upright, bold";
    PLACE = "issuer-place", "II.2.c"
        "Tên cơ quan ban hành, vị trí" | "Issuing body, place",
        "phía trên, bên trái" | "at the top, on the left";
    RULE = "issuer-rule", "II.2.b"
        "Đường kẻ dưới tên cơ quan" | "Rule under the issuing body",
        "nét liền, 1/3-1/2 dòng chữ, cân đối" | "solid, 1/3-1/2 of the line, centred";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let names = &reading.manuscript.letterhead.issuer;
    let found: Option<Vec<Found>> = names.iter().map(|name| reading.in_letterhead(name)).collect();
    let lines: Vec<&Line> = found.iter().flatten().flat_map(|found| &found.lines).collect();
    let Some(last) = lines.last().copied() else {
        ledger.not_applicable(&[&SUPERIOR], "không đo được", "cannot be measured");
        ledger.missing(&[&FORM, &PLACE, &RULE], 1);
        return;
    };
    superior(reading, lines[0], ledger);
    let is_right = |line: &Line| is_of_size(line, 12.0, 13.0) && is_bold(line) && line.is_in_capitals();
    let wrong = lines.iter().copied().find(|line| !is_right(line));
    let shown = wrong.unwrap_or(last);
    let measured = form(shown);
    let measured = if shown.is_in_capitals() { measured } else { measured.and("không in hoa", "no capitals") };
    ledger.enter(&FORM, wrong.is_none(), measured, 1);

    let half = reading.pages[0].width / 2.0;
    let left = lines.iter().all(|line| line.centre() < half);
    let measured = if left { ("bên trái", "left") } else { ("không ở bên trái", "not left") };
    ledger.enter(&PLACE, left, Measured::text(measured.0, measured.1), 1);

    under::measure(reading, last, (&RULE, 1.0 / 3.0, 0.5), ("dòng chữ", "of the line"), ledger);
}

/// What is above the issuing body on the left is its superior body.
fn superior(reading: &Reading<'_>, first: &Line, ledger: &mut Ledger) {
    let half = reading.pages[0].width / 2.0;
    let above: Vec<&Line> =
        reading.on_page(1).filter(|line| line.baseline < first.baseline - 2.0 && line.centre() < half).collect();
    let expected = reading.manuscript.letterhead.superior.as_deref();
    if expected
        .is_some_and(|name| reading.in_letterhead(name).is_none_or(|found| found.last().baseline > first.baseline))
    {
        ledger.missing(&[&SUPERIOR], 1);
        return;
    }
    let Some(shown) = above.first() else {
        ledger.not_applicable(&[&SUPERIOR], "không có", "none");
        return;
    };
    let wrong = above.iter().find(|line| !is_regular(line) || !is_of_size(line, 12.0, 13.0) || !line.is_in_capitals());
    ledger.enter(&SUPERIOR, wrong.is_none(), form(wrong.unwrap_or(shown)), 1);
}
