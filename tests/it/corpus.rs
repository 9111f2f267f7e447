//! The example plans against the documents that they rebuild.

use crate::support;
use crate::support::{composed, corrected_source, example, examples, rendered, words};
use kehoach::internals::compose::{Block, Manuscript, plain_text};
use kehoach::internals::diagnostic::Language;

/// The words of a document in the order of its text, from the type to the signer's name; appendices are left out,
/// because the sources promise them without having them.
fn document_words(manuscript: &Manuscript) -> Vec<String> {
    let mut text = format!("{} {} ", manuscript.title.kind, manuscript.title.subject);
    text.push_str(&blocks_text(&manuscript.body));
    text.push_str(&blocks_text(&manuscript.closing));
    text.push_str("Nơi nhận: ");
    let recipients: Vec<&str> = manuscript.recipients.iter().map(|line| line.words.as_str()).collect();
    text.push_str(&recipients.join(" "));
    let signature = &manuscript.signature;
    text.push_str(&format!(" {} {} {}", signature.capacity.join(" "), signature.position, signature.name));
    words(&text)
}

fn blocks_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Heading { number, title, run_in, .. } => {
                text.push_str(&format!("{} {title} ", number.as_deref().unwrap_or("")));
                text.push_str(&run_in.as_deref().map(plain_text).unwrap_or_default());
            }
            Block::Paragraph { marker, content, .. } => {
                text.push_str(&format!("{} {}", marker.as_deref().unwrap_or(""), plain_text(content)));
            }
            Block::Table(table) => {
                for cells in table.head.iter().chain(table.rows.iter().map(|row| &row.cells)) {
                    for cell in cells {
                        text.push_str(&plain_text(&cell.content));
                        text.push(' ');
                    }
                }
            }
            Block::Landscape(inner) => text.push_str(&blocks_text(inner)),
        }
        text.push(' ');
    }
    text
}

#[test]
fn every_example_is_without_findings() {
    for name in examples() {
        let composed = composed(&name, example(&name).as_bytes());
        assert_eq!(rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese), "", "{name}");
    }
}

#[test]
fn every_example_says_what_its_source_says_word_by_word() {
    for name in examples() {
        let composed = composed(&name, example(&name).as_bytes());
        let ours = document_words(composed.output.as_ref().unwrap());
        let source = words(&corrected_source(&name));
        // Scans lose the letterhead: both start at the type of the document.
        let first = source.windows(6).position(|some| some == &ours[..6]).expect("type and subject");
        for (index, (ours, theirs)) in ours.iter().zip(&source[first..]).enumerate() {
            assert_eq!(
                ours,
                theirs,
                "{name}: word {index}, after `{}`",
                source[first..first + index].iter().rev().take(8).rev().cloned().collect::<Vec<_>>().join(" ")
            );
        }
        assert_eq!(ours.len(), source.len() - first, "{name}");
    }
}

