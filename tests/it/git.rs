//! Plans in git: their history reads as what they say.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Ended, QUIET, deaf, kehoach, read, root};
use serde_json::Value as Json;

/// A repository in a directory of its own, deaf to the settings of the machine.
pub(crate) struct Repository {
    pub(crate) directory: tempfile::TempDir,
}

impl Repository {
    pub(crate) fn new() -> Self {
        let repository = Self { directory: tempfile::tempdir().unwrap() };
        repository.git(&["init", "-q", "-b", "chinh"]);
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path().join(name)).ok()
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new("git");
        let output = deaf(&mut command).current_dir(self.path()).args(arguments).output().unwrap();
        Ended::of(output)
    }

    pub(crate) fn commit(&self, words: &str) {
        self.git(&["add", "-A"]);
        let ended = self.git(&["commit", "-q", "-m", words]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
    }

    pub(crate) fn kehoach(&self, arguments: &[&str]) -> Ended {
        let mut command = kehoach();
        for (name, value) in QUIET {
            command.env(name, value);
        }
        let output = command.current_dir(self.path()).env("COLUMNS", "100").args(arguments).output().unwrap();
        Ended::of(output)
    }

    pub(crate) fn changes(&self, range: &str, plan: &str) -> Vec<String> {
        let ended = self.kehoach(&["diff", "--rev", range, plan, "--format", "json"]);
        // Which packs of the repository are in use is said, and nothing else.
        let said = |line: &str| line.starts_with("dữ liệu của thành phố lấy ở `");
        assert!(ended.stderr.lines().all(said), "{range}: {}", ended.stderr);
        let json: Json = serde_json::from_str(&ended.stdout).unwrap();
        let word = |change: &Json, key: &str| change[key].as_str().unwrap_or("-").to_owned();
        json["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| ["kind", "item", "id", "field", "effect"].map(|key| word(change, key)).join(" "))
            .collect()
    }
}

fn plan() -> String {
    read("tests/versions/old.toml")
}

/// What it says, and what the city requires of it in vain.
fn is_of_a_new_plan(change: &str) -> bool {
    change.starts_with("added ")
        || (change.starts_with("changed target chi-so/") && change.ends_with(" minimum neutral"))
}

/// The files of a pack.
pub(crate) const PACK: [&str; 7] = [
    "city.toml",
    "agencies.toml",
    "documents.toml",
    "kh-359-2025/baseline.toml",
    "kh-359-2025/sections.toml",
    "kh-215-2025/baseline.toml",
    "kh-215-2025/sections.toml",
];

/// A baseline with another value of one indicator.
pub(crate) fn raised(baseline: &str, indicator: &str, find: &str, put: &str) -> String {
    let (before, rest) = baseline.split_at(baseline.find(&format!("\"{indicator}\"")).unwrap());
    let raised = rest.replacen(find, put, 1);
    assert_ne!(raised, rest);
    format!("{before}{raised}")
}

/// Five commits: a draft, a task, a weaker promise, another hand, a signer.
fn history() -> Repository {
    let repository = Repository::new();
    let first = plan();
    let second = first.clone()
        + "\n[[tasks]]\nid = \"tap-huan\"\nsection = \"nhiem-vu\"\ntext = \"Tập huấn kỹ năng số\"\nlead = \"phong-vhxh\"\ndue = \"2026-Q2\"\n";
    let third = second.replace("value = 95", "value = 70");
    let fourth =
        third.replace("Đẩy mạnh ứng dụng công nghệ số trong", "Đẩy mạnh ứng dụng\ncông nghệ số trong").replace(
            "lead = \"van-phong\"\nsupport = [\"co-quan-lien-quan\"]",
            "support = 'co-quan-lien-quan' # như cũ\nlead = ['van-phong']",
        );
    let fifth = fourth.replace("Vũ Đăng Chương", "Phạm Văn Tuấn");
    for (text, words) in [
        (&first, "Dự thảo lần một"),
        (&second, "Thêm việc tập huấn"),
        (&third, "Hạ chỉ tiêu mạng LAN"),
        (&fourth, "Xuống dòng cho dễ đọc"),
        (&fifth, "Đổi người ký"),
    ] {
        assert!(repository.text("xa/plan.toml").as_ref() != Some(text), "{words}");
        repository.put("xa/plan.toml", text);
        repository.commit(words);
    }
    repository
}

#[test]
fn the_history_of_a_plan_reads_as_what_it_says() {
    let repository = history();
    let expected: [&[&str]; 4] = [
        &["added task tap-huan - neutral"],
        &["changed target mang-lan promise loosened"],
        &[],
        &["changed signer signer name neutral"],
    ];
    for (at, expected) in expected.iter().enumerate() {
        let range = format!("HEAD~{}..HEAD~{}", 4 - at, 3 - at);
        assert_eq!(repository.changes(&range, "xa/plan.toml"), *expected, "{range}");
    }
    let whole = [expected[1], expected[0], expected[3]].concat();
    assert_eq!(repository.changes("HEAD~4..", "xa/plan.toml"), whole);
    assert_eq!(repository.changes("HEAD~4..HEAD", "xa"), whole, "a directory");
    assert_eq!(repository.changes("HEAD~4..HEAD", "."), whole, "the whole repository");

    let set_up = repository.kehoach(&["git-setup"]);
    assert_eq!(set_up.code, 0, "{}", set_up.stderr);
    let log = repository.git(&["log", "-p", "--reverse", "--format=%n== %s", "--", "xa/plan.toml"]).stdout;
    let log = log.lines().filter(|line| !line.starts_with("index ")).collect::<Vec<_>>().join("\n");
    let (_, after_the_first) = log.split_once("== Thêm").unwrap();
    insta::assert_snapshot!("log", after_the_first);
    let diff = repository.git(&["diff", "HEAD~3", "HEAD~2"]).stdout;
    assert!(diff.contains("-  mức: ≥ 95%\n+  mức: ≥ 70%\n"), "{diff}");
    assert!(!diff.contains("promise"), "{diff}");

    assert_eq!(repository.kehoach(&["git-setup", "--remove"]).code, 0);
    assert!(repository.git(&["diff", "HEAD~3", "HEAD~2"]).stdout.contains("promise"), "as it was before");
}

#[test]
fn what_is_on_the_disk_is_compared_with_a_revision() {
    let repository = history();
    assert_eq!(repository.changes("HEAD", "xa/plan.toml"), [""; 0]);
    let text = repository.text("xa/plan.toml").unwrap();
    repository.put("xa/plan.toml", &text.replace("value = 90, unit", "value = 85, unit"));
    assert_eq!(repository.changes("HEAD", "xa/plan.toml"), ["changed target hai-long promise loosened"]);
    repository.put("moi/plan.toml", &plan());
    repository.commit("Thêm một xã");
    let added = repository.changes("HEAD~1..HEAD", "moi");
    assert!(added.iter().all(|change| is_of_a_new_plan(change)) && added.len() > 10, "a directory that was not there");
    let rendered = repository.kehoach(&["diff", "--rev", "HEAD~1", "xa/plan.toml"]);
    assert_eq!(rendered.code, 1);
    assert!(rendered.stdout.contains("bản cũ: HEAD~1 ("), "{}", rendered.stdout);
}

/// What both revisions have alike is not read, so that a large repository is quick, and a broken plan of others stops nobody.
#[test]
fn only_what_differs_is_read() {
    let repository = Repository::new();
    repository.put("a/plan.toml", &plan());
    repository.put("b/plan.toml", &with_csv(plan()));
    repository.put("b/bang/du-toan.csv", "ten;tien\nMua máy chủ;300\n");
    repository.put("hong/plan.toml", "schema =");
    repository.put("plan.toml", &plan());
    repository.commit("Bốn xã");
    repository.put("a/plan.toml", &plan().replace("value = 95", "value = 94"));
    repository.commit("Xã a");
    repository.put("b/bang/du-toan.csv", "ten;tien\nMua máy chủ;301\n");
    repository.commit("Bảng của xã b");
    repository.git(&["mv", "a", "c"]);
    repository.put("d/plan.toml", &plan());
    repository.commit("Xã a đổi thư mục, thêm xã d");

    assert_eq!(repository.changes("HEAD~3..HEAD~2", "."), ["changed target mang-lan promise loosened"]);
    let rendered = repository.kehoach(&["diff", "--rev", "HEAD~3..HEAD~2", "."]).stdout;
    assert!(rendered.starts_with("a/plan.toml: Kế hoạch"), "{rendered}");
    assert_eq!(
        repository.changes("HEAD~2..HEAD~1", "."),
        ["changed section phu-luc/kinh-phi tables.du-toan.rows neutral"]
    );
    assert_eq!(repository.changes("HEAD~1..HEAD~1", "."), [""; 0]);
    let added = repository.changes("HEAD~1..HEAD", ".");
    assert!(added.len() > 10 && added.iter().all(|change| is_of_a_new_plan(change)), "what moved is the same plan");
    assert_eq!(repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "hong"]).code, 2, "one plan is read");
    // Packs speak in every plan.
    for name in
        ["city.toml", "agencies.toml", "documents.toml", "kh-359-2025/baseline.toml", "kh-359-2025/sections.toml"]
    {
        repository.put(&format!("plans/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    repository.commit("Dữ liệu");
    assert_eq!(repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "."]).code, 2, "the broken plan is read");
}

