//! Directories: `check`, `fmt` and `diff` see the same files, and say what they pass over.

use std::fs;
use std::path::Path;

use crate::support::{Ended, kehoach, read};

fn directory(files: &[&str]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    // Not formatted, so that `fmt --check` names it.
    let plan = read("tests/support/plan-without-mistakes.toml") + "\n\n";
    for name in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, if name.ends_with("gitignore") { "target/\nmay-*/plan.toml\n" } else { &plan }).unwrap();
    }
    directory
}

fn run(directory: &Path, arguments: &[&str]) -> Ended {
    let output = kehoach().current_dir(directory).args(arguments).output().unwrap();
    Ended::of(output)
}

fn check(directory: &Path, more: &[&str]) -> Ended {
    run(directory, &[&["check", ".", "--today", "2026-01-15"], more].concat())
}

/// The plans that a command finds in a directory.
fn found(directory: &Path, command: &str) -> Vec<String> {
    let plans: Vec<String> = match command {
        "check" => {
            let json = check(directory, &["--format", "junit"]).stdout;
            json.split("<testsuite name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        }
        "fmt" => {
            let said = run(directory, &["fmt", ".", "--check"]).stderr;
            said.lines().filter_map(|line| Some(line.strip_suffix(": chưa đúng kiểu trình bày")?.to_owned())).collect()
        }
        _ => {
            let empty = self::directory(&["khac/x/plan.toml", "khac/y/plan.toml"]);
            let other = empty.path().join("khac");
            let json = run(directory, &["diff", other.to_str().unwrap(), ".", "--format", "json"]).stdout;
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            // None of them is where it was.
            let mut plans: Vec<String> = json["plans"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|plan| plan["plan"].as_str().unwrap().to_owned())
                .filter(|plan| !["x/plan.toml", "y/plan.toml"].contains(&plan.as_str()))
                .collect();
            plans.sort();
            plans.dedup();
            plans
        }
    };
    plans
}

const COMMANDS: [&str; 3] = ["check", "fmt", "diff"];

#[test]
fn what_git_ignores_and_hidden_directories_are_skipped_with_and_without_a_repository() {
    let directory = directory(&[
        ".gitignore",
        "xa-a/plan.toml",
        "xa-b/plan.toml",
        "may-c/plan.toml",
        "target/x/plan.toml",
        "xa-a/target/plan.toml",
        ".an/plan.toml",
    ]);
    for repository in [false, true] {
        if repository {
            fs::create_dir(directory.path().join(".git")).unwrap();
        }
        for command in COMMANDS {
            assert_eq!(found(directory.path(), command), ["xa-a/plan.toml", "xa-b/plan.toml"], "{command}");
        }
    }
    // A directory below the top of the repository follows the same file; without a repository it does not look above itself.
    assert_eq!(run(directory.path(), &["check", "may-c", "--format", "short"]).code, 2);
    fs::remove_dir(directory.path().join(".git")).unwrap();
    assert_eq!(run(directory.path(), &["check", "may-c", "--format", "short"]).code, 0);
}

#[test]
fn a_directory_whose_plans_are_all_ignored_says_so() {
    let directory = directory(&[".gitignore", "may-c/plan.toml"]);
    let ended = check(directory.path(), &[]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert_eq!(
        ended.stderr,
        "lỗi: thư mục `.` không có tệp plan.toml nào\n  cách sửa: `may-c/plan.toml` bị .gitignore bỏ qua; ghi rõ tên tệp ấy\n"
    );
    let named = run(directory.path(), &["check", "may-c/plan.toml", "--today", "2026-01-15"]);
    assert_eq!((named.code, named.stderr.as_str()), (0, ""));
}

#[test]
fn a_file_that_looks_like_a_plan_gets_a_hint() {
    let directory = directory(&["a/plan.toml", "b/Plan.toml", "c/plan.toml.txt", "d/PLAN.TOML", "e/plan.tml"]);
    fs::copy(directory.path().join("a/plan.toml"), directory.path().join("a/plan.toml.txt")).unwrap();
    let ended = check(directory.path(), &[]);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    let noted: Vec<String> = ["b/Plan.toml", "c/plan.toml.txt", "d/PLAN.TOML", "e/plan.tml"]
        .map(|path| {
            format!(
                "lưu ý: `{path}` không được đọc: kế hoạch phải tên đúng là plan.toml\n  cách sửa: đổi tên thành plan.toml\n"
            )
        })
        .to_vec();
    assert_eq!(ended.stderr, noted.concat());

    let only = run(directory.path(), &["check", "b", "--lang", "en"]);
    assert_eq!(only.code, 2);
    assert!(only.stderr.contains("help: rename it to plan.toml\n"), "{}", only.stderr);
    let named = run(directory.path(), &["build", "c/plan.toml"]);
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("có tệp `c/plan.toml.txt`: đổi tên thành plan.toml"), "{}", named.stderr);
}

#[test]
fn every_readable_plan_is_worked_on_when_another_argument_cannot_be_read() {
    let directory = directory(&["a/plan.toml"]);
    fs::create_dir(directory.path().join("rong")).unwrap();
    let ended = run(directory.path(), &["fmt", "rong", "khong-co.toml", "a"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("thư mục `rong` không có tệp plan.toml nào"), "{}", ended.stderr);
    assert!(ended.stderr.contains("không có tệp `khong-co.toml`"), "{}", ended.stderr);
    assert!(ended.stderr.contains("đã trình bày lại a/plan.toml"), "{}", ended.stderr);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_inside_is_followed_once_and_a_file_keeps_its_own_name() {
        let directory = directory(&["xa-a/plan.toml", ".kho/xa-b/plan.toml", "xa-c/plan.toml"]);
        let path = directory.path();
        symlink("xa-c", path.join("a-cung-la-c")).unwrap();
        symlink(".kho/xa-b", path.join("xa-b")).unwrap();
        symlink("../.kho/xa-b", path.join("xa-c/b-lan-nua")).unwrap();
        symlink("..", path.join("xa-c/vong")).unwrap();
        fs::create_dir(path.join("xa-d")).unwrap();
        symlink("../xa-a/plan.toml", path.join("xa-d/plan.toml")).unwrap();
        for command in COMMANDS {
            let wanted = ["xa-a/plan.toml", "xa-b/plan.toml", "xa-c/plan.toml"];
            assert_eq!(found(path, command), wanted, "{command}");
        }
        assert_eq!(check(path, &[]).stderr, "");
    }

    #[test]
    fn a_link_that_leads_out_is_not_followed_and_is_reported() {
        let outside = directory(&["plan.toml"]);
        let directory = directory(&["xa-a/plan.toml", "xa-b/plan.toml"]);
        symlink(outside.path(), directory.path().join("ngoai")).unwrap();
        symlink("khong-co", directory.path().join("hong")).unwrap();
        let arguments: [&[&str]; 3] = [&["check", ".", "--today", "2026-01-15"], &["fmt", "."], &["diff", ".", "."]];
        for arguments in arguments {
            let ended = run(directory.path(), arguments);
            assert_eq!(ended.code, 0, "{arguments:?}: {}{}", ended.stdout, ended.stderr);
            for line in [
                "lưu ý: `hong` là liên kết hỏng: nơi nó chỉ đến không có\n",
                "lưu ý: `ngoai` là liên kết dẫn ra ngoài thư mục đang đọc, không đọc theo\n",
            ] {
                assert!(ended.stderr.replace("./", "").contains(line), "{arguments:?}: {}", ended.stderr);
            }
        }
        // A plan that is not read could hide anything.
        for target in [outside.path().join("plan.toml"), "khong-co".into()] {
            let link = directory.path().join("xa-b/plan.toml");
            fs::remove_file(&link).unwrap();
            symlink(target, &link).unwrap();
            for arguments in arguments {
                let ended = run(directory.path(), arguments);
                assert_eq!(ended.code, 2, "{arguments:?}: {}{}", ended.stdout, ended.stderr);
                assert!(
                    ended.stderr.replace("./", "").contains("lỗi: `xa-b/plan.toml` là liên kết"),
                    "{}",
                    ended.stderr
                );
            }
            let read = check(directory.path(), &[]).stdout;
            assert!(read.contains("xa-a/plan.toml") && !read.contains("xa-b/plan.toml"), "{read}");
        }
        let named = run(directory.path(), &["check", "xa-b/plan.toml"]);
        assert_eq!(named.code, 2);
        assert!(named.stderr.contains("`xa-b/plan.toml` là liên kết hỏng"), "{}", named.stderr);
    }

    #[test]
    fn a_directory_of_data_is_read_whole_or_refused() {
        let outside = directory(&["city.toml", "plan.typ"]);
        let directory = directory(&["plan.toml"]);
        let path = directory.path();
        for (option, place) in [("--packs", "packs/tinh/city.toml"), ("--templates", "mau/nd30/plan.typ")] {
            let link = path.join(place);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(outside.path().join(link.file_name().unwrap()), &link).unwrap();
            let root = place.split('/').next().unwrap();
            let ended = run(path, &["build", "plan.toml", "--format", "typ", option, root]);
            assert_eq!(ended.code, 2, "{}", ended.stderr);
            assert!(ended.stderr.starts_with(&format!("lỗi: `{place}` là liên kết dẫn ra ngoài")), "{}", ended.stderr);
            assert!(!path.join("plan-typ").exists());
        }
        fs::write(path.join("packs/x"), "").unwrap();
        symlink("khong-co", path.join("kehoach.toml")).unwrap();
        let project = check(path, &[]);
        assert_eq!(project.code, 2);
        assert!(project.stderr.contains("kehoach.toml` là liên kết hỏng"), "{}", project.stderr);
    }
}
