//! All words of the plan are on the pages, in their order.

use super::typeface::short;
use crate::base::diagnostic::LAYOUT_LOST_TEXT;
use crate::output::preflight::clause::{Clause, Ledger, Measured};
use crate::output::preflight::reading::Reading;
use crate::output::sign::Locations;

static WHOLE: Clause = Clause {
    name: "text-whole",
    number: "II.6",
    meta: &LAYOUT_LOST_TEXT,
    title: ("Đoạn và đề mục của kế hoạch", "Paragraphs and headings of the plan"),
    demanded: ("đủ chữ, đúng thứ tự", "whole and in order"),
};

pub(super) const CLAUSES: &[&Clause] = &[&WHOLE];

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
    let plan = reading.manuscript.origins.plan.0;
    let lost: Vec<_> = reading.blocks.iter().filter(|block| block.found.is_none()).collect();
    let (all, found) = (reading.blocks.len(), reading.blocks.len() - lost.len());
    ledger.about(lost.iter().find_map(|block| block.origin).unwrap_or(plan));
    let measured = Measured::count(found, &format!("trên {all} đoạn và đề mục"), &format!("of {all}"));
    let measured = match lost.first() {
        None => measured,
        Some(first) => {
            let words = short(&first.words);
            measured.and(&format!("không thấy «{words}»"), &format!("«{words}» was not found"))
        }
    };
    ledger.enter(&WHOLE, lost.is_empty(), measured, None);
    ledger.about(plan);
}
