//! The rules: what a reviewer at the city would find in a plan, each with its law.
//!
//! A rule is a card and a function in one file of its family's folder. To add one: write the file, name it in the family's list, add
//! a failing and a passing fixture. Codes are never used again, not even after a rule is gone.

mod coverage;
mod found;
mod rule;
mod subject;

pub mod agencies;
pub mod bases;
pub mod form;
pub mod recipients;
pub mod signing;
pub mod targets;
pub mod tasks;
pub mod wording;

pub use rule::{Needs, Rule};
pub use subject::Subject;

use crate::diagnostic::{Card, DATA_CARDS, Findings};

/// Every rule, family by family, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        targets::RULES,
        tasks::RULES,
        bases::RULES,
        form::RULES,
        agencies::RULES,
        recipients::RULES,
        signing::RULES,
        wording::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The cards of everything that can be found: the data's, then the rules'.
pub fn cards() -> impl Iterator<Item = &'static Card> {
    DATA_CARDS.iter().copied().chain(all().map(|rule| &rule.card))
}

/// Holds a plan against every rule.
pub fn run(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for rule in all() {
        if rule.needs == Needs::Text || subject.whole {
            (rule.check)(subject, findings);
        }
    }
}
