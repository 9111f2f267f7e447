//! All text of the plan is on the pages, in its order.

use crate::base::diagnostic::LAYOUT_LOST_TEXT;
use crate::output::preflight::clause::{Ledger, Measured, clauses, short};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_LOST_TEXT]
    WHOLE = "text-whole", "II.6"
        "Đoạn và đề mục của kế hoạch" | "Paragraphs and headings of the plan",
        "đủ chữ, đúng thứ tự" | "whole and in order";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
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
