//! Mistakes that must not go wrong in silence: each case of tests/mistakes/cases.toml changes a right plan in one place.

use kehoach::internals::diagnostic::Level;
use kehoach::internals::pipeline::project;
use serde::Deserialize;

use crate::support::{Changed, all_words_of, checked_plan, library, read, settings};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(flatten)]
    changed: Changed,
    codes: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
}

#[test]
fn every_mistake_has_its_findings_or_the_right_words() {
    let base = read("tests/mistakes/base.toml");
    let cases: Cases = toml::from_str(&read("tests/mistakes/cases.toml")).unwrap();
    assert!(cases.case.len() > 70);
    for Case { changed, codes, text } in cases.case {
        let (id, plan) = (&changed.id, changed.plan(&base));
        let checked = checked_plan(library(), &plan);
        let stops = |level| matches!(level, Level::Error | Level::Warning);
        let found = checked.findings.sorted().into_iter().filter(|one| stops(one.level));
        let found: Vec<&str> = found.map(|one| one.meta.code).collect();
        assert_eq!(found, codes, "{id}");
        if text.is_empty() {
            assert!(!found.is_empty() || id.starts_with("sibling: "), "{id}: neither a finding nor words");
            continue;
        }
        let data = project(&checked.output.unwrap(), settings(false)).unwrap();
        let data = all_words_of(&data.files["plan.json"]);
        for words in text {
            assert!(data.contains(&words), "{id}: {words} is not in {data}");
        }
    }
}
