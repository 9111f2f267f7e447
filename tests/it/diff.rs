//! `kehoach diff` and `kehoach show` as people and programs call them.

use std::fs;
use std::path::Path;

use crate::support::{Ended, kehoach, read, root};
use serde_json::Value as Json;

fn run(directory: &Path, arguments: &[&str]) -> Ended {
    let output = kehoach().current_dir(directory).env("COLUMNS", "90").args(arguments).output().unwrap();
    Ended::of(output)
}

fn versions() -> std::path::PathBuf {
    root().join("tests/versions")
}

fn directory_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

#[test]
fn every_form_tells_what_got_weaker_first() {
    for (name, arguments) in [
        ("human", &["diff", "old.toml", "new.toml"][..]),
        ("human_en", &["diff", "old.toml", "new.toml", "--lang", "en"]),
        ("human_colored", &["diff", "old.toml", "new.toml", "--color", "always"]),
        ("markdown", &["diff", "old.toml", "new.toml", "--format", "markdown"]),
        ("json", &["diff", "old.toml", "new.toml", "--format", "json"]),
        ("html", &["diff", "old.toml", "new.toml", "--format", "html"]),
    ] {
        let ended = run(&versions(), arguments);
        assert_eq!((ended.code, ended.stderr.as_str()), (1, ""), "{name}");
        insta::assert_snapshot!(name, ended.stdout);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100] {
        let output = kehoach()
            .current_dir(versions())
            .env("COLUMNS", width.to_string())
            .args(["diff", "old.toml", "new.toml"])
            .output()
            .unwrap();
        let rendered = String::from_utf8(output.stdout).unwrap();
        for line in rendered.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_page_stands_alone_and_evaluates_nothing() {
    let page = run(&versions(), &["diff", "old.toml", "new.toml", "--format", "html"]).stdout;
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"));
    for foreign in ["http:", "https:", "<script", "<link", "src=", "url(", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("&lt;mạng LAN &amp; máy chủ&gt;"), "what a plan says is words");
    assert!(page.contains("@media print") && page.contains("<del") && page.contains("<ins"));
}

#[test]
fn the_exit_code_is_a_gate() {
    let old = read("tests/versions/old.toml");
    let looser = old.replace("value = 95", "value = 94");
    let tighter = old.replace("value = 95", "value = 96");
    let signed = old.replace("Vũ Đăng Chương", "Vũ Văn Chương");
    let broken = old.replace("\"cac-thon\"", "\"khong-co\"");
    let directory = directory_with(&[
        ("old.toml", &old),
        ("looser.toml", &looser),
        ("tighter.toml", &tighter),
        ("signed.toml", &signed),
        ("broken.toml", &broken),
    ]);
    for (new, code, gate) in [
        ("old.toml", 0, 0),
        ("looser.toml", 1, 1),
        ("tighter.toml", 1, 0),
        ("signed.toml", 1, 0),
        ("broken.toml", 2, 2),
    ] {
        assert_eq!(run(directory.path(), &["diff", "old.toml", new]).code, code, "{new}");
        let gated = run(directory.path(), &["diff", "old.toml", new, "--fail-on", "loosened"]);
        assert_eq!(gated.code, gate, "{new}");
    }
    let same = run(directory.path(), &["diff", "old.toml", "old.toml"]);
    assert!(same.stdout.contains("Hai bản như nhau."), "{}", same.stdout);
    let broken = run(directory.path(), &["diff", "old.toml", "broken.toml"]);
    assert!(broken.stdout.is_empty() && broken.stderr.contains("broken.toml:"), "{}", broken.stderr);
    assert!(broken.stderr.ends_with("chưa so sánh được vì còn lỗi dữ liệu\n"), "{}", broken.stderr);
}

#[test]
fn wrong_requests_are_told_and_end_with_2() {
    let old = read("tests/versions/old.toml");
    let directory = directory_with(&[
        ("plan.toml", &old),
        ("trong/x.txt", ""),
        ("nhieu/xa/plan.toml", &old),
        ("nhieu/phuong/plan.toml", &old),
        ("rong.toml", ""),
    ]);
    fs::write(directory.path().join("tcvn3.toml"), b"schema = 1\nx = \"\xb5\xfe\"\n").unwrap();
    let mut rendered = String::new();
    for arguments in [
        &["diff"][..],
        &["diff", "plan.toml"],
        &["diff", "plan.toml", "khong-co.toml"],
        &["diff", "plan.toml", "trong"],
        &["diff", "plan.toml", "plan.toml", "--rev", "HEAD"],
        &["diff", "plan.toml", "plan.toml", "--format", "pdf"],
        &["diff", "plan.toml", "plan.toml", "--fail-on", "changed"],
        &["diff", "plan.toml", "plan.toml", "-o", "khong/co/x.html"],
        &["diff", "plan.toml", "plan.toml", "-o", "./plan.toml"],
        &["diff", "plan.toml", "nhieu"],
        &["diff", "nhieu", "plan.toml", "--lang", "en"],
        &["diff", "rong.toml", "plan.toml"],
        &["diff", "plan.toml", "tcvn3.toml"],
        &["show", "khong-co.toml"],
    ] {
        let ended = run(directory.path(), arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.stderr);
        rendered.push_str(&format!("$ kehoach {}\n{}\n", arguments.join(" "), ended.stderr));
    }
    insta::assert_snapshot!(rendered);
}

#[test]
fn directories_are_compared_plan_by_plan() {
    let old = read("tests/versions/old.toml");
    let looser = old.replace("value = 95", "value = 94");
    let directory = directory_with(&[
        ("cu/plan.toml", &old),
        ("moi/plan.toml", &looser),
        ("nhieu-cu/a/plan.toml", &old),
        ("nhieu-cu/b/plan.toml", &old),
        ("nhieu-cu/c/plan.toml", &old),
        ("nhieu-moi/a/plan.toml", &old),
        ("nhieu-moi/b/plan.toml", &looser),
        ("nhieu-moi/.git/plan.toml", "schema ="),
    ]);
    let changes = |old: &str, new: &str| -> Vec<Json> {
        let ended = run(directory.path(), &["diff", old, new, "--format", "json"]);
        serde_json::from_str::<Json>(&ended.stdout).unwrap()["changes"].as_array().unwrap().clone()
    };
    let one = changes("cu", "moi/plan.toml");
    assert_eq!((one.len(), &one[0]["id"], one[0].get("plan")), (1, &Json::from("mang-lan"), None));
    let many = changes("nhieu-cu", "nhieu-moi");
    let plans: std::collections::BTreeSet<&str> = many.iter().map(|change| change["plan"].as_str().unwrap()).collect();
    assert_eq!(plans.into_iter().collect::<Vec<_>>(), ["b/plan.toml", "c/plan.toml"]);
    let gone: Vec<&Json> = many.iter().filter(|change| change["plan"] == "c/plan.toml").collect();
    assert!(gone.iter().all(|change| change["kind"] == "removed"));
    assert_eq!(gone.iter().filter(|change| change["effect"] == "loosened").count(), 5, "its targets are gone too");
}

/// Edits by hand that take several places of the file, and are one thing all the same.
#[test]
#[allow(clippy::too_many_lines, reason = "a list of edits")]
fn one_thing_is_told_once() {
    let old = read("tests/versions/old.toml")
        + "\n[[sections]]\nid = \"nhiem-vu.chung\"\ntitle = \"Nhiệm vụ chung\"\n\n[[sections]]\nid = \"nhiem-vu.rieng\"\n\
           title = \"Nhiệm vụ riêng\"\n\n[[documents]]\nid = \"kh-rieng\"\ntype = \"Kế hoạch\"\nnumber = \"9/KH-UBND\"\n\
           date = 2026-01-02\nissuer = \"Ủy ban nhân dân xã\"\n\n[[bases]]\ndocument = \"kh-rieng\"\n";
    let measures = old.replace(
        "text = \"Tỷ lệ người dân hài lòng\"\npromise = { value = 90, unit = \"%\" }",
        "text = \"{dan} người dân và {dn} doanh nghiệp hài lòng\"\npromise.dan = { value = 90, unit = \"%\" }\npromise.dn = { value = 80, unit = \"%\" }",
    );
    for (why, one, edits, expected) in [
        (
            "a section, with all that stands below it and in it",
            &old,
            &[("\"nhiem-vu", "\"viec")][..],
            &["changed section viec id neutral"][..],
        ),
        (
            "a section with another title, with all that stands below it",
            &old,
            &[("\"nhiem-vu", "\"viec"), ("title = \"Nhiệm vụ\"", "title = \"Việc phải làm\"")],
            &["changed section viec id neutral", "changed section viec title neutral"],
        ),
        (
            "a document of its own, with its basis",
            &old,
            &[("kh-rieng", "kh-cua-xa")],
            &["changed document van-ban/kh-cua-xa id neutral"],
        ),
        (
            "a section among its kind",
            &old,
            &[
                ("nhiem-vu.chung", "x"),
                ("nhiem-vu.rieng", "nhiem-vu.chung"),
                ("\"x\"", "\"nhiem-vu.rieng\""),
                ("Nhiệm vụ chung", "y"),
                ("Nhiệm vụ riêng", "Nhiệm vụ chung"),
                ("\"y\"", "\"Nhiệm vụ riêng\""),
            ],
            &["moved section nhiem-vu.chung - neutral"],
        ),
        (
            "a task in another section",
            &old,
            &[("section = \"nhiem-vu\"", "section = \"nhiem-vu.chung\"")],
            &["changed task nang-cap-lan section neutral"],
        ),
        (
            "a default that is written out",
            &old,
            &[
                ("period = \"2026\"", "period = \"2026\"\nsymbol = \"KH-UBND\""),
                ("id = \"hai-long\"", "id = \"hai-long\"\nsection = \"muc-tieu\""),
            ],
            &[],
        ),
        (
            "what a section shows",
            &old,
            &[("show = { targets = \"table\" }", "show = { targets = \"table\", columns = [\"text\", \"promise\"] }")],
            &["changed section muc-tieu show neutral"],
        ),
        (
            "the state of the plan",
            &old,
            &[("schema = 1", "schema = 1\nstatus = \"issued\"")],
            &["changed document document status neutral"],
        ),
        (
            "another unit",
            &old,
            &[("value = 24, unit = \"giờ\"", "value = 3, unit = \"ngày\"")],
            &["changed target thoi-gian promise incomparable"],
        ),
        (
            "the other direction",
            &old,
            &[("op = \"<=\", value = 24", "op = \">=\", value = 24")],
            &["changed target thoi-gian promise incomparable"],
        ),
        (
            "a horizon of its own",
            &old,
            &[("value = 24, unit = \"giờ\"", "value = 24, unit = \"giờ\", by = \"2027\"")],
            &["changed target thoi-gian promise.by loosened"],
        ),
        (
            "the name of a measure",
            &measures,
            &[("{dn}", "{doanh-nghiep}"), ("promise.dn", "promise.doanh-nghiep")],
            &["changed target hai-long promise.doanh-nghiep neutral", "changed target hai-long text neutral"],
        ),
        (
            "one measure of two",
            &measures,
            &[("promise.dn = { value = 80", "promise.dn = { value = 70")],
            &["changed target hai-long promise.dn loosened"],
        ),
        (
            "a basis that is worded",
            &old,
            &[("document = \"nq-71-2025-cp\"", "text = '{{ cite(\"nq-71-2025-cp\") }} và các văn bản liên quan'")],
            &["changed basis nq-71-2025-cp text neutral"],
        ),
        (
            "another body",
            &old,
            &[("agency = \"van-phong\"", "agency = \"phong-kinh-te\"")],
            &["changed assignment phong-kinh-te agency neutral"],
        ),
    ] {
        let new = edits.iter().fold(one.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{why}: {from}");
            text.replace(from, to)
        });
        let directory = directory_with(&[("old.toml", one), ("new.toml", &new)]);
        let ended = run(directory.path(), &["diff", "old.toml", "new.toml", "--format", "json"]);
        assert_eq!(ended.stderr, "", "{why}");
        let json: Json = serde_json::from_str(&ended.stdout).unwrap();
        let word = |change: &Json, key: &str| change[key].as_str().unwrap_or("-").to_owned();
        let changes: Vec<String> = json["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| ["kind", "item", "id", "field", "effect"].map(|key| word(change, key)).join(" "))
            .collect();
        assert_eq!(changes, expected, "{why}");
    }
}

/// Words of a plan neither steer the terminal nor hide.
#[test]
fn what_nobody_sees_is_made_visible() {
    let old = read("tests/versions/old.toml");
    let new = old.replace("hài lòng", "hài\u{200e} lòng").replace("Vũ Đăng Chương", "Vũ\\u202eg");
    let directory = directory_with(&[("old.toml", &old), ("new.toml", &new)]);
    for arguments in [
        &["diff", "old.toml", "new.toml"][..],
        &["diff", "old.toml", "new.toml", "--format", "html"],
        &["show", "new.toml"],
    ] {
        let rendered = run(directory.path(), arguments).stdout;
        assert!(!rendered.contains(['\u{202e}', '\u{200e}']), "{rendered:?}");
        assert!(rendered.contains("⟨U+202E⟩") && rendered.contains("⟨U+200E⟩"), "{rendered}");
    }
}

/// The line ends of Windows, and a byte order mark, say nothing.
#[test]
fn a_plan_from_windows_is_the_same_plan() {
    let old = read("tests/versions/old.toml");
    let directory = directory_with(&[("a.toml", &old), ("b.toml", &format!("\u{feff}{}", old.replace('\n', "\r\n")))]);
    let ended = run(directory.path(), &["diff", "a.toml", "b.toml"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{}", ended.stdout);
    assert_eq!(run(directory.path(), &["show", "b.toml"]).stdout, run(directory.path(), &["show", "a.toml"]).stdout);
}

/// Anyone who moves the end of the whole plan moves every promise that names no day of its own.
#[test]
fn a_later_period_is_a_weaker_promise() {
    let old = read("tests/versions/old.toml");
    let later = old.replace("period = \"2026\"", "period = \"2026..2027\"");
    let own = |plan: &str| {
        plan.replace("unit = \"giờ\" }", "unit = \"giờ\", by = \"2026\" }")
            .replace("{ value = 90, unit = \"%\" }", "{ value = 90, unit = \"%\", by = \"2026\" }")
    };
    let directory = directory_with(&[("a", &old), ("b", &later), ("c", &own(&old)), ("d", &own(&later))]);
    let rendered = run(directory.path(), &["diff", "a", "b", "--fail-on", "loosened"]);
    assert_eq!(rendered.code, 1);
    let line = "    kỳ kế hoạch: 2026 → 2026-2027 (lùi thời hạn của chỉ tiêu không ghi thời hạn riêng)\n";
    assert!(rendered.stdout.contains(line), "{}", rendered.stdout);
    let table = run(directory.path(), &["diff", "b", "a", "--format", "markdown"]).stdout;
    assert!(
        table.contains("| ▲ | Văn bản: kỳ kế hoạch | 2026-2027 | 2026 | chỉ tiêu không ghi thời hạn riêng phải"),
        "{table}"
    );
    assert_eq!(run(directory.path(), &["diff", "c", "d", "--fail-on", "loosened"]).code, 0, "each has its own");
}

/// One item under two names, in every form.
#[test]
fn what_an_item_was_called_stands_beside_its_weaker_promise() {
    let old = read("tests/versions/old.toml");
    let new = old.replace("\"mang-lan\"", "\"may-tinh-lan\"").replace("value = 95", "value = 70");
    let directory = directory_with(&[("a", &old), ("b", &new)]);
    let rendered = |arguments: &[&str]| run(directory.path(), &[&["diff", "a", "b"][..], arguments].concat()).stdout;
    let human = rendered(&[]);
    for words in [
        "1 chỉ tiêu bị hạ (1 không đạt mức tối thiểu của thành phố), 1 thay đổi khác.\n",
        "  chỉ tiêu may-tinh-lan (mã cũ: mang-lan) · Tỷ lệ máy tính của xã được nối mạng LAN an…\n    mức: ≥ 95% → ≥ 70% (",
        "  chỉ tiêu may-tinh-lan · Tỷ lệ máy tính của xã được nối mạng LAN an toàn\n    mã: mang-lan → may-tinh-lan\n",
    ] {
        assert!(human.contains(words), "{words}\n{human}");
    }
    assert!(rendered(&["--lang", "en"]).contains("target may-tinh-lan (old id: mang-lan) ·"));
    assert!(rendered(&["--format", "markdown"]).contains("`may-tinh-lan` (mã cũ: mang-lan): mức | ≥ 95% | ≥ 70% |"));
    assert!(rendered(&["--format", "html"]).contains("(may-tinh-lan; mã cũ: mang-lan)"));
    let json: Json = serde_json::from_str(&rendered(&["--format", "json"])).unwrap();
    let ids: Vec<_> =
        json["changes"].as_array().unwrap().iter().map(|change| (&change["field"], &change["old_id"])).collect();
    assert_eq!(ids, [(&Json::from("promise"), &Json::from("mang-lan")), (&Json::from("id"), &Json::from("mang-lan"))]);
}

#[test]
fn the_report_goes_where_it_is_told() {
    let directory = directory_with(&[]);
    let page = directory.path().join("so-sanh.html");
    let ended = run(&versions(), &["diff", "old.toml", "new.toml", "--format", "html", "-o", page.to_str().unwrap()]);
    assert_eq!((ended.code, ended.stdout.as_str()), (1, ""));
    assert!(ended.stderr.starts_with("đã ghi "), "{}", ended.stderr);
    assert!(fs::read_to_string(page).unwrap().ends_with("</html>\n"));
}

#[test]
fn a_plan_is_shown_in_words_whatever_it_looks_like() {
    let shown = run(&versions(), &["show", "old.toml"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("show", shown.stdout);
    let broken = "schema = 1\n[document\n";
    let lacking = read("tests/versions/old.toml").replace("value = 95", "value = \"nhiều\"");
    let directory = directory_with(&[("broken.toml", broken), ("lacking.toml", &lacking), ("empty.toml", "")]);
    assert_eq!(run(directory.path(), &["show", "broken.toml"]).stdout, broken);
    let lacking = run(directory.path(), &["show", "lacking.toml"]);
    assert_eq!(lacking.code, 0);
    assert!(lacking.stdout.contains("[chỉ tiêu dvc-toan-trinh]"), "{}", lacking.stdout);
    assert!(lacking.stdout.ends_with("(tệp có 1 lỗi dữ liệu; phần không đọc được không có ở đây)\n"));
    assert_eq!(run(directory.path(), &["show", "empty.toml"]).code, 0);
}

const TABLE: &str = r#"
[[appendices]]
id = "kinh-phi"
title = "Dự toán kinh phí"

[[appendices.tables]]
id = "du-toan"
columns = [
  { id = "tt",    title = "TT", type = "no" },
  { id = "ten",   title = "Nội dung" },
  { id = "tien",  title = "Thành tiền", type = "number" },
]
rows = [
  { level = "A", ten = "Chi đầu tư" },
  { ten = "Nâng cấp mạng LAN", tien = 1200.5 },
  { ten = "Mua máy chủ", tien = 300 },
]
"#;

/// A table that was sorted, and one cell of it: what only moved is not told as gone and new.
#[test]
fn a_table_that_was_sorted_shows_the_cell_that_changed() {
    let table = |rows: &[(&str, &str)]| {
        let rows =
            rows.iter().map(|(name, money)| format!("[[appendices.tables.rows]]\nten = \"{name}\"\ntien = {money}\n"));
        let head = "\n[[appendices]]\nid = \"kinh-phi\"\ntitle = \"Dự toán kinh phí\"\n\n[[appendices.tables]]\nid = \"du-toan\"\ncolumns = [{ id = \"ten\", title = \"Nội dung\" }, { id = \"tien\", title = \"Thành tiền\", type = \"number\" }]\n\n";
        read("tests/versions/old.toml") + head + &rows.collect::<String>()
    };
    let before = [
        ("Nâng cấp mạng nội bộ", "1200"),
        ("Mua máy chủ dự phòng", "300"),
        ("Tập huấn kỹ năng số", "45"),
        ("Thuê đường truyền", "80"),
        ("An toàn thông tin", "95"),
    ];
    let mut after = before;
    after.sort_unstable();
    let changed = after.map(|(name, money)| (name, if money == "45" { "50" } else { money }));
    let directory =
        directory_with(&[("a.toml", &table(&before)), ("b.toml", &table(&after)), ("c.toml", &table(&changed))]);
    let sorted = run(directory.path(), &["diff", "a.toml", "b.toml"]).stdout;
    assert!(sorted.contains("chuyển chỗ …") && !sorted.contains("[-") && !sorted.contains("{+"), "{sorted}");
    for format in ["human", "markdown", "html"] {
        let out = run(directory.path(), &["diff", "a.toml", "c.toml", "--format", format]).stdout;
        assert!(out.contains("chuyển chỗ …") && out.contains("Tập huấn kỹ năng số"), "{out}");
        for name in ["Nâng cấp mạng nội bộ", "Mua máy chủ", "Thuê đường truyền", "An toàn thông tin"]
        {
            assert!(!out.contains(name), "{format}: {name}: {out}");
        }
    }
}

/// The words that changed are inside of their row; the other rows are not told.
#[test]
fn a_cell_that_changed_is_marked_inside_its_row() {
    let old = read("tests/versions/old.toml") + TABLE;
    let new = old.replace("tien = 1200.5", "tien = 1500").replace("Mua máy chủ", "Thuê máy chủ");
    let directory = directory_with(&[("old.toml", &old), ("new.toml", &new)]);
    let ended = run(directory.path(), &["diff", "old.toml", "new.toml"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(ended.stdout);
    let json: Json =
        serde_json::from_str(&run(directory.path(), &["diff", "old.toml", "new.toml", "--format", "json"]).stdout)
            .unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 1);
    assert_eq!(json["changes"][0]["field"], "tables.du-toan.rows");
    assert_eq!(json["changes"][0]["new"], "A | Chi đầu tư\n– | Nâng cấp mạng LAN | 1500\n– | Thuê máy chủ | 300");
    let without = run(directory.path(), &["diff", "new.toml", "old.toml", "--fail-on", "loosened"]);
    assert_eq!(without.code, 0, "what a table says is no promise");
    fs::write(directory.path().join("old.toml"), read("tests/versions/old.toml")).unwrap();
    let added = run(directory.path(), &["diff", "old.toml", "new.toml", "--format", "json"]).stdout;
    assert_eq!(added.matches("\"kind\": \"added\"").count(), 1, "{added}");
}

/// git keeps the answer by the plan's content alone, so it does not hang on what is next to the plan.
#[test]
fn a_plan_is_shown_without_the_files_beside_it() {
    let rows = TABLE.find("rows = ").unwrap();
    let plan = format!("{}{}csv = \"du-toan.csv\"\n", read("tests/versions/old.toml"), &TABLE[..rows]);
    let directory = directory_with(&[("plan.toml", &plan)]);
    let without = run(directory.path(), &["show", "plan.toml"]);
    assert!(without.stdout.contains("  tệp CSV (du-toan): du-toan.csv\n"), "{}", without.stdout);
    assert!(!without.stdout.contains("lỗi dữ liệu"), "{}", without.stdout);
    fs::write(directory.path().join("du-toan.csv"), "ten;tien\nMua máy chủ;300\n").unwrap();
    assert_eq!(run(directory.path(), &["show", "plan.toml"]).stdout, without.stdout);
}
