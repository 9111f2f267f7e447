//! Every integration test, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests")]

mod support;

mod architecture;
mod as_officers_write;
mod baselines;
mod branches;
mod capitals;
mod check;
mod ci_recipes;
mod citations;
mod cli;
mod corpus;
mod deep;
mod department;
mod diff;
mod diff_fields;
mod diff_gate;
mod diff_properties;
mod errata;
mod expressions;
mod findings;
mod first_use;
mod fix;
mod fmt;
mod forms;
mod generated;
mod git;
mod guide;
mod hostile;
mod inheritance;
mod keys;
mod letters;
mod library;
mod mistakes;
mod national_pack;
mod new;
mod outputs;
mod pack_diff;
mod pack_guide;
mod pack_mistakes;
mod packs;
mod properties;
mod report;
mod rules;
mod schema;
mod schema_of_packs;
mod sentences;
mod several;
mod tables;
mod texts;
mod tools;
mod typed;
mod walking;

#[cfg(feature = "embedded")]
mod document;
#[cfg(feature = "embedded")]
mod engines;
#[cfg(feature = "embedded")]
mod proof;
#[cfg(feature = "embedded")]
mod reproducible;
#[cfg(feature = "embedded")]
mod sign;
#[cfg(feature = "embedded")]
mod verify;

use std::fs;

fn names_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(support::root().join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A file that is not named above would not be run.
#[test]
fn every_file_is_in_the_binary() {
    let main = support::read("tests/it/main.rs");
    for name in names_in("tests/it") {
        let module = name.strip_suffix(".rs").unwrap_or("main");
        assert!(module == "main" || main.contains(&format!("\nmod {module};\n")), "{name} is no module of main.rs");
    }
}

/// A snapshot that was never accepted is neither right nor wrong. That each belongs to an assertion is held by `.ci/snapshots`.
#[test]
fn no_snapshot_waits_to_be_accepted() {
    let is_new = |name: &String| name.ends_with(".snap.new");
    let waiting: Vec<String> = names_in("tests/it/snapshots").into_iter().filter(is_new).collect();
    assert_eq!(waiting, [""; 0], "accept them with `just snap`, or remove them");
}
