//! I.3: tables stay inside the margins.

use crate::base::diagnostic::LAYOUT_TABLE;
use crate::output::engine::{Extent, MM, Within};
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::reading::{Reading, extent_of};

clauses! {
    [LAYOUT_TABLE]
    INSIDE = "table-inside", "I.3"
        "Bảng trong lề" | "Tables inside the margins",
        "cách mép ít nhất: trên 20, dưới 20, trái 30, phải 15 mm" | "at least 20, 20, 30, 15 mm from top, bottom, left, right";
}

/// A drawn line that is higher than a line of text is a border, whatever the layout calls it.
const BORDER: f64 = 12.0;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    let least = [20.0, 20.0, 30.0, 15.0];
    let mut pages: Vec<(usize, [f64; 4])> = Vec::new();
    for (index, page) in reading.pages.iter().enumerate() {
        let runs = reading.runs(index + 1).filter(|run| run.within == Within::Table).filter_map(extent_of);
        let borders = page
            .rules
            .iter()
            .filter(|rule| {
                rule.within == Within::Table || (rule.extent.bottom - rule.extent.top > BORDER && reading.tables > 0)
            })
            .map(|rule| rule.extent);
        if let Some(all) = runs.chain(borders).reduce(Extent::around) {
            let distances = [all.top, page.height - all.bottom, all.left, page.width - all.right];
            pages.push((index + 1, distances.map(|distance| distance / MM)));
        }
    }
    let slack = |distances: &[f64; 4]| {
        distances.iter().zip(least).map(|(distance, least)| distance - least).fold(f64::INFINITY, f64::min)
    };
    let nearest = pages.iter().min_by(|a, b| slack(&a.1).total_cmp(&slack(&b.1)));
    match nearest {
        None if reading.tables == 0 => ledger.not_applicable(&[&INSIDE], "không có bảng", "no table"),
        None => ledger.missing(&[&INSIDE], None),
        Some((page, distances)) => {
            let [top, bottom, left, right] = distances;
            let measured = Measured::said(
                format!("trên {top:.1}; dưới {bottom:.1}; trái {left:.1}; phải {right:.1} mm"),
                format!("top {top:.1}; bottom {bottom:.1}; left {left:.1}; right {right:.1} mm"),
            );
            ledger.enter(&INSIDE, slack(distances) >= -0.35, measured, *page);
        }
    }
}
