//! The tables of an appendix's own: numbers, sums, heads, footnotes, and rows from a CSV file next to the plan.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use crate::support;
use crate::support::{cases, composed, kehoach, rendered, settings, smallest, toml_string, words_of};
use kehoach::internals::compose::{Block, Inline, Table, plain_text};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::pipeline::{Composed, PlanFile, compose_plan, project};
use proptest::prelude::*;
use serde_json::{Value, json};

const COLUMNS: &str = r#"columns = [
  { id = "tt",    title = "TT", type = "no" },
  { id = "ten",   title = "Nội dung" },
  { id = "noi",   title = "Nơi" },
  { id = "ns-tp", title = "Thành phố", under = "Nguồn vốn", type = "number" },
  { id = "ns-xa", title = "Xã", under = "Nguồn vốn", type = "number" },
  { id = "tong",  title = "Tổng", sum_of = ["ns-tp", "ns-xa"] },
]
"#;

fn plan_with(table: &str) -> String {
    format!(
        "{}\n[[appendices]]\nid = \"bang\"\ntitle = \"Bảng\"\n\n[[appendices.tables]]\nid = \"bang\"\n{table}",
        smallest()
    )
}

fn with_file(plan: &str, csv: &[u8]) -> Composed {
    let csv_files = BTreeMap::from([("bang.csv".to_owned(), csv.to_vec())]);
    let plan = PlanFile { name: "plan.toml".to_owned(), bytes: plan.as_bytes().to_vec(), files: Arc::new(csv_files) };
    compose_plan(&plan, support::library())
}

fn clean(composed: Composed) -> Table {
    assert_eq!(rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese), "");
    let appendix = composed.output.unwrap().appendices.remove(0);
    let mut tables = appendix.body.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Landscape(_) => None,
    });
    tables.next().unwrap()
}

fn table(text: &str) -> Table {
    clean(composed("plan.toml", plan_with(text).as_bytes()))
}

/// The rows as people read them: cells apart by a bar, `>` for a column that the cell before reaches over.
fn lines(table: &Table) -> Vec<String> {
    let cell = |cell: &kehoach::internals::compose::Cell| plain_text(&cell.content) + &" >".repeat(cell.columns - 1);
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn groups_are_numbered_and_sums_computed() {
    let table = table(&format!(
        r#"{COLUMNS}rows = [
          {{ level = "total" }},
          {{ level = "A", ten = "Đầu tư" }},
          {{ level = "I", ten = "Hạ tầng" }},
          {{ level = "1", ten = "Mạng" }},
          {{ ten = "LAN", noi = "Trụ sở", ns-tp = 1_200_000, ns-xa = 300.25 }},
          {{ ten = "WAN", ns-tp = 0.1 }},
          {{ level = "1", ten = "Máy" }},
          {{ ten = "Máy chủ", ns-tp = 0.2 }},
          {{ level = "I", ten = "Nền tảng", ns-xa = 50 }},
          {{ level = "A", ten = "Thường xuyên" }},
          {{ ten = "Chưa có số" }},
        ]"#
    ));
    assert_eq!(
        lines(&table),
        [
            "|Tổng cộng >|1.200.000,3|350,25|1.200.350,55",
            "A|Đầu tư >|1.200.000,3|350,25|1.200.350,55",
            "I|Hạ tầng >|1.200.000,3|300,25|1.200.300,55",
            "1|Mạng >|1.200.000,1|300,25|1.200.300,35",
            "1.1|LAN|Trụ sở|1.200.000|300,25|1.200.300,25",
            "1.2|WAN||0,1||0,1",
            "2|Máy >|0,2||0,2",
            "2.1|Máy chủ||0,2||0,2",
            "II|Nền tảng >||50|50",
            "B|Thường xuyên > > > >",
            "1|Chưa có số||||",
        ]
    );
    let groups: Vec<bool> = table.rows.iter().map(|row| row.group).collect();
    assert_eq!(groups.iter().filter(|group| **group).count(), 7);
}

