//! The structure that the code promises: stages look back only, files stay small, libraries stay in their rooms.

use crate::support;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Who may use whom. A module that is not named here may not be there.
const MAY_USE: &[(&str, &[&str])] = &[
    // Leaves: know nothing of ours.
    ("source", &[]),
    ("limits", &[]),
    ("vietnamese", &[]),
    ("project", &[]),
    ("fonts", &["project"]),
    ("diagnostic", &["source", "vietnamese"]),
    ("fix", &["diagnostic", "source"]),
    // Reading.
    ("load", &["diagnostic", "limits", "source", "vietnamese"]),
    ("decode", &["diagnostic", "source", "vietnamese"]),
    ("id", &["decode", "diagnostic", "source", "vietnamese"]),
    ("time", &["decode", "diagnostic", "source", "vietnamese"]),
    ("measure", &["decode", "diagnostic", "id", "source", "time", "vietnamese"]),
    ("section", &["decode", "id", "source"]),
    ("packs", &["decode", "diagnostic", "id", "measure", "section", "source", "time", "vietnamese"]),
    ("plan", &["decode", "diagnostic", "id", "measure", "packs", "section", "source", "time", "vietnamese"]),
    ("attach", &["decode", "diagnostic", "load", "plan", "source", "vietnamese"]),
    // Meaning.
    ("tally", &["decode", "diagnostic", "id", "plan", "source", "vietnamese"]),
    ("inherit", &["decode", "diagnostic", "id", "packs", "plan", "section", "source", "vietnamese"]),
    ("resolve", &["diagnostic", "id", "packs", "plan", "section", "source", "tally", "vietnamese"]),
    (
        "compose",
        &[
            "decode",
            "diagnostic",
            "limits",
            "measure",
            "packs",
            "plan",
            "resolve",
            "section",
            "source",
            "tally",
            "time",
            "vietnamese",
        ],
    ),
    ("conformance", &["measure", "packs", "plan", "source", "time"]),
    ("prose", &["decode", "measure", "packs", "plan", "resolve", "section", "source", "time", "vietnamese"]),
    (
        "rules",
        &[
            "conformance",
            "decode",
            "diagnostic",
            "id",
            "measure",
            "packs",
            "plan",
            "prose",
            "resolve",
            "section",
            "source",
            "time",
            "vietnamese",
        ],
    ),
    (
        "canonical",
        &[
            "compose",
            "conformance",
            "decode",
            "diagnostic",
            "id",
            "measure",
            "packs",
            "plan",
            "prose",
            "resolve",
            "section",
            "source",
            "time",
            "vietnamese",
        ],
    ),
    ("diff", &["canonical", "diagnostic", "measure", "source", "time", "vietnamese"]),
    ("explain", &["diagnostic", "rules"]),
    ("lints", &["decode", "diagnostic", "load", "rules", "source", "time", "vietnamese"]),
    ("report", &["decode", "diagnostic", "explain", "lints", "rules", "source"]),
    // Making.
    ("render", &["compose", "project"]),
    ("engine", &["project"]),
    ("sign", &["compose", "diagnostic", "engine", "limits"]),
    ("proof", &["compose", "diagnostic", "engine", "sign", "source"]),
    ("seal", &["engine", "fonts", "project"]),
    ("schema", &["decode", "id", "measure", "packs", "plan", "section", "vietnamese"]),
    ("format_plan", &["decode", "diagnostic", "prose", "schema", "source"]),
    ("glyphs", &["decode", "diagnostic", "fonts", "limits", "project", "source"]),
    // The whole.
    (
        "pipeline",
        &[
            "attach",
            "compose",
            "diagnostic",
            "engine",
            "glyphs",
            "inherit",
            "lints",
            "load",
            "packs",
            "plan",
            "project",
            "proof",
            "render",
            "resolve",
            "rules",
            "sign",
            "source",
        ],
    ),
    (
        "cli",
        &[
            "attach",
            "canonical",
            "compose",
            "conformance",
            "diagnostic",
            "diff",
            "engine",
            "explain",
            "fix",
            "fonts",
            "format_plan",
            "limits",
            "lints",
            "load",
            "measure",
            "packs",
            "pipeline",
            "plan",
            "project",
            "proof",
            "render",
            "report",
            "rules",
            "schema",
            "seal",
            "sign",
            "source",
            "time",
            "vietnamese",
        ],
    ),
];

/// Libraries that only one room, or a few, may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("typst", &["src/engine/embedded/"]),
    ("typst_pdf", &["src/engine/embedded/"]),
    ("typst_kit", &["src/engine/embedded/"]),
    ("lopdf", &["src/sign/"]),
    ("annotate_snippets", &["src/diagnostic/human.rs"]),
    ("pulldown_cmark", &["src/compose/markdown/", "src/format_plan/prose.rs"]),
    ("clap", &["src/cli/"]),
    ("anyhow", &["src/cli/"]),
    ("fontdb", &["src/fonts.rs"]),
    ("comfy_table", &["src/cli/baseline/", "src/proof/human.rs"]),
    ("csv_core", &["src/attach/fields.rs"]),
    ("toml_edit", &["src/cli/new/", "src/format_plan/"]),
    ("rayon", &["src/cli/check.rs"]),
    ("indicatif", &["src/cli/check.rs"]),
    ("terminal_size", &["src/cli/"]),
    ("quick_junit", &["src/report/junit.rs"]),
    ("sha2", &["src/report/sarif.rs", "src/sign/"]),
    ("percent_encoding", &["src/report/sarif.rs"]),
    ("toml", &["src/"]),
    ("similar", &["src/cli/fix.rs", "src/cli/fmt.rs", "src/diff/words.rs"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/man.rs"]),
];

const LONGEST_FILE: usize = 400;

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
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

/// The modules that a text names after `crate::`, single or in braces.
fn used_modules(code: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => out.push(name(rest)),
            Some(group) => {
                let (mut depth, mut start) = (0_i32, true);
                for (at, letter) in group.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        letter if start && depth == 0 && letter.is_alphabetic() => {
                            out.push(name(&group[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    out
}

fn module_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn the_scanner_sees_every_form_of_a_path() {
    assert_eq!(used_modules("use crate::plan::Plan; crate::engine::x()"), ["plan", "engine"]);
    assert_eq!(
        used_modules("use crate::{plan::{Plan, x}, engine, diagnostic::text};"),
        ["plan", "engine", "diagnostic"]
    );
}

#[test]
fn a_stage_never_uses_a_later_one() {
    let rules: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    for (path, code) in sources() {
        let module = module_of(&path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let allowed = rules.get(module).unwrap_or_else(|| panic!("{path}: `{module}` is not in the table MAY_USE"));
        for used in used_modules(&code) {
            assert!(used == module || allowed.contains(&used.as_str()), "{path}: `{module}` may not use `{used}`");
        }
    }
}

#[test]
fn the_table_has_no_cycle() {
    for (index, (module, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            let at = MAY_USE.iter().position(|(name, _)| name == used).unwrap_or_else(|| panic!("{used} is unknown"));
            assert!(at < index, "`{module}` may use `{used}`, which stands later");
        }
    }
}

#[test]
fn a_library_stays_in_its_room() {
    for (path, code) in sources() {
        for (library, rooms) in ROOMS {
            let named = code.contains(&format!("use {library}::"))
                || code.contains(&format!(" {library}::"))
                || code.contains(&format!("<{library}::"));
            let inside = rooms.iter().any(|room| path.starts_with(room));
            assert!(!named || inside, "{path} names `{library}`, which belongs to {rooms:?}");
        }
    }
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
