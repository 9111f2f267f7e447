//! The stage that typesets a Typst project. Two engines behind one trait; neither knows plans.

#[cfg(feature = "embedded")]
mod embedded;
mod external;
mod mark;
mod page;

#[cfg(feature = "embedded")]
pub use embedded::Embedded;
pub use external::External;
pub use mark::{LABELS, Mark};
pub use page::{Extent, MM, Run, SetPage, Within};

use crate::base::limits::TYPST_SECONDS;
use crate::output::typst_project::Project;

/// The version of Typst that both engines have.
pub const TYPST_VERSION: &str = "0.15.1";

/// The severity of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// There is no document.
    Error,
    /// There is a document, but something is wrong with it.
    Warning,
}

/// What an engine complains about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its severity.
    pub gravity: Gravity,
    /// Its text, in English.
    pub message: String,
}

impl Complaint {
    /// Returns the text without glyphs, if that is what is wrong.
    #[must_use]
    pub fn missing_glyphs(&self) -> Option<String> {
        let (_, rest) = self.message.split_once("the text `\"")?;
        let (text, _) = rest.rsplit_once("\"` could not be displayed")?;
        Some(unescaped(text))
    }

    /// Returns the missing font family, if that is what is wrong.
    #[must_use]
    pub fn missing_font(&self) -> Option<&str> {
        self.message.strip_prefix("unknown font family: ")
    }
}

/// Returns the text of a string literal of Typst: `\\u{200b}` is the character.
fn unescaped(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    let mut rest = literal;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let code = after.strip_prefix("u{").and_then(|code| code.split_once('}'));
        if let Some((letter, after)) =
            code.and_then(|(code, after)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after)))
        {
            out.push(letter);
            rest = after;
        } else {
            // An escaped quote or backslash is itself.
            let mut letters = after.chars();
            out.extend(letters.next());
            rest = letters.as_str();
        }
    }
    out.push_str(rest);
    out
}

/// The output of an engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// The PDF; none if there was an error.
    pub pdf: Option<Vec<u8>>,
    /// The places that the layout marks; none if there was an error.
    pub marks: Vec<Mark>,
    /// The finished pages, if they were asked for and the engine can return them.
    pub pages: Option<Vec<SetPage>>,
    /// What it complains about.
    pub complaints: Vec<Complaint>,
}

/// An engine cannot work at all.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The program `typst` cannot be started.
    #[error("the program typst at `{program}` cannot be started: {reason}")]
    CannotStart {
        /// What was to be started.
        program: String,
        /// Why not.
        reason: std::io::Error,
    },
    /// It does not come to an end.
    #[error("the program typst at `{program}` ran for more than {TYPST_SECONDS} s")]
    TooLong {
        /// What was started.
        program: String,
    },
    /// It has another version.
    #[error("the program at `{program}` is {found}; version {TYPST_VERSION} is needed")]
    WrongVersion {
        /// What was started.
        program: String,
        /// The version that it reports.
        found: String,
    },
    /// A file could not be written or read.
    #[error("a temporary file cannot be written: {0}")]
    Disk(#[from] std::io::Error),
    /// The engine failed in an unexpected way.
    #[error("the engine failed: {0}")]
    Broken(String),
}

/// Typesets a project.
pub trait Engine {
    /// Returns its name and version.
    fn identity(&self) -> String;

    /// Makes a PDF/A-2a that is PDF/UA-1 too. Complaints are returned, never printed.
    fn compile(&self, project: &Project) -> Result<Compiled, EngineError>;

    /// Returns the same with the finished pages as measurable parts, unless the engine only returns a PDF.
    fn compile_to_measure(&self, project: &Project) -> Result<Compiled, EngineError> {
        self.compile(project)
    }
}
