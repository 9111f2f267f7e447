//! Nothing is printed over anything else, or off the paper.

use crate::base::diagnostic::LAYOUT_OVERLAP;
use crate::output::engine::{Extent, Run};
use crate::output::preflight::clause::{Ledger, Measured, clauses, short};
use crate::output::preflight::line::is_of_document;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_OVERLAP]
    OVERLAP = "text-overlap", ""
        "Chữ đè lên chữ" | "Words over words",
        "không có" | "none";
    OUTSIDE = "text-outside", ""
        "Chữ ra ngoài giấy" | "Words off the paper",
        "không có" | "none";
}

/// How far adjacent letters, or the diacritics of one line and the descenders of the line above, may overlap, in points.
const TOUCH: f64 = 2.0;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    let mut over: Option<(usize, &Run, &Run)> = None;
    let mut outside: Option<(usize, &Run)> = None;
    for (index, page) in reading.pages.iter().enumerate() {
        let mut inked: Vec<(Extent, &Run)> = page
            .runs
            .iter()
            .filter(|run| is_of_document(run, reading.draft))
            .filter_map(|run| Some((run.ink?, run)))
            .collect();
        inked.sort_by(|a, b| a.0.top.total_cmp(&b.0.top));
        for (at, (ink, run)) in inked.iter().enumerate() {
            if outside.is_none()
                && (ink.left < 0.0 || ink.top < 0.0 || ink.right > page.width || ink.bottom > page.height)
            {
                outside = Some((index + 1, run));
            }
            let below = inked[at + 1..].iter().take_while(|(other, _)| other.top < ink.bottom - TOUCH);
            if let (None, Some((_, other))) = (over, below.clone().find(|(other, _)| overlap(*ink, *other))) {
                over = Some((index + 1, run, other));
            }
        }
    }
    let measured = match over {
        None => Measured::count(0, "chỗ", "places"),
        Some((_, one, other)) => {
            let (one, other) = (short(&one.text), short(&other.text));
            Measured::said(format!("«{one}» và «{other}»"), format!("«{one}» and «{other}»"))
        }
    };
    ledger.enter(&OVERLAP, over.is_none(), measured, over.map(|(page, ..)| page));
    let measured = match outside {
        None => Measured::count(0, "chỗ", "places"),
        Some((_, run)) => Measured::quoted(&run.text),
    };
    ledger.enter(&OUTSIDE, outside.is_none(), measured, outside.map(|(page, _)| page));
}

fn overlap(a: Extent, b: Extent) -> bool {
    let across = a.right.min(b.right) - a.left.max(b.left);
    let down = a.bottom.min(b.bottom) - a.top.max(b.top);
    across > TOUCH && down > TOUCH
}
