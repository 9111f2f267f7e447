//! II.9.d: the recipients.

use super::signature::posts;
use crate::base::diagnostic::LAYOUT_RECIPIENTS;
use crate::document::compose::RecipientLine;
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses, short, within};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::Found;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_RECIPIENTS]
    LABEL_FORM = "recipients-label", "II.9.d"
        "«Nơi nhận:», cỡ và kiểu chữ" | "«Nơi nhận:», type",
        "cỡ 12, nghiêng, đậm" | "12 pt, bold italic";
    LABEL_PLACE = "recipients-place", "II.9.d"
        "«Nơi nhận:», vị trí" | "«Nơi nhận:», place",
        "sát lề trái, ngang hàng với quyền hạn, chức vụ" | "at the left margin, level with the capacity";
    LIST = "recipients-list", "II.9.d"
        "Danh sách nơi nhận" | "List of recipients",
        "cỡ 11, đứng, gạch đầu dòng sát lề trái" | "11 pt, upright, dashes at the left margin";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    let at_margin = |line: &Line| within(line.left, reading.column.left, reading.column.left, 1.5 * MM);
    match reading.after_text("Nơi nhận:") {
        None => ledger.missing(&[&LABEL_FORM, &LABEL_PLACE], None),
        Some(found) => {
            let line = found.first();
            let met = is_of_size(line, 12.0, 12.0) && line.bold && line.italic;
            ledger.enter(&LABEL_FORM, met, form(line), line.page);
            let posts = posts(reading).unwrap_or_default();
            let level =
                posts.first().map(|post| (post.page() == line.page, (post.first().baseline - line.baseline).abs()));
            let off = level.map_or(0.0, |(_, off)| off);
            let met = at_margin(line) && level.is_none_or(|(together, off)| together && off <= 3.0);
            let from = (line.left - reading.column.left) / MM;
            let measured = Measured::off(off, "so với dòng quyền hạn", "the line of the capacity");
            let measured = if at_margin(line) {
                measured
            } else {
                measured.and(&format!("cách lề {from:.1} mm"), &format!("{from:.1} mm from the margin"))
            };
            ledger.enter(&LABEL_PLACE, met, measured, line.page);
        }
    }
    let wanted = &reading.manuscript.recipients;
    let typed = |line: &RecipientLine| format!("{} {}", line.mark(), line.words);
    let found: Vec<(&RecipientLine, Option<Found>)> =
        wanted.iter().map(|line| (line, reading.after_text(&typed(line)))).collect();
    if let Some((lost, _)) = found.iter().find(|(_, found)| found.is_none()) {
        let words = short(&typed(lost));
        let measured = Measured::text(format!("không thấy «{words}»"), format!("«{words}» was not found"));
        ledger.enter(&LIST, false, measured, None);
        return;
    }
    let lines = || found.iter().filter_map(|(line, found)| Some((line, found.as_ref()?)));
    let wrong = lines()
        .find(|(line, found)| {
            // The parts of a recipient are to the right of its dash.
            let in_place = at_margin(found.first()) != line.nested;
            !found.all(|line| is_of_size(line, 11.0, 11.0) && is_regular(line)) || !in_place
        })
        .map(|(_, found)| found);
    let Some((_, first)) = lines().next() else {
        ledger.missing(&[&LIST], None);
        return;
    };
    let shown = wrong.unwrap_or(first).first();
    let measured = form(shown);
    let measured = match wrong {
        None => measured.and(&format!("{} nơi nhận", wanted.len()), &format!("recipients: {}", wanted.len())),
        Some(_) => measured.quoting(&shown.text),
    };
    ledger.enter(&LIST, wrong.is_none(), measured, shown.page);
}
