//! The proof as the program gives it: `kehoach build --proof`, `kehoach check --deep`, and templates of one's own.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{check_formats, kehoach, read};

/// A plan, and templates whose Tiêu ngữ is too small.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("plan.toml"), read("tests/support/plan-without-mistakes.toml")).unwrap();
    fs::create_dir_all(directory.path().join("mau/nd30")).unwrap();
    let measures = read("templates/nd30/measures.typ").replace("motto: 14pt", "motto: 12pt");
    fs::write(directory.path().join("mau/nd30/measures.typ"), measures).unwrap();
    directory
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = kehoach();
    command.current_dir(directory).env_remove("GITHUB_STEP_SUMMARY").args(arguments).args(["--today", "2026-01-15"]);
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn rendered(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[cfg(feature = "embedded")]
mod with_the_engine {
    use super::*;

    fn verify(directory: &Path) -> Output {
        let arguments = ["verify", "plan.pdf", "--plan", "plan.toml", "--templates", "mau"];
        kehoach().current_dir(directory).args(arguments).output().unwrap()
    }

    #[test]
    fn a_proof_is_printed_and_the_document_is_written() {
        let directory = directory();
        let output = run(directory.path(), &["build", "plan.toml", "--proof"]);
        assert_eq!(output.status.code(), Some(0), "{}", rendered(&output));
        assert!(out(&output).contains("0 không đạt"), "{}", out(&output));
        assert!(directory.path().join("plan.pdf").is_file());
    }

    #[test]
    fn a_breach_stops_the_build_and_a_draft_is_made_all_the_same() {
        let directory = directory();
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau", "--proof"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(out(&output).contains("KHÔNG ĐẠT BC007"), "{}", out(&output));
        assert!(rendered(&output).contains("lỗi[BC007]: Tiêu ngữ, cỡ và kiểu chữ: 12 pt"), "{}", rendered(&output));
        assert!(!directory.path().join("plan.pdf").exists());
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau", "--proof", "--draft"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(directory.path().join("plan.du-thao.pdf").is_file());
    }

    /// The layout is made today, whenever the plan was issued.
    #[test]
    fn a_breach_stops_the_build_of_an_issued_plan_too() {
        let directory = directory();
        fs::write(directory.path().join("plan.toml"), crate::support::example("ha-dong-2025")).unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau", "--proof"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            rendered(&output).contains("lỗi[BC007]") && !rendered(&output).contains("lỗi[CT"),
            "{}",
            rendered(&output)
        );
        let output = run(directory.path(), &["build", "plan.toml", "--proof"]);
        assert_eq!(output.status.code(), Some(0), "{}", rendered(&output));
    }

    #[test]
    fn the_document_and_its_proof_do_not_mix_on_the_standard_output() {
        let directory = directory();
        let plan = read("tests/support/plan-without-mistakes.toml").replace("date = \"2026-01\"", "date = \"2026\"");
        fs::write(directory.path().join("plan.toml"), plan).unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--proof=json", "-o", "-"]);
        assert!(output.stdout.starts_with(b"%PDF"));
        let proof: serde_json::Value = serde_json::from_str(&rendered(&output)).unwrap();
        assert_eq!(proof["summary"]["broken"], 0);
    }

    #[test]
    fn a_deep_check_tells_breaches_in_every_format() {
        let directory = directory();
        for format in check_formats() {
            let output = run(directory.path(), &["check", ".", "--deep", "--templates", "mau", "--format", &format]);
            assert_eq!(output.status.code(), Some(1), "{format}: {}", rendered(&output));
            assert!(out(&output).contains("BC007"), "{format}: {}", out(&output));
            let output = run(directory.path(), &["check", ".", "--deep", "--format", &format]);
            assert_eq!(output.status.code(), Some(0), "{format}: {}", out(&output));
        }
    }

    #[test]
    fn a_waiver_covers_a_breach_and_is_not_missed_where_no_page_is_made() {
        let directory = directory();
        let waiver = "[[waivers]]\ncode = \"BC007\"\nplan = \"plan.toml\"\nreason = \"Mẫu cũ\"\napproval = \"Công văn số 12/UBND ngày 05/01/2026\"\n\
                      until = 2026-12-31\n";
        fs::write(directory.path().join("kehoach.toml"), waiver).unwrap();
        let check = |more: &[&str]| run(directory.path(), &[&["check", ".", "--format", "short"], more].concat());
        let output = check(&["--deep", "--templates", "mau"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("BC007") && out(&output).contains("đã miễn trừ"), "{}", out(&output));
        assert!(!out(&check(&[])).contains("DL022"));
        assert!(out(&check(&["--deep"])).contains("DL022"), "a waiver that covers nothing");
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau", "--proof"]);
        assert_eq!(output.status.code(), Some(0), "{}", rendered(&output));
    }

    #[test]
    fn the_external_engine_gives_nothing_to_measure_and_that_is_told() {
        let Some(program) = std::env::var_os("KEHOACH_TYPST") else { return };
        let directory = directory();
        let program = program.into_string().unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--proof", "--typst", &program]);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            rendered(&output).contains("lỗi[BC001]") && rendered(&output).contains("bỏ --engine typst"),
            "{}",
            rendered(&output)
        );
        assert!(!directory.path().join("plan.pdf").exists());
    }

    #[test]
    fn templates_that_mark_no_room_to_sign_make_a_draft_only() {
        let directory = directory();
        let ending = read("templates/nd30/ending.typ").replace("<chu-ky>", "<cho-khac>");
        fs::write(directory.path().join("mau/nd30/ending.typ"), ending).unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(rendered(&output).contains("lỗi[BC022]"), "{}", rendered(&output));
        let arguments = ["build", "plan.toml", "--templates", "mau", "--draft", "-o", "plan.pdf"];
        let output = run(directory.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", rendered(&output));
        let output = verify(directory.path());
        assert_eq!(output.status.code(), Some(1), "{}", rendered(&output));
        assert!(out(&output).contains("Bản đã dựng:"), "{}", out(&output));
    }

    #[test]
    fn a_mistake_in_a_template_is_its_makers() {
        let directory = directory();
        fs::write(directory.path().join("mau/main.typ.tera"), "{{ khong_co }}").unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(rendered(&output).contains("main.typ.tera` không dùng được"), "{}", rendered(&output));
        assert_eq!(run(directory.path(), &["build", "plan.toml"]).status.code(), Some(0));
        let output = verify(directory.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(rendered(&output).contains("main.typ.tera` không dùng được"), "{}", rendered(&output));
        fs::remove_file(directory.path().join("mau/main.typ.tera")).unwrap();
        fs::write(directory.path().join("mau/nd30/page.typ"), "#let x =").unwrap();
        let output = run(directory.path(), &["build", "plan.toml", "--templates", "mau"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(rendered(&output).contains("sửa mẫu trình bày"), "{}", rendered(&output));
    }

    /// What `--format typ` writes can be changed and given back; what it made of the plan is made anew.
    #[test]
    fn an_exported_project_can_be_given_back_as_templates() {
        let directory = directory();
        assert_eq!(
            run(directory.path(), &["build", "plan.toml", "--format", "typ", "-o", "typ"]).status.code(),
            Some(0)
        );
        fs::write(directory.path().join("typ/main.typ"), "#panic()").unwrap();
        fs::write(directory.path().join("typ/plan.json"), "null").unwrap();
        for (name, templates) in [("a.pdf", &[][..]), ("b.pdf", &["--templates", "typ"])] {
            let output = run(directory.path(), &[&["build", "plan.toml", "-o", name], templates].concat());
            assert_eq!(output.status.code(), Some(0), "{}", rendered(&output));
        }
        let file = |name: &str| fs::read(directory.path().join(name)).unwrap();
        assert!(file("a.pdf") == file("b.pdf"));
    }
}

/// Without an engine inside, nobody measures anything, and no format is silent about it.
#[cfg(not(feature = "embedded"))]
#[test]
fn without_the_engine_a_deep_check_says_that_nothing_was_measured() {
    let directory = directory();
    for format in check_formats() {
        let output = run(directory.path(), &["check", ".", "--deep", "--format", &format]);
        assert_eq!(output.status.code(), Some(1), "{format}: {}", rendered(&output));
        assert!(out(&output).contains("BC001"), "{format}: {}", out(&output));
    }
}

#[test]
fn a_typst_project_is_not_measured() {
    let directory = directory();
    let output = run(directory.path(), &["build", "plan.toml", "--proof", "--format", "typ", "-o", "typ"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(rendered(&output).contains("--proof đo văn bản PDF"), "{}", rendered(&output));
}

#[test]
fn a_directory_without_templates_is_refused() {
    let directory = directory();
    fs::create_dir(directory.path().join("trong")).unwrap();
    for (name, words) in [("trong", "không có main.typ.tera"), ("khong-co", "không đọc được thư mục `khong-co`")]
    {
        let output = run(directory.path(), &["build", "plan.toml", "--templates", name]);
        assert_eq!(output.status.code(), Some(2));
        assert!(rendered(&output).contains(words), "{}", rendered(&output));
    }
}