/// The words of a group reach up to the next cell with something in it, also where their number is typed; no unit of measure does.
#[test]
fn the_title_of_a_group_has_the_room_of_the_empty_cells_behind_it() {
    let columns = "columns = [{ id = \"tt\", title = \"TT\" }, { id = \"ten\", title = \"Tên\" }, { id = \"dvt\", title = \"ĐVT\" }, \
                   { id = \"sl\", title = \"Số lượng\", type = \"number\", sum = false }, { id = \"tien\", title = \"Tiền\", type = \"number\" }]\n";
    let of = |rows: &str| lines(&table(&format!("{columns}rows = [\n{rows}\n]")));
    let row = "{ ten = \"Tập huấn\", dvt = \"lớp\", sl = 2, tien = 5 },";
    assert_eq!(
        of(&format!(
            "{{ level = \"I\", tt = \"I\", ten = \"Đào tạo\" }},{{ level = \"1\", tt = \"1.\", ten = \"Ao\", dvt = \"lớp\" }},\
             {row}{{ level = \"1\", ten = \"Bồi dưỡng\", sl = 3 }},{row}{{ level = \"total\", ten = \"Cộng\" }},"
        )),
        [
            "I|Đào tạo > >|10",
            "1.|Ao|lớp||5",
            "|Tập huấn|lớp|2|5",
            "|Bồi dưỡng >|3|5",
            "|Tập huấn|lớp|2|5",
            "|Cộng > >|10"
        ]
    );
}

#[test]
fn a_head_of_two_rows_has_its_spans() {
    let text = format!("unit = \"Đơn vị tính: đồng\"\n{COLUMNS}rows = [{{ ten = \"a\" }}]");
    let manuscript = composed("plan.toml", plan_with(&text).as_bytes()).output.unwrap();
    let output = project(&manuscript, settings(false)).unwrap();
    let data: Value = serde_json::from_slice(&output.files["plan.json"]).unwrap();
    let table = &data["appendices"][0]["body"][0];
    let cells = |row: usize| -> Vec<(String, [u64; 3])> {
        let number = |cell: &Value, key: &str| cell.get(key).map_or(1, |number| number.as_u64().unwrap());
        let cell = |cell: &Value| {
            (words_of(&cell["content"]), [number(cell, "x"), number(cell, "colspan"), number(cell, "rowspan")])
        };
        table["head"][row].as_array().unwrap().iter().map(cell).collect()
    };
    let of = |words: &str, place| (words.to_owned(), place);
    let first = [
        of("TT", [0, 1, 2]),
        of("Nội dung", [1, 1, 2]),
        of("Nơi", [2, 1, 2]),
        of("Nguồn vốn", [3, 2, 1]),
        of("Tổng", [5, 1, 2]),
    ];
    assert_eq!(cells(0), first);
    assert_eq!(cells(1), [of("Thành phố", [3, 1, 1]), of("Xã", [4, 1, 1])]);
    assert_eq!(table["unit"], json!("Đơn vị tính: đồng"));
    assert_eq!(table.get("caption"), None);
    let aligned: Vec<&str> =
        table["columns"].as_array().unwrap().iter().map(|column| column["align"].as_str().unwrap()).collect();
    assert_eq!(aligned, ["center", "left", "left", "right", "right", "right"]);
}

