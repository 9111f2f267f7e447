//! Mistakes that must not go wrong in silence: each case of tests/mistakes/cases.toml changes a right plan in one place.

use std::collections::BTreeMap;
use std::sync::Arc;

use kehoach::internals::diagnostic::Level;
use kehoach::internals::pipeline::{PlanFile, project};
use serde::Deserialize;

use crate::support::{checked_plan, library, read, settings};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    #[serde(default)]
    put: Vec<(String, String)>,
    #[serde(default)]
    add: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    codes: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
}

#[test]
fn every_mistake_has_its_findings_or_the_right_words() {
    let base = read("tests/mistakes/base.toml");
    let cases: Cases = toml::from_str(&read("tests/mistakes/cases.toml")).unwrap();
    assert!(cases.case.len() > 70);
    for Case { id, put, add, files, codes, text } in cases.case {
        let mut plan = base.clone();
        for (old, new) in &put {
            assert!(plan.contains(old), "{id}: the base has no «{old}»");
            plan = plan.replacen(old, new, 1);
        }
        plan = format!("{plan}\n{add}");
        let files: BTreeMap<String, Vec<u8>> =
            files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        let plan = PlanFile { name: "plan.toml".to_owned(), bytes: plan.into_bytes(), files: Arc::new(files) };
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
        // Spaces that do not break are spaces.
        let data = String::from_utf8_lossy(&data.files["plan.json"]).replace('\u{a0}', " ");
        for words in text {
            assert!(data.contains(&words), "{id}: {words} is not in {data}");
        }
    }
}
