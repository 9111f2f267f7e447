//! I.4: one family of type, black.

use std::collections::BTreeMap;

use crate::base::diagnostic::LAYOUT_TYPEFACE;
use crate::output::engine::Run;
use crate::output::preflight::clause::{Ledger, Measured, clauses, short};
use crate::output::preflight::line::is_of_document;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_TYPEFACE]
    FAMILY = "font-family", "I.4"
        "Phông chữ" | "Font",
        "Times New Roman, hoặc phông cùng kích thước chữ" | "Times New Roman or a metric twin";
    COLOUR = "colour", "I.4"
        "Màu chữ" | "Colour",
        "đen" | "black";
}

/// Times New Roman and the families that are as wide, letter by letter.
const FAMILIES: [&str; 5] = ["Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Times"];

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let runs = || {
        reading.pages.iter().enumerate().flat_map(|(index, page)| {
            let own = page.runs.iter().filter(|run| is_of_document(run, reading.draft) && run.ink.is_some());
            own.map(move |run| (index + 1, run))
        })
    };
    let mut families: BTreeMap<&str, (usize, &Run)> = BTreeMap::new();
    for (page, run) in runs() {
        families.entry(&run.family).or_insert((page, run));
    }
    let odd = families.iter().find(|(family, _)| !FAMILIES.contains(family));
    let names = families.keys().copied().collect::<Vec<_>>().join(", ");
    let measured = match odd {
        None => Measured::said(names.clone(), names),
        Some((family, (_, run))) => Measured::said(
            format!("{family}, như ở «{}»", short(&run.text)),
            format!("{family}, as at «{}»", short(&run.text)),
        ),
    };
    ledger.enter(&FAMILY, odd.is_none() && !families.is_empty(), measured, odd.map(|(_, (page, _))| *page));

    let coloured = runs().find(|(_, run)| !run.black);
    let measured = match coloured {
        None => Measured::said("đen", "black"),
        Some((_, run)) => Measured::said(
            format!("màu khác ở «{}»", short(&run.text)),
            format!("another colour at «{}»", short(&run.text)),
        ),
    };
    ledger.enter(&COLOUR, coloured.is_none(), measured, coloured.map(|(page, _)| page));
}
