//! What a rule says of itself, declared once: `kehoach explain`, docs/rules.md and SARIF are made from it.

use super::{Level, Text, text};

/// Whether `--fix` may apply what a rule proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixSafety {
    /// The rule proposes no fix.
    None,
    /// Only the form of the text changes: `--fix` applies it.
    Safe,
    /// The meaning may change: people apply it.
    #[allow(dead_code, reason = "no rule proposes such a fix yet")]
    Unsafe,
}

impl FixSafety {
    /// Returns its name for programs: `none`, `safe`, `unsafe`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Metadata of a rule. Codes are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleMeta {
    /// Stable code: two letters of the family and three digits.
    pub code: &'static str,
    /// Name in kebab case.
    pub name: &'static str,
    /// Default level.
    pub level: Level,
    /// The first version that has the rule.
    pub since: &'static str,
    /// Whether `--fix` may apply what the rule proposes.
    pub fix: FixSafety,
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
    /// A bad example: a piece of a plan.
    pub bad: &'static str,
    /// The same piece as it should be.
    pub good: &'static str,
}

impl RuleMeta {
    /// Returns what the rule finds.
    #[must_use]
    pub fn title(&self) -> Text {
        text(self.title_vi, self.title_en)
    }

    /// Why it matters and how it judges.
    #[must_use]
    pub fn explanation(&self) -> Text {
        text(self.explanation_vi, self.explanation_en)
    }

    /// Returns the two letters of its family.
    #[must_use]
    pub fn family(&self) -> &'static str {
        &self.code[..2]
    }
}

/// The one form in which metadata is written; titles and explanations are Vietnamese first.
macro_rules! rule_meta {
    (
        code: $code:literal, name: $name:literal, level: $level:ident, since: $since:literal, fix: $fix:ident,
        title: $title_vi:literal, $title_en:literal,
        explanation: $explanation_vi:literal, $explanation_en:literal,
        law: $law:literal,
        bad: $bad:literal,
        good: $good:literal,
    ) => {
        $crate::base::diagnostic::RuleMeta {
            code: $code,
            name: $name,
            level: $crate::base::diagnostic::Level::$level,
            since: $since,
            fix: $crate::base::diagnostic::FixSafety::$fix,
            title_vi: $title_vi,
            title_en: $title_en,
            explanation_vi: $explanation_vi,
            explanation_en: $explanation_en,
            law: $law,
            bad: $bad,
            good: $good,
        }
    };
}

/// Declares a family of findings that stages report themselves, in the order of the codes, and the list of them.
macro_rules! declare_findings {
    ($(#[$doc:meta])* $list:ident; $($name:ident { code: $code:literal, name: $kebab:literal, $($rest:tt)* })*) => {
        $(
            #[doc = concat!($code, " `", $kebab, "`.")]
            pub static $name: $crate::base::diagnostic::RuleMeta =
                $crate::base::diagnostic::rule_meta! { code: $code, name: $kebab, $($rest)* };
        )*

        $(#[$doc])*
        pub static $list: &[&$crate::base::diagnostic::RuleMeta] = &[$(&$name),*];
    };
}

pub(crate) use {declare_findings, rule_meta};
