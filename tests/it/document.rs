//! The finished document: what is on its pages, and its file against what it claims. The layout that Decree 30 asks for is
//! measured by the proof: `proof.rs`.

use std::collections::BTreeMap;

use crate::support;
use crate::support::{composed, corrected_source, example, examples, rendered, settings, typeset, words};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::engine::{Embedded, Engine, Run, SetPage};
use kehoach::internals::pipeline::{Composed, project};
use kehoach::internals::typst_project::Project;
use lopdf::{Dictionary, Object};

const MM: f64 = 72.0 / 25.4;

fn project_of(plan: &str, draft: bool) -> (Project, Composed) {
    let composed = composed("plan.toml", plan.as_bytes());
    let project = project(composed.output.as_ref().unwrap(), settings(draft)).unwrap();
    (project, composed)
}

fn pages(plan: &str) -> Vec<SetPage> {
    Embedded.pages(&project_of(plan, false).0)
}

fn pdf(plan: &str) -> Vec<u8> {
    let (project, mut composed) = project_of(plan, false);
    let pdf = typeset(&project, &Embedded, &mut composed);
    assert_eq!(rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese), "");
    pdf.unwrap()
}

/// A line of text: the runs of one baseline with no wide gap between them.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    bold: bool,
    italic: bool,
}

fn lines(page: &SetPage) -> Vec<Line> {
    let mut rows: BTreeMap<i64, Vec<&Run>> = BTreeMap::new();
    for run in page.runs.iter().filter(|run| !run.text.trim().is_empty()) {
        #[allow(clippy::cast_possible_truncation, reason = "a page is small")]
        rows.entry((run.baseline * 2.0).round() as i64).or_default().push(run);
    }
    let mut out: Vec<Line> = Vec::new();
    for mut runs in rows.into_values() {
        runs.sort_by(|a, b| a.left.total_cmp(&b.left));
        let first = out.len();
        for run in runs {
            match out[first..].last_mut() {
                Some(line) if run.left - line.right < 12.0 => {
                    if run.left - line.right > 1.0 && !line.text.ends_with(' ') {
                        line.text.push(' ');
                    }
                    line.text.push_str(&run.text);
                    line.right = run.right;
                    line.bold &= run.bold;
                    line.italic &= run.italic;
                }
                _ => out.push(Line {
                    text: run.text.clone(),
                    left: run.left,
                    right: run.right,
                    baseline: run.baseline,
                    bold: run.bold,
                    italic: run.italic,
                }),
            }
        }
    }
    for line in &mut out {
        line.text = line.text.trim().to_owned();
    }
    out
}

fn find<'l>(lines: &'l [Line], start: &str) -> &'l Line {
    lines.iter().find(|line| line.text.starts_with(start)).unwrap_or_else(|| {
        panic!("no line starts with `{start}`: {:?}", lines.iter().map(|line| &line.text).collect::<Vec<_>>())
    })
}

/// The pages of the document itself, without its appendices.
fn own_pages(pages: &[SetPage]) -> Vec<&SetPage> {
    pages
        .iter()
        .take_while(|page| !lines(page).iter().any(|line| line.text.starts_with("Phụ lục") && line.bold))
        .collect()
}

#[test]
fn blanks_are_wide_enough_for_a_number_and_a_day() {
    let pages = pages(&support::smallest().replace("date = \"2026\"", "date = \"2026-01\""));
    let lines = lines(&pages[0]);
    let number = find(&lines, "Số:");
    let symbol = find(&lines, "/KH-UBND");
    assert!(symbol.left - number.right >= 14.0 * MM, "{} mm", (symbol.left - number.right) / MM);
    let place = find(&lines, "Bình Giang, ngày");
    let month = find(&lines, "tháng 01 năm 2026");
    assert!(month.left - place.right >= 7.0 * MM, "{} mm", (month.left - place.right) / MM);
}

#[test]
fn a_given_number_and_date_are_written_with_the_decrees_zeros() {
    let first_line = |date: &str, number: &str| {
        let plan = support::smallest().replace("date = \"2026\"", &format!("date = \"{date}\"\nnumber = {number}"));
        let pages = pages(&plan);
        let lines = lines(&pages[0]);
        let row = find(&lines, "Số:").baseline;
        lines
            .iter()
            .filter(|line| (line.baseline - row).abs() < 0.6)
            .map(|line| line.text.clone())
            .collect::<Vec<_>>()
            .join(" | ")
    };
    assert_eq!(first_line("2026-02-05", "5"), "Số: 05/KH-UBND | Bình Giang, ngày 05 tháng 02 năm 2026");
    assert_eq!(first_line("2026-03-15", "135"), "Số: 135/KH-UBND | Bình Giang, ngày 15 tháng 3 năm 2026");
}

