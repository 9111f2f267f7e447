//! The formats of `kehoach check`: the same findings in each, and each as its readers want it.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{check_formats, kehoach, read};
use serde_json::Value;

/// Three plans and a project: an error, a warning, a waived error, an unused waiver, odd names.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let clean = read("tests/support/plan-without-mistakes.toml");
    let so_hoa = ("\"kh359-so-hoa\"\npromise = { value = 100", "\"kh359-so-hoa\"\npromise = { value = 90");
    let tap_huan = ("\"kh359-tap-huan\"\npromise = { value = 80", "\"kh359-tap-huan\"\npromise = { value = 79.5");
    let below = clean.replace(so_hoa.0, so_hoa.1);
    for (name, text) in [
        ("xã #1, 100%/plan.toml", below.replace(tap_huan.0, tap_huan.1)),
        ("b/plan.toml", below.clone()),
        ("c/plan.toml", clean.replace("id = \"kinh-phi\"", "id = \"kinh-phi\"\n\"a|b<i>`*\" = 1")),
        ("d/plan.toml", clean.clone()),
        (
            "kehoach.toml",
            "[[waivers]]\ncode = \"CT001\"\nplan = \"b/plan.toml\"\nat = \"targets.so-hoa\"\nreason = \"Chưa | đủ\"\n\
             approval = \"Công văn số 12/UBND ngày 05/01/2026\"\nuntil = 2026-12-31\n\
             indicator = \"kh359-so-hoa\"\nat_least = 90\nminimum = 100\n\n\
             [[waivers]]\ncode = \"CT001\"\nplan = \"d/plan.toml\"\nreason = \"x\"\napproval = \"Công văn số 13/UBND ngày 05/01/2026\"\nuntil = 2026-12-31\n"
                .to_owned(),
        ),
    ] {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn report(directory: &std::path::Path, format: &str) -> String {
    let output = kehoach()
        .current_dir(directory)
        .env_remove("GITHUB_STEP_SUMMARY")
        .args(["check", ".", "--format", format, "--today", "2026-01-15"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A finding as far as every format shows it.
type Shown = (String, usize, String, bool);

/// Code, line, level and whether it is waived, from each format.
fn shown(format: &str, out: &str) -> Vec<Shown> {
    let level = |word: &str| match word.trim_end_matches(" đã miễn trừ") {
        "lỗi" | "error" => "error".to_owned(),
        "cảnh báo" | "warning" => "warning".to_owned(),
        other => panic!("{format}: {other}"),
    };
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let of_json =
        |one: &Value| (word(&one["code"]), number(&one["line"]), word(&one["level"]), !one["waived"].is_null());
    // «lỗi[CT001]» and what is around it.
    let of_text = |text: &str, line: &str, waived: bool| {
        let (before, after) = text.split_once('[').unwrap();
        (after[..5].to_owned(), line.parse().unwrap(), level(before), waived)
    };
    match format {
        "json" => {
            let json: Value = serde_json::from_str(out).unwrap();
            json["diagnostics"].as_array().unwrap().iter().map(of_json).collect()
        }
        "jsonl" => {
            let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            lines.iter().filter(|one| one.get("code").is_some()).map(of_json).collect()
        }
        "sarif" => {
            let json: Value = serde_json::from_str(out).unwrap();
            let results = json["runs"][0]["results"].as_array().unwrap();
            results
                .iter()
                .map(|one| {
                    let region = &one["locations"][0]["physicalLocation"]["region"];
                    (
                        word(&one["ruleId"]),
                        number(&region["startLine"]),
                        word(&one["level"]),
                        one.get("suppressions").is_some(),
                    )
                })
                .collect()
        }
        "short" => out
            .lines()
            .filter(|line| !line.ends_with(PARTLY))
            .map(|line| {
                let (place, rest) = line.split_once(": ").unwrap();
                of_text(rest, place.rsplit(':').nth(1).unwrap(), line.contains("[đã miễn trừ đến"))
            })
            .collect(),
        "github" => out
            .lines()
            .filter(|line| !line.ends_with(PARTLY))
            .map(|line| {
                let (properties, message) = line.split_once("::").unwrap().1.split_once("::").unwrap();
                let of = |name: &str| {
                    let (_, rest) = properties.split_once(name).unwrap();
                    rest.split(',').next().unwrap().to_owned()
                };
                of_text(&of("title="), &of("line="), message.contains("đã miễn trừ đến"))
            })
            .collect(),
        "human" => {
            let lines: Vec<&str> = out.lines().collect();
            lines
                .windows(2)
                .filter(|pair| pair[1].trim_start().starts_with("╭▸"))
                .map(|pair| {
                    let line = pair[1].rsplit(':').nth(1).unwrap();
                    of_text(pair[0], line, pair[0].contains("đã miễn trừ["))
                })
                .collect()
        }
        "markdown" => {
            let folded = out.find("<details>").unwrap();
            out.match_indices("\n| ")
                .filter(|(at, _)| !out[*at..].starts_with("\n| Mức") && !out[*at..].starts_with("\n| ---"))
                .map(|(at, _)| {
                    let cells: Vec<&str> = out[at + 3..].split(" | ").collect();
                    let (word, code) = cells[0].rsplit_once(' ').unwrap();
                    let line = cells[1].trim_end_matches("</code>").rsplit(':').nth(1).unwrap();
                    (code.to_owned(), line.parse().unwrap(), level(word.trim_matches('*')), at > folded)
                })
                .collect()
        }
        "junit" => out
            .match_indices("<testcase name=\"")
            .map(|(at, found)| &out[at + found.len()..])
            .filter(|case| !case.starts_with("kehoach check"))
            .map(|case| {
                let end = case.find("</testcase>").unwrap();
                let (name, _) = case.split_once('"').unwrap();
                let line = name.split(' ').next_back().unwrap().split(':').next().unwrap();
                of_text(name, line, case[..end].contains("<skipped"))
            })
            .collect(),
        other => panic!("{other}"),
    }
}

/// What is said of a plan whose data have mistakes.
const PARTLY: &str = "sửa lỗi dữ liệu trước: các quy tắc về nội dung chưa xét hết";

#[test]
fn every_format_says_that_not_all_rules_could_run() {
    let directory = directory();
    for format in check_formats() {
        assert_eq!(report(directory.path(), &format).matches(PARTLY).count(), 1, "{format}");
    }
}

#[test]
fn every_format_shows_the_same_findings() {
    let directory = directory();
    let mut wanted = shown("json", &report(directory.path(), "json"));
    wanted.sort();
    let codes: BTreeSet<&str> = wanted.iter().map(|(code, ..)| code.as_str()).collect();
    assert!(["CT001", "DL002", "DL022"].iter().all(|code| codes.contains(code)), "{wanted:?}");
    assert!(wanted.iter().any(|(.., waived)| *waived));
    for format in check_formats() {
        let mut found = shown(&format, &report(directory.path(), &format));
        found.sort();
        assert_eq!(found, wanted, "{format}");
    }
}

#[test]
fn json_keeps_its_contract() {
    let directory = directory();
    let json: Value = serde_json::from_str(&report(directory.path(), "json")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&json), "diagnostics incomplete schema_version summary");
    assert_eq!(json["schema_version"], 1);
    assert_eq!(keys(&json["summary"]), "errors plans waived warnings");
    assert_eq!(json["summary"]["plans"], 4);
    assert_eq!(keys(&json["incomplete"][0]), "file message");
    let diagnostics = json["diagnostics"].as_array().unwrap();
    for one in diagnostics {
        assert_eq!(keys(one), "code column file help level line message path related waived");
    }
    let below = diagnostics.iter().find(|one| one["code"] == "CT001" && one["level"] == "error").unwrap();
    assert_eq!(keys(&below["related"][0]), "file line message");
    assert!(below["path"].as_str().unwrap().starts_with("targets[14].promise"), "{below}");
    let lines = report(directory.path(), "jsonl");
    assert_eq!(lines.lines().count(), diagnostics.len() + 1);
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    for key in ["schema_version", "incomplete", "summary"] {
        assert_eq!(last[key], json[key], "{key}");
    }
}

#[test]
fn sarif_is_valid_and_as_github_wants_it() {
    let directory = directory();
    let json: Value = serde_json::from_str(&report(directory.path(), "sarif")).unwrap();
    let schema: Value = serde_json::from_str(&read("tests/support/sarif-schema-2.1.0.json")).unwrap();
    let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft4).build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());

    let run = &json["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            let words = rule[text]["text"].as_str().unwrap();
            assert!(!words.is_empty() && (text == "help" || words.chars().count() <= 1024), "{}: {text}", rule["id"]);
        }
        assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
    }
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let metas: Vec<&str> = kehoach::internals::rules::metas().map(|meta| meta.code).collect();
    assert_eq!(ids, metas);
    let results = run["results"].as_array().unwrap();
    let mut prints = BTreeSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
        let uri = artifact["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.starts_with('/') && !uri.contains([' ', '#', '\\']), "{uri}");
        assert!(prints.insert(result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().to_owned()));
    }
    assert!(results.iter().any(|one| one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "x%C3%A3%20%231,%20100%25/plan.toml"));
    let waived = results.iter().find(|one| one.get("suppressions").is_some()).unwrap();
    assert_eq!(waived["suppressions"][0]["kind"], "external");
    assert!(waived["suppressions"][0]["justification"].as_str().unwrap().contains("Chưa | đủ"));
}

