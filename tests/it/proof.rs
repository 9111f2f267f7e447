//! The proof measures what is on the pages: right layouts raise nothing, and each broken one its own finding.
//!
//! A case changes a few lines of the bundled templates, as somebody with templates of their own might, and builds
//! `tests/support/plan-without-mistakes.toml` with two appendices. A failing case raises its rule, and those in `also`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::support;
use crate::support::{composed, example, examples, read, rendered, root, settings, smallest};
use kehoach::internals::diagnostic::{LAYOUT_RULES, Language};
use kehoach::internals::engine::{Embedded, Engine};
use kehoach::internals::pipeline::{Composed, FinishOptions, Finished, finish, project};
use kehoach::internals::policy::{CheckPolicy, Levels};
use kehoach::internals::preflight::{About, Clause, PageReport, Verdict, clauses, json, schema, table};
use kehoach::internals::sign;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    failing: Vec<Case>,
    passing: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    /// File of `templates/`, what is there once, and what is there instead.
    #[serde(default)]
    templates: Vec<(String, String, String)>,
    /// The same in the plan.
    #[serde(default)]
    plan: Vec<(String, String)>,
    /// Rules that the same change breaks too.
    #[serde(default)]
    also: BTreeSet<String>,
    /// Whether the plan is the smallest one, which has no table.
    #[serde(default)]
    without_tables: bool,
}

