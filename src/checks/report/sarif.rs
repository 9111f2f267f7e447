//! SARIF 2.1.0: what code platforms show next to the lines of a file.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::{Found, Mark, Report, Tree, json};
use crate::base::diagnostic::{Language, Level, RuleMeta};
use crate::checks::explain;
use crate::checks::rules;

/// Of a run GitHub shows so many results, and refuses one with five times as many.
const MOST_RESULTS: usize = 5_000;
/// Of a result GitHub shows so many places, the first one among them, and refuses one with ten times as many.
const MOST_PLACES: usize = 100;

/// What must be escaped in a path of a URI (RFC 3986); not `/` between directories.
const NOT_IN_A_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn render(report: &Report) -> String {
    let metas: Vec<&RuleMeta> = rules::metas().collect();
    let mut found: Vec<(&Found, String)> = report.found().zip(fingerprints(report)).collect();
    let left = found.len().saturating_sub(MOST_RESULTS);
    if left > 0 {
        // The gravest stay; within a level the order of the report.
        found.sort_by_key(|(found, _)| (found.waived.is_some(), std::cmp::Reverse(found.level)));
        found.truncate(MOST_RESULTS);
    }
    let mut invocation = json!({ "executionSuccessful": true });
    let mut notifications: Vec<Value> = report
        .partly()
        .map(|(name, words)| {
            let place = json!({ "physicalLocation": { "artifactLocation": artifact(name, &report.tree) } });
            json!({ "level": "warning", "message": { "text": words }, "locations": [place] })
        })
        .collect();
    if left > 0 {
        let words = match report.language {
            Language::Vietnamese => format!("Còn {left} lỗi, cảnh báo không ghi ở đây; xem bằng kehoach check."),
            Language::English => format!("{left} more findings are left out; kehoach check shows them."),
        };
        notifications.push(json!({ "level": "warning", "message": { "text": words } }));
    }
    if !notifications.is_empty() {
        invocation["toolExecutionNotifications"] = notifications.into();
    }
    json::pretty(&json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kehoach",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": match report.language { Language::Vietnamese => "vi", Language::English => "en" },
                "rules": metas.iter().map(|meta| rule(meta, report.language)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "properties": { "packs": json::packs(report) },
            "invocations": [invocation],
            "results": found.iter().map(|(found, print)| result(found, print, &metas, report)).collect::<Vec<_>>(),
        }],
    }))
}

fn rule(meta: &RuleMeta, language: Language) -> Value {
    let family = rules::families().into_iter().find(|(code, _)| *code == meta.family());
    let family = family.map(|(_, words)| words.get(language).to_owned()).unwrap_or_default();
    json!({
        "id": meta.code,
        "name": meta.name,
        "shortDescription": { "text": meta.title().get(language) },
        "fullDescription": { "text": meta.explanation().get(language) },
        "help": { "text": explain::human(meta, language), "markdown": explain::markdown(meta, language) },
        "defaultConfiguration": { "level": meta.level.id() },
        "properties": {
            "tags": [meta.family(), family],
            "since": meta.since,
            "fix": meta.fix.id(),
            "precision": "high",
            "problem.severity": match meta.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
        },
    })
}

fn result(found: &Found, fingerprint: &str, metas: &[&RuleMeta], report: &Report) -> Value {
    let tree = &report.tree;
    let (mark, message) = report.placed(found);
    let mut text = message.into_owned();
    // Only places in the repository can be shown; of the others the words are told.
    let (inside, outside): (Vec<_>, Vec<_>) = found
        .related
        .iter()
        .enumerate()
        .partition(|(at, other)| at + 1 < MOST_PLACES && tree.path_of(&other.mark).is_some());
    for (_, other) in outside {
        text.push('\n');
        text.push_str(&other.message);
    }
    if let Some(help) = &found.help {
        text.push('\n');
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": found.meta.code,
        "level": found.level.id(),
        "message": { "text": text },
        "locations": [location(&mark, tree)],
        // GitHub's action computes `primaryLocationLineHash` itself, and complains of one that is another.
        "partialFingerprints": { "kehoachFinding/v1": fingerprint },
    });
    if let Some(index) = metas.iter().position(|meta| *meta == found.meta) {
        result["ruleIndex"] = json!(index);
    }
    let anchor = found.data_path.anchor();
    if !anchor.is_empty() {
        result["locations"][0]["logicalLocations"] =
            json!([{ "fullyQualifiedName": anchor, "name": found.data_path.path, "kind": "member" }]);
    }
    if !inside.is_empty() {
        let related = inside.into_iter().map(|(id, other)| {
            let mut place = location(&other.mark, tree);
            place["id"] = json!(id);
            place["message"] = json!({ "text": other.message });
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(waived) = &found.waived {
        let mut suppression = json!({ "kind": "external", "status": "accepted", "justification": waived.words });
        if tree.path_of(&waived.mark).is_some() {
            suppression["location"] = location(&waived.mark, tree);
        }
        result["suppressions"] = json!([suppression]);
    }
    result
}

fn location(mark: &Mark, tree: &Tree) -> Value {
    let mut region = json!({ "startLine": mark.start.line });
    if !mark.whole_file {
        region["startColumn"] = json!(mark.start.column);
        region["endLine"] = json!(mark.end.line);
        region["endColumn"] = json!(mark.end.column);
    }
    json!({ "physicalLocation": { "artifactLocation": artifact(&mark.file, tree), "region": region } })
}

/// A path below the top of the repository, or the whole address of one outside it.
fn artifact(file: &str, tree: &Tree) -> Value {
    let encoded = |path: &str| utf8_percent_encode(path, NOT_IN_A_PATH).to_string();
    if let Some(path) = tree.path(file) {
        // A colon in the first part of a relative path would make it a scheme.
        return json!({ "uri": encoded(&path).replace(':', "%3A"), "uriBaseId": "%SRCROOT%" });
    }
    let absolute = tree.absolute(file);
    let start = match absolute.as_str() {
        path if path.starts_with("//") => "file:",
        path if path.starts_with('/') => "file://",
        path if path.as_bytes().get(1) == Some(&b':') => "file:///",
        _ => "",
    };
    json!({ "uri": format!("{start}{}", encoded(&absolute)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_address_where_it_can() {
        let nowhere = Tree::default();
        assert_eq!(
            artifact("kế hoạch/a#1%.toml", &nowhere),
            json!({ "uri": "k%E1%BA%BF%20ho%E1%BA%A1ch/a%231%25.toml", "uriBaseId": "%SRCROOT%" })
        );
        assert_eq!(artifact("/tam/plan.toml", &nowhere), json!({ "uri": "file:///tam/plan.toml" }));
        assert_eq!(artifact("C:/xã/plan.toml", &nowhere), json!({ "uri": "file:///C:/x%C3%A3/plan.toml" }));
        assert_eq!(artifact("//may/plan.toml", &nowhere), json!({ "uri": "file://may/plan.toml" }));
        let tree = Tree::new("/kho/ke-hoach", "/kho");
        assert_eq!(
            artifact("/kho/a:b/plan.toml", &tree),
            json!({ "uri": "a%3Ab/plan.toml", "uriBaseId": "%SRCROOT%" })
        );
        assert_eq!(artifact("../../plan.toml", &tree), json!({ "uri": "file:///plan.toml" }));
    }
}
