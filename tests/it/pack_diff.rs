//! `kehoach pack diff`: every kind of change of a pack is told, and what became more or less as such.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::git::Repository;
use crate::support::{Ended, kehoach, read};

const FILES: [&str; 5] =
    ["city.toml", "agencies.toml", "documents.toml", "kh-359-2025/baseline.toml", "kh-359-2025/sections.toml"];

/// The pack of the embedded city with one plan of it, and a copy with one place changed.
fn versions(file: &str, find: &str, put: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in FILES {
        // The other plan of the city is left out: what links to it, too.
        let text = read(format!("plans/haiphong/{name}")).replace("same_as", "# same_as");
        let changed = if name == file {
            assert!(text.contains(find), "«{find}» in {name}");
            text.replacen(find, put, 1)
        } else {
            text.clone()
        };
        write(&directory.path().join("old/haiphong").join(name), &text);
        write(&directory.path().join("new/haiphong").join(name), &changed);
    }
    directory
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn diff(directory: &Path, arguments: &[&str]) -> Ended {
    let run = kehoach().current_dir(directory).args(["pack", "diff", "old", "new"]).args(arguments).output();
    Ended::of(run.unwrap())
}

/// What changed, as programs read it: effect, list and field.
fn changes(directory: &Path) -> Vec<String> {
    let ended = diff(directory, &["--format", "json"]);
    let json: Value = serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("{}", ended.stderr));
    let plans = json.as_array().or_else(|| json["changes"].as_array()).cloned().unwrap_or_default();
    let line = |change: &Value| {
        let field = change["field"].as_str().unwrap_or("-");
        format!("{} {} {field}", change["effect"].as_str().unwrap(), change["kind"].as_str().unwrap())
    };
    plans.iter().map(line).collect()
}

