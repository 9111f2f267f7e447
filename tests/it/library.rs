//! The public face of the library: it finds and builds what the command line does.

use std::path::{Path, PathBuf};

use crate::support::{examples, kehoach, read, root};
use kehoach::{Date, Error, Language, Level, Plan, build, check};

const DAY: Date = Date::constant(2026, 1, 15);

/// Two targets below their minimums, one of them waived.
fn plan_with_project() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let plan = read("tests/support/plan-without-mistakes.toml")
        .replace("date = \"2026-01\"", "date = \"2026\"")
        .replace("\"kh359-so-hoa\"\npromise = { value = 100", "\"kh359-so-hoa\"\npromise = { value = 90")
        .replace("\"kh359-tap-huan\"\npromise = { value = 80", "\"kh359-tap-huan\"\npromise = { value = 79.5");
    std::fs::write(directory.path().join("plan.toml"), plan).unwrap();
    let project = "[lints]\nCT001 = \"deny\"\n\n[[waivers]]\ncode = \"CT001\"\nat = \"targets.so-hoa\"\nreason = \"Chưa đủ máy quét\"\n\
                   approval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"\nuntil = 2026-02-01\nindicator = \"kh359-so-hoa\"\nat_least = 90\nminimum = 100\n";
    std::fs::write(directory.path().join("kehoach.toml"), project).unwrap();
    directory
}

#[test]
fn the_library_finds_what_the_command_finds() {
    let project = plan_with_project();
    let mut plans: Vec<PathBuf> =
        examples().iter().map(|name| root().join(format!("examples/{name}/plan.toml"))).collect();
    plans.push(project.path().join("plan.toml"));
    for name in ["DL009-csv-in-utf16.toml", "DL009-utf16.toml", "DL005-unknown-parent.toml"] {
        plans.push(root().join("tests/findings/failing").join(name));
    }
    let mut clean = Vec::new();
    for path in plans {
        let report = check(&Plan::open(&path).unwrap().as_of(DAY));
        let output =
            kehoach().arg("check").arg(&path).args(["--format", "json", "--today", "2026-01-15"]).output().unwrap();
        let shown = path.display();
        assert_eq!(report.to_json(), String::from_utf8(output.stdout).unwrap(), "{shown}");
        assert_eq!(report.is_clean(), output.status.code() == Some(0), "{shown}");
        assert_eq!(report.findings().is_empty(), report.to_json().contains("\"diagnostics\": []"), "{shown}");
        clean.push(report.is_clean());
    }
    assert!(clean.contains(&true) && clean.contains(&false), "{clean:?}");
}

#[test]
fn a_finding_has_both_languages_its_place_and_its_waiver() {
    let project = plan_with_project();
    let path = project.path().join("plan.toml");
    let findings = check(&Plan::open(&path).unwrap().as_of(DAY)).findings();
    let seen: Vec<_> = findings
        .iter()
        .map(|one| {
            (one.code, one.level, Path::new(&one.file).file_name().unwrap().to_str().unwrap(), one.path.as_str())
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("CT009", Level::Warning, "kehoach.toml", "waivers[0].until"),
            ("CT001", Level::Error, "plan.toml", "targets[3].promise.value"),
            ("CT001", Level::Error, "plan.toml", "targets[14].promise.value"),
        ]
    );
    let waived: Vec<_> =
        findings.iter().map(|one| one.waived.as_ref().map(|it| it.get(Language::English).to_owned())).collect();
    let words = "waived until 2026-02-01: Chưa đủ máy quét (Công văn số 12/UBND-KSTT ngày 05/01/2026)";
    assert_eq!(waived, [None, None, Some(words.to_owned())]);
    for one in &findings {
        assert!(one.line > 0 && one.column > 0);
        assert_ne!(one.message.get(Language::Vietnamese), one.message.get(Language::English));
        assert_eq!(one.message.to_string(), one.message.get(Language::Vietnamese));
        assert!(one.help.is_some());
    }
}

#[test]
fn a_plan_in_memory_is_checked_without_a_project() {
    let project = plan_with_project();
    let text = std::fs::read_to_string(project.path().join("plan.toml")).unwrap();
    let report = check(&Plan::from_text("trong-bo-nho.toml", text).as_of(DAY));
    assert!(!report.is_clean());
    assert!(report.findings().iter().all(|one| one.file == "trong-bo-nho.toml" && one.waived.is_none()));
    assert!(report.to_string().contains("trong-bo-nho.toml: 1 lỗi, 1 cảnh báo"), "{report}");
    assert!(report.text(Language::English).contains("trong-bo-nho.toml: errors: 1, warnings: 1"));
}

#[test]
fn a_plan_with_errors_has_no_document() {
    let project = plan_with_project();
    let Err(Error::Findings(report)) = build(&Plan::open(project.path().join("plan.toml")).unwrap().as_of(DAY)) else {
        panic!("built");
    };
    assert!(!report.is_clean());
    assert_eq!(report.findings().len(), 3);
    let error = Error::Findings(report);
    assert_eq!(error.to_string(), "chưa dựng văn bản vì còn lỗi (1 lỗi, 1 cảnh báo, 1 đã miễn trừ)");
    let english = "no document was made because of the errors (errors: 1, warnings: 1, waived: 1)";
    assert_eq!(error.message().get(Language::English), english);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    let error = Plan::open(&path).unwrap_err();
    assert!(matches!(&error, Error::Unreadable { path: named, .. } if *named == path));
    assert_eq!(error.to_string(), format!("không đọc được tệp `{}`: không có tệp hoặc thư mục ấy", path.display()));
}

#[cfg(unix)]
#[test]
fn a_project_file_outside_of_its_directory_is_not_read() {
    let (inside, outside) = (plan_with_project(), plan_with_project());
    let link = inside.path().join("kehoach.toml");
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(outside.path().join("kehoach.toml"), &link).unwrap();
    let error = Plan::open(inside.path().join("plan.toml")).unwrap_err();
    assert!(matches!(&error, Error::LinkOut { path } if path.ends_with("kehoach.toml")), "{error}");
    // A link to nothing is no reason to take the levels of another project.
    std::fs::remove_file(outside.path().join("kehoach.toml")).unwrap();
    let error = Plan::open(inside.path().join("plan.toml")).unwrap_err();
    assert!(matches!(&error, Error::Unreadable { path, .. } if path.ends_with("kehoach.toml")), "{error}");
}

#[test]
fn every_type_goes_between_threads() {
    fn assert_threads<T: Send + Sync + 'static>() {}
    assert_threads::<Plan>();
    assert_threads::<kehoach::Report>();
    assert_threads::<kehoach::Document>();
    assert_threads::<Error>();
}

#[cfg(feature = "embedded")]
#[test]
fn the_library_builds_what_the_command_builds() {
    let directory = tempfile::tempdir().unwrap();
    let pdf = directory.path().join("binh-giang.pdf");
    let plan = root().join("examples/binh-giang-2026/plan.toml");
    kehoach().arg("build").arg(&plan).args(["--today", "2026-01-15"]).arg("-o").arg(&pdf).assert().success();
    let document = build(&Plan::open(&plan).unwrap().as_of(DAY)).unwrap();
    assert!(document.report().is_clean());
    assert!(std::fs::read(&pdf).unwrap() == document.pdf());
    let sidecar = std::fs::read_to_string(pdf.with_extension("ky.json")).unwrap();
    assert_eq!(document.sidecar("binh-giang.pdf"), Some(sidecar));
}