#[test]
fn the_words_on_the_pages_are_the_words_of_the_source() {
    for name in examples() {
        let pages = pages(&example(&name));
        let mut text = String::new();
        for page in own_pages(&pages) {
            for run in page.runs.iter().filter(|run| run.baseline > 20.0 * MM) {
                text.push_str(&run.text);
                text.push(' ');
            }
        }
        let ours = words(&text);
        let source = words(&corrected_source(&name));
        let count = |words: &[String]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for word in words {
                *counts.entry(word.clone()).or_default() += 1;
            }
            counts
        };
        let start = |words: &[String]| words.windows(2).position(|pair| pair == ["kế", "hoạch"]).unwrap();
        let (ours, source) = (&ours[start(&ours)..], &source[start(&source)..]);
        let (have, want) = (count(ours), count(source));
        let hits: usize = want.iter().map(|(word, times)| (*times).min(have.get(word).copied().unwrap_or(0))).sum();
        #[allow(clippy::cast_precision_loss, reason = "a few thousand words")]
        let (recall, precision) = (hits as f64 / source.len() as f64, hits as f64 / ours.len() as f64);
        assert!(recall >= 0.995, "{name}: recall {recall}");
        assert!(precision >= 0.995, "{name}: precision {precision}");
    }
}

#[test]
fn the_file_claims_what_it_is() {
    let file = lopdf::Document::load_mem(&pdf(&example("binh-giang-2026"))).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let dict = |object: &Object| -> Dictionary { file.dereference(object).unwrap().1.as_dict().unwrap().clone() };
    // 28 sections, 9 assignments and the appendix.
    let mut titles = Vec::new();
    let mut open = vec![dict(catalog.get(b"Outlines").unwrap())];
    while let Some(item) = open.pop() {
        titles.extend(item.get(b"Title").ok().cloned());
        open.extend(["First", "Next"].iter().filter_map(|key| item.get(key.as_bytes()).ok()).map(dict));
    }
    assert_eq!(titles.len(), 38);
    assert!(catalog.has(b"StructTreeRoot"));
    let metadata = file.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap();
    let xmp = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Kế hoạch Chuyển đổi số xã Bình Giang năm 2026",
        "Ủy ban nhân dân xã Bình Giang",
        "<xmp:CreateDate>2026-01-01T00:00:00Z</xmp:CreateDate>",
    ] {
        assert!(xmp.contains(claim), "{claim}");
    }
}

#[test]
fn a_draft_is_stamped_and_keeps_its_layout() {
    let plan = support::smallest();
    let stamped = |draft: bool| Embedded.pages(&project_of(&plan, draft).0);
    let is_stamp = |run: &&Run| run.text == "DỰ THẢO" || run.text == "DỰ" || run.text == "THẢO";
    let (clean, draft) = (stamped(false), stamped(true));
    assert!(clean.iter().all(|page| !page.runs.iter().any(|run| is_stamp(&run))));
    for page in &draft {
        assert!(page.runs.iter().any(|run| is_stamp(&run) && run.size > 60.0), "a stamp on every page");
    }
    let text = |pages: &[SetPage]| -> Vec<Run> {
        pages.iter().flat_map(|page| page.runs.iter().filter(|run| !is_stamp(run)).cloned()).collect()
    };
    assert_eq!(text(&clean), text(&draft));
}

