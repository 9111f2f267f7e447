//! I.3: the margins, from the edge of the paper to what is really printed.

use crate::base::diagnostic::LAYOUT_MARGINS;
use crate::output::engine::Extent;
use crate::output::preflight::clause::{Clause, Ledger, MM, Measured, tidy};
use crate::output::preflight::reading::{Reading, extent_of};
use crate::output::sign::Locations;

static TOP: Clause = Clause {
    name: "margin-top",
    number: "I.3",
    meta: &LAYOUT_MARGINS,
    title: ("Lề trên", "Top margin"),
    demanded: ("20-25 mm", "20-25 mm"),
};

static BOTTOM: Clause = Clause {
    name: "margin-bottom",
    number: "I.3",
    meta: &LAYOUT_MARGINS,
    title: ("Lề dưới", "Bottom margin"),
    demanded: ("20-25 mm", "20-25 mm"),
};

static LEFT: Clause = Clause {
    name: "margin-left",
    number: "I.3",
    meta: &LAYOUT_MARGINS,
    title: ("Lề trái", "Left margin"),
    demanded: ("30-35 mm", "30-35 mm"),
};

static RIGHT: Clause = Clause {
    name: "margin-right",
    number: "I.3",
    meta: &LAYOUT_MARGINS,
    title: ("Lề phải", "Right margin"),
    demanded: ("15-20 mm", "15-20 mm"),
};

pub(super) const CLAUSES: &[&Clause] = &[&TOP, &BOTTOM, &LEFT, &RIGHT];

/// What the outline of a letter or half a drawn line may reach over.
const SLACK: f64 = 0.35;
/// How much further from the edge the nearest letter may be than the margin itself: at the top and the bottom the inside of a
/// line is not filled by every letter, at the bottom of a page there may be no room for one more line.
const INSIDE: [f64; 4] = [1.6, 9.0, 0.6, 0.6];

/// So many pages that run on are enough to see their bottom margin.
const ENOUGH: usize = 3;

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
    let pages: Vec<(usize, bool, [f64; 4])> = (1..=reading.pages.len())
        .filter_map(|number| Some((number, reading.is_upright(number), distances(reading, number)?)))
        .collect();
    let any_upright = pages.iter().any(|(_, upright, _)| *upright);
    let limits = [(&TOP, 20.0, 25.0), (&BOTTOM, 20.0, 25.0), (&LEFT, 30.0, 35.0), (&RIGHT, 15.0, 20.0)];
    for (side, (clause, least, most)) in limits.into_iter().enumerate() {
        let by_page: Vec<(usize, f64)> = pages.iter().map(|(page, _, all)| (*page, tidy(all[side]))).collect();
        // A page on its side, or one that is not full, may keep more: the nearest of the upright ones shows the margin.
        let upright =
            pages.iter().filter(|(_, upright, _)| *upright || !any_upright).map(|(page, _, all)| (*page, all[side]));
        let Some((page, nearest)) = least_of(upright.clone()) else {
            ledger.missing(&[clause], None);
            continue;
        };
        let over_all = least_of(by_page.iter().copied()).unwrap_or((page, nearest));
        // How low a page is filled depends on what follows: only several pages that run on show where their margin is.
        let shows = side != 1 || run_on(reading) >= ENOUGH;
        let wide = nearest > most + INSIDE[side] && shows;
        let narrow = over_all.1 < least - SLACK;
        let shown = if narrow { over_all } else { (page, nearest) };
        let distance = shown.1;
        let said = Measured::said(format!("gần nhất {distance:.1} mm"), format!("nearest {distance:.1} mm"));
        let measured = Measured { figure: Measured::mm(distance * MM).figure, ..said };
        ledger.enter_by_page(clause, !wide && !narrow, measured, shown.0, by_page);
    }
}

/// How many upright pages are followed by another one of the same text.
fn run_on(reading: &Reading<'_>) -> usize {
    let begins = |page: usize| reading.appendices.iter().flatten().any(|label| label.page() == page);
    let count = reading.pages.len();
    (1..count).filter(|page| reading.is_upright(*page) && reading.is_upright(page + 1) && !begins(page + 1)).count()
}

fn least_of(distances: impl Iterator<Item = (usize, f64)>) -> Option<(usize, f64)> {
    distances.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// How near anything comes to the top, bottom, left and right edge of a page, in millimetres; page numbers do not count.
fn distances(reading: &Reading<'_>, number: usize) -> Option<[f64; 4]> {
    let page = reading.pages.get(number - 1)?;
    let runs = reading.runs(number);
    let rules =
        page.rules.iter().map(|rule| Extent { left: rule.left, top: rule.top, right: rule.right, bottom: rule.bottom });
    let all = runs.filter_map(extent_of).chain(rules).chain(page.images.iter().copied()).reduce(Extent::around)?;
    Some([all.top / MM, (page.height - all.bottom) / MM, all.left / MM, (page.width - all.right) / MM])
}
