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
        "Times New Roman" | "Times New Roman";
    COLOUR = "colour", "I.4"
        "Màu chữ" | "Colour",
        "đen" | "black";
}

/// What the decree names.
const REQUIRED: &str = "Times New Roman";

/// The families that are as wide, letter by letter.
const TWINS: [&str; 4] = ["Liberation Serif", "Tinos", "TeX Gyre Termes", "Times"];

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
    let odd = families.iter().find(|(family, _)| **family != REQUIRED && !TWINS.contains(family));
    let names = families.keys().copied().collect::<Vec<_>>().join(", ");
    match odd {
        Some((family, (page, run))) => {
            let measured = Measured::text(
                format!("{family}, như ở «{}»", short(&run.text)),
                format!("{family}, as at «{}»", short(&run.text)),
            );
            ledger.enter(&FAMILY, false, measured, *page);
        }
        None if families.keys().any(|family| *family != REQUIRED) => ledger.enter_substitute(
            &FAMILY,
            Measured::text(
                format!("{names}, cùng kích thước từng chữ với {REQUIRED}; bản phát hành: build --font \"{REQUIRED}\""),
                format!("{names}, as wide as {REQUIRED} letter by letter; to release: build --font \"{REQUIRED}\""),
            ),
        ),
        None => ledger.enter(&FAMILY, !families.is_empty(), Measured::same(names), None),
    }

    let coloured = runs().find(|(_, run)| !run.black);
    let measured = match coloured {
        None => Measured::text("đen", "black"),
        Some((_, run)) => Measured::text(
            format!("màu khác ở «{}»", short(&run.text)),
            format!("another colour at «{}»", short(&run.text)),
        ),
    };
    ledger.enter(&COLOUR, coloured.is_none(), measured, coloured.map(|(page, _)| page));
}