#[test]
fn an_appendix_repeats_number_and_date_on_paper_only() {
    let plan = support::smallest().replace("date = \"2026\"", "date = \"2026-01-29\"\nnumber = 36")
        + "[[appendices]]\nid = \"bang\"\ntitle = \"Bảng\"\ntext = \"Nội dung.\"\n";
    let composed = composed("plan.toml", plan.as_bytes());
    let reference = |paper: bool| {
        let mut settings = settings(false);
        settings.paper = paper;
        let output = project(composed.output.as_ref().unwrap(), settings).unwrap();
        let pages = Embedded.pages(&output);
        let lines = lines(pages.last().unwrap());
        let own = lines.iter().skip_while(|line| !line.text.starts_with("(Kèm theo")).take_while(|line| line.italic);
        own.map(|line| line.text.replace('\u{a0}', " ").trim().to_owned()).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(
        reference(true),
        "(Kèm theo Kế hoạch số 36/KH-UBND | ngày 29 tháng 01 năm 2026 của Ủy ban nhân dân xã Bình Giang)"
    );
    assert_eq!(
        reference(false),
        "(Kèm theo Kế hoạch số | /KH-UBND | ngày | tháng | năm | của Ủy ban nhân dân xã Bình Giang)"
    );
}

/// Ninety rows with a head of two rows and groups: on every page the whole head, never a group last, nothing lost.
#[test]
fn a_long_table_of_an_appendix_goes_over_pages() {
    for orientation in ["portrait", "landscape"] {
        let mut plan = support::smallest();
        plan.push_str("\n[[appendices]]\nid = \"dai\"\ntitle = \"Dài\"\n");
        plan.push_str(&format!("orientation = \"{orientation}\"\n\n[[appendices.tables]]\nid = \"dai\"\n"));
        plan.push_str("numbering = \"through\"\ncolumns = [{ id = \"tt\", title = \"TT\", type = \"no\" }, ");
        plan.push_str("{ id = \"ten\", title = \"Nội dung\" }, ");
        plan.push_str("{ id = \"tp\", title = \"Thành phố\", under = \"Nguồn vốn\", type = \"number\" }, ");
        plan.push_str(
            "{ id = \"xa\", title = \"Ngân sách xã\", under = \"Nguồn vốn\", type = \"number\" }]\nrows = [\n",
        );
        for row in 1..=90 {
            if row % 7 == 1 {
                plan.push_str(&format!("  {{ level = \"I\", ten = \"Nhóm {row}\" }},\n"));
            }
            plan.push_str(&format!("  {{ ten = \"Dòng số {row}\", tp = 1000, xa = 0.5 }},\n"));
        }
        plan.push_str("  { level = \"total\" },\n]\n");
        let all = pages(&plan);
        let own = &all[own_pages(&all).len()..];
        assert!(own.len() > 2, "{orientation}: {} pages", own.len());
        let mut rows = Vec::new();
        for page in own {
            assert_eq!(page.width > page.height, orientation == "landscape");
            let lines = lines(page);
            for head in ["Nguồn vốn", "Thành phố", "Nội dung"] {
                assert!(find(&lines, head).bold, "{head}");
            }
            assert!(!lines.last().unwrap().text.starts_with("Nhóm"), "a group ends a page");
            rows.extend(lines.iter().filter(|line| line.text.starts_with("Dòng số")).map(|line| line.text.clone()));
        }
        assert_eq!(rows, (1..=90).map(|row| format!("Dòng số {row}")).collect::<Vec<_>>());
        let last = lines(own.last().unwrap());
        assert!(find(&last, "Tổng cộng").bold && find(&last, "90.000").bold && find(&last, "45").bold);
    }
}

#[test]
fn a_letter_that_the_font_does_not_have_is_told_with_its_place() {
    let plan = support::smallest().replace("trực tuyến", "trực tuyến 漢 và 😀");
    let (project, mut composed) = project_of(&plan, false);
    assert_eq!(typeset(&project, &Embedded, &mut composed), None);
    insta::assert_snapshot!(rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese));
}

#[test]
fn a_font_that_is_not_there_is_told() {
    let (mut project, mut composed) = project_of(&support::smallest(), false);
    project.fonts.clear();
    let main = String::from_utf8(project.files["main.typ"].clone()).unwrap();
    project.files.insert("main.typ".to_owned(), main.replace("Liberation Serif", "Times New Romann").into_bytes());
    let output = typeset(&project, &Embedded, &mut composed);
    let findings = composed.findings.sorted();
    assert!(findings.iter().any(|finding| finding.meta.code == "DL016"), "{output:?}");
    let text = rendered(&findings, &composed.sources, Language::Vietnamese);
    assert!(text.contains("không có phông chữ `times new romann`"), "{text}");
}

#[test]
fn typst_may_read_nothing_but_the_project() {
    let (mut project, _) = project_of(&support::smallest(), false);
    for code in
        ["#read(\"/etc/passwd\")", "#read(\"../Cargo.toml\")", "#import \"@preview/cetz:0.3.0\"", "#datetime.today()"]
    {
        project.files.insert("main.typ".to_owned(), code.as_bytes().to_vec());
        let compiled = Embedded.compile(&project).unwrap();
        assert_eq!(compiled.pdf, None, "{code}");
        assert_eq!(compiled.complaints.len(), 1, "{code}: {:?}", compiled.complaints);
    }
}
