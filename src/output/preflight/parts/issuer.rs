//! II.2: the issuing body.

use crate::base::diagnostic::LAYOUT_ISSUER;
use crate::output::preflight::clause::{Clause, Ledger, MM, Measured, within};
use crate::output::preflight::form::{form, is_bold, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::{Found, Reading};
use crate::output::preflight::under::rule_under;
use crate::output::sign::Locations;

static SUPERIOR: Clause = Clause {
    name: "superior-form",
    number: "II.2.b",
    meta: &LAYOUT_ISSUER,
    title: ("Tên cơ quan chủ quản", "Superior body"),
    demanded: ("cỡ 12-13, đứng, không đậm", "12-13 pt, upright, not bold"),
};

static FORM: Clause = Clause {
    name: "issuer-form",
    number: "II.2.b",
    meta: &LAYOUT_ISSUER,
    title: ("Tên cơ quan ban hành, cỡ và kiểu chữ", "Issuing body, type"),
    demanded: ("in hoa, cỡ 12-13, đứng, đậm", "capitals, 12-13 pt, upright, bold"),
};

static PLACE: Clause = Clause {
    name: "issuer-place",
    number: "II.2.c",
    meta: &LAYOUT_ISSUER,
    title: ("Tên cơ quan ban hành, vị trí", "Issuing body, place"),
    demanded: ("phía trên, bên trái", "at the top, on the left"),
};

static RULE: Clause = Clause {
    name: "issuer-rule",
    number: "II.2.b",
    meta: &LAYOUT_ISSUER,
    title: ("Đường kẻ dưới tên cơ quan", "Rule under the issuing body"),
    demanded: ("nét liền, 1/3-1/2 dòng chữ, cân đối", "solid, 1/3-1/2 of the line, centred"),
};

pub(super) const CLAUSES: &[&Clause] = &[&SUPERIOR, &FORM, &PLACE, &RULE];

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
    let names = &reading.manuscript.letterhead.issuer;
    let found: Option<Vec<Found>> = names.iter().map(|name| reading.in_letterhead(name)).collect();
    let lines: Vec<&Line> = found.iter().flatten().flat_map(|found| &found.lines).collect();
    let Some(last) = lines.last().copied() else {
        ledger.not_applicable(&SUPERIOR, "không đo được", "cannot be measured");
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
    ledger.enter(&PLACE, left, Measured::said(measured.0, measured.1), 1);

    match rule_under(reading, last) {
        None => ledger.missing(&[&RULE], 1),
        Some(rule) => {
            let met = rule.solid && within(rule.share, 1.0 / 3.0, 0.5, 0.01) && rule.off.abs() <= MM;
            ledger.enter(&RULE, met, rule.words("dòng chữ", "of the line"), 1);
        }
    }
}

/// What stands above the issuing body on the left is the body above it.
fn superior(reading: &Reading<'_>, first: &Line, ledger: &mut Ledger) {
    let half = reading.pages[0].width / 2.0;
    let above: Vec<&Line> =
        reading.on_page(1).filter(|line| line.baseline < first.baseline - 2.0 && line.centre() < half).collect();
    let Some(shown) = above.first() else {
        ledger.not_applicable(&SUPERIOR, "không có", "none");
        return;
    };
    let wrong = above.iter().find(|line| !is_regular(line) || !is_of_size(line, 12.0, 13.0) || !line.is_in_capitals());
    ledger.enter(&SUPERIOR, wrong.is_none(), form(wrong.unwrap_or(shown)), 1);
}
