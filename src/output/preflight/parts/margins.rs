//! I.3: the margins, from the edge of the paper to what is printed.

use crate::base::diagnostic::LAYOUT_MARGINS;
use crate::output::engine::{Extent, MM};
use crate::output::preflight::clause::{Ledger, Measured, clauses, tidy};
use crate::output::preflight::reading::{Reading, extent_of};

clauses! {
    [LAYOUT_MARGINS]
    TOP = "margin-top", "I.3"
        "Lề trên" | "Top margin",
        "20-25 mm" | "20-25 mm";
    BOTTOM = "margin-bottom", "I.3"
        "Lề dưới" | "Bottom margin",
        "20-25 mm" | "20-25 mm";
    LEFT = "margin-left", "I.3"
        "Lề trái" | "Left margin",
        "30-35 mm" | "30-35 mm";
    RIGHT = "margin-right", "I.3"
        "Lề phải" | "Right margin",
        "15-20 mm" | "15-20 mm";
}

/// How far the outline of a letter or half a drawn line may extend into a margin.
const SLACK: f64 = 0.35;
/// How much further from the edge than the margin the nearest letter may be: few letters fill the height of a line, and at the
/// bottom of a page there may be no room for one more line.
const INSIDE: [f64; 4] = [1.6, 9.0, 0.6, 0.6];

/// How many pages that end inside a paragraph are needed to see their bottom margin.
const ENOUGH: usize = 2;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let pages: Vec<(usize, bool, [f64; 4])> = (1..=reading.pages.len())
        .filter_map(|number| Some((number, reading.is_portrait(number), distances(reading, number)?)))
        .collect();
    let any_portrait = pages.iter().any(|(_, portrait, _)| *portrait);
    let limits = [(&TOP, 20.0, 25.0), (&BOTTOM, 20.0, 25.0), (&LEFT, 30.0, 35.0), (&RIGHT, 15.0, 20.0)];
    for (side, (clause, least, most)) in limits.into_iter().enumerate() {
        let by_page: Vec<(usize, f64)> = pages.iter().map(|(page, _, all)| (*page, tidy(all[side]))).collect();
        // A landscape page, or one that is not full, may have more: the least of the portrait pages is the margin.
        let portrait =
            pages.iter().filter(|(_, portrait, _)| *portrait || !any_portrait).map(|(page, _, all)| (*page, all[side]));
        let Some((page, nearest)) = least_of(portrait.clone()) else {
            ledger.missing(&[clause], None);
            continue;
        };
        let over_all = least_of(by_page.iter().copied()).unwrap_or((page, nearest));
        // How far down a page is filled depends on what follows: what is not divided leaves a gap.
        let shows = side != 1 || full_pages(reading) >= ENOUGH;
        let wide = nearest > most + INSIDE[side] && shows;
        let narrow = over_all.1 < least - SLACK;
        let shown = if narrow { over_all } else { (page, nearest) };
        let distance = shown.1;
        let measured = Measured::text(format!("gần nhất {distance:.1} mm"), format!("nearest {distance:.1} mm"))
            .with_figure_of(&Measured::mm(distance * MM));
        ledger.enter_by_page(clause, !wide && !narrow, measured, shown.0, by_page);
    }
}

/// Returns how many pages end inside a paragraph.
fn full_pages(reading: &Reading<'_>) -> usize {
    let divided = reading.paragraphs().filter(|(_, found)| found.last().page > found.page());
    divided.map(|(_, found)| found.last().page - found.page()).sum()
}

fn least_of(distances: impl Iterator<Item = (usize, f64)>) -> Option<(usize, f64)> {
    distances.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Returns the distance of what is printed from the top, bottom, left and right edge of a page, in millimetres, without page numbers.
fn distances(reading: &Reading<'_>, number: usize) -> Option<[f64; 4]> {
    let page = reading.pages.get(number - 1)?;
    let runs = reading.runs(number);
    let rules = page.rules.iter().map(|rule| rule.extent);
    let all = runs.filter_map(extent_of).chain(rules).chain(page.images.iter().copied()).reduce(Extent::around)?;
    Some([all.top / MM, (page.height - all.bottom) / MM, all.left / MM, (page.width - all.right) / MM])
}
