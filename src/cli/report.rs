//! What the program says: answers on the standard output, everything else on the standard error stream.

use std::io::{self, Write as _};
use std::path::Path;

use super::exit::Exit;
use super::user_error::{UserError, user_error};
use crate::base::diagnostic::human::{Style, render};
use crate::base::diagnostic::{Findings, Language, Level, io_reason};
use crate::base::shown;
use crate::base::source::SourceMap;
use crate::pipeline::Library;

/// Writes an answer to the standard output. A reader that stopped early has what it wanted.
pub(super) fn print(out: &str) -> Result<(), UserError> {
    print_bytes(out.as_bytes())
}

/// The same for an answer that is not text.
pub(super) fn print_bytes(out: &[u8]) -> Result<(), UserError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(out).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(user_error("không ghi được ra đầu ra chuẩn", "cannot write to standard output")
                .because(&io_reason(&error))
                .hint("kiểm tra nơi nhận đầu ra", "check where the output goes"))
        }
        _ => Ok(()),
    }
}

/// Writes findings and a line that counts them.
pub(super) fn findings(findings: Findings, sources: &SourceMap, style: Style) {
    let findings = findings.sorted();
    let mut out: String = findings.iter().map(|finding| render(finding, sources, style) + "\n").collect();
    let count = |level| findings.iter().filter(|one| one.waived.is_none() && one.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if errors + warnings > 0 {
        out.push_str(&match style.language {
            Language::Vietnamese => format!("{errors} lỗi, {warnings} cảnh báo\n"),
            Language::English => format!("errors: {errors}, warnings: {warnings}\n"),
        });
    }
    eprint(&out);
}

/// Writes what is wrong with packs, for a command that judges no plan by itself.
pub(super) fn packs(library: &Library, style: Style) {
    if !library.findings.is_empty() {
        findings(library.findings.clone(), &library.sources, style);
    }
}

/// Writes a line about the work.
pub(super) fn status(vietnamese: &str, english: &str, language: Language) {
    said(match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    });
}

/// The same where it is in the language already.
pub(super) fn said(line: &str) {
    eprint(&shown::words(&format!("{line}\n")));
}

/// Writes why a request cannot be carried out.
pub(super) fn refusal(refusal: &UserError, language: Language) {
    eprint(&lines(Level::Error, refusal, language));
}

/// Writes what was passed over, where the work goes on without it.
pub(super) fn note(note: &UserError, language: Language) {
    eprint(&lines(Level::Note, note, language));
}

fn lines(level: Level, error: &UserError, language: Language) -> String {
    let help = match language {
        Language::Vietnamese => "cách sửa",
        Language::English => "help",
    };
    let hint = error.hint.as_ref().map(|hint| format!("  {help}: {}\n", hint.get(language)));
    format!("{}: {}\n{}", level.label(language), error.message.get(language), hint.unwrap_or_default())
}

/// Writes why a command could not do its work, and returns how it ends.
pub(super) fn failure(error: &anyhow::Error, language: Language) -> Exit {
    if let Some(given) = error.downcast_ref::<UserError>() {
        refusal(given, language);
        return Exit::Usage;
    }
    let internal = user_error(format!("chương trình gặp trục trặc: {error:#}"), format!("internal error: {error:#}"))
        .hint(
            "chạy lại; nếu vẫn vậy thì báo lỗi này, kèm tệp kế hoạch",
            "run it again; if it fails again, this may be a bug in kehoach: report it with the plan",
        );
    refusal(&internal, language);
    Exit::Internal
}

/// Writes to the standard error stream, as far as anybody reads it.
pub(super) fn eprint(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A path as it is typed in a command.
pub(super) fn shell_word(path: &Path) -> String {
    let shown = shown::path(path);
    if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown }
}
