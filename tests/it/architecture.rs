//! The structure that the code promises: data flows one way through the rooms, libraries stay in theirs, files stay small.

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A room or a module, and those of its level that it may use. Each uses only what is listed before it.
type Edges = &'static [(&'static str, &'static [&'static str])];

/// The rooms, in the order in which data flows through them.
const ROOMS: Edges = &[
    ("base", &[]),
    ("input", &["base"]),
    ("model", &["base", "input"]),
    ("document", &["base", "input", "model"]),
    ("checks", &["base", "input", "model", "document"]),
    ("output", &["base", "input", "document"]),
    ("compare", &["base", "input", "model", "document"]),
    ("plan_file", &["base", "input", "model", "checks"]),
    ("pipeline", &["base", "input", "model", "document", "checks", "output"]),
    ("cli", &["base", "input", "model", "document", "checks", "output", "compare", "plan_file", "pipeline"]),
];

/// The modules of each room that has several, and those of the same room that they use.
const MODULES: &[(&str, Edges)] = &[
    (
        "base",
        &[
            ("limits", &[]),
            ("memory", &[]),
            ("program", &[]),
            ("disk", &["program"]),
            ("shown", &[]),
            ("source", &["shown"]),
            ("vietnamese", &["shown"]),
            ("diagnostic", &["limits", "shown", "source", "vietnamese"]),
            ("autofix", &["diagnostic", "source"]),
        ],
    ),
    (
        "input",
        &[
            ("load", &[]),
            ("conflicts", &[]),
            ("expressions", &[]),
            ("letters", &["expressions"]),
            ("decode", &["conflicts", "letters"]),
        ],
    ),
    (
        "model",
        &[
            ("decree", &[]),
            ("id", &[]),
            ("time", &[]),
            ("measure", &["id", "time"]),
            ("section", &["id", "time"]),
            ("packs", &["id", "measure", "section", "time"]),
            ("plan", &["id", "measure", "packs", "section", "time"]),
            ("conformance", &["measure", "packs", "plan", "time"]),
        ],
    ),
    (
        "document",
        &[
            ("csv", &[]),
            ("standard_sections", &[]),
            ("tables", &[]),
            ("resolve", &["tables"]),
            ("texts", &["resolve"]),
            ("compose", &["resolve", "tables", "texts"]),
        ],
    ),
    (
        "checks",
        &[
            ("prose", &[]),
            ("pack_mistakes", &["prose"]),
            ("rules", &["prose"]),
            ("explain", &["rules"]),
            ("policy", &["prose", "rules"]),
            ("report", &["explain", "rules"]),
            ("unfinished", &["prose", "rules"]),
        ],
    ),
    (
        "output",
        &[
            ("typst_project", &[]),
            ("fonts", &["typst_project"]),
            ("glyphs", &["fonts", "typst_project"]),
            ("render", &["typst_project"]),
            ("write", &[]),
            ("engine", &["typst_project", "write"]),
            ("sign", &["engine"]),
            ("preflight", &["engine", "sign"]),
            ("export", &["engine", "fonts", "render", "typst_project", "write"]),
        ],
    ),
    ("compare", &[("canonical", &[]), ("diff", &["canonical"])]),
    ("plan_file", &[("schema", &[]), ("format_plan", &["schema"])]),
];