/// Names as people give them, from the directory of the plan or from above; and a plan that git does not keep.
#[test]
fn directories_may_have_any_name() {
    let repository = Repository::new();
    let name = "xã Cát Hải/kế hoạch [2026] *'\"/plan.toml";
    let name = if cfg!(windows) { "xã Cát Hải/kế hoạch [2026]/plan.toml" } else { name };
    repository.put(name, &plan());
    repository.commit("Dự thảo");
    repository.put(name, &plan().replace("value = 95", "value = 70"));
    repository.commit("Hạ chỉ tiêu");
    let weaker = ["changed target mang-lan promise loosened"];
    for argument in [name, "xã Cát Hải", "./xã Cát Hải/../xã Cát Hải", "."] {
        assert_eq!(repository.changes("HEAD~1..HEAD", argument), weaker, "{argument}");
    }
    let mut inside = kehoach();
    let directory = repository.path().join(name);
    let directory = directory.parent().unwrap();
    let output =
        inside.envs(QUIET).current_dir(directory).args(["diff", "--rev", "HEAD~1", "plan.toml"]).output().unwrap();
    let rendered = Ended::of(output);
    assert!(
        rendered.code == 1 && rendered.stdout.contains("mức: ≥ 95% → ≥ 70%"),
        "{} {}",
        rendered.stdout,
        rendered.stderr
    );
    assert_eq!(repository.kehoach(&["git-setup"]).code, 0);
    let log = repository.git(&["log", "-p", "-1", "--format=%s"]).stdout;
    assert!(log.contains("-  mức: ≥ 95%\n+  mức: ≥ 70%\n"), "{log}");

    let other_directory = tempfile::tempdir().unwrap();
    fs::write(other_directory.path().join("plan.toml"), plan()).unwrap();
    let outside = other_directory.path().join("plan.toml");
    let refused = repository.kehoach(&["diff", "--rev", "HEAD", outside.to_str().unwrap()]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("không nằm trong kho git nào"), "{}", refused.stderr);
}

