//! What was found, for people and for programs: one file a format, all of the same findings.

mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod packs_used;
mod sarif;
mod short;
mod tree;
mod view;

pub use packs_used::PackUsed;
pub use tree::Tree;
pub use view::{Found, Mark, Report, Summary, Unit, UnitKind, Words};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Each finding with its line and underline.
    Human,
    /// A line a finding.
    Short,
    /// One JSON document.
    Json,
    /// A JSON document a line: the findings, then the summary.
    Jsonl,
    /// SARIF 2.1.0, which platforms for code show.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A comment on a pull request.
    Markdown,
    /// `JUnit` XML, which most CI systems show as tests.
    Junit,
    /// The Code Quality report of GitLab.
    Gitlab,
}

impl Format {
    /// Every format: the command line, the documentation and the tests take their lists from here.
    pub const ALL: [Self; 9] = [
        Self::Human,
        Self::Short,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Markdown,
        Self::Junit,
        Self::Gitlab,
    ];

    /// Returns its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Markdown => "markdown",
            Self::Junit => "junit",
            Self::Gitlab => "gitlab",
        }
    }
}

/// Returns the report in a format, ending in a newline.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Human => human::render(report),
        Format::Short => short::render(report),
        Format::Json => json::render(report),
        Format::Jsonl => json::render_lines(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Markdown => markdown::render(report, markdown::COMMENT),
        Format::Junit => junit::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}

/// Returns the report as the summary of a step of GitHub Actions, which takes more than a comment does. Others have written so many bytes of it.
#[must_use]
pub fn job_summary(report: &Report, written: usize) -> String {
    markdown::render(report, markdown::summary(written))
}
