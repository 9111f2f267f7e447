//! Appendix III, form 1.3: the lines of a decision that are its own, and the head of the plan behind it.

use super::appendices::{centred, enter_reference, reference};
use crate::base::diagnostic::LAYOUT_DECISION;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::{Found, Kind};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_DECISION]
    RESOLVING = "decision-lines", ""
        "Thẩm quyền ban hành, «QUYẾT ĐỊNH:»" | "Who decides, and «QUYẾT ĐỊNH:»",
        "in hoa, cỡ 13-14, đứng, đậm, canh giữa" | "capitals, 13-14 pt, upright, bold, centred";
    TYPE = "attached-type", "II.5.b"
        "Tên loại của kế hoạch kèm theo" | "Type of the plan behind the decision",
        "đầu trang mới, in hoa, cỡ 13-14, đứng, đậm, canh giữa" | "on a new page, capitals, 13-14 pt, upright, bold, centred";
    SUBJECT = "attached-subject", "II.5.b"
        "Trích yếu của kế hoạch kèm theo" | "Subject of the plan behind the decision",
        "ngay dưới tên loại, in thường, cỡ 13-14, đứng, đậm, canh giữa" | "right below the type, 13-14 pt, upright, bold, centred";
    REFERENCE = "attached-reference", "III.1.c"
        "Dòng «(Kèm theo Quyết định …)»" | "«(Kèm theo Quyết định …)»",
        "dưới trích yếu, cỡ 13-14, nghiêng, canh giữa" | "below the subject, 13-14 pt, italic, centred";
    REFERENCE_WORDS = "attached-reference-words", "III.1.c"
        "Dòng «(Kèm theo Quyết định …)», cách ghi" | "«(Kèm theo Quyết định …)», words",
        "số, ký hiệu, thời gian, cơ quan ban hành; số và ngày có thể để trống" | "number, symbol, date and issuer; number and date may be blank";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let Some(attached) = &reading.manuscript.attached else {
        ledger.not_applicable(CLAUSES, "không có quyết định", "no decision");
        return;
    };
    ledger.about(reading.manuscript.origins.document.0);
    resolving(reading, ledger);
    ledger.about(attached.origin.0);
    let Some(kind) = &reading.attached else {
        ledger.missing(&[&TYPE, &SUBJECT, &REFERENCE, &REFERENCE_WORDS], None);
        return;
    };
    let line = kind.first();
    let starts = !reading.on_page(line.page).any(|other| other.baseline < line.baseline - 1.0);
    let is_right = |line: &Line| is_of_size(line, 13.0, 14.0) && is_bold(line) && centred(reading, line, 0.0);
    let measured = form(line);
    let measured = if starts { measured } else { measured.and("không ở đầu trang", "not at the top of a page") };
    ledger.enter(&TYPE, starts && kind.all(|line| is_right(line) && line.is_in_capitals()), measured, line.page);

    let from = reading.lines.iter().position(|one| one.page == line.page && one.baseline > line.baseline + 1.0);
    let subject = from.and_then(|from| reading.find_line(&attached.title.subject, from));
    match subject.filter(|(at, found)| Some(*at) == from && found.page() == line.page) {
        None => ledger.missing(&[&SUBJECT, &REFERENCE, &REFERENCE_WORDS], line.page),
        Some((_, found)) => {
            let wrong = found.lines.iter().find(|line| !is_right(line));
            let capitals = found.all(Line::is_in_capitals);
            let measured = form(wrong.unwrap_or(found.first()));
            let measured = if capitals { measured.and("in hoa", "in capitals") } else { measured };
            ledger.enter(&SUBJECT, wrong.is_none() && !capitals, measured, line.page);
            match reference(reading, found.last()) {
                None => ledger.missing(&[&REFERENCE, &REFERENCE_WORDS], line.page),
                Some(found) => {
                    enter_reference(reading, (&REFERENCE, &REFERENCE_WORDS), &found, &attached.reference, ledger);
                }
            }
        }
    }
}

fn resolving(reading: &Reading<'_>, ledger: &mut Ledger) {
    let own: Vec<&Found> = reading
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Resolving)
        .filter_map(|block| block.found.as_ref())
        .collect();
    let Some(first) = own.first() else {
        ledger.missing(&[&RESOLVING], 1);
        return;
    };
    let is_right = |line: &Line| {
        is_of_size(line, 13.0, 14.0) && is_bold(line) && line.is_in_capitals() && centred(reading, line, 0.0)
    };
    let wrong = own.iter().flat_map(|found| &found.lines).find(|line| !is_right(line));
    let measured = match wrong {
        None => Measured::count(own.len(), "dòng", "lines").with_figure_of(&form(first.first())),
        Some(line) => form(line).quoting(&line.text),
    };
    ledger.enter(&RESOLVING, wrong.is_none(), measured, wrong.unwrap_or(first.first()).page);
}