/// What the city asks for is read as it was in each revision.
#[test]
fn packs_of_the_repository_are_read_at_their_own_revision() {
    let repository = Repository::new();
    for name in PACK {
        repository.put(&format!("plans/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    repository.put("plan.toml", &plan());
    repository.put("kehoach.toml", "");
    repository.commit("Kế hoạch và dữ liệu");
    let agencies = "plans/haiphong/agencies.toml";
    let renamed = repository.text(agencies).unwrap().replacen("Phòng Văn hóa - Xã hội", "Phòng Văn hóa và Xã hội", 1);
    repository.put(agencies, &renamed);
    let baseline = "plans/haiphong/kh-359-2025/baseline.toml";
    let text = repository.text(baseline).unwrap();
    repository.put(baseline, &raised(&text, "kh359-lan", "value = 95", "value = 99"));
    repository.commit("Thành phố nâng mức và đổi tên phòng");
    let mut changes = repository.changes("HEAD~1..HEAD", "plan.toml");
    changes.sort();
    assert_eq!(
        changes,
        [
            "changed document co-quan/phong-vhxh name neutral",
            "changed target chi-so/kh359-lan commune neutral",
            "changed target mang-lan minimum loosened"
        ]
    );
    let gate = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "plan.toml", "--fail-on", "loosened"]);
    let line = "    mức tối thiểu của thành phố: ≥ 95% → ≥ 99% (xuống dưới mức tối thiểu ≥ 99% của thành phố)\n";
    assert!(gate.code == 1 && gate.stdout.contains(line), "{}", gate.stdout);
    // The same plan, with packs that are not in the repository.
    let other_directory = root().join("plans");
    let same = repository.kehoach(&[
        "diff",
        "--rev",
        "HEAD~1..HEAD",
        "plan.toml",
        "--packs",
        other_directory.to_str().unwrap(),
    ]);
    assert_eq!((same.code, same.stderr.as_str()), (0, ""));
}

/// A plan whose table takes its rows from a file next to it.
fn with_csv(plan: String) -> String {
    plan + r#"
[[appendices]]
id = "kinh-phi"
title = "Dự toán kinh phí"

[[appendices.tables]]
id = "du-toan"
columns = [{ id = "ten", title = "Nội dung" }, { id = "tien", title = "Thành tiền", type = "number" }]
csv = "bang/du-toan.csv"
"#
}

/// What git kept of the words of an older program is not compared with those of the new one: no line looks changed that is not.
#[cfg(unix)]
#[test]
fn a_new_version_of_the_program_changes_no_line() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let repository = history();
    let programs = tempfile::tempdir().unwrap();
    let program = programs.path().join("kehoach");
    let path = format!("{}:{}", programs.path().display(), std::env::var("PATH").unwrap());
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let command = deaf(&mut command).current_dir(repository.path()).env("PATH", &path);
        Ended::of(command.args(arguments).output().unwrap())
    };
    // As a program before this one set it up, and said it.
    let exe = env!("CARGO_BIN_EXE_kehoach");
    fs::write(&program, format!("#!/bin/sh\n'{exe}' \"$@\" | sed 's/mức:/mức cam kết:/'\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    repository.put(".gitattributes", "# >>> kehoach\nplan.toml diff=kehoach\n# <<< kehoach\n");
    for (key, value) in [("textconv", "kehoach show"), ("cachetextconv", "true"), ("xfuncname", "^\\[.*\\]$")] {
        git(&["config", &format!("diff.kehoach.{key}"), value]);
    }
    assert!(git(&["diff", "HEAD~3", "HEAD~2"]).stdout.contains("+  mức cam kết: ≥ 70%\n"));
    assert!(git(&["for-each-ref", "refs/notes"]).stdout.contains("refs/notes/textconv/kehoach"));

    fs::remove_file(&program).unwrap();
    symlink(exe, &program).unwrap();
    let stale = |doctor: &Ended| doctor.stdout.contains("còn giữ lời của bản kehoach cũ");
    let doctor = || Ended::of(kehoach().current_dir(repository.path()).arg("doctor").output().unwrap());
    assert!(stale(&doctor()));
    let set_up = kehoach().envs(QUIET).env("PATH", &path).current_dir(repository.path()).arg("git-setup").output();
    assert_eq!(Ended::of(set_up.unwrap()).code, 0);
    assert!(!stale(&doctor()));
    assert_eq!(git(&["for-each-ref", "refs/notes"]).stdout, "");
    let last = repository.text("xa/plan.toml").unwrap();
    repository.put("xa/plan.toml", &last.replace("Phạm Văn Tuấn", "Phạm Văn Minh"));
    for arguments in
        [&["diff"][..], &["diff", "HEAD~3", "HEAD~2"], &["diff", "HEAD~1"], &["log", "-p", "-3", "--format="]]
    {
        let shown = git(arguments).stdout;
        let changed = |sign: char| {
            shown
                .lines()
                .filter(|line| line.starts_with(sign) && !line.starts_with("---") && !line.starts_with("+++"))
                .count()
        };
        assert!(changed('+') <= 2 && changed('+') == changed('-') && changed('+') > 0, "{arguments:?}: {shown}");
    }
}

/// The rows of a table are read as they were in each revision.
#[test]
fn files_beside_a_plan_are_read_at_their_own_revision() {
    let repository = Repository::new();
    repository.put("xa/plan.toml", &with_csv(plan()));
    repository.commit("Thiếu bảng");
    let csv = "xa/bang/du-toan.csv";
    repository.put(csv, "ten;tien\nNâng cấp mạng;1.200,5\nMua máy chủ;300\n");
    repository.commit("Có bảng");
    repository.put(csv, "ten;tien\nNâng cấp mạng;1.500\nMua máy chủ;300\n");
    repository.commit("Tăng kinh phí");
    let rows = ["changed section phu-luc/kinh-phi tables.du-toan.rows neutral"];
    assert_eq!(repository.changes("HEAD~1..HEAD", "xa/plan.toml"), rows);
    assert_eq!(repository.changes("HEAD~1..HEAD", "xa"), rows, "a directory");
    assert_eq!(repository.changes("HEAD", "xa/plan.toml"), [""; 0]);
    repository.put(csv, "ten;tien\nNâng cấp mạng;1.500\n");
    assert_eq!(repository.changes("HEAD", "xa/plan.toml"), rows, "the disk");
    assert_eq!(repository.changes("HEAD~1..HEAD", "xa/plan.toml"), rows, "whatever is on the disk");

    let missing = repository.kehoach(&["diff", "--rev", "HEAD~2..HEAD", "xa/plan.toml"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (2, ""));
    assert!(missing.stderr.contains("HEAD~2:xa/plan.toml:"), "{}", missing.stderr);
    assert!(missing.stderr.contains("không có tệp `bang/du-toan.csv` cạnh kế hoạch"), "{}", missing.stderr);

    repository.put(csv, "ten;tien;sai\nNâng cấp mạng;1.500;x\n");
    repository.commit("Cột lạ");
    let wrong = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "xa/plan.toml"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("HEAD:xa/bang/du-toan.csv:1"), "{}", wrong.stderr);

    repository.git(&["rm", "-q", "-r", "xa/bang"]);
    repository.put("xa/bang/du-toan.csv/khac.csv", "ten\n");
    repository.commit("Thư mục");
    let directory = repository.kehoach(&["diff", "--rev", "HEAD..HEAD", "xa/plan.toml"]);
    assert!(directory.stderr.contains("là thư mục, không phải tệp"), "{}", directory.stderr);
}

#[test]
fn what_git_cannot_give_is_told_and_ends_with_2() {
    let repository = history();
    let other_directory = tempfile::tempdir().unwrap();
    fs::write(other_directory.path().join("plan.toml"), plan()).unwrap();
    let mut rendered = String::new();
    for arguments in [
        &["diff", "--rev", "v9..HEAD", "xa/plan.toml"][..],
        &["diff", "--rev", "HEAD~9..HEAD", "xa/plan.toml"],
        &["diff", "--rev", "--output=x..HEAD", "xa/plan.toml"],
        &["diff", "--rev", "HEAD~1....HEAD", "xa/plan.toml"],
        &["diff", "--rev", "v9...HEAD", "xa/plan.toml"],
        &["diff", "--rev", "HEAD~1..HEAD", "xa/khac.toml"],
        &["diff", "--rev", "HEAD~1..HEAD", "khac"],
        &["diff", "--rev", "HEAD~1..HEAD", "khac/plan.toml", "--lang", "en"],
    ] {
        let ended = repository.kehoach(arguments);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}: {}", ended.stderr);
        rendered.push_str(&format!("$ kehoach {}\n{}\n", arguments.join(" "), ended.stderr));
    }
    let outside = Repository { directory: other_directory };
    for arguments in [&["diff", "--rev", "HEAD", "plan.toml"][..], &["git-setup"]] {
        let ended = outside.kehoach(arguments);
        assert_eq!(ended.code, 2, "{}", ended.stderr);
        rendered.push_str(&format!("$ kehoach {} (ngoài kho git)\n{}\n", arguments.join(" "), ended.stderr));
    }
    let without = kehoach()
        .current_dir(repository.path())
        .env("PATH", "")
        .args(["diff", "--rev", "HEAD", "xa"])
        .output()
        .unwrap();
    assert_eq!(without.status.code(), Some(2));
    rendered.push_str(&format!(
        "$ kehoach diff --rev HEAD xa (không có git)\n{}",
        String::from_utf8(without.stderr).unwrap()
    ));
    insta::assert_snapshot!(rendered);
}

