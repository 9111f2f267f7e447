//! Each row of Appendices II and III of Decree 30 with a wrong form and the right one: tests/support/capitals.tsv.

use kehoach::internals::diagnostic::{Diagnostic, Language, Level};

use crate::support::{checked, read};

const SENTENCE: &str = "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này.";

fn findings(sentence: &str) -> Vec<Diagnostic> {
    let base = read("tests/support/plan-without-mistakes.toml");
    assert_eq!(base.matches(SENTENCE).count(), 1);
    let plan = base.replace(SENTENCE, sentence);
    let found = checked("plan.toml", plan.as_bytes()).findings.sorted();
    found.into_iter().filter(|one| one.level != Level::Note).collect()
}

#[test]
fn each_row_of_the_appendices_is_judged() {
    let rows = read("tests/support/capitals.tsv");
    let rows = rows.lines().filter(|line| !line.starts_with('#'));
    let mut mistakes = Vec::new();
    let mut count = 0;
    for row in rows {
        let [clause, wrong, right, proposed] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        count += 1;
        let help = |one: &Diagnostic| one.help.as_ref().map_or("", |help| help.get(Language::Vietnamese)).to_owned();
        let helps: Vec<String> = findings(wrong).iter().map(help).collect();
        if !helps.iter().any(|help| help.contains(proposed)) {
            mistakes.push(format!("{clause}: «{wrong}» gives {helps:?}"));
        }
        let silent: Vec<&str> = findings(right).iter().map(|one| one.meta.code).collect();
        if !silent.is_empty() {
            mistakes.push(format!("{clause}: «{right}» gives {silent:?}"));
        }
    }
    assert!(count > 45 && mistakes.is_empty(), "{}", mistakes.join("\n"));
}