/// Every library, and the places that may name it.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["src/base/diagnostic/human.rs"]),
    ("anstyle_query", &["src/cli/window/console.rs"]),
    ("anyhow", &["src/cli/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/man.rs"]),
    ("cms", &["src/output/sign/verify/"]),
    ("comfy_table", &["src/cli/grid.rs", "src/output/preflight/human.rs"]),
    ("csv_core", &["src/document/csv/fields.rs"]),
    ("ctrlc", &["src/cli/interrupt.rs"]),
    ("der", &["src/output/sign/verify/"]),
    ("fontdb", &["src/output/fonts.rs"]),
    ("hayro", &["src/output/sign/verify/pictures/"]),
    ("ignore", &["src/cli/walk.rs"]),
    ("include_dir", &["src/model/packs/", "src/output/fonts.rs", "src/output/render/"]),
    ("indicatif", &["src/cli/check.rs"]),
    ("jiff", &["src/"]),
    ("lopdf", &["src/output/sign/"]),
    ("notify", &["src/cli/watch.rs"]),
    ("opener", &["src/cli/window/mod.rs"]),
    ("p256", &["src/output/sign/verify/crypto.rs"]),
    ("p384", &["src/output/sign/verify/crypto.rs"]),
    ("percent_encoding", &["src/checks/report/sarif.rs"]),
    ("pulldown_cmark", &["src/document/compose/markdown/", "src/plan_file/format_plan/prose.rs"]),
    ("quick_junit", &["src/checks/report/junit.rs"]),
    ("rayon", &["src/cli/check.rs", "src/cli/side_by_side.rs"]),
    ("roxmltree", &["src/output/sign/xmp.rs"]),
    ("rsa", &["src/output/sign/verify/crypto.rs"]),
    ("rust_decimal", &["src/"]),
    ("rustix", &["src/base/memory.rs"]),
    ("same_file", &["src/output/write/inputs.rs"]),
    ("serde", &["src/"]),
    ("serde_json", &["src/"]),
    ("sha2", &["src/checks/report/fingerprint.rs", "src/output/sign/"]),
    ("similar", &["src/cli/fix.rs", "src/cli/fmt.rs", "src/compare/diff/lines.rs", "src/compare/diff/words.rs"]),
    ("strsim", &["src/"]),
    ("tempfile", &["src/"]),
    ("tera", &["src/"]),
    ("terminal_size", &["src/cli/terminal.rs"]),
    ("thiserror", &["src/"]),
    ("toml", &["src/"]),
    ("toml_edit", &["src/cli/new/", "src/plan_file/format_plan/"]),
    ("ttf_parser", &["src/output/"]),
    ("typst", &["src/output/engine/embedded/"]),
    ("typst_kit", &["src/output/engine/embedded/"]),
    ("typst_layout", &["src/output/engine/embedded/"]),
    ("typst_pdf", &["src/output/engine/embedded/"]),
    ("unicode_normalization", &["src/"]),
    ("unicode_width", &["src/compare/diff/"]),
    ("winapi_util", &["src/output/write/found.rs"]),
    ("windows_sys", &["src/base/memory.rs", "src/cli/window/console.rs"]),
];

const LONGEST_FILE: usize = 400;

fn rust_files(directory: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// Every file under `src`, by its path from the package, without comments.
fn sources() -> BTreeMap<String, String> {
    let mut files = Vec::new();
    rust_files(&support::root().join("src"), &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(support::root()).unwrap().to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
            (name, code.join("\n"))
        })
        .collect()
}

/// The paths that a text names after `crate::`, groups in braces taken apart, as their first two names.
fn used_paths(code: &str) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let mut paths = Vec::new();
        use_tree(&code[at + found.len()..], &[], &mut paths);
        out.extend(paths.into_iter().map(|path| {
            let mut names = path.into_iter();
            (names.next().unwrap_or_default(), names.next().unwrap_or_default())
        }));
    }
    out
}

/// Reads `a::b`, or `{a::{b, c}, d}`, and returns what follows it.
fn use_tree<'t>(text: &'t str, before: &[String], out: &mut Vec<Vec<String>>) -> &'t str {
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            let next = use_tree(rest, before, out);
            // `*`, `x as y`: skipped up to the next branch.
            rest = next.trim_start_matches(|c: char| !matches!(c, ',' | '}'));
            assert!(!rest.is_empty(), "a group without its end");
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let path: Vec<String> = before.iter().cloned().chain([text[..end].to_owned()]).collect();
    match text[end..].strip_prefix("::") {
        Some(rest) => use_tree(rest, &path, out),
        None => {
            out.push(path);
            &text[end..]
        }
    }
}

