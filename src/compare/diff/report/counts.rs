//! How many changes of each effect there are, and the headline that says so.

use serde::Serialize;

use super::phrases::{counted, short_of_minimum};
use super::{Compared, localized};
use crate::base::diagnostic::{Language, Text, text};
use crate::compare::diff::{Change, Effect};

/// How many changes of one effect.
#[derive(Debug, Serialize)]
pub(super) struct CountView {
    pub(super) effect: &'static str,
    pub(super) number: usize,
    /// Of these: how many no longer meet the city's minimum.
    pub(super) below: usize,
    pub(super) label: String,
}

impl CountView {
    /// Returns the counts of every effect that has changes, and of weakened promises in any case.
    pub(super) fn all(changes: &[Change], of: Compared, language: Language) -> Vec<Self> {
        let count = |effect| {
            let changes: Vec<&Change> = changes.iter().filter(|change| change.effect == effect).collect();
            let below = changes.iter().filter(|change| change.falls_short()).count();
            let label = localized(&counted(effect, changes.len(), of), language);
            Self { effect: effect.as_str(), number: changes.len(), below, label }
        };
        let counts = Effect::ALL.map(count).into_iter();
        counts.filter(|count| count.number > 0 || count.effect == Effect::Loosened.as_str()).collect()
    }
}

/// «3 chỉ tiêu bị hạ (1 không đạt mức tối thiểu của thành phố), 1 chỉ tiêu được nâng, 4 thay đổi khác».
pub(super) fn headline(counts: &[CountView], of: Compared, language: Language) -> String {
    if counts.iter().all(|count| count.number == 0) {
        return localized(&text("Hai bản như nhau", "Both versions are the same"), language);
    }
    let said = counts.iter().map(|CountView { number, below, label, .. }| match (number, below) {
        (0, _) => localized(&none_lowered(of), language),
        (_, 0) => format!("{number} {label}"),
        _ => format!("{number} {label} ({below} {})", localized(&short_of_minimum(), language)),
    });
    let between = localized(&text(", ", "; "), language);
    said.collect::<Vec<_>>().join(&between)
}

fn none_lowered(of: Compared) -> Text {
    match of {
        Compared::Plan => text("không chỉ tiêu nào bị hạ", "no lowered targets"),
        Compared::Pack => text("không mức tối thiểu nào bị hạ", "no lowered minimums"),
    }
}
