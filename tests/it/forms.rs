//! The forms that plans take: each file of tests/forms changes a right plan so that it has one form, and says what is printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use kehoach::internals::compose::{Block, Cell, Inline, Manuscript, Reference};
use kehoach::internals::diagnostic::{Diagnostic, Language};
use kehoach::internals::pipeline::{Composed, PlanFile};
use serde::Deserialize;

use crate::support::{checked_plan, library, read, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    /// What is written otherwise in tests/mistakes/base.toml, once.
    #[serde(default)]
    put: Vec<(String, String)>,
    /// What is added at its end.
    #[serde(default)]
    add: String,
    /// Files next to it.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The codes of all findings, in order.
    #[serde(default)]
    codes: Vec<String>,
    /// The messages of all findings in Vietnamese, in order, each with its help behind « → », where they are to be exact.
    #[serde(default)]
    messages: Vec<String>,
    /// Lines of the document, in order, whole; cells of a row are parted by « | ».
    lines: Vec<String>,
    /// What no line has in it.
    #[serde(default)]
    no_text: Vec<String>,
}

fn forms() -> Vec<(String, Form)> {
    let mut paths: Vec<_> =
        std::fs::read_dir(root().join("tests/forms")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let form = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), form)
        })
        .collect()
}

fn checked(name: &str, form: &Form) -> Composed {
    let mut plan = read("tests/mistakes/base.toml");
    for (old, new) in &form.put {
        assert_eq!(plan.matches(old).count(), 1, "{name}: «{old}» must be there once in the base");
        plan = plan.replace(old, new);
    }
    let files: BTreeMap<_, _> =
        form.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let bytes = format!("{plan}\n{}", form.add).into_bytes();
    checked_plan(library(), &PlanFile { name: "plan.toml".to_owned(), bytes, files: Arc::new(files) })
}

/// Returns the document line by line, with its numbers and marks, spaces that do not break as spaces.
pub(crate) fn lines_of(manuscript: &Manuscript) -> Vec<String> {
    fn words(content: &[Inline], notes: &mut Vec<String>) -> String {
        let of = |inline: &Inline| match inline {
            Inline::Text(words) => words.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => words(inner, notes),
            Inline::Break => " / ".to_owned(),
            Inline::Note(note) => {
                notes.extend(blocks(note));
                String::new()
            }
        };
        content.iter().map(of).collect()
    }
    fn row(cells: &[Cell], notes: &mut Vec<String>) -> String {
        cells.iter().map(|cell| words(&cell.content, notes)).collect::<Vec<_>>().join(" | ")
    }
    fn blocks(body: &[Block]) -> Vec<String> {
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        for block in body {
            match block {
                Block::Heading { number, title, run_in, .. } => {
                    let run_in = run_in.as_ref().map(|content| words(content, &mut notes));
                    let parts = number.iter().chain((!title.is_empty()).then_some(title)).chain(&run_in);
                    out.push(parts.map(String::as_str).collect::<Vec<_>>().join(" "));
                }
                Block::Paragraph { marker, content, .. } => {
                    let content = words(content, &mut notes);
                    out.push(marker.iter().chain([&content]).map(String::as_str).collect::<Vec<_>>().join(" "));
                }
                Block::Table(table) => {
                    out.extend(table.caption.iter().chain(&table.unit).cloned());
                    out.extend(table.head.iter().map(|cells| row(cells, &mut notes)));
                    out.extend(table.rows.iter().map(|one| row(&one.cells, &mut notes)));
                }
                Block::Landscape(inner) => out.extend(blocks(inner)),
            }
        }
        out.extend(notes);
        out
    }
    let Manuscript { letterhead, title, body, closing, recipients, signature, attached, appendices, .. } = manuscript;
    let mut out: Vec<String> = letterhead.superior.iter().chain(&letterhead.issuer).cloned().collect();
    let blank = |value: &Option<String>| value.clone().unwrap_or_else(|| "…".to_owned());
    out.push(format!("Số: {}/{}", blank(&letterhead.number), letterhead.symbol));
    let (day, month) = (blank(&letterhead.day), blank(&letterhead.month));
    out.push(format!("{}, ngày {day} tháng {month} năm {}", letterhead.place, letterhead.year));
    out.extend([title.kind.clone(), title.lines.join(" / ")]);
    match title.addressees.as_slice() {
        [] => {}
        [one] => out.push(format!("Kính gửi: {one}")),
        several => {
            out.push("Kính gửi:".to_owned());
            out.extend(several.iter().map(|one| format!("- {one}")));
        }
    }
    out.extend(blocks(body));
    out.extend(blocks(closing));
    out.extend(
        recipients.iter().map(|line| if line.nested { format!("+ {}", line.words) } else { line.words.clone() }),
    );
    out.extend(signature.capacity.iter().chain([&signature.position]).chain(&signature.office).cloned());
    out.push(signature.name.clone());
    if let Some(attached) = attached {
        let Reference { kind, letterhead, issuer } = &attached.reference;
        out.extend([attached.title.kind.clone(), attached.title.lines.join(" / ")]);
        out.push(format!("(Kèm theo {kind} số {}/{} của {issuer})", blank(&letterhead.number), letterhead.symbol));
        out.extend(blocks(&attached.body));
        out.extend(blocks(&attached.closing));
    }
    for appendix in appendices {
        out.extend([appendix.label.clone(), appendix.title.clone()]);
        out.extend(blocks(&appendix.body));
    }
    out.into_iter().map(|line| line.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-")).collect()
}

/// What findings say in Vietnamese: message and help.
fn messages(findings: &[Diagnostic]) -> Vec<String> {
    let told = |one: &Diagnostic| {
        let help = one.help.as_ref().map_or("", |help| help.get(Language::Vietnamese));
        format!("{} → {help}", one.message.get(Language::Vietnamese))
    };
    findings.iter().map(told).collect()
}

#[test]
fn every_form_prints_its_lines_and_has_no_other_finding() {
    for (name, form) in forms() {
        let checked = checked(&name, &form);
        let findings = checked.findings.sorted();
        let found: Vec<&str> = findings.iter().map(|one| one.meta.code).collect();
        assert_eq!(found, form.codes, "{name}");
        if !form.messages.is_empty() {
            assert_eq!(messages(&findings), form.messages, "{name}");
        }
        let Some(manuscript) = &checked.output else {
            assert!(form.lines.is_empty(), "{name} is not printed");
            continue;
        };
        let printed = lines_of(manuscript);
        let mut rest = printed.iter();
        for line in &form.lines {
            assert!(
                rest.any(|printed| printed == line),
                "{name}: no line «{line}» in its place in\n{}",
                printed.join("\n")
            );
        }
        for absent in &form.no_text {
            assert!(!printed.iter().any(|line| line.contains(absent)), "{name}: «{absent}» in\n{}", printed.join("\n"));
        }
    }
}

#[cfg(feature = "embedded")]
mod finished {
    use kehoach::internals::engine::Embedded;
    use kehoach::internals::pipeline::project;

    use super::{checked, forms};
    use crate::support::{settings, typeset};

    #[test]
    fn every_form_is_typeset_without_a_finding() {
        for (name, form) in forms() {
            let mut checked = checked(&name, &form);
            let Some(manuscript) = &checked.output else { continue };
            let project = project(manuscript, settings(false)).unwrap();
            assert!(typeset(&project, &Embedded, &mut checked).is_some(), "{name}");
            let found: Vec<&str> = checked.findings.sorted().into_iter().map(|one| one.meta.code).collect();
            assert_eq!(found, form.codes, "{name}");
        }
    }
}