/// A file of a revision with mistakes is named with its revision.
#[test]
fn a_broken_plan_of_the_history_is_told_with_its_revision() {
    let repository = Repository::new();
    repository.put("plan.toml", &plan().replace("\"cac-thon\"", "\"cac-thonn\""));
    repository.commit("Còn lỗi");
    repository.put("plan.toml", &plan());
    repository.commit("Hết lỗi");
    let ended = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "plan.toml"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("HEAD~1:plan.toml:"), "{}", ended.stderr);
    // git shows it all the same.
    repository.kehoach(&["git-setup"]);
    let shown = repository.git(&["diff", "HEAD~1", "HEAD", "--", "plan.toml"]).stdout;
    assert!(shown.contains("(tệp có 1 lỗi dữ liệu"), "{shown}");
}

/// The files that the setup touches.
fn state(repository: &Repository) -> Vec<Option<String>> {
    [".git/config", ".gitattributes", ".git/hooks/pre-commit"].map(|name| repository.text(name)).to_vec()
}

#[test]
fn the_setup_shows_what_it_writes_and_is_undone_exactly() {
    for (attributes, hook) in [
        (None, None),
        (Some("*.pdf binary\n"), Some("#!/bin/sh\nexit 0\n")),
        (Some("*.pdf binary"), Some("#!/usr/bin/env bash\nset -e\nexit 0")),
        (Some("*.pdf binary\r\n"), None),
    ] {
        let repository = Repository::new();
        repository.put("plan.toml", &plan());
        if let Some(text) = attributes {
            repository.put(".gitattributes", text);
        }
        fs::remove_dir_all(repository.path().join(".git/hooks")).ok();
        if let Some(text) = hook {
            repository.put(".git/hooks/pre-commit", text);
        }
        repository.git(&["config", "user.name", "Văn thư"]);
        let before = state(&repository);

        let dry = repository.kehoach(&["git-setup", "--hook", "--dry-run"]);
        assert_eq!((dry.code, state(&repository)), (0, before.clone()));
        assert!(dry.stderr.contains("+ plan.toml diff=kehoach"), "{}", dry.stderr);
        assert!(dry.stderr.contains("diff.kehoach.textconv"), "{}", dry.stderr);

        let set_up = repository.kehoach(&["git-setup", "--hook"]);
        assert_eq!(set_up.code, 0, "{}", set_up.stderr);
        let after = state(&repository);
        assert!(after.iter().all(Option::is_some));
        assert!(after[1].as_ref().unwrap().starts_with(attributes.unwrap_or_default()));
        let again = repository.kehoach(&["git-setup", "--hook"]);
        assert_eq!((again.stderr.as_str(), state(&repository)), ("không có gì phải làm\n", after));

        let removed = repository.kehoach(&["git-setup", "--remove"]);
        assert_eq!((removed.code, state(&repository)), (0, before), "{}", removed.stderr);
        let nothing = repository.kehoach(&["git-setup", "--remove"]);
        assert_eq!((nothing.code, nothing.stderr.as_str()), (0, "không có gì phải làm\n"));
    }
}

