//! What the examples correct, the rules find: every erratum's wrong text is put back into its plan, and its rule finds it there.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use crate::support::{checked, example, examples, read};
use kehoach::internals::diagnostic::Diagnostic;
use kehoach::internals::source::SourceMap;
use serde::Deserialize;

/// One file a family: `tests/errata/CC.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    errata: Vec<Erratum>,
}

/// An erratum of an example and how its mistake would be typed into the plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Erratum {
    example: String,
    /// The wrong text, as the example's `errata.txt` has it.
    wrong: String,
    /// The rule that finds it.
    code: String,
    /// What is in the plan, once, and what would be there with the mistake.
    changes: Vec<(String, String)>,
}

fn families() -> Vec<Erratum> {
    let directory = support::root().join("tests/errata");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let family: Family = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            family.errata
        })
        .collect()
}

/// The errata of all examples: example and wrong text to code.
fn errata() -> BTreeMap<(String, String), String> {
    let mut out = BTreeMap::new();
    for name in examples() {
        for line in read(format!("examples/{name}/errata.txt")).lines() {
            let erratum = line
                .rsplit_once("  # ")
                .filter(|(_, code)| !line.starts_with('#') && !support::NOT_IN_THE_PLAN.contains(code));
            if let Some((pair, code)) = erratum {
                let wrong = pair.split_once(" => ").unwrap().0.to_owned();
                out.insert((name.clone(), wrong), code.to_owned());
            }
        }
    }
    out
}

fn rendered(findings: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    findings
        .iter()
        .map(|finding| format!("{}:{} {}", finding.meta.code, sources.place(finding.span).line, finding.message))
        .collect()
}

#[test]
fn every_erratum_is_put_back_once_and_names_its_rule() {
    let wanted = errata();
    let mut given = BTreeMap::new();
    for erratum in families() {
        let key = (erratum.example, erratum.wrong);
        assert!(given.insert(key.clone(), erratum.code).is_none(), "{key:?} is put back twice");
    }
    let missing: Vec<_> = wanted.keys().filter(|key| !given.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no one puts back {missing:#?}");
    assert_eq!(given, wanted);
}

#[test]
fn a_mistake_that_is_put_back_is_found_at_its_line() {
    let mut plans: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    let mut silent = Vec::new();
    for erratum in families() {
        let (plan, before) = plans.entry(erratum.example.clone()).or_insert_with(|| {
            let plan = example(&erratum.example);
            let composed = checked("plan.toml", plan.as_bytes());
            let before = composed.findings.iter().map(|finding| format!("{} {}", finding.meta.code, finding.message));
            let before = before.collect();
            (plan, before)
        });
        let mut wrong = plan.clone();
        let mut lines = BTreeSet::new();
        for (find, put) in &erratum.changes {
            assert_eq!(wrong.matches(find.as_str()).count(), 1, "{}: «{find}» must be there once", erratum.example);
            let at = wrong.find(find.as_str()).unwrap();
            wrong.replace_range(at..at + find.len(), put);
            let first = wrong[..at].matches('\n').count() + 1;
            lines.extend(first..=first + put.matches('\n').count());
        }
        let composed = checked("plan.toml", wrong.as_bytes());
        let findings = composed.findings.clone().sorted();
        let found = findings.iter().any(|finding| {
            let related = finding.related.iter().map(|related| related.span);
            let mut places = std::iter::once(finding.span).chain(related);
            finding.meta.code == erratum.code
                && places.any(|place| lines.contains(&composed.sources.place(place).line))
                && !before.contains(&format!("{} {}", finding.meta.code, finding.message))
        });
        if !found {
            let new: Vec<String> = rendered(&findings, &composed.sources);
            silent.push(format!("{} {}: {} at {lines:?}, but {new:?}", erratum.example, erratum.code, erratum.wrong));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What the examples still get wrong is wrong in their sources' substance: nobody may correct it but the commune.
#[test]
fn what_is_left_in_the_examples_is_wrong_in_their_substance() {
    let mut out = String::new();
    for name in examples() {
        let composed = checked("plan.toml", example(&name).as_bytes());
        out.push_str(&format!("# {name}\n"));
        for line in rendered(&composed.findings.sorted(), &composed.sources) {
            out.push_str(&format!("{line}\n"));
        }
    }
    insta::assert_snapshot!(out);
}