#[test]
fn a_csv_file_gives_the_rows_that_the_plan_could_write() {
    let inline = table(&format!(
        r#"notes = {{ gia = "Theo báo giá." }}
        {COLUMNS}rows = [
          {{ level = "I", ten = "Hạ tầng; **mạng**" }},
          {{ ten = "LAN \"Xã số\"[^gia]\nhai dòng", noi = "{{{{ commune.name }}}}", ns-tp = 1234567.5, ns-xa = 0 }},
          {{ ten = "- gạch", ns-tp = "-", ns-xa = -5 }},
          {{ level = "total", ten = "Cộng" }},
        ]"#
    ));
    let rows = [
        "level;ten;noi;ns-tp;ns-xa;tong",
        "I;\"Hạ tầng; **mạng**\";;;;",
        ";\"LAN \"\"Xã số\"\"[^gia]\nhai dòng\";{{ commune.name }};1.234.567,5;0;1234567,5",
        ";- gạch;;-;-5;",
        "total;Cộng;;;;",
    ];
    let plan = plan_with(&format!("notes = {{ gia = \"Theo báo giá.\" }}\ncsv = \"bang.csv\"\n{COLUMNS}"));
    let semicolons = rows.join("\r\n");
    let titled = semicolons.replace("level;ten;noi;ns-tp;ns-xa;tong", "Level;Nội  dung;NƠI;Thành phố;Xã;Tổng");
    // Without the sum, which is computed.
    let tabs = [
        "level\tten\tnoi\tns-tp\tns-xa",
        "I\t\"Hạ tầng; **mạng**\"\t\t\t",
        "\t\"LAN \"\"Xã số\"\"[^gia]\nhai dòng\"\t{{ commune.name }}\t1234567,5\t0",
        "\t- gạch\t\t-\t-5",
        "total\tCộng\t\t\t",
    ]
    .join("\n");
    let commas = "level,ten,noi,ns-tp,ns-xa\nI,Hạ tầng; **mạng**,,,\n,\"LAN \"\"Xã số\"\"[^gia]\nhai dòng\",{{ commune.name }},\"1,234,567.5\",0\n,- gạch,,-,-5\ntotal,Cộng,,,";
    let pointed = plan.replace("csv = ", "decimal = \".\"\ncsv = ");
    for (plan, csv) in [
        (&plan, semicolons.clone()),
        (&plan, titled),
        (&plan, tabs),
        (&pointed, commas.to_owned()),
        (&plan, format!("\u{feff}sep=;\r\n{semicolons}\r\n;;;;;\r\n\r\n")),
    ] {
        assert_eq!(clean(with_file(plan, csv.as_bytes())), inline, "{csv}");
    }
    assert!(matches!(
        &inline.rows[1].cells[1].content[..],
        [Inline::Text(_), Inline::Note(_), Inline::Break, Inline::Text(_)]
    ));
    assert!(matches!(&inline.rows[0].cells[1].content[..], [Inline::Text(_), Inline::Strong(_)]));
}

#[test]
fn a_cell_is_lines_of_prose_and_not_blocks() {
    for words in
        ["- a", "+ a", "1. a", "# a", "> a", "a | b", "---", "<5%", "[a]: b", "    a", "2026. b", "#1 $2 \\ @x"]
    {
        let rows = format!("{COLUMNS}rows = [{{ ten = {} }}]", toml_string(words));
        assert_eq!(plain_text(&table(&rows).rows[0].cells[1].content), words.trim(), "{words}");
    }
    let strong = table(&format!("{COLUMNS}rows = [{{ ten = \"**(1)** _b_\" }}]"));
    assert!(matches!(&strong.rows[0].cells[1].content[..], [Inline::Strong(_), Inline::Text(_), Inline::Emphasis(_)]));
}

#[test]
fn ninety_rows_and_ten_thousand_are_all_there() {
    for count in [90, 10_000] {
        let mut csv = "level;ten;noi;ns-tp;ns-xa\n".to_owned();
        for row in 1..=count {
            csv.push_str(&format!(";Dòng {row};;1;0,5\n"));
        }
        csv.push_str("total;;;;\n");
        let table = clean(with_file(&plan_with(&format!("csv = \"bang.csv\"\n{COLUMNS}")), csv.as_bytes()));
        assert_eq!(table.rows.len(), count + 1);
        let total = if count == 90 { "|Tổng cộng >|90|45|135" } else { "|Tổng cộng >|10.000|5.000|15.000" };
        assert_eq!(lines(&table).last().unwrap(), total);
    }
}