#[test]
fn binh_giang_types_every_row_of_its_table() {
    let composed = composed("plan", example("binh-giang-2026").as_bytes());
    let manuscript = composed.output.unwrap();
    let tables: Vec<_> = manuscript
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Landscape(_) => None,
        })
        .collect();
    let [table] = tables.as_slice() else { panic!("one table") };
    let cell = |row: usize, column: usize| plain_text(&table.rows[row].cells[column].content);
    let groups: Vec<usize> = (0..table.rows.len()).filter(|row| table.rows[*row].group).collect();
    assert_eq!(groups, [0, 4]);
    assert_eq!((cell(0, 0).as_str(), cell(0, 1).as_str()), ("I", "Phát triển hạ tầng"));
    assert_eq!(table.rows.len(), 25);
    let values: Vec<(String, String)> =
        (0..25).filter(|row| !groups.contains(row)).map(|row| (cell(row, 2), cell(row, 3))).collect();
    let expected = [
        ("80%", "≥\u{a0}95%"),
        ("", "Cấp độ 2 hoặc 3"),
        ("96,5%", "100%"),
        ("", ""),
        ("", "80%"),
        ("", "80%"),
        ("100%", "100% (2025-2027)"),
        ("100%", "100%"),
        ("100%", "100%"),
        ("80%", "100%"),
        ("100%", "100% (2025-2027)"),
        ("", "50% (2025-2027)"),
        ("100%", "100% (2025-2027)"),
        ("", "≥\u{a0}1%"),
        ("100%", "100%"),
        ("100%", "100%"),
        ("11,87%", "≥\u{a0}80%"),
        ("82,78%", "≥\u{a0}95%"),
        ("100%", "100%"),
        ("", "50% (2025-2027)"),
        ("100% nộp thuế điện tử, ứng dụng hóa đơn điện tử, ký số...", "100%"),
        ("80,1%", "≥\u{a0}83%"),
        ("100%", "100%"),
    ];
    assert_eq!(values, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_citation_is_full_once_and_short_afterwards() {
    let plan = support::smallest().replace(
        "title = \"Mục tiêu\"",
        "title = \"Mục tiêu\"\ntext = '{{ cite(\"nd-73-2019\") }}. {{ cite(\"nd-73-2019\") }}. {{ cite(\"nd-73-2019\", form=\"dated\") }}. {{ cite(\"nd-82-2024\", form=\"issued\", issuer=\"CP\") }}.'",
    );
    let composed = composed("plan", plan.as_bytes());
    assert!(composed.findings.is_empty());
    let manuscript = composed.output.unwrap();
    let Some(Block::Paragraph { content, .. }) = manuscript.body.get(1) else { panic!("a paragraph") };
    assert_eq!(
        plain_text(content),
        "Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 của Chính phủ quy định quản lý đầu tư ứng dụng công nghệ thông tin sử dụng nguồn vốn ngân sách nhà nước. \
         Nghị định số 73/2019/NĐ-CP. Nghị định số 73/2019/NĐ-CP ngày 05/9/2019. Nghị định số 82/2024/NĐ-CP ngày 10/7/2024 của CP."
    );
}

#[test]
fn headings_are_numbered_by_their_place() {
    let plan = support::smallest().replace("[[targets]]", "[[targets_of_nothing]]");
    let (head, _) = plan.split_once("[[sections]]").unwrap();
    let section =
        |id: &str, more: &str| format!("[[sections]]\nid = \"{id}\"\ntitle = \"{id}\"\ntext = \"Lời.\"\n{more}\n");
    let sections: String = [
        section("a", ""),
        section("a.b", ""),
        section("a.b.c", ""),
        section("a.b.d", "numbering = \"a)\""),
        section("a.b.d.e", ""),
        section("a.b.d.f", ""),
        section("a.g", "numbering = \"none\""),
        section("a.g.h", ""),
        section("i", ""),
    ]
    .concat();
    let numbers = |plan: &str| -> Vec<(usize, Option<String>)> {
        let composed = composed("plan", plan.as_bytes());
        assert_eq!(rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese), "");
        let body = composed.output.unwrap().body;
        body.into_iter()
            .filter_map(|block| match block {
                Block::Heading { level, number, .. } => Some((level, number)),
                Block::Paragraph { .. } | Block::Table(_) | Block::Landscape(_) => None,
            })
            .collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        numbers(&format!("{head}{sections}")),
        [
            (1, some("I.")),
            (2, some("1.")),
            (3, some("1.1.")),
            (3, some("1.2.")),
            (4, some("a)")),
            (4, some("b)")),
            (2, some("2.")),
            (3, None),
            (1, some("II.")),
        ]
    );
    let head = head.replace("[commune]", "numbering = [\"Phần\", \"I.\", \"1.\"]\n[commune]");
    assert_eq!(
        numbers(&format!("{head}{sections}"))[..4],
        [(1, some("Phần I")), (2, some("I.")), (3, some("1.")), (3, some("2."))]
    );
}

/// What the five documents hold, as their outlines count it.
#[test]
fn every_example_types_what_its_source_holds() {
    use kehoach::internals::diagnostic::Findings;
    use kehoach::internals::plan::Plan;
    use kehoach::internals::source::SourceMap;

    for (name, measures, tasks, assignments, bases, recipients) in [
        ("binh-giang-2026", 23, 8, 9, 5, 7),
        ("duong-kinh-2025", 8, 0, 4, 0, 12),
        ("ha-dong-2025", 10, 0, 4, 15, 8),
        ("phu-lien-2025", 6, 0, 8, 0, 5),
        ("phu-thai-2045", 52, 9, 9, 5, 5),
    ] {
        let mut sources = SourceMap::new();
        let file = sources.add(name, example(name));
        let plan = Plan::read(file, &sources, &mut Findings::new()).unwrap();
        // A sentence with several measures counts by them, a row or a sentence without a number by itself.
        let counted: usize = plan.targets.iter().map(|target| target.promise.measures().count().max(1)).sum();
        let found = (counted, plan.tasks.len(), plan.assignments.len(), plan.bases.len(), plan.recipients.to.len() + 1);
        assert_eq!(found, (measures, tasks, assignments, bases, recipients), "{name}");
    }
}

/// What the city wrote is there once, in the pack.
#[test]
fn no_long_sentence_stands_in_two_examples() {
    use std::collections::BTreeMap;
    let mut first: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for name in examples() {
        let plan = example(&name);
        for sentence in plan.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('.')) {
            let words = words(sentence);
            // Keys and ids are no sentence.
            if words.len() <= 10 || sentence.contains(" = [") || sentence.contains("show ") {
                continue;
            }
            match first.get(&words) {
                Some(other) if *other != name => panic!("`{}` stands in {other} and {name}", sentence.trim()),
                _ => {
                    first.insert(words, name.clone());
                }
            }
        }
    }
}