#[test]
fn fingerprints_stay_when_lines_move_and_lists_are_put_in_another_order() {
    let prints = |plan: &str| {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("plan.toml"), plan).unwrap();
        let json: Value = serde_json::from_str(&report(directory.path(), "sarif")).unwrap();
        let results = json["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|one| one["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().to_owned())
            .collect::<BTreeSet<_>>()
    };
    let plan = read("tests/support/plan-without-mistakes.toml")
        .replace("\"kh359-so-hoa\"\npromise = { value = 100", "\"kh359-so-hoa\"\npromise = { value = 90");
    let before = prints(&plan);
    assert!(!before.is_empty());
    let start = plan.find("[[targets]]\nid = \"so-hoa\"").unwrap();
    let end = start + 2 + plan[start + 2..].find("[[targets]]").unwrap();
    let target = plan[start..end].to_owned();
    let mut moved = plan.clone();
    moved.replace_range(start..end, "");
    let first = moved.find("[[targets]]").unwrap();
    moved.insert_str(first, &format!("# ghi chú\n\n{target}"));
    assert_eq!(prints(&moved), before);
}

#[test]
fn annotations_and_comments_are_as_their_readers_want_them() {
    let directory = directory();
    insta::assert_snapshot!("github", report(directory.path(), "github"));
    insta::assert_snapshot!("markdown", report(directory.path(), "markdown"));
    insta::assert_snapshot!("short", report(directory.path(), "short"));
    insta::assert_snapshot!("junit", report(directory.path(), "junit"));
    let human = report(directory.path(), "human");
    assert!(human.contains("lỗi đã miễn trừ[CT001]"), "{human}");
}