#[test]
fn the_setup_tells_what_it_does() {
    let repository = Repository::new();
    let rendered = repository.kehoach(&["git-setup", "--hook", "--dry-run"]).stderr;
    let program = env!("CARGO_BIN_EXE_kehoach");
    insta::assert_snapshot!(rendered.replace(program, "/CHƯƠNG-TRÌNH/kehoach"));
}

#[cfg(unix)]
#[test]
fn the_hook_checks_what_is_about_to_be_committed() {
    let repository = Repository::new();
    repository.put("plan.toml", &plan());
    repository.put("xa khác/plan.toml", &plan());
    repository.commit("Dự thảo");
    assert_eq!(repository.kehoach(&["git-setup", "--hook"]).code, 0);
    let broken = plan().replace("\"cac-thon\"", "\"khong-co\"");

    repository.put("xa khác/plan.toml", &broken);
    repository.git(&["add", "-A"]);
    // The file on the disk is fixed, but not what is staged.
    repository.put("xa khác/plan.toml", &plan());
    let stopped = repository.git(&["commit", "-q", "-m", "Còn lỗi"]);
    assert_eq!(stopped.code, 1);
    assert!(stopped.stderr.contains("xa khác/plan.toml:"), "{}", stopped.stderr);
    assert!(stopped.stderr.contains("kế hoạch còn lỗi, chưa ghi"), "{}", stopped.stderr);

    repository.put("ghi-chu.txt", "không phải kế hoạch");
    repository.git(&["reset", "-q"]);
    repository.git(&["add", "ghi-chu.txt"]);
    repository.put("plan.toml", &broken);
    let other = repository.git(&["commit", "-q", "-m", "Việc khác"]);
    assert_eq!(other.code, 0, "what is not staged is not checked: {}", other.stderr);
}

