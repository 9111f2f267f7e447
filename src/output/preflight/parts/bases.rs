//! II.6.a: the bases.

use crate::base::diagnostic::LAYOUT_BASES;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_of_size};
use crate::output::preflight::reading::{Kind, Reading};

clauses! {
    [LAYOUT_BASES]
    FORM = "bases-form", "II.6.a"
        "Căn cứ, cỡ và kiểu chữ" | "Bases, type",
        "cỡ 13-14, nghiêng" | "13-14 pt, italic";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.document.0);
    let is_basis = |kind: Kind| matches!(kind, Kind::Paragraph { basis: true, .. });
    let bases: Vec<_> =
        reading.paragraphs().filter(|(block, _)| is_basis(block.kind)).map(|(_, found)| found).collect();
    let Some(first) = bases.first() else {
        ledger.not_applicable(&[&FORM], "không có căn cứ", "no bases");
        return;
    };
    let lines = bases.iter().flat_map(|found| &found.lines);
    let wrong = lines.clone().find(|line| !line.italic || !is_of_size(line, 13.0, 14.0));
    let line = wrong.unwrap_or(first.first());
    let measured = match wrong {
        Some(_) => form(line),
        None => Measured::count(bases.len(), "căn cứ, nghiêng", "bases, italic").with_figure_of(&form(line)),
    };
    ledger.enter(&FORM, wrong.is_none(), measured, line.page);
}