/// The room and the module of a file: `src/base/source.rs` is `base`, `source`.
fn rooms_of(path: &str) -> (&str, &str) {
    let mut names = path.strip_prefix("src/").unwrap().split('/').map(|name| name.trim_end_matches(".rs"));
    (names.next().unwrap(), names.next().unwrap_or_default())
}

/// Uses that were found: who, and whom.
type Found = BTreeSet<(String, String)>;

/// Who uses whom between the rooms, and inside each room.
fn edges_of_the_code() -> (Found, BTreeMap<String, Found>) {
    let (mut rooms, mut modules) = (BTreeSet::new(), BTreeMap::<String, BTreeSet<_>>::new());
    let known: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (path, code) in sources() {
        let (room, module) = rooms_of(&path);
        if matches!(room, "lib" | "main") {
            continue;
        }
        assert!(known.contains(room), "{path}: `{room}` is not in the table ROOMS");
        for (used, inner) in used_paths(&code).into_iter().filter(|(used, _)| known.contains(used.as_str())) {
            if used != room {
                rooms.insert((room.to_owned(), used));
            } else if inner != module && module != "mod" && MODULES.iter().any(|(name, _)| *name == room) {
                modules.entry(used).or_default().insert((module.to_owned(), inner));
            }
        }
    }
    (rooms, modules)
}

/// Compares what a table allows with what the code does, both ways, and looks for edges that lead forward.
fn assert_edges(level: &str, table: Edges, found: &BTreeSet<(String, String)>) {
    let mut allowed = BTreeSet::new();
    for (index, (name, uses)) in table.iter().enumerate() {
        for used in *uses {
            let at = table.iter().position(|(other, _)| other == used);
            assert!(
                at.is_some_and(|at| at < index),
                "{level}: `{name}` may use `{used}`, which is not listed before it"
            );
            allowed.insert(((*name).to_owned(), (*used).to_owned()));
        }
    }
    for (name, used) in found {
        assert!(table.iter().any(|(known, _)| known == name), "{level}: `{name}` is not in the table");
        assert!(allowed.contains(&(name.clone(), used.clone())), "{level}: `{name}` may not use `{used}`");
    }
    let unused: Vec<_> = allowed.difference(found).collect();
    assert_eq!(unused, Vec::<&(String, String)>::new(), "{level}: allowed, but nobody does it");
}

#[test]
fn the_scanner_sees_every_form_of_a_path() {
    let paths = |code: &str| -> Vec<String> { used_paths(code).into_iter().map(|(a, b)| format!("{a} {b}")).collect() };
    assert_eq!(paths("use crate::model::plan::Plan; crate::output::engine::x()"), ["model plan", "output engine"]);
    assert_eq!(
        paths("use crate::{model::{plan::{Plan, x}, id as y, packs::*}, base::diagnostic::text};"),
        ["base diagnostic", "model id", "model packs", "model plan"]
    );
}

#[test]
fn a_room_never_uses_a_later_one() {
    assert_edges("rooms", ROOMS, &edges_of_the_code().0);
}

#[test]
fn a_module_never_uses_a_later_one_of_its_room() {
    let (_, mut found) = edges_of_the_code();
    for (room, table) in MODULES {
        let directory = support::root().join("src").join(room);
        let mut listed: Vec<&str> = table.iter().map(|(module, _)| *module).collect();
        listed.sort_unstable();
        let mut there: Vec<String> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap().trim_end_matches(".rs").to_owned())
            .filter(|name| name != "mod")
            .collect();
        there.sort_unstable();
        assert_eq!(listed, there, "the modules of `{room}`");
        assert_edges(room, table, &found.remove(*room).unwrap_or_default());
    }
}

