//! Every clause of Decree 30 that the repository cites is in its list, and the clauses of the list are those of the decree.

use std::path::{Path, PathBuf};

use kehoach::internals::decree::{citations, said};
use kehoach::internals::preflight;

/// What cites the decree. The text of plans is left out: their own sections have numbers of the same form.
const PLACES: [&str; 6] = ["src", "templates", "docs", "plans", "fonts", "tests/it"];
/// Sections of plans, not clauses: how `reference` reads them is the subject there.
const OTHERS: [&str; 3] =
    ["plans/vietnam/decree-30.toml", "src/checks/prose/reference.rs", "src/document/compose/row_numbers.rs"];

fn files_under(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

#[test]
fn every_cited_clause_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut wrong, mut seen) = (Vec::new(), 0);
    let mut files: Vec<_> = PLACES.iter().flat_map(|place| files_under(&root.join(place))).collect();
    files.extend(["README.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root.join(name)));
    for path in files {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if OTHERS.contains(&name.as_str()) || ending == "snap" || name == "tests/it/citations.rs" {
            continue;
        }
        // The tests of the reader itself have forms that are no clauses.
        let text = if ending == "rs" { text.split("#[cfg(test)]").next().unwrap_or_default() } else { &text };
        for (number, line) in text.lines().enumerate() {
            for citation in citations(line) {
                seen += 1;
                if citation.words().is_none() {
                    wrong.push(format!("{name}:{}: Appendix {} {}", number + 1, citation.appendix, citation.clause));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "no such clause:\n{}", wrong.join("\n"));
    assert!(seen > 300, "only {seen} citations were seen");
}

#[test]
fn a_clause_that_the_decree_does_not_have_is_not_in_the_list() {
    for wrong in ["II.4.d", "II.5.c", "I.8", "III.1.g", "Phụ lục II, mục III.1.k"] {
        let found = citations(wrong);
        assert!(found.len() == 1 && found[0].words().is_none(), "{wrong}");
    }
}

#[test]
fn what_the_proof_measures_rests_on_the_list() {
    for clause in preflight::clauses().filter(|clause| !clause.number.is_empty()) {
        let named = clause.number.split(", ").count();
        let law = format!("{} Nghị định số 30/2020/NĐ-CP", clause.number);
        assert_eq!(said(&law).len(), named, "{}: {}", clause.name, clause.number);
    }
}