#[test]
fn a_job_of_github_gets_its_summary_behind_what_others_wrote() {
    let directory = directory();
    let summary = directory.path().join("tom-tat.md");
    fs::write(&summary, "trước\n").unwrap();
    let run = |format: &str| {
        let mut command = kehoach();
        command.current_dir(directory.path()).env("GITHUB_STEP_SUMMARY", &summary);
        command.args(["check", ".", "--format", format, "--today", "2026-01-15"]).output().unwrap();
        fs::read_to_string(&summary).unwrap()
    };
    assert_eq!(run("json"), "trước\n");
    assert!(run("github").starts_with("trước\n### Kiểm tra kế hoạch: "));
}

#[test]
fn explanations_come_from_the_cards() {
    let run = |arguments: &[&str]| {
        let output = kehoach().arg("explain").args(arguments).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, out, _) = run(&["CT009"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!("explain", out);
    assert_eq!(run(&["waiver-expired"]).1, out);
    assert_eq!(run(&["ct009"]).1, out);
    insta::assert_snapshot!("explain_markdown_en", run(&["CT009", "--format", "markdown", "--lang", "en"]).1);
    let (code, out, err) = run(&["CT9"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("có phải định viết `CT009`?"), "{err}");
    assert_eq!(run(&[]).0, 2);
    let (_, list, _) = run(&["--all"]);
    for meta in kehoach::internals::rules::metas() {
        assert!(list.contains(meta.code) && list.contains(meta.name), "{}", meta.code);
    }
}

#[test]
fn the_page_about_checks_lists_every_format() {
    let page = read("docs/check.md");
    let table = page.split("\n## Dạng báo cáo\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let listed: Vec<&str> = rows.flat_map(|(formats, _)| formats.split("`, `")).collect();
    assert_eq!(listed, check_formats());
}