#[test]
fn a_library_stays_in_its_rooms() {
    let manifest: toml::Table = toml::from_str(&support::read("Cargo.toml")).unwrap();
    let of_systems = manifest["target"].as_table().unwrap().values();
    let tables = of_systems
        .chain([&toml::Value::Table(manifest.clone())])
        .map(|table| table["dependencies"].clone())
        .collect::<Vec<_>>();
    let needed: BTreeSet<String> =
        tables.iter().flat_map(|table| table.as_table().unwrap().keys()).map(|name| name.replace('-', "_")).collect();
    let listed: BTreeSet<String> = LIBRARIES.iter().map(|(library, _)| (*library).to_owned()).collect();
    assert_eq!(listed, needed);
    let sources = sources();
    for (library, rooms) in LIBRARIES {
        let naming: Vec<&String> = sources
            .iter()
            .filter(|(_, code)| {
                [" ", "<", "(", "[", "&", "\n", "!"].iter().any(|before| code.contains(&format!("{before}{library}::")))
            })
            .map(|(path, _)| path)
            .collect();
        for path in &naming {
            assert!(
                rooms.iter().any(|room| path.starts_with(room)),
                "{path} names `{library}`, which belongs to {rooms:?}"
            );
        }
        for room in *rooms {
            assert!(naming.iter().any(|path| path.starts_with(room)), "nothing in {room} names `{library}`");
        }
    }
}

/// What changes a disk. A temporary file is one too.
const WRITES: &[&str] = &[
    "fs::write(",
    "fs::rename(",
    "fs::remove_",
    "fs::create_dir",
    "fs::copy(",
    "fs::hard_link(",
    "fs::set_permissions(",
    "fs::symlink(",
    "set_len(",
    "File::create",
    "File::options",
    "OpenOptions",
    "tempfile::",
];

/// The doors through which the program writes: the acts, and the temporary directories.
const DOORS: [&str; 2] = ["src/output/write/disk.rs", "src/output/write/stage.rs"];

#[test]
fn all_writing_goes_through_one_door() {
    let mut doors = BTreeSet::new();
    for (path, code) in sources().into_iter().filter(|(path, _)| !path.ends_with("/tests.rs")) {
        // Tests are at the end of their file, and write what they like.
        let code = code.split("#[cfg(test)]").next().unwrap().split("#[cfg(all(test").next().unwrap();
        for word in WRITES.iter().filter(|word| code.contains(**word)) {
            assert!(DOORS.contains(&path.as_str()), "{path} writes by itself: {word}");
            doors.insert(path.clone());
        }
    }
    assert_eq!(doors.len(), DOORS.len(), "a door that nobody uses: {doors:?}");
}

#[test]
fn no_file_outgrows_a_few_screens() {
    let mut files = Vec::new();
    rust_files(&support::root().join("src"), &mut files);
    for path in files {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_for_later() {
    for (path, code) in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "#[ignore"] {
            assert!(!code.contains(word), "{path}: {word}");
        }
    }
}

/// Values reach the main file of a document inside string literals, or as numbers and booleans.
#[test]
fn the_main_template_puts_text_into_string_literals_only() {
    let template = support::read("templates/main.typ.tera");
    let body = template.split("-#}").nth(1).unwrap();
    let bare = ["year", "month", "day", "draft", "loop.index0"];
    for (at, _) in body.match_indices("{{") {
        let name = body[at + 2..].split("}}").next().unwrap().trim();
        let quoted = body[..at].ends_with('"') && body[at..].split("}}").nth(1).unwrap().starts_with('"');
        assert!(quoted || bare.contains(&name), "`{name}` stands outside a string literal");
    }
}

/// The library shows text; it never runs it.
#[test]
fn the_layout_library_evaluates_nothing() {
    for entry in std::fs::read_dir(support::root().join("templates/nd30")).unwrap() {
        let path = entry.unwrap().path();
        let code: Vec<String> = std::fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(|line| line.split("//").next().unwrap_or("").to_owned())
            .collect();
        for word in ["eval(", "plugin(", "read(", "#import \"@"] {
            assert!(!code.iter().any(|line| line.contains(word)), "{}: {word}", path.display());
        }
    }
}
