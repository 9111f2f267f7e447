//! Several plans at once: each is built as it would be alone, under a name of its own, and told in a fixed order.

use std::fs;
use std::path::Path;

use crate::support::{Ended, kehoach, read};

/// A directory of communes; the plan of each has another name in it.
fn communes(names: &[&str]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in names {
        let plan = read("tests/support/plan-without-mistakes.toml");
        let path = directory.path().join(name).join("plan.toml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, plan).unwrap();
    }
    directory
}

fn build(directory: &Path, arguments: &[&str]) -> Ended {
    let run = kehoach().current_dir(directory).arg("build").args(arguments).args(["--today", "2026-01-15"]).output();
    Ended::of(run.unwrap())
}

fn names_in(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_document_is_named_after_its_plan_and_is_as_if_built_alone() {
    let directory = communes(&["2026/xã An", "2027/xã An", "xa-binh"]);
    let here = directory.path();
    let ended = build(here, &["2026", "2027", "xa-binh/plan.toml", "--format", "typ", "--out-dir", "ra/van-ban"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(names_in(&here.join("ra/van-ban")), ["2026-xã An", "2027-xã An", "xa-binh"]);
    let alone = build(here, &["xa-binh/plan.toml", "--format", "typ", "-o", "rieng"]);
    assert_eq!(alone.code, 0, "{}", alone.stderr);
    for file in ["main.typ", "plan.json"] {
        let of = |directory: &str| fs::read(here.join(directory).join(file)).unwrap();
        assert_eq!(of("ra/van-ban/xa-binh"), of("rieng"), "{file}");
    }
    assert!(ended.stderr.ends_with("3 văn bản đã dựng, 0 kế hoạch chưa dựng được\n"), "{}", ended.stderr);
}

#[test]
fn a_plan_with_errors_stops_no_other_and_all_are_told_in_their_order() {
    let names: Vec<String> = (0..24).map(|at| format!("xa-{at:02}")).collect();
    let directory = communes(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let broken = directory.path().join("xa-05/plan.toml");
    fs::write(&broken, fs::read_to_string(&broken).unwrap().replacen("schema = 1", "schema = 7", 1)).unwrap();
    fs::remove_file(directory.path().join("xa-07/plan.toml")).unwrap();
    let arguments = [".", "xa-07/plan.toml", "--format", "typ", "--out-dir", "ra"];
    let first = build(directory.path(), &arguments);
    assert_eq!(first.code, 2, "{}", first.stderr);
    let told: Vec<&str> = first.stderr.lines().filter(|line| line.starts_with("đã ghi ra")).collect();
    assert_eq!(told.len(), 22, "{}", first.stderr);
    assert!(told.is_sorted(), "{told:?}");
    assert!(first.stderr.contains("chưa dựng văn bản của xa-05/plan.toml vì còn lỗi"), "{}", first.stderr);
    assert!(first.stderr.contains("22 văn bản đã dựng, 2 kế hoạch chưa dựng được"), "{}", first.stderr);
    assert_eq!(build(directory.path(), &arguments).stderr, first.stderr, "the order is stable");
    let without = build(directory.path(), &["xa-05", "xa-06", "--format", "typ", "--out-dir", "khac"]);
    assert_eq!(without.code, 1, "{}", without.stderr);
}

#[test]
fn a_directory_that_was_made_for_nothing_is_removed() {
    let directory = communes(&["xa-an"]);
    let plan = directory.path().join("xa-an/plan.toml");
    fs::write(&plan, "schema = 7\n").unwrap();
    assert_eq!(build(directory.path(), &["xa-an", "--format", "typ", "--out-dir", "ra/sau"]).code, 1);
    assert_eq!(names_in(directory.path()), ["xa-an"]);
}

#[test]
fn one_place_takes_one_document() {
    let directory = communes(&["xa-an", "xa-binh"]);
    for (arguments, said) in [
        (vec!["xa-an", "xa-binh", "-o", "ra.pdf"], "-o chỉ đi với một kế hoạch"),
        (vec!["xa-an", "xa-binh", "--proof=json"], "--proof=json chỉ đi với một kế hoạch"),
    ] {
        let ended = build(directory.path(), &arguments);
        assert_eq!(ended.code, 2);
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
    let ended =
        Ended::of(kehoach().current_dir(directory.path()).args(["watch", "xa-an", "xa-binh"]).output().unwrap());
    assert!(ended.code == 2 && ended.stderr.contains("chỉ theo dõi được một kế hoạch"), "{}", ended.stderr);
}

#[cfg(feature = "embedded")]
#[test]
fn pages_made_side_by_side_are_those_made_alone() {
    let directory = communes(&["a", "b", "c", "d", "e", "f"]);
    let here = directory.path();
    let ended = build(here, &[".", "--out-dir", "ra"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(names_in(&here.join("ra")).len(), 12, "a sidecar beside each");
    assert_eq!(build(here, &["a/plan.toml"]).code, 0);
    let alone = fs::read(here.join("a/plan.pdf")).unwrap();
    for name in ["a", "b", "c", "d", "e", "f"] {
        assert!(fs::read(here.join(format!("ra/{name}.pdf"))).unwrap() == alone, "{name}");
    }
}

/// The layouts of many plans lie beside each other, never one upon the other.
#[cfg(feature = "embedded")]
#[test]
fn many_plans_are_measured() {
    let names: Vec<String> = (0..60).map(|at| format!("xa-{at:02}")).collect();
    let directory = communes(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let arguments = ["check", ".", "--deep", "--format", "json", "--today", "2026-01-15"];
    let ended = Ended::of(kehoach().current_dir(directory.path()).args(arguments).output().unwrap());
    let json: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((ended.code, &json["summary"]["plans"]), (0, &60.into()), "{}", ended.stderr);
}