/// The same way for every command that reads a plan.
#[test]
fn the_disk_gives_files_of_the_plans_directory_only() {
    let root = tempfile::tempdir().unwrap();
    let directory = root.path().join("xa");
    fs::create_dir_all(directory.join("bang/thu-muc.csv")).unwrap();
    let plan = |csv: &str| plan_with(&format!("csv = \"{csv}\"\n{COLUMNS}"));
    let build = |csv: &str| {
        fs::write(directory.join("plan.toml"), plan(csv)).unwrap();
        let run = |arguments: &[&str]| {
            let output = kehoach().current_dir(root.path()).args(arguments).output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let built = run(&["build", "xa/plan.toml", "--format", "typ", "-o", "ra"]);
        let beside = run(&["baseline", "kh-359-2025", "--plan", "xa/plan.toml"]);
        assert!(built.1.starts_with(&beside.1), "{} {}", built.1, beside.1);
        built
    };
    fs::write(directory.join("bang/a.csv"), "ten;noi;ns-tp;ns-xa\nĐào tạo;;1;x\n").unwrap();
    let (code, rendered) = build("bang/a.csv");
    assert_eq!(code, Some(1));
    assert!(rendered.contains("DL004") && rendered.contains("xa/bang/a.csv:2:12"), "{rendered}");
    fs::write(directory.join("bang/a.csv"), "ten;noi;ns-tp;ns-xa\nĐào tạo;;1;2\n").unwrap();
    assert_eq!(build("bang/a.csv").0, Some(0));
    for missing in ["b.csv", "bang/a.csv/b.csv", "bang/thu-muc.csv"] {
        let (code, rendered) = build(missing);
        assert!(code == Some(1) && rendered.contains("DL020"), "{missing}: {rendered}");
    }
    #[cfg(unix)]
    {
        fs::write(root.path().join("ngoai.csv"), "ten;noi;ns-tp;ns-xa\nBí mật;;1;2\n").unwrap();
        std::os::unix::fs::symlink("../ngoai.csv", directory.join("ra.csv")).unwrap();
        let (code, rendered) = build("ra.csv");
        assert!(code == Some(1) && rendered.contains("DL020") && rendered.contains("dẫn ra ngoài"), "{rendered}");
        std::os::unix::fs::symlink("bang/a.csv", directory.join("trong.csv")).unwrap();
        assert_eq!(build("trong.csv").0, Some(0));
    }
    fs::write(directory.join("lon.csv"), vec![b'a'; kehoach::internals::limits::TEXT_FILE + 1]).unwrap();
    let (code, rendered) = build("lon.csv");
    assert!(code == Some(1) && rendered.contains("DL012") && rendered.contains("xa/lon.csv"), "{rendered}");
}

#[test]
fn a_plan_carried_over_takes_its_files_along() {
    let root = tempfile::tempdir().unwrap();
    let csv = "ten;noi;ns-tp;ns-xa\nĐào tạo;;1;2\n";
    fs::create_dir_all(root.path().join("cu/bang")).unwrap();
    fs::write(root.path().join("cu/plan.toml"), plan_with(&format!("csv = \"bang/a.csv\"\n{COLUMNS}"))).unwrap();
    fs::write(root.path().join("cu/bang/a.csv"), csv).unwrap();
    let new = || {
        let arguments = ["new", "moi", "--baseline", "kh-359-2025", "--from", "cu/plan.toml"];
        kehoach().current_dir(root.path()).args(arguments).output().unwrap().status.code()
    };
    assert_eq!(new(), Some(0));
    assert_eq!(fs::read_to_string(root.path().join("moi/bang/a.csv")).unwrap(), csv);
    let plan = fs::read_to_string(root.path().join("moi/plan.toml")).unwrap();
    assert!(plan.contains("# TODO: thay số liệu năm trước của bảng\ncsv = \"bang/a.csv\""), "{plan}");
    // A file that says something else is not overwritten.
    fs::remove_file(root.path().join("moi/plan.toml")).unwrap();
    fs::write(root.path().join("moi/bang/a.csv"), "khác").unwrap();
    assert_eq!(new(), Some(2));
    assert_eq!(fs::read_to_string(root.path().join("moi/bang/a.csv")).unwrap(), "khác");
}

proptest! {
    #![proptest_config(cases(96))]

    /// Any file ends in findings or in a table, and every finding has a place that can be shown.
    #[test]
    fn no_csv_file_panics(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "ten", "level", "ns-tp", "Nơi", ";", ";", ",", "\t", "\n", "\r\n", "\"", "\"\"", "I", "total", "1.234,5", "-",
            "đ", "[^gia]", "{{", "}}", "*", " ", "\u{a0}", "sep=;", "\u{0}",
        ]), 0..60),
    ) {
        let plan = plan_with(&format!("notes = {{ gia = \"Giá\" }}\ncsv = \"bang.csv\"\n{COLUMNS}"));
        let composed = with_file(&plan, pieces.concat().as_bytes());
        let findings = composed.findings.sorted();
        for finding in &findings {
            let text = composed.sources.file(finding.span.file).text();
            prop_assert!(finding.span.end <= text.len());
            prop_assert!(text.is_char_boundary(finding.span.start) && text.is_char_boundary(finding.span.end));
        }
        rendered(&findings, &composed.sources, Language::Vietnamese);
    }

    /// Words of a cell are the words on the page, whether the plan writes them or a CSV file.
    #[test]
    fn words_of_a_cell_survive(words in "[a-zđ#$\\\\@<>.,;:\"'()|=0-9+/-][ a-zđ#$\\\\@<>.,;:\"'()|=0-9+/-]{0,40}") {
        let escaped = kehoach::internals::compose::escape_markdown(words.trim());
        let inline = table(&format!("{COLUMNS}rows = [{{ ten = {} }}]", toml_string(&escaped)));
        prop_assert_eq!(plain_text(&inline.rows[0].cells[1].content), words.trim());
        let csv = format!("ten;noi;ns-tp;ns-xa\n\"{}\";;;\n", escaped.replace('"', "\"\""));
        let read = clean(with_file(&plan_with(&format!("csv = \"bang.csv\"\n{COLUMNS}")), csv.as_bytes()));
        prop_assert_eq!(read, inline);
    }
}

