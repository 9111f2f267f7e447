//! The formats of `kehoach check`: the same findings in each, and each as its readers want it.

use std::collections::BTreeSet;
use std::fs;

use crate::git::PACK;
use crate::support::{Ended, check_formats, checked, kehoach, read};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::diagnostic::human::Style;
use kehoach::internals::report::{Format, Report, Tree, Unit, UnitKind, Words, job_summary, render};
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
#[allow(clippy::too_many_lines, reason = "a list of formats")]
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
            .filter(|line| line.starts_with("::") && !line.ends_with(PARTLY))
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
                of_text(name, name.rsplit(':').nth(1).unwrap(), case[..end].contains("<skipped"))
            })
            .collect(),
        "gitlab" => {
            let json: Value = serde_json::from_str(out).unwrap();
            let entries = json.as_array().unwrap().iter().filter(|one| one["check_name"] != "kehoach");
            entries
                .map(|one| {
                    let words = word(&one["description"]);
                    let line = number(&one["location"]["lines"]["begin"]).to_string();
                    of_text(&words, &line, words.contains("đã miễn trừ đến"))
                })
                .collect()
        }
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
    assert_eq!(keys(&json), "diagnostics incomplete packs schema_version summary");
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
        // The action that uploads computes another fingerprint by itself, and says so of each result that has one already.
        assert_eq!(result["partialFingerprints"].as_object().unwrap().len(), 1);
        assert!(prints.insert(result["partialFingerprints"]["kehoachFinding/v1"].as_str().unwrap().to_owned()));
        // The minimums are those of the program: their files are nowhere in the repository, but their words are told.
        assert_eq!(result.get("relatedLocations"), None);
    }
    assert!(
        results
            .iter()
            .any(|one| one["message"]["text"].as_str().unwrap().contains("\ntối thiểu 100% (Kế hoạch số 359"))
    );
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
            .map(|one| one["partialFingerprints"]["kehoachFinding/v1"].as_str().unwrap().to_owned())
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

/// A repository with packs of its own, checked from one of its directories: platforms know files by their path from its top.
#[test]
fn places_are_told_from_the_top_of_the_repository() {
    let directory = tempfile::tempdir().unwrap();
    let below = read("tests/support/plan-without-mistakes.toml")
        .replace("\"kh359-so-hoa\"\npromise = { value = 100", "\"kh359-so-hoa\"\npromise = { value = 90");
    let mut files = vec![
        ("kho/kế hoạch/xã A/plan.toml".to_owned(), below),
        ("kho/kế hoạch/kehoach.toml".to_owned(), "packs = \"dữ liệu\"\n".to_owned()),
        ("kho/.git/HEAD".to_owned(), String::new()),
    ];
    for name in PACK {
        let text = read(format!("plans/haiphong/{name}"));
        files.push((format!("kho/kế hoạch/dữ liệu/haiphong/{name}"), text.clone()));
        files.push((format!("ngoài/haiphong/{name}"), text));
    }
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let inside = directory.path().join("kho/kế hoạch");
    let run = |plan: &str, format: &str, more: &[&str]| {
        let mut command = kehoach();
        command.current_dir(&inside).args(["check", plan, "--format", format, "--today", "2026-01-15"]).args(more);
        Ended::of(command.output().unwrap()).stdout
    };
    let absolute = inside.join("xã A");
    let outside = directory.path().join("ngoài");
    for plan in [".", "xã A/plan.toml", "../kế hoạch/xã A", absolute.to_str().unwrap()] {
        let annotations = run(plan, "github", &[]);
        assert!(annotations.starts_with("::error file=kế hoạch/xã A/plan.toml,"), "{plan}: {annotations}");
        let json: Value = serde_json::from_str(&run(plan, "gitlab", &[])).unwrap();
        assert_eq!(json[0]["location"]["path"], "kế hoạch/xã A/plan.toml", "{plan}");
        let uri = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned();
        let sarif: Value = serde_json::from_str(&run(plan, "sarif", &[])).unwrap();
        let result = &sarif["runs"][0]["results"][0];
        assert_eq!(uri(&result["locations"][0]), "k%E1%BA%BF%20ho%E1%BA%A1ch/x%C3%A3%20A/plan.toml", "{plan}");
        let related = uri(&result["relatedLocations"][0]);
        assert!(
            related.starts_with("k%E1%BA%BF%20ho%E1%BA%A1ch/d%E1%BB%AF%20li%E1%BB%87u/haiphong/"),
            "{plan}: {related}"
        );
        // Packs that are elsewhere are no place that a platform could show.
        for packs in ["../../ngoài", outside.to_str().unwrap()] {
            let sarif: Value = serde_json::from_str(&run(plan, "sarif", &["--packs", packs])).unwrap();
            let result = &sarif["runs"][0]["results"][0];
            assert_eq!(result.get("relatedLocations"), None, "{packs}");
            assert!(result["message"]["text"].as_str().unwrap().contains("tối thiểu 100%"), "{result}");
        }
    }
}

/// A department's plans with many findings each.
fn large(plans: usize, format: Format) -> Report {
    let words = Words { format, style: Style { language: Language::Vietnamese, color: false, width: 120 } };
    // Errors come last in the file.
    let wrong = "\n\n[[tasks]]\nid = \"viec\"\nsection = \"nhiem-vu\"\ntext = \"Việc\"\nlead = \"khong-co\"\n";
    let plan = read("tests/support/plan-without-mistakes.toml").replace("số hóa", "số  hoá")
        + &wrong.replace("viec", "a")
        + &wrong.replace("viec", "b");
    let checked = checked("plan.toml", plan.as_bytes());
    let findings = checked.findings.sorted();
    let mut unit = Unit::new(UnitKind::Plan, "plan.toml", &findings, &checked.sources, words);
    let first = unit.found.clone();
    while unit.found.len() < 20 {
        unit.found.extend(first.iter().cloned());
    }
    let units = (0..plans).map(|at| {
        let name = format!("{at:03} xã Cát Hải/kế hoạch/plan.toml");
        let mut unit = unit.clone();
        unit.found.iter_mut().for_each(|found| found.mark.file.clone_from(&name));
        Unit { name, ..unit }
    });
    Report {
        units: units.collect(),
        packs: Vec::new(),
        language: Language::Vietnamese,
        strict: false,
        tree: Tree::default(),
    }
}

