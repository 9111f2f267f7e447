//! A line a finding, then a line a file that could not be judged in full, as compilers write them: editors and scripts read it.

use super::{Found, Report};

pub(super) fn render(report: &Report) -> String {
    let found = report.found().map(|found| line(found, report));
    let partly = report.partly().map(|(name, words)| format!("{name}: {words}\n"));
    found.chain(partly).collect()
}

fn line(found: &Found, report: &Report) -> String {
    let (mark, level) = (&found.mark, found.level.label(report.language));
    let waived = found.waived.as_ref().map(|waived| format!(" [{}]", waived.words)).unwrap_or_default();
    let line = format!(
        "{}:{}:{}: {level}[{}]: {}{waived}",
        mark.file, mark.start.line, mark.start.column, found.meta.code, found.message
    );
    line.replace(['\n', '\r'], " ") + "\n"
}
