//! `kehoach doctor`, `completions` and `man`: what surrounds the work on a plan.
#![allow(clippy::print_stderr, reason = "tests; a program that is not there is told")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Ended, kehoach};

fn run(directory: &Path, arguments: &[&str]) -> Ended {
    let output = kehoach().current_dir(directory).env("LC_ALL", "C.UTF-8").args(arguments).output().unwrap();
    Ended::of(output)
}

fn doctor(directory: &Path, arguments: &[&str]) -> (i32, serde_json::Value) {
    let ended = run(directory, &[&["doctor", "--format", "json"], arguments].concat());
    assert_eq!(ended.stderr, "");
    (ended.code, serde_json::from_str(&ended.stdout).unwrap())
}

fn state<'j>(json: &'j serde_json::Value, id: &str) -> &'j serde_json::Value {
    &json["checks"].as_array().unwrap().iter().find(|check| check["id"] == id).unwrap()["state"]
}

#[test]
fn the_machine_is_looked_at() {
    let directory = tempfile::tempdir().unwrap();
    let (code, json) = doctor(directory.path(), &[]);
    for id in ["program", "bundled-font", "terminal", "writing"] {
        assert_eq!(state(&json, id), "ok", "{id}");
    }
    // The bundled packs are old some day.
    assert!(["ok", "warning"].contains(&state(&json, "packs").as_str().unwrap()));
    if cfg!(unix) {
        assert_eq!(state(&json, "encoding"), "ok");
    }
    assert_eq!(code, i32::from(state(&json, "typst") == "broken"));
    let pack = &json["packs"][0];
    assert_eq!(pack["city"], "thành phố Hải Phòng");
    let baseline = pack["baselines"].as_array().unwrap().iter().find(|one| one["id"] == "kh-359-2025").unwrap();
    assert_eq!(
        (&baseline["document"], &baseline["date"], &baseline["official"]),
        (&"359/KH-UBND".into(), &"2025-12-31".into(), &false.into())
    );
    assert!(pack["newest"].as_str().unwrap() >= "2025-12-31");
    assert!(fs::read_dir(directory.path()).unwrap().next().is_none(), "nothing is left behind");
}

#[test]
fn what_is_found_is_told_in_both_languages() {
    let directory = tempfile::tempdir().unwrap();
    for (language, program, date) in
        [("vi", "✓ chương trình ", "ngày 31/12/2025"), ("en", "✓ program ", "of 31/12/2025")]
    {
        let said = run(directory.path(), &["doctor", "--lang", language]).stdout;
        assert!(said.starts_with(program), "{said}");
        assert!(said.contains("kh-359-2025:") && said.contains(date), "{said}");
    }
}

#[test]
fn an_encoding_that_cannot_hold_vietnamese_is_a_warning() {
    let directory = tempfile::tempdir().unwrap();
    let output = kehoach().current_dir(directory.path()).env("LC_ALL", "C").args(["doctor"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    if cfg!(unix) {
        assert!(said.contains("LC_ALL=C, không phải UTF-8") && said.contains("export LC_ALL=C.UTF-8"), "{said}");
    }
}

#[test]
fn a_typst_of_another_version_and_broken_packs_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let (code, json) = doctor(directory.path(), &["--typst", env!("CARGO_BIN_EXE_kehoach")]);
    let embedded = cfg!(feature = "embedded");
    assert_eq!(state(&json, "typst"), if embedded { "warning" } else { "broken" });
    assert_eq!(code, i32::from(!embedded));

    let city = directory.path().join("packs/tinh");
    fs::create_dir_all(&city).unwrap();
    fs::write(city.join("city.toml"), "name =").unwrap();
    let (code, json) = doctor(directory.path(), &["--packs", "packs"]);
    assert_eq!((code, state(&json, "packs")), (1, &"broken".into()));
}

#[test]
fn a_repository_without_the_diff_driver_is_told_how_to_get_it() {
    let directory = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        Command::new("git")
            .current_dir(directory.path())
            .args(arguments)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        eprintln!("git is not there");
        return;
    }
    let (_, json) = doctor(directory.path(), &[]);
    assert_eq!(state(&json, "git"), "warning");
    assert!(git(&["config", "diff.kehoach.textconv", "kehoach text"]));
    let (_, json) = doctor(directory.path(), &[]);
    assert_eq!(state(&json, "git"), "ok");
}

#[test]
fn completions_are_what_their_shell_understands() {
    let directory = tempfile::tempdir().unwrap();
    for (shell, program, check) in [
        ("bash", "bash", &["-n"][..]),
        ("zsh", "zsh", &["-n"]),
        ("fish", "fish", &["--no-execute"]),
        ("powershell", "pwsh", &["-NoProfile", "-Command", "-"]),
        ("elvish", "elvish", &["-compileonly", "/dev/stdin"]),
    ] {
        let ended = run(directory.path(), &["completions", shell]);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{shell}");
        for word in ["build", "baseline", "packs"] {
            assert!(ended.stdout.contains(word), "{shell}: {word}");
        }
        let child = Command::new(program)
            .args(check)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("{program} is not there");
            continue;
        };
        child.stdin.take().unwrap().write_all(ended.stdout.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_command_has_a_page_in_vietnamese() {
    let directory = tempfile::tempdir().unwrap();
    let ended = run(directory.path(), &["man", "-o", "trang"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let mut names: Vec<String> = fs::read_dir(directory.path().join("trang"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(ended.stderr.starts_with(&format!("đã ghi {} trang vào trang;", names.len())), "{}", ended.stderr);
    let help = run(directory.path(), &["--help"]).stdout;
    let commands: Vec<&str> = help
        .split("Lệnh:\n")
        .nth(1)
        .unwrap()
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|word| !word.is_empty()))
        .collect();
    let of_parts = names.iter().filter(|name| name.starts_with("kehoach-pack-")).count();
    assert_eq!((names.len() - of_parts, of_parts), (commands.len() + 1, 3));
    for command in commands {
        let page = fs::read_to_string(directory.path().join(format!("trang/kehoach-{command}.1"))).unwrap();
        assert!(page.contains(&format!(".TH kehoach-{command} 1")), "{page}");
        assert!(page.contains(".SH TÊN\n") && page.contains(".SH \"CÁCH DÙNG\"\n"), "{page}");
        for english in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXTRA", "VERSION"] {
            assert!(!page.contains(&format!(".SH {english}")), "{command}: {english}");
        }
    }
}
