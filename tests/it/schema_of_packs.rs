//! The JSON Schemas of packs and of `kehoach.toml` say what their decoders say: the same keys, the same requirements.

use std::collections::BTreeSet;

use jsonschema::Validator;
use kehoach::internals::diagnostic::{Diagnostic, Language};
use kehoach::internals::packs::{PackFile, PackFiles};
use kehoach::internals::pipeline::Library;
use kehoach::internals::policy::Project;
use kehoach::internals::schema;
use kehoach::internals::source::SourceMap;
use serde_json::{Value, json};

use crate::schema::{Place, json_of_file, toml_of, walk};
use crate::support::root;

/// What the decoder says of a file that schema and decoder must agree on: unknown keys, and keys that are missing.
const KEYS: [&str; 2] = ["DL002", "DL003"];

/// The files of a pack, in the order of the schema.
const FILES: [&str; 6] = [
    "thu/city.toml",
    "vietnam/country.toml",
    "thu/agencies.toml",
    "thu/documents.toml",
    "thu/kh-1/baseline.toml",
    "thu/kh-1/sections.toml",
];

/// What is found in a file of a pack.
fn in_pack(path: &str, file: &Value) -> Vec<Diagnostic> {
    let texts = [
        ("thu/city.toml", "id = \"thu\"\nname = \"Thử\"\nkind = \"tỉnh\"\n"),
        ("vietnam/country.toml", "as_of = 2026-11-28\n"),
        (
            "thu/kh-1/baseline.toml",
            "id = \"kh-1\"\ndocument = \"kh\"\nhorizon = \"2026\"\nprovenance = \"official\"\nindicators = [{ id = \"a\", text = \"b\", confidence = \"low\" }]\n",
        ),
    ];
    let others = texts
        .iter()
        .filter(|(other, _)| *other != path)
        .map(|(path, text)| PackFile { path: (*path).to_owned(), text: (*text).to_owned() });
    let mut files: Vec<PackFile> = others.chain([PackFile { path: path.to_owned(), text: toml_of(file) }]).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let library = Library::load(&PackFiles::read("du-lieu".to_owned(), files));
    let is_of_keys = |one: &Diagnostic| KEYS.contains(&one.meta.code);
    library.findings.sorted().into_iter().filter(is_of_keys).collect()
}

fn in_project(file: &Value) -> Vec<Diagnostic> {
    let project = Project::read("kehoach.toml", toml_of(file).as_bytes(), &SourceMap::new());
    project.findings.sorted().into_iter().filter(|one| KEYS.contains(&one.meta.code)).collect()
}

/// What finds the mistakes of a file.
type Finder<'f> = &'f dyn Fn(&Value) -> Vec<Diagnostic>;

/// What looks at a table: with the schema of its file, and what finds the mistakes of such a file.
type Visit<'v> = &'v mut dyn FnMut(&Validator, &Place<'_>, Finder<'_>);

/// Visits every table of every file.
fn every_table(visit: Visit<'_>) {
    let pack = schema::pack();
    let shapes = pack["anyOf"].as_array().unwrap();
    assert_eq!(shapes.len(), FILES.len());
    for (path, shape) in FILES.iter().zip(shapes) {
        let validator = jsonschema::draft202012::new(shape).unwrap();
        walk(path, shape, &|whole| whole, &mut |place| visit(&validator, place, &|file| in_pack(path, file)));
    }
    let project = schema::project();
    let validator = jsonschema::draft202012::new(&project).unwrap();
    walk("kehoach.toml", &project, &|whole| whole, &mut |place| visit(&validator, place, &in_project));
}

#[test]
fn every_table_has_the_keys_of_the_decoder() {
    let mut count = 0;
    every_table(&mut |_, place, found| {
        if place.table["additionalProperties"].is_object() {
            return;
        }
        let findings = found(&place.plan_with("qwzx", 1.into()));
        let [finding] = findings.as_slice() else { panic!("{}: {findings:#?}", place.path) };
        assert_eq!(finding.meta.code, "DL002", "{}", place.path);
        let help = finding.help.as_ref().unwrap().get(Language::Vietnamese);
        let offered: BTreeSet<String> = help.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let known: BTreeSet<String> = place.properties().keys().cloned().collect();
        assert_eq!(known, offered, "{}", place.path);
        count += 1;
    });
    assert!(count >= 15, "{count}");
}

#[test]
fn every_table_requires_what_the_decoder_requires() {
    every_table(&mut |validator, place, found| {
        for key in place.example().keys() {
            let mut table = place.example();
            table.remove(key);
            let file = (place.whole)(Value::Object(table));
            assert_eq!(validator.is_valid(&file), found(&file).is_empty(), "{} without `{key}`", place.path);
        }
    });
}

#[test]
fn the_embedded_packs_are_valid_and_their_mistakes_are_not() {
    let validator = jsonschema::draft202012::new(&schema::pack()).unwrap();
    for file in &PackFiles::embedded().files {
        let of_words = ["/words/", "/decree-30", "/letters"].iter().any(|one| file.path.contains(one));
        if of_words || !file.path.contains(".toml") {
            continue;
        }
        let read = json_of_file(&root().join("plans").join(&file.path));
        assert!(validator.is_valid(&read), "{}", file.path);
        let mut strange = read.clone();
        strange["qwzx"] = json!(1);
        assert!(!validator.is_valid(&strange), "{}", file.path);
    }
    jsonschema::draft202012::meta::validate(&schema::pack()).unwrap();
    jsonschema::draft202012::meta::validate(&schema::project()).unwrap();
}