/// More than a platform takes is no report at all: what is left out is counted, and errors stay.
#[test]
fn a_department_fits_into_what_platforms_take() {
    for plans in [114, 3_321] {
        let report = large(plans, Format::Github);
        let summary = report.summary();
        assert!(
            report.found().count() >= plans * 20 && summary.errors >= plans && summary.warnings >= plans,
            "{summary:?}"
        );

        let annotations = render(&report, Format::Github);
        assert!(annotations.len() < 1_048_576, "{}", annotations.len());
        let kinds: Vec<&str> = annotations.lines().map(|line| line.split(' ').next().unwrap()).collect();
        let last = kinds.iter().rposition(|kind| *kind == "::error").unwrap();
        assert!(kinds[..last].iter().all(|kind| *kind == "::error"), "errors first");
        let in_all = annotations.lines().last().unwrap();
        assert!(
            in_all.starts_with(&format!("Tất cả: {} lỗi, {} cảnh báo, ", summary.errors, summary.warnings)),
            "{in_all}"
        );
        let written = annotations.lines().count() - 1;
        let left = report.found().count() - written;
        assert_eq!(in_all.contains(&format!("còn {left} chú thích không ghi ở đây")), left > 0, "{in_all}");
        assert!(left > 0 || plans < 3_321);

        for (words, most) in [
            (job_summary(&report, 0), 1_048_576),
            (job_summary(&report, 900_000), 148_576),
            (job_summary(&report, 2_000_000), 148_576),
        ] {
            assert!(words.len() < most, "{} {most}", words.len());
            let rows = words.lines().filter(|line| line.starts_with("| **") || line.starts_with("| cảnh")).count();
            let left = report.found().count() - rows;
            assert!(left == 0 || words.contains(&format!("Còn {left} lỗi, cảnh báo không ghi hết ở đây")), "{left}");
        }
        let comment = render(&report, Format::Markdown);
        assert!(comment.chars().count() < 65_536, "{}", comment.chars().count());
        assert!(comment.contains("| **lỗi** DL005 ") && !comment.contains("| cảnh báo "), "errors stay");

        let sarif: Value = serde_json::from_str(&render(&report, Format::Sarif)).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        assert!(results.len() <= 5_000);
        let kept = results.iter().filter(|one| one["level"] == "error").count();
        assert_eq!(kept, summary.errors.min(5_000), "errors stay");
        let notes = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"];
        let left = report.found().count() - results.len();
        assert_eq!(notes.to_string().contains(&format!("Còn {left} lỗi")), left > 0);
    }
}

/// Of several with one name or one fingerprint, GitLab shows one.
#[test]
fn every_finding_has_a_name_of_its_own() {
    let report = large(3, Format::Junit);
    let xml = render(&report, Format::Junit);
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let cases = xml.descendants().filter(|node| node.has_tag_name("testcase"));
    let names: Vec<&str> = cases.map(|case| case.attribute("name").unwrap()).collect();
    assert_eq!(names.len(), report.found().count());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    let entries: Value = serde_json::from_str(&render(&report, Format::Gitlab)).unwrap();
    let entries = entries.as_array().unwrap();
    let prints: BTreeSet<&str> = entries.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert!(entries.len() == prints.len() && entries.len() >= report.found().count());
}

/// Control characters and what is no character have no place in XML; the words around them are kept.
#[test]
fn junit_is_xml_whatever_is_said() {
    let mut report = large(1, Format::Junit);
    let odd: String = (0_u32..0x20).chain([0x7f, 0x9b, 0xfffe, 0xffff, 0x202e]).filter_map(char::from_u32).collect();
    for found in &mut report.units[0].found {
        found.message = format!("trước{odd}\u{1b}[31mgiữa]]>&<sau\"");
        found.help = Some(format!("giúp{odd}"));
        found.mark.file = format!("xã{odd}/plan.toml");
    }
    report.units[0].name = format!("xã{odd}/plan.toml");
    let xml = render(&report, Format::Junit);
    assert!(xml.chars().all(|letter| letter == '\n' || !kehoach::internals::shown::is_hidden(letter)), "{xml:?}");
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let failure = xml.descendants().find(|node| node.has_tag_name("failure")).unwrap();
    let words = failure.text().unwrap();
    for part in ["trước⟨U+0000⟩", "⟨U+001B⟩[31mgiữa]]>&<sau\"", "giúp", "⟨U+FFFE⟩"] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

/// The keys that GitLab reads, as its documentation lists them.
#[test]
fn the_code_quality_report_is_as_gitlab_wants_it() {
    let directory = directory();
    let json: Value = serde_json::from_str(&report(directory.path(), "gitlab")).unwrap();
    for one in json.as_array().unwrap() {
        let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["check_name", "description", "fingerprint", "location", "severity"]);
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&one["severity"].as_str().unwrap()));
        let path = one["location"]["path"].as_str().unwrap();
        assert!(!path.starts_with(['.', '/']) && directory.path().join(path).is_file(), "{path}");
        assert!(one["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
    assert_eq!(report(directory.path(), "gitlab"), report(directory.path(), "gitlab"));
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
