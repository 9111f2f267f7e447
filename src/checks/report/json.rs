//! For programs: one JSON document, or one a line.

use serde::Serialize;

use super::{Found, Mark, PackUsed, Report, Summary};

/// Changes when a program that read the last version could not read this one.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    diagnostics: Vec<DiagnosticView<'a>>,
    incomplete: Vec<IncompleteView<'a>>,
    packs: Vec<PackView<'a>>,
    summary: SummaryView,
}

#[derive(Serialize)]
struct Line<T> {
    schema_version: u32,
    #[serde(flatten)]
    what: T,
}

#[derive(Serialize)]
struct Last<'a> {
    incomplete: Vec<IncompleteView<'a>>,
    packs: Vec<PackView<'a>>,
    summary: SummaryView,
}

/// A pack that the plans were judged by.
#[derive(Serialize)]
pub(super) struct PackView<'a> {
    id: &'a str,
    root: Option<&'a str>,
    as_of: Option<String>,
}

/// A file that not every rule could judge.
#[derive(Serialize)]
struct IncompleteView<'a> {
    file: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct DiagnosticView<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    path: &'a str,
    related: Vec<RelatedView<'a>>,
    waived: Option<WaivedView<'a>>,
}

#[derive(Serialize)]
struct RelatedView<'a> {
    file: &'a str,
    line: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct WaivedView<'a> {
    reason: &'a str,
    approval: &'a str,
    until: &'a str,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct SummaryView {
    plans: usize,
    errors: usize,
    warnings: usize,
    waived: usize,
}

pub(super) fn render(report: &Report) -> String {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        diagnostics: report.found().map(view).collect(),
        incomplete: incomplete(report),
        packs: packs(report),
        summary: summary(report.summary()),
    };
    pretty(&document)
}

pub(super) fn render_lines(report: &Report) -> String {
    let mut out = String::new();
    for found in report.found() {
        out.push_str(&line(view(found)));
    }
    out.push_str(&line(Last {
        incomplete: incomplete(report),
        packs: packs(report),
        summary: summary(report.summary()),
    }));
    out
}

/// These values have string keys only and no way to fail, so they always can be written.
fn line<T: Serialize>(what: T) -> String {
    serde_json::to_string(&Line { schema_version: SCHEMA_VERSION, what }).unwrap_or_default() + "\n"
}

/// A document of several lines.
pub(super) fn pretty<T: Serialize>(document: &T) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

fn view(found: &Found) -> DiagnosticView<'_> {
    let Mark { file, start, .. } = &found.mark;
    DiagnosticView {
        code: found.meta.code,
        level: found.level.id(),
        message: &found.message,
        help: found.help.as_deref(),
        file,
        line: start.line,
        column: start.column,
        path: &found.data_path.path,
        related: found
            .related
            .iter()
            .map(|other| RelatedView { file: &other.mark.file, line: other.mark.start.line, message: &other.message })
            .collect(),
        waived: found.waived.as_ref().map(|waived| WaivedView {
            reason: &waived.reason,
            approval: &waived.approval,
            until: &waived.until,
            file: &waived.mark.file,
            line: waived.mark.start.line,
        }),
    }
}

fn incomplete(report: &Report) -> Vec<IncompleteView<'_>> {
    report.partly().map(|(file, message)| IncompleteView { file, message }).collect()
}

pub(super) fn packs(report: &Report) -> Vec<PackView<'_>> {
    report.packs.iter().map(pack).collect()
}

fn pack(pack: &PackUsed) -> PackView<'_> {
    PackView { id: &pack.id, root: pack.root.as_deref(), as_of: pack.as_of.map(|day| day.to_string()) }
}

fn summary(summary: Summary) -> SummaryView {
    let Summary { plans, errors, warnings, waived } = summary;
    SummaryView { plans, errors, warnings, waived }
}
