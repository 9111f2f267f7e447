//! Annotations of GitHub Actions: commands that the runner reads from the output of a step.

use super::{Found, Report};
use crate::base::diagnostic::Level;

pub(super) fn render(report: &Report) -> String {
    let found = report.found().map(|found| annotation(found, report));
    let partly =
        report.partly().map(|(name, words)| format!("::notice file={},line=1::{}\n", property(name), data(words)));
    found.chain(partly).collect()
}

fn annotation(found: &Found, report: &Report) -> String {
    let command = match found.level {
        _ if found.waived.is_some() => "notice",
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mark = &found.mark;
    let mut properties = format!("file={},line={}", property(&mark.file), mark.start.line);
    if !mark.whole_file {
        let (column, end) = (mark.start.column, mark.end.column.max(mark.start.column));
        properties.push_str(&format!(",endLine={},col={column},endColumn={end}", mark.end.line));
    }
    let title = format!("{}[{}]", found.level.label(report.language), found.meta.code);
    let mut message = found.message.clone();
    for other in &found.related {
        message.push_str(&format!("\n{}:{}: {}", other.mark.file, other.mark.start.line, other.message));
    }
    let rest = found.waived.as_ref().map(|waived| &waived.words).or(found.help.as_ref());
    if let Some(rest) = rest {
        message.push('\n');
        message.push_str(rest);
    }
    format!("::{command} {properties},title={}::{}\n", property(&title), data(&message))
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