#[test]
fn an_appendix_shows_only_the_tasks_of_its_groups() {
    let task = |id: &str, section: &str, group: &str| {
        format!(
            "\n[[tasks]]\nid = \"{id}\"\nsection = \"{section}\"\n{group}text = \"Việc {id}\"\nlead = \"ubnd-xa\"\n"
        )
    };
    let group = |id: &str| format!("\n[[groups]]\nid = \"{id}\"\ntitle = \"Nhóm {id}\"\n");
    let section = |id: &str| format!("\n[[sections]]\nid = \"{id}\"\ntitle = \"Phần {id}\"\ntext = \"Lời văn.\"\n");
    let shown = |shows: &str| {
        let sections = [section("mot"), section("hai")].concat();
        let tasks = [task("b", "hai", ""), task("a", "mot", ""), task("c", "mot", "group = \"x\"\n")].concat();
        let appendix =
            format!("\n[[appendices]]\nid = \"viec\"\ntitle = \"Việc\"\nshow = {{ tasks = \"list\"{shows} }}\n");
        let plan =
            [&smallest(), &sections, &tasks, &group("x"), &group("trong"), &appendix].map(String::as_str).concat();
        let composed = composed("plan.toml", plan.as_bytes());
        let said = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::English);
        let Some(mut output) = composed.output else { panic!("{said}") };
        let words = output.appendices.remove(0).body.into_iter().filter_map(|block| match block {
            Block::Paragraph { content, .. } => Some(plain_text(&content)),
            Block::Heading { .. } | Block::Table(_) | Block::Landscape(_) => None,
        });
        words.filter(|words| words.starts_with("Việc ")).collect::<Vec<_>>()
    };
    assert_eq!(shown(", groups = [\"x\"]"), ["Việc c./."]);
    assert_eq!(shown(", groups = [\"trong\"]"), [""; 0]);
}