#[cfg(unix)]
#[test]
fn the_hook_checks_a_plan_with_the_files_beside_it() {
    let repository = Repository::new();
    repository.put("xa/plan.toml", &with_csv(read("tests/support/plan-without-mistakes.toml")));
    repository.put("xa/bang/du-toan.csv", "ten;tien\nNâng cấp mạng;1.500\n");
    assert_eq!(repository.kehoach(&["git-setup", "--hook"]).code, 0);
    repository.git(&["add", "xa/plan.toml"]);
    let stopped = repository.git(&["commit", "-q", "-m", "Thiếu bảng"]);
    assert_eq!(stopped.code, 1, "the file is on the disk, but not in what is committed");
    assert!(stopped.stderr.contains("du-toan.csv"), "{}", stopped.stderr);
    repository.commit("Có bảng");
}

/// A data file without its plan is checked as well: the plan says something else now.
#[cfg(unix)]
#[test]
fn the_hook_checks_the_plan_that_reads_a_staged_file() {
    let repository = Repository::new();
    for directory in ["", "xã Cát Hải/"] {
        repository.put(&format!("{directory}plan.toml"), &with_csv(read("tests/support/plan-without-mistakes.toml")));
        repository.put(&format!("{directory}bang/du-toan.csv"), "ten;tien\nNâng cấp mạng;1.500\n");
    }
    // What has mistakes already, and reads no file.
    let broken = plan().replace("\"cac-thon\"", "\"khong-co\"");
    repository.put("khác/plan.toml", &format!("# Số liệu lấy từ tong-hop.csv.\n{broken}"));
    repository.commit("Có bảng");
    assert_eq!(repository.kehoach(&["git-setup", "--hook"]).code, 0);

    for directory in ["", "xã Cát Hải/"] {
        let csv = format!("{directory}bang/du-toan.csv");
        repository.put(&csv, "ten;tien;sai\nNâng cấp mạng;1.500;x\n");
        repository.git(&["add", "-A"]);
        let stopped = repository.git(&["commit", "-q", "-m", "Cột lạ"]);
        assert_eq!(stopped.code, 1, "{csv}");
        assert!(stopped.stderr.contains(&format!("{csv}:1")), "{}", stopped.stderr);
        assert_eq!(stopped.stderr.matches("kế hoạch còn lỗi, chưa ghi").count(), 1, "{}", stopped.stderr);
        repository.put(&csv, "ten;tien\nNâng cấp mạng;1.600\n");
        repository.commit("Tăng kinh phí");
        repository.git(&["rm", "-q", &csv]);
        let gone = repository.git(&["commit", "-q", "-m", "Bỏ bảng"]);
        assert_eq!(gone.code, 1, "the plan still reads it");
        assert!(gone.stderr.contains("không có tệp `bang/du-toan.csv` cạnh kế hoạch"), "{}", gone.stderr);
        repository.git(&["reset", "-q", "--hard"]);
    }

    repository.put("khác/ghi chú.csv", "a;b\n");
    repository.put("khác/tong-hop.csv", "a;b\n");
    repository.put("khác/hop.csv", "a;b\n");
    repository.put("khác/bang/DU-TOAN.CSV", "a;b\n");
    repository.commit("Tệp mà không kế hoạch nào đọc");
}

