//! What the program says: answers on the standard output, all else on the standard error stream.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use terminal_size::terminal_size_of;

use super::arguments::{Color, Common};
use super::exit::Exit;
use crate::base::diagnostic::human::{Style, render};
use crate::base::diagnostic::{Diagnostic, Language, Level, Text, io_reason, text};
use crate::base::source::SourceMap;
use crate::base::vietnamese::letter::escape_invisible;

/// The width where no terminal gives one.
const USUAL_WIDTH: usize = 140;
/// Below this nothing of a line would be left to show.
const LEAST_WIDTH: usize = 60;

/// A user's request that cannot be carried out: wrong arguments, unreadable files.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct UserError {
    /// What is wrong.
    pub message: Text,
    /// What to do next.
    pub help: Text,
}

/// Why the system refused, in the users' words.
pub(super) fn reason(error: &io::Error, language: Language) -> String {
    io_reason(error).get(language).to_owned()
}

/// The two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// For answers.
    Stdout,
    /// For all else.
    Stderr,
}

/// How to write news and findings here and now.
pub(super) fn style(common: &Common) -> Style {
    style_of(common, Stream::Stderr)
}

/// How to write to a stream here and now.
pub(super) fn style_of(common: &Common, stream: Stream) -> Style {
    let (terminal, size) = match stream {
        Stream::Stdout => (io::stdout().is_terminal(), terminal_size_of(io::stdout())),
        Stream::Stderr => (io::stderr().is_terminal(), terminal_size_of(io::stderr())),
    };
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !plain && terminal,
    };
    let columns = size.filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    Style { language: common.lang.into(), color, width: columns.map_or(USUAL_WIDTH, |width| width.max(LEAST_WIDTH)) }
}

/// Writes an answer to the standard output. Whoever stopped reading has what they wanted.
pub(super) fn print(out: &str) -> Result<(), UserError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(out.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(UserError {
            message: text(
                format!("không ghi được ra đầu ra chuẩn: {}", reason(&error, Language::Vietnamese)),
                format!("the standard output cannot be written: {}", reason(&error, Language::English)),
            ),
            help: text("kiểm tra nơi nhận đầu ra", "see where the output goes"),
        }),
        _ => Ok(()),
    }
}

/// Writes findings and a line that counts them.
pub(super) fn findings(findings: &[Diagnostic], sources: &SourceMap, style: Style) {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&render(finding, sources, style));
        out.push('\n');
    }
    let counts = |finding: &&Diagnostic| finding.waived.is_none();
    let count = |level| findings.iter().filter(counts).filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if errors + warnings > 0 {
        let count = match style.language {
            Language::Vietnamese => format!("{errors} lỗi, {warnings} cảnh báo\n"),
            Language::English => format!("errors: {errors}, warnings: {warnings}\n"),
        };
        out.push_str(&count);
    }
    eprint(&out);
}

/// Writes a line of news.
pub(super) fn status(vietnamese: &str, english: &str, language: Language) {
    eprint(&escape_invisible(&match language {
        Language::Vietnamese => format!("{vietnamese}\n"),
        Language::English => format!("{english}\n"),
    }));
}

/// A path as it must be typed in a command.
pub(super) fn command_line_word(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown }
}

/// Writes why a request cannot be carried out.
pub(super) fn refusal(refusal: &UserError, language: Language) {
    let (error, help) = match language {
        Language::Vietnamese => ("lỗi", "cách sửa"),
        Language::English => ("error", "help"),
    };
    eprint(&format!("{error}: {}\n  {help}: {}\n", refusal.message.get(language), refusal.help.get(language)));
}

/// Writes why a command could not do its work, and says how it ends.
pub(super) fn failure(error: &anyhow::Error, language: Language) -> Exit {
    if let Some(given) = error.downcast_ref::<UserError>() {
        refusal(given, language);
        return Exit::Usage;
    }
    let fault = UserError {
        message: text(format!("chương trình gặp trục trặc: {error:#}"), format!("the program is at fault: {error:#}")),
        help: text(
            "chạy lại; nếu vẫn vậy thì báo lỗi kèm tệp kế hoạch",
            "run it again; if it stays, report it with the plan",
        ),
    };
    refusal(&fault, language);
    Exit::Internal
}

/// A broken pipe is nobody's mistake: whoever stopped reading does not want to hear of it.
pub(super) fn eprint(words: &str) {
    let _ = io::stderr().write_all(words.as_bytes());
}
