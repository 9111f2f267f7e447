//! The Code Quality report of GitLab, which a merge request shows: what it newly has, and what it mends.
//!
//! The keys are those of <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. Of two entries with one
//! fingerprint, GitLab shows the first.

use serde_json::{Value, json};

use super::fingerprint::{fingerprints, hash};
use super::{Found, Report, json};
use crate::base::diagnostic::Level;

pub(super) fn render(report: &Report) -> String {
    let found = report.found().zip(fingerprints(report)).map(|(found, print)| entry(found, &print, report));
    let partly = report.partly().map(|(name, words)| {
        let path = report.tree.path(name).unwrap_or_else(|| name.to_owned());
        let print = hash(["partly", &path]);
        json!({
            "description": words,
            "check_name": "kehoach",
            "fingerprint": print,
            "severity": "info",
            "location": { "path": path, "lines": { "begin": 1 } },
        })
    });
    json::pretty(&found.chain(partly).collect::<Vec<Value>>())
}

fn entry(found: &Found, fingerprint: &str, report: &Report) -> Value {
    let level = found.level.label(report.language);
    let (mark, message) = report.placed(found);
    let mut words = format!("{level}[{}]: {message}", found.meta.code);
    for other in &found.related {
        words.push_str(&format!("\n{}:{}: {}", other.mark.file, other.mark.start.line, other.message));
    }
    if let Some(rest) = found.rest() {
        words.push('\n');
        words.push_str(rest);
    }
    let path = report.tree.path_of(&mark).unwrap_or_else(|| mark.file.clone());
    json!({
        "description": words,
        "check_name": found.meta.code,
        "fingerprint": fingerprint,
        "severity": match found.level {
            _ if found.waived.is_some() => "info",
            Level::Error => "critical",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        "location": { "path": path, "lines": { "begin": mark.start.line, "end": mark.end.line } },
    })
}