/// What plans are judged by is in other files, too.
#[cfg(unix)]
#[test]
fn the_hook_checks_the_plans_of_a_project_whose_rules_are_staged() {
    let repository = Repository::new();
    let right = read("tests/support/plan-without-mistakes.toml");
    for name in ["sở/xã Cát Hải [1]/plan.toml", "sở/xã Bình Giang/năm 2026/plan.toml", "khác/plan.toml"] {
        repository.put(name, &right);
    }
    for name in PACK {
        repository.put(&format!("sở/plans/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    repository.put("sở/kehoach.toml", "");
    repository.put("Cargo.toml", "");
    repository.commit("Dự thảo");
    assert_eq!(repository.kehoach(&["git-setup", "--hook"]).code, 0);
    let commit = |words: &str| {
        repository.git(&["add", "-A"]);
        let ended = repository.git(&["commit", "-q", "-m", words]);
        let plans = ["sở/xã Cát Hải [1]/plan.toml", "sở/xã Bình Giang/năm 2026/plan.toml", "khác/plan.toml"];
        let checked = plans.map(|plan| (ended.stdout.clone() + &ended.stderr).contains(plan));
        if ended.code != 0 {
            repository.git(&["reset", "-q", "--hard"]);
        }
        (ended.code, checked)
    };
    let baseline = "sở/plans/haiphong/kh-359-2025/baseline.toml";
    let raised = raised(&repository.text(baseline).unwrap(), "kh359-dvc-toan-trinh", "value = 80", "value = 99");

    repository.put("sở/kehoach.toml", "must_answer = [\"kh-999-2026\"]\n");
    assert_eq!(commit("Giao thêm kế hoạch"), (1, [true, true, false]));
    repository.put("sở/kehoach.toml", "[lints]\nnot-nfc = \"deny\"\n");
    assert_eq!(commit("Quy tắc khác"), (0, [true, true, false]));
    repository.put(baseline, &raised);
    assert_eq!(commit("Thành phố nâng mức"), (1, [true, true, false]));
    repository.git(&["rm", "-q", "sở/plans/haiphong/agencies.toml"]);
    assert_eq!(commit("Bỏ danh bạ").0, 1);
    repository.put("Cargo.toml", "# việc khác");
    assert_eq!(commit("Việc khác"), (0, [false; 3]));
    repository.put("khác/baseline.toml", "");
    assert_eq!(commit("Tệp không thuộc dự án nào"), (0, [false; 3]));
    // Without its project file, the packs of the program decide.
    repository.git(&["rm", "-q", "sở/kehoach.toml"]);
    assert_eq!(commit("Bỏ kehoach.toml"), (0, [true, true, false]));
}

/// A plan that is renamed is checked where it is now, with any name.
#[cfg(unix)]
#[test]
fn the_hook_checks_a_plan_that_was_renamed() {
    let repository = Repository::new();
    let broken = plan().replace("\"cac-thon\"", "\"khong-co\"");
    repository.put("cũ/plan.toml", &broken);
    repository.commit("Còn lỗi");
    assert_eq!(repository.kehoach(&["git-setup", "--hook"]).code, 0);
    for name in ["xã Cát Hải (đảo)", "-x", "a'b\"c", "kế hoạch  hai dấu cách ", "năm\n2026"] {
        fs::create_dir_all(repository.path().join(name)).unwrap();
        repository.git(&["mv", "cũ/plan.toml", &format!("./{name}/plan.toml")]);
        let stopped = repository.git(&["commit", "-q", "-m", "Đổi tên"]);
        assert_eq!(stopped.code, 1, "{name:?}: {}", stopped.stderr);
        assert!(stopped.stderr.contains("kế hoạch còn lỗi, chưa ghi"), "{name:?}: {}", stopped.stderr);
        assert!((stopped.stdout + &stopped.stderr).contains("khong-co"), "{name:?}");
        repository.git(&["reset", "-q", "--hard"]);
    }
}

#[test]
fn a_hook_that_is_no_shell_script_is_left_alone() {
    let repository = Repository::new();
    let hook = "#!/usr/bin/env python3\nprint()\n";
    repository.put(".git/hooks/pre-commit", hook);
    let ended = repository.kehoach(&["git-setup", "--hook"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("không phải tập lệnh sh"), "{}", ended.stderr);
    assert_eq!(
        (repository.text(".git/hooks/pre-commit").as_deref(), repository.text(".gitattributes")),
        (Some(hook), None)
    );
}

/// A repository comes with its settings: they may name programs, and none of them is started.
#[cfg(unix)]
#[test]
fn a_repository_starts_no_programs() {
    use std::os::unix::fs::PermissionsExt as _;

    let repository = history();
    let trap = repository.path().join("trap.sh");
    let sprung = repository.path().join("sprung");
    fs::write(&trap, format!("#!/bin/sh\necho x >> '{}'\n", sprung.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.kehoach.command",
        "diff.kehoach.textconv",
    ] {
        repository.git(&["config", key, trap]);
    }
    for alias in ["rev-parse", "ls-tree", "diff-tree", "cat-file", "config", "update-ref"] {
        repository.git(&["config", &format!("alias.{alias}"), &format!("!{trap}")]);
    }
    for hook in ["pre-commit", "reference-transaction", "post-index-change", "fsmonitor-watchman"] {
        fs::copy(trap, repository.path().join(".git/hooks").join(hook)).unwrap();
    }
    fs::write(repository.path().join(".gitattributes"), "*.toml diff=kehoach\n").unwrap();
    // What git itself started until here does not count.
    let _ = fs::remove_file(&sprung);
    let compared = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "xa/plan.toml"]);
    assert_eq!(compared.code, 1, "{}", compared.stderr);
    repository.kehoach(&["diff", "--rev", "HEAD", "."]);
    repository.kehoach(&["doctor"]);
    let removed = repository.kehoach(&["git-setup", "--remove"]);
    assert_eq!(removed.code, 0, "{}", removed.stderr);
    assert!(!sprung.exists(), "a program of the repository was started");
}
