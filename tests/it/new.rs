//! `kehoach new`: a plan that builds at once.

use std::fs;
use std::path::Path;

use crate::support::{composed, example, examples, kehoach, rendered};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::format_plan::format;

const BASELINES: [&str; 2] = ["kh-215-2025", "kh-359-2025"];
const KINDS: [&str; 3] = ["xã", "phường", "đặc khu"];

/// A directory where no schema is near, whatever is next to it.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join(".git")).unwrap();
    directory
}

fn new(baseline: &str, kind: &str, name: &str) -> String {
    let directory = directory();
    let output = kehoach()
        .current_dir(directory.path())
        .args(["new", "moi", "--baseline", baseline, "--commune", name, "--kind", kind])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(directory.path().join("moi/plan.toml")).unwrap()
}

#[test]
fn a_new_plan_is_short_and_says_what_is_to_be_decided() {
    for baseline in BASELINES {
        let plan = new(baseline, "xã", "Kiến Thụy");
        assert!(plan.lines().count() <= 60, "{baseline}: {} lines", plan.lines().count());
        assert!(plan.matches("TODO: ").count() >= 5, "{plan}");
    }
    insta::assert_snapshot!(new("kh-215-2025", "phường", "Thủy Nguyên"));
}

/// Anyone who runs `kehoach fmt` on a plan that nobody has touched yet must not see it change.
#[test]
fn a_new_plan_has_the_one_layout() {
    let carried = examples().into_iter().map(|name| example(&name)).collect::<Vec<_>>();
    for baseline in BASELINES {
        for (kind, name) in KINDS.into_iter().zip(["Kiến Thụy", "A \"B\" \\ {C}", "Bạch Long Vĩ"]) {
            let plan = new(baseline, kind, name);
            assert_eq!(format(&plan).unwrap(), plan, "{baseline} {kind}");
        }
        for old in &carried {
            // Whatever hand wrote last year's plan.
            for old in [old.clone(), old.replace("promise = ", "promise   = ").replace(" = [", "=[")] {
                let plan = from(&old, baseline);
                assert_eq!(format(&plan).unwrap(), plan, "{baseline}");
            }
        }
    }
    let directory = directory();
    output(directory.path(), &[&["moi"][..], &FRESH].concat());
    let checked = kehoach().current_dir(directory.path()).args(["fmt", "--check", "moi"]).output().unwrap();
    assert_eq!((checked.status.code(), checked.stdout.len(), checked.stderr.len()), (Some(0), 0, 0));
}

#[test]
fn a_new_plan_builds_for_every_baseline_and_kind_of_commune() {
    for baseline in BASELINES {
        for kind in KINDS {
            let name = match kind {
                "xã" => "Kiến Thụy",
                "phường" => "Thủy Nguyên",
                _ => "Cát Hải",
            };
            let plan = new(baseline, kind, name);
            let composed = composed("plan.toml", plan.as_bytes());
            assert!(composed.findings.is_empty(), "{baseline} {kind}");
            let manuscript = composed.output.unwrap();
            assert_eq!(manuscript.letterhead.issuer[1], format!("{kind} {name}").to_uppercase());
            assert!(manuscript.body.len() > 40, "{baseline} {kind}: {}", manuscript.body.len());
        }
    }
}

#[test]
fn every_required_indicator_is_promised_at_its_minimum() {
    for baseline in BASELINES {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("plan.toml"), new(baseline, "xã", "Kiến Thụy")).unwrap();
        let output = kehoach()
            .current_dir(directory.path())
            .args(["baseline", baseline, "--plan", "plan.toml", "--format", "json"])
            .output()
            .unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = json["indicators"].as_array().unwrap();
        let required: Vec<_> = rows.iter().filter(|row| row["required"] == true).collect();
        assert!(required.len() >= 8);
        for row in required {
            assert_eq!(row["plan"]["verdict"], "met", "{}", row["id"]);
            assert_eq!(row["plan"]["promise"]["text"], row["minimum"]["text"], "{}", row["id"]);
        }
    }
}

