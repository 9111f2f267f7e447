//! `kehoach new`: a plan that builds at once.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;

use kehoach::diagnostic::Language;
use support::{example, examples, kehoach, told, written};

const BASELINES: [&str; 2] = ["kh-215-2025", "kh-359-2025"];
const KINDS: [&str; 3] = ["xã", "phường", "đặc khu"];

fn new(baseline: &str, kind: &str, name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = kehoach()
        .current_dir(folder.path())
        .args(["new", "moi", "--baseline", baseline, "--commune", name, "--kind", kind])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.path().join("moi/plan.toml")).unwrap()
}

#[test]
fn a_new_plan_is_short_and_says_what_is_to_be_decided() {
    for baseline in BASELINES {
        let plan = new(baseline, "xã", "Cát Hải");
        assert!(plan.lines().count() < 60, "{baseline}: {} lines", plan.lines().count());
        assert!(plan.matches("TODO: ").count() >= 6, "{plan}");
    }
    insta::assert_snapshot!(new("kh-215-2025", "phường", "Thủy Nguyên"));
}

#[test]
fn a_new_plan_builds_for_every_baseline_and_kind_of_commune() {
    for baseline in BASELINES {
        for kind in KINDS {
            let plan = new(baseline, kind, "Cát Hải");
            let written = written("plan.toml", plan.as_bytes());
            assert!(written.findings.is_empty(), "{baseline} {kind}");
            let manuscript = written.made.unwrap();
            assert_eq!(manuscript.letterhead.issuer[1], format!("{kind} Cát Hải").to_uppercase());
            assert!(manuscript.body.len() > 40, "{baseline} {kind}: {}", manuscript.body.len());
        }
    }
}

#[test]
fn every_required_indicator_is_promised_at_its_minimum() {
    for baseline in BASELINES {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.toml"), new(baseline, "xã", "Cát Hải")).unwrap();
        let output = kehoach()
            .current_dir(folder.path())
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
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cu.toml"), old).unwrap();
    let output = kehoach()
        .current_dir(folder.path())
        .args(["new", "moi", "--baseline", baseline, "--from", "cu.toml"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.path().join("moi/plan.toml")).unwrap()
}

#[test]
fn last_years_plan_becomes_a_plan_that_builds_at_once() {
    for name in examples() {
        let plan = from(&example(&name), "kh-359-2025");
        let written = written("plan.toml", plan.as_bytes());
        assert_eq!(told(&written.findings.sorted(), &written.sources, Language::Vietnamese), "", "{name}");
        let letterhead = written.made.unwrap().letterhead;
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
            lines.filter(|line| line.starts_with('#') && !line.contains("TODO")).map(str::to_owned).collect::<Vec<_>>()
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
    let written = written("plan.toml", plan.as_bytes());
    assert!(written.findings.is_empty());
    assert_eq!(written.made.unwrap().letterhead.place, "A \"B\" \\ {C}");
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), "của tôi").unwrap();
    let output = kehoach()
        .current_dir(folder.path())
        .args(["new", ".", "--baseline", "kh-359-2025", "--commune", "Cát Hải", "--kind", "xã"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("lỗi: đã có tệp `./plan.toml`"));
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).unwrap(), "của tôi");
}
