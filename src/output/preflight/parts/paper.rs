//! I.1, I.2: the paper.

use crate::base::diagnostic::LAYOUT_PAPER;
use crate::document::compose::{Block, Manuscript};
use crate::output::preflight::clause::{Clause, Ledger, MM, Measured, within};
use crate::output::preflight::reading::Reading;
use crate::output::sign::Locations;

static SIZE: Clause = Clause {
    name: "paper-size",
    number: "I.1",
    meta: &LAYOUT_PAPER,
    title: ("Khổ giấy", "Paper"),
    demanded: ("A4, 210 × 297 mm", "A4, 210 × 297 mm"),
};

static ORIENTATION: Clause = Clause {
    name: "paper-orientation",
    number: "I.2",
    meta: &LAYOUT_PAPER,
    title: ("Chiều giấy", "Orientation"),
    demanded: ("theo chiều dài; nằm ngang khi có bảng", "upright; on its side for tables"),
};

pub(super) const CLAUSES: &[&Clause] = &[&SIZE, &ORIENTATION];

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
    let a4 = |page: &&crate::output::engine::SetPage| {
        let (short, long) = (page.width.min(page.height), page.width.max(page.height));
        within(short, 210.0 * MM, 210.0 * MM, 0.5 * MM) && within(long, 297.0 * MM, 297.0 * MM, 0.5 * MM)
    };
    let odd = reading.pages.iter().position(|page| !a4(&page));
    let shown = &reading.pages[odd.unwrap_or(0)];
    let size = format!("{:.0} × {:.0} mm", shown.width / MM, shown.height / MM);
    ledger.enter(&SIZE, odd.is_none(), Measured::said(size.clone(), size), odd.map(|at| at + 1));

    let lying: Vec<usize> = (1..=reading.pages.len()).filter(|page| !reading.is_upright(*page)).collect();
    let allowed = lying_pages_may_be(reading.manuscript);
    let met = lying.is_empty() || allowed;
    let count = lying.len();
    let measured = if lying.is_empty() {
        Measured::said("mọi trang theo chiều dài", "all pages upright")
    } else {
        Measured::said(
            format!("{count} trang nằm ngang{}", if allowed { "" } else { ", kế hoạch không có bảng" }),
            format!("pages on their side: {count}{}", if allowed { "" } else { ", the plan has no table" }),
        )
    };
    ledger.enter(&ORIENTATION, met, measured, lying.first().copied());
}

/// Tables may lie on their side.
fn lying_pages_may_be(manuscript: &Manuscript) -> bool {
    fn has_table(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| match block {
            Block::Table(_) => true,
            Block::Landscape(inner) => has_table(inner),
            Block::Heading { .. } | Block::Paragraph { .. } => false,
        })
    }
    let appendices = manuscript.appendices.iter().map(|appendix| &appendix.body);
    [&manuscript.body, &manuscript.closing].into_iter().chain(appendices).any(|blocks| has_table(blocks))
}
