//! The card of a rule: what it is called, how grave it is, what it rests on.

use super::{Level, Text, text};

/// A rule's card. `kehoach explain` and the page of rules are made of it. Codes are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
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
    /// Why it matters and how it judges, in Vietnamese.
    pub explanation_vi: &'static str,
    /// Why it matters and how it judges, in English.
    pub explanation_en: &'static str,
    /// The clause that it rests on, as a Vietnamese document cites it; for the data, the format itself.
    pub law: &'static str,
    /// What it finds: a piece of a plan.
    pub bad: &'static str,
    /// The same piece as it should be.
    pub good: &'static str,
}

impl RuleMeta {
    /// What the rule finds.
    #[must_use]
    pub fn title(&self) -> Text {
        text(self.title_vi, self.title_en)
    }

    /// Why it matters and how it judges.
    #[must_use]
    pub fn explanation(&self) -> Text {
        text(self.explanation_vi, self.explanation_en)
    }

    /// The two letters of its family.
    #[must_use]
    pub fn family(&self) -> &'static str {
        &self.code[..2]
    }
}