#[test]
fn the_same_packs_do_not_differ() {
    let directory = versions("city.toml", "name", "name");
    let ended = diff(directory.path(), &[]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(ended.stdout.ends_with("Hai bản như nhau.\n"), "{}", ended.stdout);
}

#[test]
fn each_change_of_a_pack_is_told() {
    for (file, find, put, expected) in [
        (
            "kh-359-2025/baseline.toml",
            "op = \">=\", value = 80,",
            "op = \">=\", value = 85,",
            "tightened changed commune.2026",
        ),
        (
            "kh-359-2025/baseline.toml",
            "op = \">=\", value = 80,",
            "op = \">=\", value = 75,",
            "loosened changed commune.2026",
        ),
        ("kh-359-2025/baseline.toml", "required = true", "required = false", "neutral changed required"),
        (
            "kh-359-2025/baseline.toml",
            "provenance = \"reconstructed\"",
            "provenance = \"official\"",
            "neutral changed provenance",
        ),
        ("kh-359-2025/baseline.toml", "confidence = \"low\"", "confidence = \"high\"", "neutral changed confidence"),
        ("city.toml", "as_of = 2026-11-22", "as_of = 2026-12-22", "neutral changed as_of"),
        ("agencies.toml", "symbol = \"VHXH\"", "symbol = \"VH\"", "neutral changed symbol"),
        ("documents.toml", "date = 2025-12-31", "date = 2025-12-30", "neutral changed date"),
    ] {
        let directory = versions(file, find, put);
        let told = changes(directory.path());
        assert!(told.contains(&expected.to_owned()), "{put}: {told:?}");
        assert_eq!(diff(directory.path(), &[]).code, 1, "{put}");
    }
}

#[test]
fn people_read_which_minimum_was_raised() {
    let directory = versions("kh-359-2025/baseline.toml", "op = \">=\", value = 80,", "op = \">=\", value = 85,");
    let ended = diff(directory.path(), &[]);
    assert!(ended.stdout.contains("1 mức tối thiểu được nâng"), "{}", ended.stdout);
    assert!(ended.stdout.contains("80%") && ended.stdout.contains("85%"), "{}", ended.stdout);
    let english = diff(directory.path(), &["--lang", "en"]);
    assert!(english.stdout.contains("1 raised minimum"), "{}", english.stdout);
}

#[test]
fn an_indicator_that_is_gone_is_a_minimum_that_is_lowered() {
    let text = read("plans/haiphong/kh-359-2025/baseline.toml").replace("same_as", "# same_as");
    let last = &text[text.rfind("[[indicators]]").unwrap()..];
    let directory = versions("kh-359-2025/baseline.toml", last, "");
    assert_eq!(changes(directory.path()), ["loosened removed -"]);
    let ended = diff(directory.path(), &[]);
    assert!(ended.stdout.contains("1 mức tối thiểu bị hạ"), "{}", ended.stdout);
}

#[test]
fn standard_sections_and_sentences_are_compared() {
    let sections = read("plans/haiphong/kh-359-2025/sections.toml");
    let title = sections.lines().find(|line| line.starts_with("title = ")).unwrap();
    let directory = versions("kh-359-2025/sections.toml", title, "title = \"Tiêu đề khác\"");
    assert!(changes(directory.path()).contains(&"neutral changed title".to_owned()));
}

#[test]
fn lists_of_words_and_the_national_pack_are_compared_too() {
    let directory = versions("city.toml", "name", "name");
    let words = |version: &str, word: &str| {
        let path = directory.path().join(version).join("vietnam/words/people.toml");
        write(&path, &format!("extends = true\n[titles]\nsource = \"x\"\nwords = [\"{word}\"]\n"));
    };
    words("old", "TSKH");
    words("new", "GS");
    assert_eq!(changes(directory.path()), ["neutral changed text"]);
    write(&directory.path().join("new/vietnam/country.toml"), "as_of = 2026-11-28\n");
    assert!(changes(directory.path()).contains(&"neutral added -".to_owned()));
}

#[test]
fn a_pack_that_is_no_toml_is_not_compared() {
    let directory = versions("city.toml", "name = ", "name = = ");
    let ended = diff(directory.path(), &[]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("chưa so sánh được"), "{}", ended.stderr);
}

/// A repository whose packs were changed twice: in a commit, and then on the disk.
fn repository() -> Repository {
    let minimum = |value: u32| {
        let text = read("plans/haiphong/kh-359-2025/baseline.toml").replace("same_as", "# same_as");
        text.replacen("op = \">=\", value = 80,", &format!("op = \">=\", value = {value},"), 1)
    };
    let repository = Repository::new();
    for name in FILES {
        let text = read(format!("plans/haiphong/{name}")).replace("same_as", "# same_as");
        repository.put(&format!("plans/haiphong/{name}"), &text);
    }
    for value in [80, 85] {
        repository.put("plans/haiphong/kh-359-2025/baseline.toml", &minimum(value));
        repository.commit(&format!("Đặt mức {value}"));
    }
    repository.put("plans/haiphong/kh-359-2025/baseline.toml", &minimum(90));
    repository
}

#[test]
fn packs_are_compared_with_those_that_git_keeps() {
    let repository = repository();
    for (arguments, sides) in [
        (&["plans"][..], ["85%", "90%"]),
        (&["plans/haiphong"], ["85%", "90%"]),
        (&["plans", "--rev", "HEAD~1"], ["80%", "90%"]),
        (&["plans", "--rev", "HEAD~1..HEAD"], ["80%", "85%"]),
        (&["plans/haiphong", "--rev", "HEAD~1...HEAD"], ["80%", "85%"]),
    ] {
        let ended = repository.kehoach(&[&["pack", "diff"], arguments].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (1, ""), "{arguments:?}");
        assert!(ended.stdout.contains("1 mức tối thiểu được nâng"), "{arguments:?} {}", ended.stdout);
        assert!(sides.iter().all(|side| ended.stdout.contains(side)), "{arguments:?} {}", ended.stdout);
    }
    let city = Repository::new();
    for file in FILES {
        city.put(file, &read(format!("plans/haiphong/{file}")).replace("same_as", "# same_as"));
    }
    city.put(".cu/city.toml", "= =");
    city.commit("Kho chỉ có bộ dữ liệu của một thành phố");
    let agencies = city.text("agencies.toml").unwrap();
    city.put("agencies.toml", &agencies.replacen("symbol = \"VHXH\"", "symbol = \"VH\"", 1));
    let ended = city.kehoach(&["pack", "diff", "."]);
    assert!(ended.code == 1 && ended.stdout.contains("phong-vhxh"), "{} {}", ended.stdout, ended.stderr);
    repository.git(&["checkout", "--quiet", "."]);
    assert_eq!(repository.kehoach(&["pack", "diff", "plans"]).code, 0);
}

#[test]
fn what_git_does_not_have_is_told() {
    let repository = repository();
    for (arguments, words) in [
        (&["plans", "--rev", "v9"][..], "kho git không có phiên bản `v9`"),
        (&["other"], "phiên bản `HEAD` không có bộ dữ liệu trong thư mục `other`"),
        (&["plans/haiphong/kh-359-2025"], "phiên bản `HEAD` không có bộ dữ liệu trong thư mục"),
        (&["plans", "plans", "--rev", "HEAD"], "--rev chỉ đi với một thư mục"),
    ] {
        let ended = repository.kehoach(&[&["pack", "diff"], arguments].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.stderr.contains(words), "{arguments:?} {}", ended.stderr);
    }
    fs::write(repository.path().join("plans/haiphong/agencies.toml"), b"# \xff\n").unwrap();
    repository.commit("Không phải UTF-8");
    for range in ["HEAD", "HEAD~1..HEAD"] {
        let ended = repository.kehoach(&["pack", "diff", "plans", "--rev", range]);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{range}");
        assert!(ended.stderr.contains("không đọc được tệp `HEAD:plans/haiphong/agencies.toml`"), "{}", ended.stderr);
    }
}
