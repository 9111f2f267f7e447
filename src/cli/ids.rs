//! `kehoach ids`: the ids that plans can name, found by their words.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::common::{Common, PacksOption, TableFormat};
use super::exit::Exit;
use super::grid::grid;
use super::search::PLAN;
use super::terminal::{self, Stream};
use super::user_error::user_error;
use super::{files, report};
use crate::base::diagnostic::Language;
use crate::base::diagnostic::human::Style;
use crate::base::vietnamese::fold::{fold, has_words};
use crate::input::expressions::fixed_part;
use crate::model::packs::{Form, Pack};

/// Tra mã để ghi vào kế hoạch: cơ quan, mục, văn bản, chỉ số; tìm theo chữ, có dấu hay không dấu
/// en: Find the ids that plans can name: agencies, sections, documents, indicators; by words, with or without marks
#[derive(Debug, Args)]
#[command(override_usage = "kehoach ids [agencies|sections|documents|indicators] [CHỮ]... [TÙY CHỌN]")]
pub(super) struct IdsArgs {
    /// Loại mã (agencies: cơ quan, sections: mục, documents: văn bản, indicators: chỉ số), rồi các chữ cần tìm; không ghi thì liệt kê tất cả
    /// en: The kind of ids (agencies, sections, documents, indicators), then the words to find; all are listed without them
    #[arg(value_name = "CHỮ")]
    words: Vec<String>,
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: TableFormat,
    #[command(flatten)]
    packs: PacksOption,
}

/// The kinds of ids: as an argument, as one may type it instead, and in both languages.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("agencies", "co quan", "cơ quan", "agency"),
    ("sections", "muc", "mục", "section"),
    ("documents", "van ban", "văn bản", "document"),
    ("indicators", "chi so", "chỉ số", "indicator"),
];

/// An id that a plan can name.
#[derive(Debug, Serialize)]
struct Row<'p> {
    kind: &'static str,
    id: &'p str,
    name: String,
    /// The city's plan that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'p str>,
    /// Other names by which it is found.
    #[serde(skip)]
    others: String,
}

pub(super) fn run(args: &IdsArgs, common: &Common) -> anyhow::Result<Exit> {
    let style = terminal::style(common, Stream::Stderr);
    let library = files::library_of(Path::new(PLAN), &args.packs, common.lang)?;
    if library.findings.has_errors() {
        report::findings(library.findings.clone(), &library.sources, style);
        return Ok(Exit::Findings);
    }
    let (kind, words) = asked(&args.words);
    let rows: Vec<Row<'_>> =
        library.packs.cities.values().flat_map(rows).filter(|row| kind.is_none_or(|kind| kind == row.kind)).collect();
    let found: Vec<&Row<'_>> = rows.iter().filter(|row| words.is_empty() || row.has(&words)).collect();
    if found.is_empty() {
        return Err(user_error(format!("không có mã nào ứng với `{words}`"), format!("no id has the words `{words}`"))
            .hint(
                "bớt chữ, hoặc gõ `kehoach ids agencies` (sections, documents, indicators) để xem tất cả",
                "use fewer words, or run `kehoach ids agencies` (sections, documents, indicators) to see all",
            )
            .into());
    }
    report::print(&match args.format {
        TableFormat::Human => table(&found, terminal::style(common, Stream::Stdout)),
        TableFormat::Json => format!("{:#}\n", serde_json::json!({ "schema_version": 1, "ids": found })),
    })?;
    Ok(Exit::Clean)
}

/// Splits the arguments into a kind and words.
fn asked(words: &[String]) -> (Option<&'static str>, String) {
    let all = words.join(" ");
    let folded = fold(&all);
    for (kind, vietnamese, ..) in KINDS {
        for name in [kind, vietnamese] {
            if let Some(rest) = folded.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                return (Some(kind), rest.trim().to_owned());
            }
        }
    }
    (None, all)
}

impl Row<'_> {
    fn has(&self, words: &str) -> bool {
        has_words(&format!("{} {} {}", self.id, self.name, self.others), words)
    }
}

/// Returns all ids of a pack. A body that was abolished cannot be given work: it is not proposed.
fn rows(pack: &Pack) -> Vec<Row<'_>> {
    let mut out = Vec::new();
    for agency in pack.agencies.iter().filter(|agency| agency.in_force_until.is_none()) {
        let others = [agency.brief.as_ref(), agency.symbol.as_ref()].into_iter().flatten();
        out.push(Row {
            kind: "agencies",
            id: agency.id.value.as_str(),
            name: fixed_part(&agency.name.text).to_owned(),
            baseline: None,
            others: others.map(|name| name.text.as_str()).collect::<Vec<_>>().join(" "),
        });
    }
    for baseline in &pack.baselines {
        let of = Some(baseline.id.value.as_str());
        out.extend(baseline.sections.iter().map(|section| Row {
            kind: "sections",
            id: section.id.value.as_str(),
            name: section.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
            baseline: of,
            others: String::new(),
        }));
        out.extend(baseline.indicators.iter().map(|indicator| Row {
            kind: "indicators",
            id: indicator.id.value.as_str(),
            name: indicator.text.clone(),
            baseline: of,
            others: String::new(),
        }));
    }
    out.extend(pack.documents.iter().map(|document| Row {
        kind: "documents",
        id: document.id.value.as_str(),
        name: document.cite(Form::Full, None),
        baseline: None,
        others: document.aliases.join(" "),
    }));
    out
}

fn table(rows: &[&Row<'_>], style: Style) -> String {
    let mut table = grid(style);
    table.set_header(match style.language {
        Language::Vietnamese => ["Loại", "Mã", "Tên"],
        Language::English => ["Kind", "Id", "Name"],
    });
    for row in rows {
        let kind = KINDS.iter().find(|(kind, ..)| *kind == row.kind).map_or("", |(.., vi, en)| match style.language {
            Language::Vietnamese => *vi,
            Language::English => *en,
        });
        let kind = row.baseline.map_or_else(|| kind.to_owned(), |of| format!("{kind} ({of})"));
        table.add_row([kind.as_str(), row.id, row.name.as_str()]);
    }
    format!("{table}\n")
}
