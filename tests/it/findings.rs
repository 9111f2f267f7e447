//! Every kind of mistake has a fixture with its exact message, and a neighbour that is right.

use std::collections::BTreeSet;

use crate::support;
use crate::support::{told, written, written_beside};
use kehoach::diagnostic::{DATA_CARDS, Diagnostic, Language, Level};
use kehoach::limits::TEXT_FILE;

/// Codes whose fixtures are elsewhere: the size of a file is made up in a test below; the last three are the engine's.
const ELSEWHERE: [&str; 4] = ["DL012", "DL016", "DL017", "DL018"];

fn fixtures(folder: &str) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(support::root().join("tests/findings").join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
}

fn check(path: &std::path::Path) -> (Vec<Diagnostic>, kehoach::source::SourceMap) {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let written = written_beside(&name, &std::fs::read(path).unwrap(), path.parent().unwrap());
    (written.findings.sorted(), written.sources)
}

#[test]
fn mistakes_are_told_exactly() {
    insta::glob!("../findings", "failing/*.toml", |path| {
        let (findings, sources) = check(path);
        insta::assert_snapshot!(told(&findings, &sources, Language::Vietnamese));
    });
}

#[test]
fn mistakes_are_told_in_english_too() {
    insta::glob!("../findings", "failing/many-*.toml", |path| {
        let (findings, sources) = check(path);
        insta::assert_snapshot!(told(&findings, &sources, Language::English));
    });
}

#[test]
fn a_failing_fixture_raises_the_code_of_its_name() {
    for path in fixtures("failing") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (findings, _) = check(&path);
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.card.code).collect();
        let meant = name.split('-').next().unwrap();
        assert!(codes.len() > 1 || codes.contains(meant), "{name}: {codes:?}");
        assert!(name.starts_with("many-") || codes.contains(meant), "{name}: {codes:?}");
    }
}

#[test]
fn a_passing_fixture_raises_nothing() {
    for path in fixtures("passing") {
        let (findings, sources) = check(&path);
        assert_eq!(told(&findings, &sources, Language::Vietnamese), "", "{}", path.display());
    }
}

#[test]
fn every_code_has_a_failing_and_a_passing_fixture() {
    for folder in ["failing", "passing"] {
        let names: Vec<String> =
            fixtures(folder).iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
        for card in DATA_CARDS.iter().filter(|card| !ELSEWHERE.contains(&card.code)) {
            assert!(names.iter().any(|name| name.starts_with(card.code)), "{folder}: no fixture of {}", card.code);
        }
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = DATA_CARDS.iter().map(|card| card.code).collect();
    let sorted: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, sorted.into_iter().collect::<Vec<_>>());
    let names: BTreeSet<&str> = DATA_CARDS.iter().map(|card| card.name).collect();
    assert_eq!(names.len(), DATA_CARDS.len());
}

#[test]
fn findings_come_in_the_order_of_the_file_each_once() {
    let path = support::root().join("tests/findings/failing/many-at-once.toml");
    let (findings, _) = check(&path);
    let places: Vec<usize> = findings.iter().map(|finding| finding.span.start).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(places, sorted);
    assert_eq!(findings.len(), 7);
}

#[test]
fn a_finding_knows_the_path_of_its_datum() {
    let path = support::root().join("tests/findings/failing/many-at-once.toml");
    let (findings, _) = check(&path);
    let paths: Vec<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
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
    let written = written("plan.toml", &vec![b'#'; TEXT_FILE + 1]);
    let findings = written.findings.sorted();
    insta::assert_snapshot!(told(&findings, &written.sources, Language::Vietnamese));
    assert_eq!(findings.len(), 1);
    assert!(written.made.is_none());
    assert!(support::written("plan.toml", &vec![b'#'; TEXT_FILE]).findings.iter().all(|one| one.card.code != "DL012"));
}

#[test]
fn text_that_is_not_composed_only_warns() {
    let path = support::root().join("tests/findings/failing/DL010-not-nfc.toml");
    let (findings, _) = check(&path);
    assert_eq!(findings.iter().map(|finding| finding.level).collect::<Vec<_>>(), [Level::Warning]);
}
