//! The stage that measures finished pages against Decree 30/2020/NĐ-CP, Appendix I, clause by clause.
//!
//! It looks at what is printed: glyphs, baselines, drawn lines. Which words belong to which part it knows from the
//! manuscript, not from the layout, so a template of one's own can claim nothing. A breach becomes a finding of family BC.

mod clause;
mod findings;
mod form;
mod human;
mod json;
mod line;
mod parts;
mod reading;
mod under;

pub use clause::{Clause, Measured, Measurement, Unit, Verdict};
pub use findings::not_measured;
pub use human::table;
pub use json::{About, json, schema};

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::compose::Manuscript;
use crate::output::engine::SetPage;
use crate::output::sign::Locations;
use clause::Ledger;
use parts::PARTS;
use reading::Reading;

/// A document held against the decree.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What was measured, in the order of the decree; empty when nothing could be.
    pub measurements: Vec<Measurement>,
    /// How many pages the document has; none when the engine gave none back.
    pub pages: Option<usize>,
}

/// What is proved.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The content that the pages should show.
    pub manuscript: &'a Manuscript,
    /// The finished pages, where the engine gives them back.
    pub pages: Option<&'a [SetPage]>,
    /// The places of the signatures, where the layout marks them.
    pub locations: Option<&'a Locations>,
    /// Whether every page carries the stamp of a draft, which is not measured.
    pub draft: bool,
}

/// Measures every part of a document.
#[must_use]
pub fn prove(subject: Subject<'_>) -> Proof {
    let Some(pages) = subject.pages.filter(|pages| !pages.is_empty()) else {
        return Proof { measurements: Vec::new(), pages: None };
    };
    let plan = subject.manuscript.origins.plan.0;
    let read = catch_unwind(AssertUnwindSafe(|| Reading::of(subject.manuscript, pages, subject.draft)));
    let mut measurements = Vec::new();
    for (clauses, measure) in PARTS {
        let measured = read.as_ref().ok().and_then(|reading| {
            let mut ledger = Ledger::new(plan);
            // A part that breaks down must not look right: all its demands count as broken.
            catch_unwind(AssertUnwindSafe(|| measure(reading, subject.locations, &mut ledger))).ok()?;
            Some(ledger.close())
        });
        measurements.extend(measured.unwrap_or_else(|| {
            let mut ledger = Ledger::new(plan);
            for clause in *clauses {
                let why = Measured::said("không đo được vì lỗi của chương trình", "a fault of the program");
                ledger.enter(clause, false, why, None);
            }
            ledger.close()
        }));
    }
    Proof { measurements, pages: Some(pages.len()) }
}

/// Every demand, in the order in which they are measured.
pub fn clauses() -> impl Iterator<Item = &'static Clause> {
    PARTS.iter().flat_map(|(clauses, _)| clauses.iter().copied())
}

impl Proof {
    /// How many demands have a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.measurements.iter().filter(|one| one.verdict == verdict).count()
    }
}
