//! Both engines give the same document. Needs the program `typst`: named by `KEHOACH_TYPST`, or on the search path.
#![allow(clippy::print_stderr, reason = "tests")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{composed, example, examples, finish_for_signing, rendered, settings, smallest, typeset};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::engine::{Embedded, Engine, External};
use kehoach::internals::export::write_project;
use kehoach::internals::pipeline::project;
use kehoach::internals::sign::Settings;
use kehoach::internals::write::Inputs;
use lopdf::Document;

/// The program, if it is there. When it was named and does not work, that is a failure.
fn typst() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("KEHOACH_TYPST") {
        External::new(&named).unwrap();
        return Some(named.into());
    }
    let found = External::new("typst").ok().map(|_| PathBuf::from("typst"));
    if found.is_none() {
        eprintln!("not compared: there is no typst 0.15.1; name it with KEHOACH_TYPST");
    }
    found
}

/// Everything that a reader sees of a file: the content of every page, and the text of every font.
fn seen(pdf: &[u8]) -> (usize, Vec<Vec<u8>>, BTreeMap<u32, Vec<u8>>) {
    let file = Document::load_mem(pdf).unwrap();
    let pages = file.get_pages();
    let contents = pages.values().map(|page| file.get_page_content(*page)).collect();
    let streams = file
        .objects
        .iter()
        .filter_map(|(id, object)| Some((id.0, object.as_stream().ok()?)))
        // The identity of the file is the only thing in which two runs may differ.
        .filter(|(_, stream)| stream.dict.get(b"Type").ok().and_then(|kind| kind.as_name().ok()) != Some(b"Metadata"))
        .map(|(id, stream)| (id, stream.get_plain_content().unwrap_or_default()))
        .collect();
    (pages.len(), contents, streams)
}

#[test]
fn both_engines_give_the_same_document() {
    let Some(program) = typst() else { return };
    let external = External::new(&program).unwrap();
    for name in examples() {
        let mut composed = composed("plan.toml", example(&name).as_bytes());
        let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
        let ours = finish_for_signing(&output, &Embedded, Settings::default(), &mut composed);
        let theirs = finish_for_signing(&output, &external, Settings::default(), &mut composed);
        assert!(composed.findings.is_empty());
        assert_eq!(ours.locations, theirs.locations, "{name}: places to sign");
        let (ours, theirs) = (seen(&ours.pdf), seen(&theirs.pdf));
        assert!(ours.0 > 1);
        assert_eq!(ours.0, theirs.0, "{name}: pages");
        assert!(ours == theirs, "{name}: content");
    }
}

#[test]
fn both_engines_find_the_same() {
    let Some(program) = typst() else { return };
    let external = External::new(&program).unwrap();
    let found = |engine: &dyn Engine| {
        let mut composed = composed("plan.toml", smallest().replace("trực tuyến", "trực tuyến 漢").as_bytes());
        let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
        assert_eq!(typeset(&output, engine, &mut composed), None);
        rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese)
    };
    let ours = found(&Embedded);
    assert!(ours.contains("DL017"), "{ours}");
    assert_eq!(ours, found(&external));
}

#[test]
fn an_exported_project_compiles_as_it_is() {
    let Some(program) = typst() else { return };
    let directory = tempfile::tempdir().unwrap();
    let mut composed = composed("plan.toml", example("binh-giang-2026").as_bytes());
    let exported = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    write_project(directory.path(), &exported, &Inputs::new(), false).unwrap();
    // The command that the project's own README gives.
    let readme = std::fs::read_to_string(directory.path().join("README.md")).unwrap();
    let command = readme.lines().find(|line| line.trim_start().starts_with("typst compile")).unwrap();
    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
    let output = Command::new(program).current_dir(directory.path()).args(arguments).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = std::fs::read(directory.path().join("main.pdf")).unwrap();
    let ours = typeset(&exported, &Embedded, &mut composed).unwrap();
    assert!(seen(&ours) == seen(&theirs));
}
