//! What the program says, on the standard error stream.

use std::io::{IsTerminal as _, Write as _};

use super::arguments::{Color, Common};
use super::exit::Exit;
use crate::diagnostic::human::{Style, render};
use crate::diagnostic::{Diagnostic, Language, Level};
use crate::pipeline::Fault;
use crate::source::SourceMap;

/// A user's request that cannot be carried out: wrong arguments, unreadable files.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: String,
}

/// How to write here and now.
pub(super) fn style(common: &Common) -> Style {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !plain && std::io::stderr().is_terminal(),
    };
    Style { language: common.lang.into(), color, width: 140 }
}

/// Writes findings and a line that counts them.
pub(super) fn findings(findings: &[Diagnostic], sources: &SourceMap, style: Style) {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&render(finding, sources, style));
        out.push('\n');
    }
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if errors + warnings > 0 {
        out.push_str(&match style.language {
            Language::Vietnamese => format!("{errors} lỗi, {warnings} cảnh báo\n"),
            Language::English => format!("errors: {errors}, warnings: {warnings}\n"),
        });
    }
    say(&out);
}

/// Writes a line of news.
pub(super) fn news(vietnamese: &str, english: &str, language: Language) {
    say(&match language {
        Language::Vietnamese => format!("{vietnamese}\n"),
        Language::English => format!("{english}\n"),
    });
}

/// Writes why a command could not do its work, and says how it ends.
pub(super) fn failure(error: &anyhow::Error, common: &Common) -> Exit {
    let language: Language = common.lang.into();
    let (error_word, help_word) = match language {
        Language::Vietnamese => ("lỗi", "cách sửa"),
        Language::English => ("error", "help"),
    };
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        say(&format!("{error_word}: {}\n  {help_word}: {}\n", refusal.message, refusal.help));
        return Exit::Usage;
    }
    if let Some(Fault::Engine(fault)) = error.downcast_ref::<Fault>() {
        say(&format!("{error_word}: {fault}\n"));
        return Exit::Internal;
    }
    say(&format!("{error_word}: {error:#}\n"));
    Exit::Internal
}

/// A broken pipe is nobody's mistake: whoever stopped reading does not want to hear of it.
fn say(words: &str) {
    let _ = std::io::stderr().write_all(words.as_bytes());
}