fn from(old: &str, baseline: &str) -> String {
    let directory = directory();
    fs::write(directory.path().join("cu.toml"), old).unwrap();
    let output = kehoach()
        .current_dir(directory.path())
        .args(["new", "moi", "--baseline", baseline, "--from", "cu.toml"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(directory.path().join("moi/plan.toml")).unwrap()
}

#[test]
fn last_years_plan_becomes_a_plan_that_builds_at_once() {
    for name in examples() {
        let plan = from(&example(&name), "kh-359-2025");
        let composed = composed("plan.toml", plan.as_bytes());
        assert_eq!(rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese), "", "{name}");
        let letterhead = composed.output.unwrap().letterhead;
        assert_eq!((letterhead.number, letterhead.day, letterhead.month), (None, None, None), "{name}");
        assert!(plan.matches("TODO: ").count() >= 4, "{name}: {}", plan.matches("TODO: ").count());
    }
}

#[test]
fn comments_and_order_of_last_years_plan_are_kept() {
    for name in examples() {
        let old = example(&name);
        let plan = from(&old, "kh-359-2025");
        let comments = |text: &str| {
            let lines = text.lines().map(str::trim);
            let kept = |line: &&str| line.starts_with('#') && !line.starts_with("#:schema") && !line.contains("TODO");
            lines.filter(kept).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(comments(&plan), comments(&old), "{name}");
    }
}

#[test]
fn what_last_years_plan_promised_is_marked_for_deciding_again() {
    let plan = from(&new("kh-215-2025", "phường", "Thủy Nguyên"), "kh-359-2025");
    insta::assert_snapshot!(plan);
}

#[test]
fn a_name_with_quotes_stays_a_name() {
    let plan = new("kh-215-2025", "xã", "A \"B\" \\ {C}");
    let composed = composed("plan.toml", plan.as_bytes());
    assert!(composed.findings.is_empty());
    assert_eq!(composed.output.unwrap().letterhead.place, "A \"B\" \\ {C}");
}

#[test]
fn nothing_is_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("plan.toml"), "của tôi").unwrap();
    let output = kehoach()
        .current_dir(directory.path())
        .args(["new", ".", "--baseline", "kh-359-2025", "--commune", "Kiến Thụy", "--kind", "xã"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("lỗi: đã có tệp `./plan.toml`"));
    assert_eq!(fs::read_to_string(directory.path().join("plan.toml")).unwrap(), "của tôi");
}

/// The files of a directory, and what the program said.
fn output(directory: &Path, arguments: &[&str]) -> (Vec<String>, String) {
    let output = kehoach().current_dir(directory).arg("new").args(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let mut names: Vec<String> = fs::read_dir(directory.join(arguments[0]))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    (names, said)
}

const FRESH: [&str; 6] = ["--baseline", "kh-359-2025", "--commune", "Kiến Thụy", "--kind", "xã"];

#[test]
fn a_new_plan_has_its_schema_beside_it() {
    let directory = directory();
    let (names, said) = output(directory.path(), &[&["ke hoach"][..], &FRESH].concat());
    assert_eq!(names, ["plan.schema.json", "plan.toml"]);
    assert_eq!(
        said,
        "đã ghi ke hoach/plan.schema.json, để trình soạn thảo gợi ý; không phải sửa tệp này\n\
         đã ghi ke hoach/plan.toml; sửa những chỗ ghi TODO, rồi chạy: kehoach build \"ke hoach/plan.toml\"\n"
    );
    let plan = fs::read_to_string(directory.path().join("ke hoach/plan.toml")).unwrap();
    assert!(plan.starts_with("#:schema ./plan.schema.json\n# Kế hoạch của xã Kiến Thụy"), "{plan}");
    assert_eq!(
        fs::read_to_string(directory.path().join("ke hoach/plan.schema.json")).unwrap(),
        kehoach::internals::schema::text(&kehoach::internals::schema::plan())
    );
}

#[test]
fn a_schema_that_is_near_is_used_and_left_as_it_is() {
    for (schema, line) in [
        ("moi/plan.schema.json", "#:schema ./plan.schema.json\n"),
        ("plan.schema.json", "#:schema ../plan.schema.json\n"),
        ("plans/plan.schema.json", "#:schema ../plans/plan.schema.json\n"),
    ] {
        let directory = directory();
        let path = directory.path().join(schema);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "{}").unwrap();
        let (_, said) = output(directory.path(), &[&["moi"][..], &FRESH].concat());
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(fs::read_to_string(directory.path().join("moi/plan.toml")).unwrap().starts_with(line), "{schema}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
    }
}

#[test]
fn the_schema_line_of_last_years_plan_is_right_from_the_new_directory() {
    for (old, line, files) in [
        ("#:schema ../../plans/plan.schema.json", "#:schema ./plan.schema.json", 2),
        ("#:schema https://vi-du.vn/plan.schema.json", "#:schema https://vi-du.vn/plan.schema.json", 1),
        ("# không có dòng ấy", "#:schema ./plan.schema.json", 2),
    ] {
        let directory = directory();
        let plan = example("binh-giang-2026").replacen("#:schema ../../plans/plan.schema.json", old, 1);
        fs::write(directory.path().join("cu.toml"), plan).unwrap();
        let (names, _) = output(directory.path(), &["moi", "--baseline", "kh-359-2025", "--from", "cu.toml"]);
        assert_eq!(names.len(), files, "{names:?}");
        let new = fs::read_to_string(directory.path().join("moi/plan.toml")).unwrap();
        assert_eq!(new.lines().next().unwrap(), line);
        assert_eq!(new.matches("#:schema").count(), 1, "{new}");
    }
}
