//! What is wrong in packs though each of their files can be read: ids that are there twice, minimums that contradict each other, links to
//! what is measured otherwise.
//!
//! It is said at the pack, once for all plans that are read with it. What cannot be right is taken out, so that plans are judged by the rest.

mod circle;
mod ids;
mod indicators;
mod links;
mod measures;
mod minimums;
mod retired;
mod sections;

use crate::base::diagnostic::{Diagnostic, Findings, Level, PACK_MISTAKE, Text};
use crate::base::source::Span;
use crate::checks::prose::Operators;
use crate::model::packs::{Packs, QuantityWords};

/// The words of quantities, ready to be looked for.
struct Words<'w> {
    quantities: &'w QuantityWords,
    operators: Operators,
}

/// Finds what is wrong in packs, and takes out of them what plans cannot be judged by.
pub fn find(packs: &mut Packs, quantities: &QuantityWords, findings: &mut Findings) {
    let words = Words { quantities, operators: Operators::new(&quantities.operators) };
    ids::find(packs, findings);
    for pack in packs.cities.values_mut().filter(|pack| pack.is_whole) {
        for baseline in &mut pack.baselines {
            sections::find(baseline, findings);
            indicators::find(baseline, &words, findings);
        }
        links::find(pack, findings);
        retired::find(pack, findings);
    }
}

/// A mistake: what is wrong, and what to do.
fn mistake(span: Span, level: Level, (message, help): (Text, Text)) -> Diagnostic {
    let mut finding = Diagnostic::new(&PACK_MISTAKE, span, message).help(help);
    finding.level = level;
    finding
}
