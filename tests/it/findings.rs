//! Every kind of mistake has a fixture with its exact message, and a neighbour that is right.

use std::collections::BTreeSet;

use crate::support;
use crate::support::{composed, rendered, written_beside};
use kehoach::internals::diagnostic::{DATA_RULES, Diagnostic, Language, Level};
use kehoach::internals::limits::TEXT_FILE;

/// Codes whose fixtures are elsewhere: the size of a file is made up in a test below; three are the engine's; placeholders and what
/// is left to decide are looked for with the rules, and what is wrong in packs with the packs.
const ELSEWHERE: [&str; 10] =
    ["DL012", "DL016", "DL017", "DL018", "DL033", "DL037", "DL039", "DL040", "DL041", "DL042"];

fn fixtures(directory: &str) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(support::root().join("tests/findings").join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
}

fn check(path: &std::path::Path) -> (Vec<Diagnostic>, kehoach::internals::source::SourceMap) {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let composed = written_beside(&name, &std::fs::read(path).unwrap(), path.parent().unwrap());
    (composed.findings.sorted(), composed.sources)
}

#[test]
fn mistakes_are_told_exactly() {
    insta::glob!("../findings", "failing/*.toml", |path| {
        let (findings, sources) = check(path);
        insta::assert_snapshot!(rendered(&findings, &sources, Language::Vietnamese));
    });
}

#[test]
fn mistakes_are_told_in_english_too() {
    insta::glob!("../findings", "failing/many-*.toml", |path| {
        let (findings, sources) = check(path);
        insta::assert_snapshot!(rendered(&findings, &sources, Language::English));
    });
}

#[test]
fn a_failing_fixture_raises_the_code_of_its_name() {
    for path in fixtures("failing") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (findings, _) = check(&path);
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.meta.code).collect();
        let meant = name.split('-').next().unwrap();
        assert!(codes.len() > 1 || codes.contains(meant), "{name}: {codes:?}");
        assert!(name.starts_with("many-") || codes.contains(meant), "{name}: {codes:?}");
    }
}

#[test]
fn a_passing_fixture_raises_nothing() {
    for path in fixtures("passing") {
        let (mut findings, sources) = check(&path);
        // A plan with every key has every way to show the bases.
        if path.ends_with("DL002-every-key.toml") {
            findings.retain(|finding| finding.meta.code != "DL031");
        }
        assert_eq!(rendered(&findings, &sources, Language::Vietnamese), "", "{}", path.display());
    }
}

#[test]
fn every_code_has_a_failing_and_a_passing_fixture() {
    for directory in ["failing", "passing"] {
        let names: Vec<String> =
            fixtures(directory).iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
        for meta in DATA_RULES.iter().filter(|meta| !ELSEWHERE.contains(&meta.code)) {
            assert!(names.iter().any(|name| name.starts_with(meta.code)), "{directory}: no fixture of {}", meta.code);
        }
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = DATA_RULES.iter().map(|meta| meta.code).collect();
    let sorted: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, sorted.into_iter().collect::<Vec<_>>());
    let names: BTreeSet<&str> = DATA_RULES.iter().map(|meta| meta.name).collect();
    assert_eq!(names.len(), DATA_RULES.len());
}

#[test]
fn findings_come_in_the_order_of_the_file_each_once() {
    let path = support::root().join("tests/findings/failing/many-at-once.toml");
    let (findings, _) = check(&path);
    let locations: Vec<usize> = findings.iter().map(|finding| finding.span.start).collect();
    let mut sorted = locations.clone();
    sorted.sort_unstable();
    assert_eq!(locations, sorted);
    assert_eq!(findings.len(), 7);
}

#[test]
fn a_finding_knows_the_path_of_its_datum() {
    let path = support::root().join("tests/findings/failing/many-at-once.toml");
    let (findings, sources) = check(&path);
    let paths: Vec<String> = findings.iter().map(|finding| support::path_of(finding, &sources)).collect();
    assert_eq!(
        paths,
        [
            "document",
            "document.subjet",
            "document.date",
            "commune.kind",
            "signer",
            "recipients.to[0]",
            "targets[0].promise.value"
        ]
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let composed = composed("plan.toml", &vec![b'#'; TEXT_FILE + 1]);
    let findings = composed.findings.sorted();
    insta::assert_snapshot!(rendered(&findings, &composed.sources, Language::Vietnamese));
    assert_eq!(findings.len(), 1);
    assert!(composed.output.is_none());
    assert!(support::composed("plan.toml", &vec![b'#'; TEXT_FILE]).findings.iter().all(|one| one.meta.code != "DL012"));
}

#[test]
fn text_that_is_not_composed_only_warns() {
    let path = support::root().join("tests/findings/failing/DL010-not-nfc.toml");
    let (findings, _) = check(&path);
    assert_eq!(findings.iter().map(|finding| finding.level).collect::<Vec<_>>(), [Level::Warning]);
}
