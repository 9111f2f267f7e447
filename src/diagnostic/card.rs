//! The card of a rule: what it is called and how grave it is.

use super::{Level, Text, text};

/// A rule's card. Codes are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// Stable code: two letters of the family and three digits.
    pub code: &'static str,
    /// Name in kebab case.
    pub name: &'static str,
    /// Level where nothing else is said.
    pub level: Level,
    /// What the rule finds, in Vietnamese.
    pub title_vi: &'static str,
    /// What the rule finds, in English.
    pub title_en: &'static str,
}

impl Card {
    /// What the rule finds.
    #[must_use]
    pub fn title(&self) -> Text {
        text(self.title_vi, self.title_en)
    }
}
