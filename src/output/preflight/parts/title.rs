//! II.5: type and subject of the document.

use crate::base::diagnostic::LAYOUT_TITLE;
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::Reading;
use crate::output::preflight::under;

clauses! {
    [LAYOUT_TITLE]
    TYPE_FORM = "type-form", "II.5.b"
        "Tên loại, cỡ và kiểu chữ" | "Type of document, type",
        "in hoa, cỡ 13-14, đứng, đậm" | "capitals, 13-14 pt, upright, bold";
    TYPE_PLACE = "type-place", "II.5.b"
        "Tên loại, vị trí" | "Type of document, place",
        "canh giữa" | "centred";
    SUBJECT_FORM = "subject-form", "II.5.b"
        "Trích yếu, cỡ và kiểu chữ" | "Subject, type",
        "in thường, cỡ 13-14, đứng, đậm" | "13-14 pt, upright, bold";
    SUBJECT_PLACE = "subject-place", "II.5.b"
        "Trích yếu, vị trí" | "Subject, place",
        "canh giữa, ngay dưới tên loại" | "centred, right below the type";
    RULE = "subject-rule", "II.5.b"
        "Đường kẻ dưới trích yếu" | "Rule under the subject",
        "nét liền, 1/3-1/2 dòng chữ, cân đối" | "solid, 1/3-1/2 of the line, centred";
}

/// How far from the middle a centred line may be, in points.
pub(super) const OFF: f64 = 2.0 * MM;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let origins = reading.manuscript.origins;
    let title = &reading.manuscript.title;
    let off = |line: &Line| reading.off_centre(line);
    ledger.about(origins.document.0);
    let kind = reading.find_line(&title.kind, 0);
    match &kind {
        None => ledger.missing(&[&TYPE_FORM, &TYPE_PLACE], 1),
        Some((_, found)) => {
            let line = found.first();
            let met = found.all(|line| is_of_size(line, 13.0, 14.0) && is_bold(line) && line.is_in_capitals());
            ledger.enter(&TYPE_FORM, met, form(line), line.page);
            ledger.enter(&TYPE_PLACE, off(line) <= OFF, off_middle(off(line)), line.page);
        }
    }
    ledger.about(origins.subject.0);
    let from = kind.as_ref().map_or(0, |(at, found)| at + found.lines.len());
    let Some((_, subject)) = reading.find_line(&title.subject, from) else {
        ledger.missing(&[&SUBJECT_FORM, &SUBJECT_PLACE, &RULE], 1);
        return;
    };
    let is_right = |line: &Line| is_of_size(line, 13.0, 14.0) && is_bold(line);
    let wrong = subject.lines.iter().find(|line| !is_right(line));
    let capitals = subject.all(Line::is_in_capitals);
    let measured = form(wrong.unwrap_or(subject.first()));
    let measured = if capitals { measured.and("in hoa", "in capitals") } else { measured };
    ledger.enter(&SUBJECT_FORM, wrong.is_none() && !capitals, measured, subject.page());

    let worst = subject.lines.iter().map(off).fold(0.0, f64::max);
    // Right below: there is nothing between them.
    let between = kind.as_ref().is_some_and(|(_, kind)| {
        let (above, below) = (kind.last().baseline, subject.first().baseline);
        kind.page() != subject.page()
            || reading.on_page(subject.page()).any(|line| line.baseline > above + 1.0 && line.baseline < below - 1.0)
    });
    let measured = off_middle(worst);
    let measured =
        if between { measured.and("không ngay dưới tên loại", "not right below the type") } else { measured };
    ledger.enter(&SUBJECT_PLACE, worst <= OFF && !between, measured, subject.page());

    under::measure(reading, subject.last(), (&RULE, 1.0 / 3.0, 0.5), ("dòng chữ", "of the line"), ledger);
}

/// How far from the middle.
pub(super) fn off_middle(points: f64) -> Measured {
    Measured::off(points, "so với giữa trang chữ", "the middle of the text")
}
