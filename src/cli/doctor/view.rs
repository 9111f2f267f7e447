//! How the checks of the machine are shown.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::json;

use super::check::{Check, State};
use crate::base::diagnostic::Language;
use crate::model::packs::{LegalDocument, Pack, Packs, Provenance};

/// What a city's pack contains.
#[derive(Debug, Serialize)]
pub(super) struct PackView {
    city: String,
    agencies: usize,
    documents: usize,
    /// Until which day it follows what was issued.
    #[serde(serialize_with = "iso")]
    as_of: Option<Date>,
    /// The latest date of a document in it.
    #[serde(serialize_with = "iso")]
    newest: Option<Date>,
    baselines: Vec<BaselineView>,
}

#[derive(Debug, Serialize)]
struct BaselineView {
    id: String,
    document: String,
    #[serde(serialize_with = "iso")]
    date: Option<Date>,
    official: bool,
    indicators: usize,
    required: usize,
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde demands this signature")]
fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

pub(super) fn packs(packs: &Packs) -> Vec<PackView> {
    packs.cities.values().map(pack).chain([country(&packs.country)]).collect()
}

fn country(pack: &Pack) -> PackView {
    let (agencies, documents) = (pack.agencies.len(), pack.documents.len());
    let newest = newest(&pack.documents);
    PackView { city: "cả nước".to_owned(), agencies, documents, newest, ..self::pack(pack) }
}

fn newest<'d>(documents: impl IntoIterator<Item = &'d LegalDocument>) -> Option<Date> {
    documents.into_iter().filter_map(|document| document.date.as_ref()).map(|date| date.value.0).max()
}

fn pack(pack: &Pack) -> PackView {
    let baselines = pack.baselines.iter().map(|baseline| {
        let document = pack.document(baseline.document.value.as_str());
        let number = document.and_then(|document| document.number.as_ref().map(ToString::to_string));
        BaselineView {
            id: baseline.id.value.to_string(),
            document: number.unwrap_or_else(|| baseline.document.value.to_string()),
            date: document.and_then(|document| document.date.as_ref()).map(|date| date.value.0),
            official: baseline.provenance == Provenance::Official,
            indicators: baseline.indicators.len(),
            required: baseline.indicators.iter().filter(|indicator| indicator.required).count(),
        }
    });
    let own = || pack.documents.iter().filter(|one| !pack.is_of_country(&one.id));
    PackView {
        city: format!("{} {}", pack.kind, pack.name),
        agencies: pack.agencies.iter().filter(|one| !pack.is_of_country(&one.id)).count(),
        documents: own().count(),
        as_of: pack.as_of.as_ref().map(|day| day.value.0),
        newest: newest(own()),
        baselines: baselines.collect(),
    }
}

/// For programs.
pub(super) fn json(checks: &[Check], packs: &[PackView]) -> String {
    let checks: Vec<_> = checks
        .iter()
        .map(|check| {
            let state = match check.state {
                State::Fine => "ok",
                State::Warning => "warning",
                State::Broken => "broken",
            };
            let both = |text: &crate::base::diagnostic::Text| {
                json!({ "vi": text.get(Language::Vietnamese), "en": text.get(Language::English) })
            };
            json!({ "id": check.id, "state": state, "found": both(&check.found), "help": check.help.as_ref().map(both) })
        })
        .collect();
    format!("{:#}\n", json!({ "version": env!("CARGO_PKG_VERSION"), "checks": checks, "packs": packs }))
}

/// For people: a line for each check, and below it what to do.
pub(super) fn human(checks: &[Check], packs: &[PackView], language: Language) -> String {
    let labels: Vec<&str> = checks.iter().map(|check| check.label.get(language)).collect();
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
    let todo = match language {
        Language::Vietnamese => "nên làm",
        Language::English => "to do",
    };
    let mut out = String::new();
    for (check, label) in checks.iter().zip(labels) {
        let sign = match check.state {
            State::Fine => '✓',
            State::Warning => '!',
            State::Broken => '✗',
        };
        out.push_str(&format!("{sign} {label:width$}  {}\n", check.found.get(language)));
        if let Some(help) = &check.help {
            out.push_str(&format!("  {:width$}  {todo}: {}\n", "", help.get(language)));
        }
    }
    for pack in packs {
        out.push('\n');
        out.push_str(&pack_lines(pack, language));
    }
    out
}

fn pack_lines(pack: &PackView, language: Language) -> String {
    let PackView { city, agencies, documents, .. } = pack;
    let (newest, as_of) = (day(pack.newest), day(pack.as_of));
    let mut out = match language {
        Language::Vietnamese => format!(
            "Dữ liệu {city}, tính đến ngày {as_of}: {agencies} cơ quan, {documents} văn bản, mới nhất ngày {newest}\n"
        ),
        Language::English => format!(
            "Pack of {city}, as of {as_of}: agencies: {agencies}, documents: {documents}, the latest of {newest}\n"
        ),
    };
    for BaselineView { id, document, date, official, indicators, required } in &pack.baselines {
        let date = day(*date);
        out.push_str(&match language {
            Language::Vietnamese => {
                let origin = if *official { "theo nguyên văn" } else { "phục dựng từ văn bản trích dẫn" };
                format!(
                    "  {id}: Kế hoạch số {document} ngày {date}, {indicators} chỉ số ({required} bắt buộc), {origin}\n"
                )
            }
            Language::English => {
                let origin =
                    if *official { "from the official text" } else { "reconstructed from documents that quote it" };
                format!(
                    "  {id}: plan {document} of {date}, indicators: {indicators} (required: {required}), {origin}\n"
                )
            }
        });
    }
    out
}

/// A date as it is written in Vietnam.
fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "?".to_owned(), |date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()))
}
