//! TT018: a reference to a section, a clause or a table that the plan does not have.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, Level, list_en, list_vi, text};
use crate::checks::prose::{
    Passage, Reference, Role, Step, Unit, Whose, WordSet, is_word_border, numbers, phrase_length, whose,
};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::document::compose::{PrintedNumbers, appendix_label, section_addresses};
use crate::model::packs::CitationWords;

declare_rule! {
    needs: Text,
    code: "TT018", name: "typed-reference", level: Error, since: "0.1.0", fix: None,
    title: "dẫn đến phần, mục, khoản, điểm, biểu không có", "a reference that points nowhere",
    explanation: "Số của phần, mục, khoản, điểm do chương trình tính; thêm, bớt hoặc đổi chỗ một mục thì số dẫn gõ tay có thể trỏ vào chỗ không có. Chỗ có thật thì không báo; dẫn đến văn bản khác thì ghi tên văn bản ấy ngay sau hoặc trước. Không ghi «Kế hoạch này» thì chỉ cảnh báo.",
        "The numbers of parts, sections, clauses and points are computed; after a section is added, removed or moved, a typed one may point nowhere. A reference to another document names that document. Without «Kế hoạch này» it only warns.",
    law: "Phụ lục I, mục II.6 Nghị định số 30/2020/NĐ-CP",
    bad: "Kinh phí thực hiện theo Mục IX Kế hoạch này.   # kế hoạch chỉ có các mục I đến V",
    good: "Kinh phí thực hiện theo Mục V Kế hoạch này.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut captions = None;
    // Those are another rule's.
    let labels = subject.plan().appendices.iter().filter_map(|appendix| appendix.label.as_ref());
    let own_names: BTreeSet<String> = labels.map(|label| label.text.trim().to_lowercase()).collect();
    for passage in subject.own_wording().filter(|passage| passage.role != Role::Basis) {
        let flowing = passage.flowing();
        for reference in passage.references() {
            section(subject, passage, reference, findings);
        }
        for table in tables_in(passage) {
            let there = captions.get_or_insert_with(|| captions_of(subject));
            let is_caption = line_starts_at(flowing, table.range.start);
            let is_appendix = own_names.iter().any(|name| phrase_length(&flowing[table.range.start..], name).is_some());
            if !is_caption && !is_appendix && !there.contains(&(table.word, table.number.clone())) {
                missing_table(passage, &table, findings);
            }
        }
    }
}

fn section(subject: &Subject<'_, '_>, passage: &Passage<'_>, reference: &Reference, findings: &mut Findings) {
    let smallest_alone = reference.steps.iter().all(|step| matches!(step.unit, Unit::Clause | Unit::Point));
    let of_laws = reference.steps.iter().any(|step| step.unit == Unit::Article);
    match reference.whose {
        Whose::Other => return,
        Whose::ThisDecision if subject.printed_numbers.decision().is_none() => return,
        // «khoản 2» alone is the one of the section that it is in.
        Whose::Unnamed if smallest_alone || of_laws => return,
        Whose::Unnamed | Whose::This | Whose::ThisDecision => {}
    }
    let known = numbers_of(subject, reference);
    let mut above: Vec<Vec<String>> = vec![Vec::new()];
    let part = reference.steps.first().is_some_and(|step| step.unit == Unit::Part);
    for (index, step) in reference.steps.iter().enumerate() {
        let mut next = Vec::new();
        for number in &step.numbers {
            let paths = above.iter().map(|path| path.iter().chain(number).cloned().collect::<Vec<String>>());
            let there: Vec<Vec<String>> = paths
                .filter(|path| {
                    let path: Vec<&str> = path.iter().map(String::as_str).collect();
                    (step.unit != Unit::Article || reference.whose == Whose::ThisDecision) && known.has(part, &path)
                })
                .collect();
            if there.is_empty() {
                nowhere(subject, passage, reference, step, reference.steps[..index].last(), number, findings);
                return;
            }
            next.extend(there);
        }
        above = next;
    }
}

fn nowhere(
    subject: &Subject<'_, '_>,
    passage: &Passage<'_>,
    reference: &Reference,
    step: &Step,
    above: Option<&Step>,
    number: &[String],
    findings: &mut Findings,
) {
    let flowing = passage.flowing();
    let (typed, whole) = (&flowing[step.range.clone()], &flowing[reference.range.clone()]);
    let number = number.join(".");
    let of_decision = reference.whose == Whose::ThisDecision;
    let (whole_vi, whole_en) = if of_decision { ("quyết định", "decision") } else { ("kế hoạch", "plan") };
    let (vi, en) = match step.unit {
        Unit::Part => ("phần", "part"),
        Unit::Article if of_decision => ("điều", "article"),
        Unit::Article => ("điều, chương", "article"),
        Unit::Section | Unit::Subsection => ("mục", "section"),
        Unit::Clause => ("khoản", "clause"),
        Unit::Point => ("điểm", "point"),
    };
    let mut finding = match above {
        Some(above) => {
            let above = &flowing[above.range.clone()];
            found(
                &RULE.meta,
                passage,
                reference.range.clone(),
                format!("dẫn đến `{typed}` nhưng {above} của {whole_vi} không có {vi} {number}"),
                format!("`{typed}` points nowhere: {above} has no {en} {number}"),
            )
        }
        None => found(
            &RULE.meta,
            passage,
            reference.range.clone(),
            format!("dẫn đến `{typed}` nhưng {whole_vi} không có {vi} {number}"),
            format!("`{typed}` points nowhere: the {whole_en} has no {en} {number}"),
        ),
    };
    if reference.whose == Whose::Unnamed {
        finding.level = Level::Warning;
    }
    let top = numbers_of(subject, reference).top(step.unit == Unit::Part);
    let (computed_vi, computed_en) = if of_decision {
        Default::default()
    } else {
        computed(subject, above.map(|above| &flowing[above.range.clone()]))
    };
    findings.push(finding.help(if above.is_none() && !top.is_empty() && top.len() <= SHOWN {
        text(
            format!(
                "{whole_vi} có {vi} {}; ghi số đúng{computed_vi}, hoặc ghi rõ của văn bản nào: `{whole} Nghị quyết số …`",
                list_vi(&top)
            ),
            format!(
                "the {whole_en} has {}; write the right number{computed_en}, or name the document that is meant",
                list_en(&top)
            ),
        )
    } else {
        text(
            format!("ghi số đúng như bản in{computed_vi}, hoặc ghi rõ của văn bản nào: `{whole} Nghị quyết số …`"),
            format!("write the number that is printed{computed_en}, or name the document that is meant"),
        )
    }));
}

