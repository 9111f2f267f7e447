//! I.1, I.2: the paper.

use crate::base::diagnostic::LAYOUT_PAPER;
use crate::document::compose::{Block, Manuscript};
use crate::output::engine::{MM, SetPage};
use crate::output::preflight::clause::{Ledger, Measured, clauses, within};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_PAPER]
    SIZE = "paper-size", "I.1"
        "Khổ giấy" | "Paper",
        "A4, 210 × 297 mm" | "A4, 210 × 297 mm";
    ORIENTATION = "paper-orientation", "I.2"
        "Chiều giấy" | "Orientation",
        "theo chiều dài; nằm ngang khi có bảng" | "portrait; landscape for tables";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let a4 = |page: &SetPage| {
        let (short, long) = (page.width.min(page.height), page.width.max(page.height));
        within(short, 210.0 * MM, 210.0 * MM, 0.5 * MM) && within(long, 297.0 * MM, 297.0 * MM, 0.5 * MM)
    };
    let odd = reading.pages.iter().position(|page| !a4(page));
    let shown = &reading.pages[odd.unwrap_or(0)];
    let size = format!("{:.0} × {:.0} mm", shown.width / MM, shown.height / MM);
    ledger.enter(&SIZE, odd.is_none(), Measured::same(size), odd.map(|at| at + 1));

    let landscape: Vec<usize> = (1..=reading.pages.len()).filter(|page| !reading.is_portrait(*page)).collect();
    let allowed = landscape_is_allowed(reading.manuscript);
    let met = landscape.is_empty() || allowed;
    let count = landscape.len();
    let measured = if landscape.is_empty() {
        Measured::text("mọi trang theo chiều dài", "all pages in portrait")
    } else {
        Measured::text(
            format!("{count} trang nằm ngang{}", if allowed { "" } else { ", kế hoạch không có bảng" }),
            format!("pages in landscape: {count}{}", if allowed { "" } else { ", the plan has no table" }),
        )
    };
    ledger.enter(&ORIENTATION, met, measured, landscape.first().copied());
}

/// Tables may be in landscape.
fn landscape_is_allowed(manuscript: &Manuscript) -> bool {
    fn has_table(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| match block {
            Block::Table(_) => true,
            Block::Landscape(inner) => has_table(inner),
            Block::Heading { .. } | Block::Paragraph { .. } => false,
        })
    }
    manuscript.texts_in_order().any(has_table)
}
