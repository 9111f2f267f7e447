//! Each row of Appendices II and III of Decree 30 with a wrong form and the right one: tests/support/capitals.tsv,
//! tests/support/abbreviations.tsv.

use std::collections::BTreeMap;

use kehoach::internals::diagnostic::{Diagnostic, Language, Level};
use kehoach::internals::packs::Vocabulary;
use kehoach::internals::vietnamese::fold::fold;

use crate::support::{checked, read};

const SENTENCE: &str = "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này.";

fn findings(sentence: &str) -> Vec<Diagnostic> {
    let base = read("tests/support/plan-without-mistakes.toml");
    assert_eq!(base.matches(SENTENCE).count(), 1);
    let plan = base.replace(SENTENCE, sentence);
    let found = checked("plan.toml", plan.as_bytes()).findings.sorted();
    found.into_iter().filter(|one| one.level != Level::Note).collect()
}

/// Returns what is not as it should be: a wrong form without a help that proposes the right one, a right form with a finding.
fn misjudged(clause: &str, wrong: &str, right: &str, proposed: &str) -> Vec<String> {
    let help = |one: &Diagnostic| one.help.as_ref().map_or("", |help| help.get(Language::Vietnamese)).to_owned();
    let helps: Vec<String> = findings(wrong).iter().map(help).collect();
    let silent: Vec<&str> = findings(right).iter().map(|one| one.meta.code).collect();
    let missed =
        (!helps.iter().any(|help| help.contains(proposed))).then(|| format!("{clause}: «{wrong}» gives {helps:?}"));
    let raised = (!silent.is_empty()).then(|| format!("{clause}: «{right}» gives {silent:?}"));
    missed.into_iter().chain(raised).collect()
}

#[test]
fn each_row_of_the_appendices_is_judged() {
    let rows = read("tests/support/capitals.tsv");
    let mut mistakes = Vec::new();
    let mut count = 0;
    for row in rows.lines().filter(|line| !line.starts_with('#')) {
        let [clause, wrong, right, proposed] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        count += 1;
        mistakes.extend(misjudged(clause, wrong, right, proposed));
    }
    assert!(count > 45 && mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn each_abbreviation_of_appendix_iii_is_known_and_a_wrong_one_is_told_with_the_right_one() {
    let rows = read("tests/support/abbreviations.tsv");
    let rows: Vec<Vec<&str>> =
        rows.lines().filter(|line| !line.starts_with('#')).map(|row| row.split('\t').collect()).collect();
    let known = &Vocabulary::embedded().citations;
    let table: BTreeMap<&str, &str> = rows.iter().map(|row| (row[0], row[1])).collect();
    let types: BTreeMap<&str, &str> = known.types.iter().map(|one| (one.name.as_str(), one.letters.as_str())).collect();
    assert!(rows.len() == 30);
    assert_eq!(types, table);
    let mut mistakes = Vec::new();
    for row in &rows {
        let [name, letters, wrong, right, proposed] = row[..] else { panic!("{row:?}") };
        mistakes.extend(misjudged(name, wrong, right, proposed));
        let bare = fold(letters).to_uppercase();
        if !known.is_type(&bare) {
            let without_marks = right.replace(&format!("/{letters}-"), &format!("/{bare}-"));
            mistakes.extend(misjudged(name, &without_marks, right, proposed));
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}
