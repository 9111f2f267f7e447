//! Every rule has cases that it must find, each with its exact message, and neighbours that it must not.
//!
//! A case changes a few lines of `tests/support/plan-without-mistakes.toml`, a plan without a mistake. A failing case raises its own rule and no
//! other; a passing case raises nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::support;
use crate::support::{checked, checked_with, read, rendered};
use kehoach::internals::diagnostic::{Diagnostic, FixSafety, Language, RuleMeta};
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{Composed, Library};
use kehoach::internals::rules::{all, metas};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    failing: Vec<Case>,
    passing: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    /// What is in the base, once, and what is there instead.
    changes: Vec<(String, String)>,
    /// The same in the packs, of which the base knows nothing but what the city gives.
    #[serde(default)]
    packs: Vec<(String, String)>,
}

fn files() -> Vec<PathBuf> {
    let directory = support::root().join("tests/rules");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &std::path::Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn cases(path: &std::path::Path) -> Cases {
    toml::from_str(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn plan(case: &Case) -> String {
    let mut plan = read("tests/support/plan-without-mistakes.toml");
    for (find, put) in &case.changes {
        assert_eq!(plan.matches(find.as_str()).count(), 1, "«{find}» must be there once in the plan: {}", case.why);
        plan = plan.replace(find, put);
    }
    plan
}

/// The case checked against the rules, with the packs as they are or as it changes them.
fn check(case: &Case) -> Composed {
    let plan = plan(case);
    if case.packs.is_empty() {
        return checked("plan.toml", plan.as_bytes());
    }
    let mut packs = PackFiles::embedded();
    for (find, put) in &case.packs {
        let locations: usize = packs.files.iter().map(|file| file.text.matches(find.as_str()).count()).sum();
        assert_eq!(locations, 1, "«{find}» must be there once in the packs: {}", case.why);
        for file in &mut packs.files {
            file.text = file.text.replace(find.as_str(), put);
        }
    }
    let library = Library::load(&packs);
    assert!(!library.findings.has_errors(), "{}: {:#?}", case.why, library.findings);
    checked_with(&library, "plan.toml", plan.as_bytes())
}

/// Returns the findings in their order. Some cases need names that no commune of the city has: of its own rule only they are mistakes.
fn of_its_place(composed: &Composed, name: &str) -> Vec<Diagnostic> {
    let mut findings = composed.findings.clone().sorted();
    findings.retain(|finding| finding.meta.code != "TC005" || name.starts_with("TC005"));
    findings
}

#[test]
fn the_base_has_no_mistake() {
    let composed = checked("plan.toml", read("tests/support/plan-without-mistakes.toml").as_bytes());
    assert_eq!(rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese), "");
}

#[test]
fn a_passing_case_raises_nothing() {
    for path in files() {
        for case in cases(&path).passing {
            let composed = check(&case);
            let rendered = rendered(&of_its_place(&composed, &name_of(&path)), &composed.sources, Language::Vietnamese);
            assert_eq!(rendered, "", "{}: {}", name_of(&path), case.why);
        }
    }
}

/// A failing case raises its rule and no other.
#[test]
fn findings_of_rules_are_told_exactly() {
    insta::glob!("../rules", "*.toml", |path| {
        let name = name_of(path);
        let mut out = String::new();
        for case in cases(path).failing {
            let composed = check(&case);
            let findings = of_its_place(&composed, &name);
            let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.meta.code).collect();
            assert_eq!(codes, BTreeSet::from([&name[..5]]), "{name}: {}", case.why);
            let rendered = rendered(&findings, &composed.sources, Language::Vietnamese);
            out.push_str(&format!("# {}\n\n{rendered}\n", case.why));
        }
        insta::assert_snapshot!(out);
    });
}

#[test]
fn every_rule_has_its_cases_and_every_file_its_rule() {
    let files: BTreeMap<String, PathBuf> = files().into_iter().map(|path| (name_of(&path), path)).collect();
    let wanted: BTreeSet<String> = all().map(|rule| format!("{}-{}", rule.meta.code, rule.meta.name)).collect();
    assert_eq!(files.keys().cloned().collect::<BTreeSet<_>>(), wanted);
    for (name, path) in files {
        let cases = cases(&path);
        assert!(!cases.failing.is_empty() && !cases.passing.is_empty(), "{name}: a failing and a passing case");
    }
}

#[test]
fn every_rule_says_all_of_itself() {
    let version = |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().unwrap()).collect() };
    for meta in metas() {
        let RuleMeta {
            code,
            name,
            level: _,
            since,
            fix: _,
            title_vi,
            title_en,
            explanation_vi,
            explanation_en,
            law,
            bad,
            good,
        } = meta;
        for words in [name, title_vi, title_en, explanation_vi, explanation_en, law, bad, good] {
            assert!(!words.trim().is_empty(), "{code}: something is empty");
        }
        assert_ne!(bad, good, "{code}: the good example is the bad one");
        assert!(version(since) <= version(env!("CARGO_PKG_VERSION")), "{code}: since {since}, which is not out yet");
    }
}

#[test]
fn a_rule_declares_the_fixes_that_it_proposes() {
    for path in files() {
        let name = name_of(&path);
        let rule = all().find(|rule| name.starts_with(rule.meta.code)).unwrap();
        let found: Vec<_> = cases(&path).failing.iter().flat_map(|case| check(case).findings.sorted()).collect();
        let proposes = found.iter().any(|finding| finding.fix.is_some());
        assert_eq!(proposes, rule.meta.fix != FixSafety::None, "{name}");
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let metas: Vec<&RuleMeta> = metas().collect();
    let codes: BTreeSet<&str> = metas.iter().map(|meta| meta.code).collect();
    let names: BTreeSet<&str> = metas.iter().map(|meta| meta.name).collect();
    assert_eq!((codes.len(), names.len()), (metas.len(), metas.len()));
    for family in ["DL", "CT", "NV", "CC", "TT", "TC", "NN", "KY", "CV", "BC"] {
        let own: Vec<&str> = metas.iter().map(|meta| meta.code).filter(|code| code.starts_with(family)).collect();
        let mut sorted = own.clone();
        sorted.sort_unstable();
        assert_eq!(own, sorted);
    }
}