fn files() -> BTreeMap<String, PathBuf> {
    let paths = std::fs::read_dir(root().join("tests/proof")).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

fn cases(path: &std::path::Path) -> Cases {
    toml::from_str(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn changed(text: &str, (find, put): (&str, &str), why: &str) -> String {
    assert_eq!(text.matches(find).count(), 1, "«{find}» must be there once: {why}");
    text.replace(find, put)
}

fn whole_plan() -> String {
    read("tests/support/plan-without-mistakes.toml") + "\n" + &read("tests/support/appendices.toml")
}

/// A plan proved with templates in place of the bundled ones.
fn proved(plan: &str, templates: BTreeMap<String, Vec<u8>>, draft: bool) -> (Finished, Composed) {
    let mut composed = composed("plan.toml", plan.as_bytes());
    assert!(!composed.findings.has_errors(), "{:#?}", composed.findings);
    let output = project(
        composed.output.as_ref().unwrap(),
        kehoach::internals::render::Settings { templates, ..settings(draft) },
    );
    let levels = Levels::default();
    let policy = CheckPolicy { levels: &levels, projects: Vec::new(), today: support::TODAY };
    let wanted = FinishOptions { signing: sign::Settings::default(), draft, measure: Some(&policy) };
    let finished = finish(&output.unwrap(), &Embedded, wanted, &mut composed).unwrap();
    let rendered = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese);
    (finished.unwrap_or_else(|| panic!("{rendered}")), composed)
}

fn check(case: &Case) -> (PageReport, Composed) {
    let mut plan = if case.without_tables { smallest() } else { whole_plan() };
    for (find, put) in &case.plan {
        plan = changed(&plan, (find, put), &case.why);
    }
    let mut templates: BTreeMap<String, String> = BTreeMap::new();
    for (file, find, put) in &case.templates {
        let text = templates.remove(file).unwrap_or_else(|| read(format!("templates/{file}")));
        templates.insert(file.clone(), changed(&text, (find, put), &case.why));
    }
    let templates = templates.into_iter().map(|(file, text)| (file, text.into_bytes())).collect();
    let (finished, composed) = proved(&plan, templates, false);
    (finished.page_report.unwrap(), composed)
}

#[test]
fn a_layout_that_the_decree_allows_raises_nothing() {
    let mut wrong = Vec::new();
    for (name, path) in files() {
        for case in cases(&path).passing {
            let (_, composed) = check(&case);
            let rendered = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese);
            if !rendered.is_empty() {
                wrong.push(format!("{name}: {}: {rendered}", case.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A broken layout raises its finding, and those in `also`, and no other.
#[test]
fn breaches_are_told_exactly() {
    let mut wrong = Vec::new();
    insta::glob!("../proof", "*.toml", |path| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut out = String::new();
        for case in cases(path).failing {
            let (_, composed) = check(&case);
            out.push_str(&format!("# {}\n\n", case.why));
            let mut found = BTreeSet::new();
            for finding in composed.findings.clone().sorted() {
                let place = composed.sources.place(finding.span);
                let (code, message) = (finding.meta.code, finding.message);
                out.push_str(&format!("{}:{} {code} {message}\n", place.line, place.column));
                found.insert(code.to_owned());
            }
            out.push('\n');
            let wanted: BTreeSet<String> = case.also.iter().cloned().chain([name[..5].to_owned()]).collect();
            if found != wanted {
                wrong.push(format!("{name}: {}: {found:?}, not {wanted:?}", case.why));
            }
        }
        insta::assert_snapshot!(out);
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// BC001 is what is said where nothing can be measured: see `tests/deep.rs`.
#[test]
fn every_card_has_its_cases_and_every_clause_its_card() {
    let wanted: BTreeSet<String> =
        LAYOUT_RULES.iter().skip(1).map(|meta| format!("{}-{}", meta.code, meta.name)).collect();
    assert_eq!(files().into_keys().collect::<BTreeSet<_>>(), wanted);
    for path in files().values() {
        assert!(!cases(path).failing.is_empty() && !cases(path).passing.is_empty(), "{}", path.display());
    }
    let used: BTreeSet<&str> = clauses().map(|clause| clause.meta.code).collect();
    assert_eq!(used, LAYOUT_RULES.iter().skip(1).map(|meta| meta.code).collect());
    let names: BTreeSet<&str> = clauses().map(|clause| clause.name).collect();
    assert_eq!(names.len(), clauses().count(), "names of clauses are unique");
}

#[test]
fn the_page_about_the_proof_lists_every_clause() {
    let page = read("docs/do-trang-in.md");
    let listed: Vec<&str> = page.lines().filter(|line| line.contains(" | BC0")).collect();
    let number = |clause: &Clause| if clause.number.is_empty() { "-" } else { clause.number };
    let wanted: Vec<String> = clauses()
        .map(|one| {
            let (title, demanded) = (one.title.0, one.demanded.0);
            format!("| `{}` | {} | {} | {title} | {demanded} |", one.name, number(one), one.meta.code)
        })
        .collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_examples_pass_and_every_clause_is_measured() {
    for name in examples() {
        let (finished, composed) = proved(&example(&name), BTreeMap::new(), false);
        let codes: Vec<&str> = composed.findings.iter().map(|finding| finding.meta.code).collect();
        // Hà Đông's own document has the duties of its offices behind their names.
        assert_eq!(codes, if name == "ha-dong-2025" { vec!["BC027"] } else { Vec::new() }, "{name}");
        let measured: Vec<&str> =
            finished.page_report.unwrap().measurements.iter().map(|one| one.clause.name).collect();
        assert_eq!(measured, clauses().map(|clause| clause.name).collect::<Vec<_>>(), "{name}");
    }
}

/// Plans of a few lines have no full lines and no full pages that show where their margins are.
#[test]
fn small_plans_pass_too() {
    for entry in std::fs::read_dir(root().join("tests/findings/passing")).unwrap() {
        let path = entry.unwrap().path();
        let plan = std::fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "toml") && !plan.contains(".csv\"") {
            let (_, composed) = proved(&plan, BTreeMap::new(), false);
            let rendered = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese);
            assert_eq!(rendered, "", "{}", path.display());
        }
    }
}

/// What goes on at the foot of the next page is still the footnote, and the text above it is no part of it.
#[test]
fn a_footnote_may_go_on_over_the_page() {
    for paragraphs in [12, 24, 28] {
        let text = "Đẩy mạnh ứng dụng công nghệ số.\n\n";
        let note = "Kinh phí lấy từ ngân sách xã và các nguồn hợp pháp khác. ".repeat(100);
        let (before, after) = (text.repeat(paragraphs), text.repeat(20));
        let text = format!("{before}Bố trí kinh phí.[^a]\n\n{after}[^a]: {}", note.trim_end());
        let text = format!("title = \"Mục tiêu\"\ntext = '''\n{text}'''");
        let (_, composed) = proved(&smallest().replace("title = \"Mục tiêu\"", &text), BTreeMap::new(), false);
        let rendered = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese);
        assert_eq!(rendered, "", "{paragraphs}");
    }
}

/// Nineteen columns have no room on a portrait page: their words are torn, and that is reported. On a landscape page they are whole.
#[test]
fn a_table_of_too_many_columns_for_its_page_is_found() {
    let columns: Vec<String> =
        (1..=17).map(|at| format!("{{ id = \"c{at}\", title = \"Trường chuẩn\", type = \"number\" }}")).collect();
    let cells: Vec<String> = (1..=17).map(|at| format!("c{at} = {}", at * 97)).collect();
    let plan = |orientation: &str, count: usize| {
        format!(
            "{}\n[[appendices]]\nid = \"so-lieu\"\ntitle = \"Số liệu\"\norientation = \"{orientation}\"\n[[appendices.tables]]\nid = \"bang\"\n\
             columns = [{{ id = \"tt\", title = \"STT\", type = \"no\" }}, {{ id = \"ten\", title = \"NỘI DUNG\" }}, {}]\n\
             rows = [{{ ten = \"Trường tiểu học\", {} }}]\n",
            smallest(),
            columns[..count].join(", "),
            cells[..count].join(", "),
        )
    };
    let codes = |plan: &str| {
        let (_, composed) = proved(plan, BTreeMap::new(), false);
        composed.findings.sorted().into_iter().map(|one| one.meta.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&plan("portrait", 17)), ["BC025"]);
    assert_eq!(codes(&plan("portrait", 8)), Vec::<&str>::new());
    assert_eq!(codes(&plan("landscape", 15)), Vec::<&str>::new());
}

/// Titles of groups a third of a page high, in a run of several levels, at every height of a page, with a row that may be cut, below parts.
#[test]
fn no_group_ends_a_page_however_high_its_title_is() {
    let title = |words: usize| vec!["Vùng nuôi"; words].join(" ");
    let plan = |words: usize, rows: usize, orientation: &str, levels: &[&str], more: &str, last: usize| {
        let before = "{ ten = \"Dòng\", tien = 1 },\n".repeat(rows);
        let group = |(at, level): (usize, &&str)| {
            let words = if at == 0 { words } else { 3 };
            format!("{{ level = \"{level}\", ten = \"{} {level}\", a = 1 }},\n", title(words))
        };
        let groups = levels.iter().enumerate().map(group).collect::<Vec<_>>().concat();
        format!(
            "{}\n[[appendices]]\nid = \"so-lieu\"\ntitle = \"Số liệu\"\norientation = \"{orientation}\"\n[[appendices.tables]]\nid = \"bang\"\n{more}\
             columns = [{{ id = \"ten\", title = \"Nội dung\", width = 15 }}, {{ id = \"a\", title = \"Số lượng\", type = \"number\", sum = false, width = 40 }}, \
             {{ id = \"tien\", title = \"Thành tiền\", type = \"number\", width = 40 }}]\nrows = [\n{before}{groups}{{ ten = \"{}\", tien = 5 }},\n]\n",
            smallest(),
            title(last),
        )
    };
    let mut plans = Vec::new();
    for rows in 0..14 {
        plans.push(plan(24, rows, "landscape", &["I", "1"], "", 3));
        plans.push(plan(12, rows + 14, "portrait", &["I", "1", "1.1"], "", 60));
        plans.push(plan(10, rows, "landscape", &["I", "1"], "", 90));
    }
    for rows in 0..6 {
        plans.push(plan(36, rows, "landscape", &["1"], "", 3));
        let parts = "repeat_head = true\n";
        plans.push(plan(4, rows, "landscape", &["A", "I", "1"], parts, 3));
    }
    let messages = |(at, plan): (usize, &String)| -> Vec<String> {
        let (_, composed) = proved(plan, BTreeMap::new(), false);
        composed.findings.iter().map(|finding| format!("{at}: {}", finding.message)).collect()
    };
    let wrong: Vec<String> = plans.iter().enumerate().flat_map(messages).collect();
    assert_eq!(wrong, [""; 0]);
}

/// However long the text is and however it ends, the signature keeps lines of the text with it.
#[test]
fn the_signature_is_never_alone_wherever_the_text_ends() {
    const WHOLE: std::ops::RangeInclusive<usize> = 1..=240;
    /// More than a page of lines.
    const PAGE: std::ops::RangeInclusive<usize> = 20..=56;
    let lines = |count: usize, mark: &str| format!("{mark}Đẩy mạnh ứng dụng công nghệ số.\n\n").repeat(count);
    let of_text = |text: &str, more: &str| {
        let text = format!("title = \"Mục tiêu\"\ntext = '''\n{text}'''");
        smallest().replace("title = \"Mục tiêu\"", &text) + more
    };
    let assignments: String =
        "[[sections]]\nid = \"to-chuc\"\ntitle = \"Tổ chức thực hiện\"\nshow = { assignments = \"headings\" }\n".to_owned()
            + &"[[assignments]]\nagency = \"van-phong\"\ntext = \"Theo dõi một việc.\"\n[[assignments]]\nagency = \"phong-vhxh\"\ntext = \"Theo dõi một việc khác.\"\n".repeat(20);
    let landscape = "[[sections]]\nid = \"viec\"\ntitle = \"Nhiệm vụ\"\nshow = { tasks = \"table\", orientation = \"landscape\" }\n[[tasks]]\nid = \"mang\"\ntext = \"Nâng cấp mạng\"\nlead = \"van-phong\"\ndue = \"2026-Q2\"\n";
    let closing = "closing = ";
    assert!(smallest().contains(closing));
    let without_closing =
        |plan: String| plan.lines().filter(|line| !line.starts_with(closing)).collect::<Vec<_>>().join("\n");
    let mut plans = Vec::new();
    plans.extend(WHOLE.map(|count| ("one line", count, of_text(&lines(count, ""), ""))));
    plans.extend(PAGE.map(|count| ("a list", count, of_text(&lines(count, "- "), ""))));
    plans.extend(PAGE.map(|count| ("no closing", count, without_closing(of_text(&lines(count, "- "), "")))));
    plans.extend(PAGE.map(|count| ("assignments", count, of_text(&lines(count, ""), &assignments))));
    plans.extend(PAGE.map(|count| ("landscape", count, of_text(&lines(count, ""), landscape))));
    let wrong = |plans: &[(&str, usize, String)]| -> Vec<String> {
        let of_one = |(form, count, plan): &(&str, usize, String)| {
            let (_, composed) = proved(plan, BTreeMap::new(), false);
            let of_pages = composed.findings.iter().filter(|finding| finding.meta.code.starts_with("BC"));
            of_pages.map(|finding| format!("{form}, {count}: {}", finding.message)).collect::<Vec<_>>()
        };
        plans.iter().flat_map(of_one).collect()
    };
    // In a pool of its own the engine would go deeper than the stack of a thread.
    let (first, second) = plans.split_at(plans.len() / 2);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let other = scope.spawn(|| wrong(second));
        [wrong(first), other.join().unwrap()].concat()
    });
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_table_of_a_proof_is_for_people() {
    let (finished, _) = proved(&example("duong-kinh-2025"), BTreeMap::new(), false);
    let proof = finished.page_report.unwrap();
    insta::assert_snapshot!("table", table(&proof, Language::Vietnamese, 140));
    insta::assert_snapshot!("table-in-english", table(&proof, Language::English, 140));
}

#[test]
fn the_stamp_of_a_draft_is_not_measured() {
    let (finished, composed) = proved(&whole_plan(), BTreeMap::new(), true);
    assert_eq!(rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese), "");
    assert_eq!(finished.page_report.unwrap().count(Verdict::Broken), 0);
}

#[test]
fn the_json_of_a_proof_keeps_its_schema_and_says_what_the_table_says() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let about = About { plan: "plan.toml", engine: "typst", language: Language::Vietnamese };
    let (finished, _) = proved(&whole_plan(), BTreeMap::new(), false);
    let nothing = PageReport { measurements: Vec::new(), pages: None };
    for proof in [finished.page_report.unwrap(), nothing] {
        let document: Value = serde_json::from_str(&json(&proof, about)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
        let rows = document["clauses"].as_array().unwrap();
        assert_eq!(rows.len(), proof.measurements.len());
        for (row, one) in rows.iter().zip(&proof.measurements) {
            assert_eq!(row["measured"], one.measured.words.to_string());
            assert_eq!(row["page"].as_u64().map(|page| usize::try_from(page).unwrap()), one.page);
        }
    }
}

/// The margins of each page, to a tenth of a millimetre, as the templates set them.
#[test]
fn measures_are_those_of_the_layout() {
    let (finished, _) = proved(&whole_plan(), BTreeMap::new(), false);
    let proof = finished.page_report.unwrap();
    let value = |name: &str| {
        let one = proof.measurements.iter().find(|one| one.clause.name == name).unwrap();
        one.measured.figure.unwrap().0
    };
    for (name, expected) in [
        ("margin-left", 30.0),
        ("margin-right", 15.0),
        ("motto-rule", 1.0),
        ("issuer-rule", 0.42),
        ("subject-rule", 0.42),
        ("paragraph-indent", 10.0),
        ("paragraph-pitch", 18.0),
        ("paragraph-gap", 6.0),
        ("paragraph-size", 14.0),
        ("recipients-list", 11.0),
        ("field-seal", 1.0 / 3.0),
    ] {
        assert!((value(name) - expected).abs() < 0.1, "{name}: {}", value(name));
    }
    let margin = proof.measurements.iter().find(|one| one.clause.name == "margin-left").unwrap();
    assert_eq!(
        margin.by_page.iter().map(|(page, _)| *page).collect::<Vec<_>>(),
        (1..=proof.pages.unwrap()).collect::<Vec<_>>()
    );
}

/// Measuring takes the pages that become the PDF, and leaves them as they are.
#[test]
fn a_measured_document_is_the_same_file() {
    let composed = composed("plan.toml", whole_plan().as_bytes());
    let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    let (plain, measured) = (Embedded.compile(&output).unwrap(), Embedded.compile_to_measure(&output).unwrap());
    assert!(plain.pdf == measured.pdf && plain.pages.is_none());
    assert_eq!(measured.pages.unwrap(), Embedded.pages(&output));
}
