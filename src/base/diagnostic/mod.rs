//! Findings: what is wrong with a user's input, where, and how to fix it.
//!
//! A finding never stops a stage; it is pushed into [`Findings`], which sorts and removes doubles. The text renderer is
//! [`human`]; nothing else knows how a finding looks.

mod data;
mod demand;
mod findings;
pub mod human;
mod layout;
mod project;
mod rule_meta;
mod system;
mod text;

pub use data::*;
pub use demand::{Demand, Lacks};
pub use findings::Findings;
pub use layout::*;
pub use project::*;
pub use rule_meta::{FixSafety, RuleMeta};
pub(crate) use rule_meta::{declare_findings, rule_meta};
pub use system::{io_reason, is_in_use};
pub use text::{Language, Text, did_you_mean, list_en, list_vi, suggest, text};

use crate::base::source::Span;

/// How severe a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; never stops anything.
    Note,
    /// Probably wrong; a build goes on.
    Warning,
    /// Wrong; a build stops unless it is a draft.
    Error,
}

impl Level {
    /// Returns its name for people: «lỗi», «cảnh báo», «lưu ý».
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Error, Language::Vietnamese) => "lỗi",
            (Self::Warning, Language::Vietnamese) => "cảnh báo",
            (Self::Note, Language::Vietnamese) => "lưu ý",
            (_, Language::English) => self.id(),
        }
    }

    /// Returns its name for programs: `error`, `warning`, `note`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A second place that a finding refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub span: Span,
    pub message: Text,
}

/// Why a finding does not count: its waiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Where the waiver is.
    pub span: Span,
    pub reason: String,
    /// The document that approves it.
    pub approval: String,
    /// Its last day, as `2026-12-31`.
    pub until: String,
}

impl Waived {
    /// That it is waived, until when, why and by which document.
    #[must_use]
    pub fn words(&self) -> Text {
        let (until, reason, approval) = (&self.until, &self.reason, &self.approval);
        let day = until.split('-').rev().collect::<Vec<_>>().join("/");
        text(
            format!("đã miễn trừ đến hết ngày {day}: {reason} ({approval})"),
            format!("waived until {until}: {reason} ({approval})"),
        )
    }
}

/// A proposed fix. Whether `--fix` may apply it is declared by the rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fix {
    /// Places of the file and their replacements.
    pub replacements: Vec<(Span, String)>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub meta: &'static RuleMeta,
    /// How severe it is here.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: Text,
    /// Where; a finding about a whole file has an empty span at its start.
    pub span: Span,
    /// A word next to the underlined text.
    pub label: Option<Text>,
    /// Other places.
    pub related: Vec<Related>,
    /// What to do next.
    pub help: Option<Text>,
    pub fix: Option<Fix>,
    /// What the city asks for and is not done; of several baselines, each.
    pub demands: Vec<Demand>,
    /// The waiver that covers it.
    pub waived: Option<Waived>,
}

impl Diagnostic {
    /// A finding of a rule at a place, at the rule's own level.
    #[must_use]
    pub fn new(meta: &'static RuleMeta, span: Span, message: Text) -> Self {
        Self {
            meta,
            level: meta.level,
            message,
            span,
            label: None,
            related: Vec::new(),
            help: None,
            fix: None,
            demands: Vec::new(),
            waived: None,
        }
    }

    /// An id that nothing has: what to say of it, and what to do.
    #[must_use]
    pub fn unknown_id(span: Span, (message, help): (Text, Text)) -> Self {
        Self::new(&UNKNOWN_ID, span, message).help(help)
    }

    /// With a word next to the underlined text.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// With what to do next.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// With a second place.
    #[must_use]
    pub fn related(mut self, span: Span, message: Text) -> Self {
        self.related.push(Related { span, message });
        self
    }

    /// With a replacement for what the file has; several are applied together.
    #[must_use]
    pub fn fix(mut self, span: Span, put: impl Into<String>) -> Self {
        self.fix.get_or_insert_default().replacements.push((span, put.into()));
        self
    }
}
