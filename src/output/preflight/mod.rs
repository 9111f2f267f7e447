//! The stage that measures finished pages against Decree 30/2020/NĐ-CP, Appendix I, clause by clause.
//!
//! It looks at what is printed: glyphs, baselines, drawn lines. Which words belong to which part it knows from the
//! manuscript, not from the layout, so custom templates cannot mislead it. A violation becomes a finding of family BC.

mod clause;
mod findings;
mod form;
mod human;
mod json;
mod line;
mod parts;
mod placed;
mod reading;
mod under;

pub use clause::{Clause, Measured, Measurement, Unit, Verdict};
#[cfg(any(not(feature = "embedded"), feature = "internals"))]
pub use findings::not_measured;
pub use human::table;
pub use json::{About, json, schema};
pub use reading::Subject;

use std::panic::{AssertUnwindSafe, catch_unwind};

use clause::Ledger;
use parts::PARTS;
use reading::Reading;

/// The pages of a document, measured against the decree.
#[derive(Debug, Clone)]
pub struct PageReport {
    /// What was measured, in the order of the decree; empty if nothing could be.
    pub measurements: Vec<Measurement>,
    /// How many pages the document has; none if the engine returned none.
    pub pages: Option<usize>,
}

/// Measures every part of a document.
#[must_use]
pub fn measure(subject: Subject<'_>) -> PageReport {
    let Some(pages) = subject.pages.filter(|pages| !pages.is_empty()) else {
        return PageReport { measurements: Vec::new(), pages: None };
    };
    let plan = subject.manuscript.origins.plan.0;
    let read = catch_unwind(AssertUnwindSafe(|| Reading::of(subject, pages)));
    let mut measurements = Vec::new();
    for (clauses, measure) in PARTS {
        let measured = read.as_ref().ok().and_then(|reading| {
            let mut ledger = Ledger::new(plan);
            // If measuring a part panics, all its demands count as broken.
            catch_unwind(AssertUnwindSafe(|| measure(reading, &mut ledger))).ok()?;
            Some(ledger.close())
        });
        measurements.extend(measured.unwrap_or_else(|| {
            let mut ledger = Ledger::new(plan);
            for clause in *clauses {
                let why = Measured::text("không đo được vì lỗi của chương trình", "an internal error");
                ledger.enter(clause, false, why, None);
            }
            ledger.close()
        }));
    }
    PageReport { measurements, pages: Some(pages.len()) }
}

/// All demands, in the order in which they are measured.
pub fn clauses() -> impl Iterator<Item = &'static Clause> {
    PARTS.iter().flat_map(|(clauses, _)| clauses.iter().copied())
}

impl PageReport {
    /// Returns the number of demands with a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.measurements.iter().filter(|one| one.verdict == verdict).count()
    }
}
