//! Annotations of GitHub Actions: commands that the runner reads from the output of a step.

use std::cmp::Reverse;

use super::{Found, Report};
use crate::base::diagnostic::{Language, Level};

/// GitHub shows so many annotations of a kind of each step; the others are in its log only.
const SHOWN: usize = 10;
/// How many bytes of commands are written: beyond 1 MiB a log is cut in the browser.
const MOST: usize = 1_000_000;

/// Returns the commands, errors first: of many, only the first are shown. A line for the log says how many there are.
pub(super) fn render(report: &Report) -> String {
    let mut found: Vec<(Command, &Found)> = report.found().map(|found| (Command::of(found), found)).collect();
    found.sort_by_key(|(command, _)| Reverse(*command));
    let partly = report.partly().map(|(name, words)| {
        let file = report.tree.path(name).unwrap_or_else(|| name.to_owned());
        format!("::notice file={},line=1::{}\n", property(&file), data(words))
    });
    let counts = [Command::Error, Command::Warning, Command::Notice]
        .map(|command| (command, found.iter().filter(|(other, _)| *other == command).count()));
    let (mut out, mut left) = (String::new(), 0);
    for line in found.iter().map(|(command, found)| annotation(*command, found, report)).chain(partly) {
        if out.len() + line.len() > MOST {
            left += 1;
        } else {
            out.push_str(&line);
        }
    }
    if left > 0 || counts.iter().any(|(_, count)| *count > SHOWN) {
        out.push_str(&in_all(counts, left, report.language));
    }
    out
}

/// A kind of annotation, in the order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Command {
    Notice,
    Warning,
    Error,
}

impl Command {
    fn of(found: &Found) -> Self {
        match found.level {
            _ if found.waived.is_some() => Self::Notice,
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Note => Self::Notice,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What the log says of all of them; it is no command.
fn in_all(counts: [(Command, usize); 3], left: usize, language: Language) -> String {
    let [(_, errors), (_, warnings), (_, notices)] = counts;
    match language {
        Language::Vietnamese => {
            let left = if left > 0 { format!("; còn {left} chú thích không ghi ở đây") } else { String::new() };
            format!(
                "Tất cả: {errors} lỗi, {warnings} cảnh báo, {notices} lưu ý và phát hiện đã miễn trừ{left}. GitHub chỉ hiện {SHOWN} chú thích mỗi mức ở mỗi bước; xem hết ở bản tóm tắt hoặc bằng kehoach check.\n"
            )
        }
        Language::English => {
            let left = if left > 0 { format!("; {left} annotations are left out here") } else { String::new() };
            format!(
                "In all: {errors} errors, {warnings} warnings, {notices} notes and waived findings{left}. GitHub shows {SHOWN} annotations of each level of a step; the summary and kehoach check show all.\n"
            )
        }
    }
}

fn annotation(command: Command, found: &Found, report: &Report) -> String {
    let (mark, message) = report.placed(found);
    let file = report.tree.path_of(&mark).unwrap_or_else(|| mark.file.clone());
    let mut properties = format!("file={},line={}", property(&file), mark.start.line);
    if !mark.whole_file {
        let (column, end) = (mark.start.column, mark.end.column.max(mark.start.column));
        properties.push_str(&format!(",endLine={},col={column},endColumn={end}", mark.end.line));
    }
    let title = format!("{}[{}]", found.level.label(report.language), found.meta.code);
    let mut message = message.into_owned();
    for other in &found.related {
        message.push_str(&format!("\n{}:{}: {}", other.mark.file, other.mark.start.line, other.message));
    }
    if let Some(rest) = found.rest() {
        message.push('\n');
        message.push_str(rest);
    }
    format!("::{} {properties},title={}::{}\n", command.as_str(), property(&title), data(&message))
}

/// Returns the text of a command: the runner reads it to the end of the line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns the value of a property, which also ends at `,` and `:`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_written_another_way() {
        assert_eq!(data("95%\r\na: b, c"), "95%25%0D%0Aa: b, c");
        assert_eq!(property("C:\\kế hoạch, 2026%.toml"), "C%3A\\kế hoạch%2C 2026%25.toml");
    }
}