/// Returns the numbers of the document that a reference is to.
fn numbers_of<'s>(subject: &'s Subject<'_, '_>, reference: &Reference) -> &'s PrintedNumbers {
    let plan = &subject.printed_numbers;
    if reference.whose == Whose::ThisDecision { plan.decision().unwrap_or(plan) } else { plan }
}

/// Returns how the number of a section is written so that the program computes it: of the one that is named, or of the last one.
fn computed(subject: &Subject<'_, '_>, above: Option<&str>) -> (String, String) {
    let all = section_addresses(subject.resolved);
    let named = above.map(str::to_lowercase);
    let found = match &named {
        Some(named) => all.iter().find(|(_, words)| words.to_lowercase().ends_with(named.as_str())),
        None => all.iter().rfind(|(id, _)| !id.contains('.')),
    };
    found.map_or_else(Default::default, |(id, words)| {
        (
            format!("; viết `{{{{ ref('{id}') }}}}` thì chương trình tự in «{words}»"),
            format!("; `{{{{ ref('{id}') }}}}` prints «{words}», whatever its number is"),
        )
    })
}

/// A help lists no more headings.
const SHOWN: usize = 12;

struct TableMention {
    range: Range<usize>,
    word: &'static str,
    number: String,
}

/// What tables are called.
const TABLES: [&str; 2] = ["Biểu", "Bảng"];
static TABLE_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(TABLES));

/// Returns where a passage names tables by a number. Most name none.
fn tables_in(passage: &Passage<'_>) -> Vec<TableMention> {
    if !passage.words().iter().any(|word| TABLE_WORDS.may_hold(word)) {
        return Vec::new();
    }
    tables(passage.flowing(), passage.citation_words())
}

/// Returns where tables are named by a number: «Biểu số 02», «Bảng 3».
fn tables(text: &str, known: &CitationWords) -> Vec<TableMention> {
    let mut out = Vec::new();
    for word in TABLES {
        for (at, _) in text.match_indices(word) {
            let behind = at + word.len();
            if !is_word_border(text, at) || !is_word_border(text, behind) {
                continue;
            }
            if let Some((numbers, end)) = numbers(text, behind, known)
                && numbers[0][0].starts_with(|c: char| c.is_ascii_digit())
            {
                out.push(TableMention { range: at..end, word, number: numbers[0].join(".") });
            }
        }
    }
    out
}

fn line_starts_at(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['*', '_', ' ', '(']);
    before.is_empty() || before.ends_with('\n')
}

/// Returns the tables that the plan has: those whose number begins a caption, a title or a line.
fn captions_of(subject: &Subject<'_, '_>) -> BTreeSet<(&'static str, String)> {
    let passages = subject.passages.iter();
    let captions = passages.flat_map(|passage| {
        let flowing = passage.flowing();
        tables_in(passage).into_iter().filter(|table| line_starts_at(flowing, table.range.start))
    });
    let plan = subject.plan();
    let words = &subject.vocabulary().citations;
    let labels = (0..plan.appendices.len()).flat_map(|index| tables(&appendix_label(plan, index), words));
    captions.chain(labels).map(|table| (table.word, table.number)).collect()
}

fn missing_table(passage: &Passage<'_>, table: &TableMention, findings: &mut Findings) {
    let flowing = passage.flowing();
    let whose = whose(flowing, &table.range, passage.citation_words());
    if matches!(whose, Whose::Other | Whose::ThisDecision) {
        return;
    }
    let typed = &flowing[table.range.clone()];
    let mut finding = found(
        &RULE.meta,
        passage,
        table.range.clone(),
        format!("dẫn đến `{typed}` nhưng kế hoạch không có bảng nào tên ấy"),
        format!("`{typed}` points nowhere: the plan has no such table"),
    );
    if whose == Whose::Unnamed {
        finding.level = Level::Warning;
    }
    findings.push(finding.help(text(
        format!("ghi tên ấy ở đầu `caption` của bảng: `caption = \"{typed}. …\"`, hoặc ghi rõ biểu của văn bản nào"),
        format!(
            "begin the `caption` of the table with it: `caption = \"{typed}. …\"`, or name the document that is meant"
        ),
    )));
}
