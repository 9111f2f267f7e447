//! For people at a terminal: the line, the underline, the help; then one line per plan, and one about the packs.

use super::{Report, Unit, packs_used};
use crate::base::diagnostic::Language;

pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for unit in &report.units {
        for found in &unit.found {
            out.push_str(&found.picture);
            out.push('\n');
        }
    }
    for unit in &report.units {
        out.push_str(&line(unit, report.language));
    }
    let summary = report.summary();
    if summary.plans > 1 {
        let words = summary.words(report.language);
        out.push_str(&match report.language {
            Language::Vietnamese => format!("{} kế hoạch: {words}\n", summary.plans),
            Language::English => format!("{} plans: {words}\n", summary.plans),
        });
    }
    out + &packs_used::line(report).map(|line| line + "\n").unwrap_or_default()
}

/// Returns the summary line of a file.
fn line(unit: &Unit, language: Language) -> String {
    let words = unit.summary().words(language);
    let partly = unit.partly(language).map(|words| format!("; {words}")).unwrap_or_default();
    format!("{}: {words}{partly}\n", unit.name)
}
