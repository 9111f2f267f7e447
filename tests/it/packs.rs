//! Packs of a department's own repository: where they come from, what is wrong in them, what plans make of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Ended, deaf, kehoach, read};

/// A directory of a department: its own packs, and the plan of a commune.
struct Department {
    directory: tempfile::TempDir,
}

/// The files of the embedded city.
const CITY: [&str; 7] = [
    "city.toml",
    "agencies.toml",
    "documents.toml",
    "kh-359-2025/baseline.toml",
    "kh-359-2025/sections.toml",
    "kh-215-2025/baseline.toml",
    "kh-215-2025/sections.toml",
];

const BASELINE: &str = "kh-359-2025/baseline.toml";

fn plan() -> String {
    read("tests/support/plan-without-mistakes.toml")
}

impl Department {
    /// The city's packs in a directory, and a plan without a mistake.
    fn with_packs_in(packs: &str) -> Self {
        let department = Self { directory: tempfile::tempdir().unwrap() };
        for name in CITY {
            department.put(&format!("{packs}/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
        }
        department.put("xa-a/plan.toml", &plan());
        department
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes one place of a file.
    fn edit(&self, name: &str, find: &str, put: &str) {
        let text = fs::read_to_string(self.path().join(name)).unwrap();
        assert_eq!(text.matches(find).count(), 1, "«{find}» in {name}");
        self.put(name, &text.replace(find, put));
    }

    /// Raises the minimum of one indicator above what the plan promises.
    fn raise(&self, packs: &str) {
        let indicator = "id = \"kh359-dvc-toan-trinh\"";
        let name = format!("{packs}/haiphong/{BASELINE}");
        let text = fs::read_to_string(self.path().join(&name)).unwrap();
        let (before, rest) = text.split_at(text.find(indicator).unwrap());
        self.put(&name, &format!("{before}{}", rest.replacen("value = 80", "value = 87.5", 1)));
    }

    fn run(&self, inside: &str, arguments: &[&str]) -> Ended {
        let output = kehoach().current_dir(self.path().join(inside)).args(arguments).output().unwrap();
        Ended::of(output)
    }

    fn check(&self) -> Ended {
        self.run("", &["check", "xa-a", "--format", "short", "--today", "2026-01-15"])
    }

    fn git(&self, arguments: &[&str]) {
        let ended = deaf(&mut Command::new("git")).current_dir(self.path()).args(arguments).output().unwrap();
        assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

/// What every command says of packs that a project has.
const SAID: &str = "dữ liệu của thành phố lấy ở `";

#[test]
fn every_command_reads_the_packs_of_the_project() {
    for (packs, project, why) in [
        ("plans", "", "(bên cạnh kehoach.toml)"),
        ("du-lieu/2026", "packs = \"du-lieu/2026\"\n", "(`packs` của kehoach.toml)"),
    ] {
        let department = Department::with_packs_in(packs);
        department.raise(packs);
        let without = department.check();
        let said = without.stderr.strip_suffix("(kèm theo chương trình).\n");
        assert!(
            without.code == 0 && said.is_some_and(|said| !said.contains('`')),
            "{} {}",
            without.stdout,
            without.stderr
        );
        department.put("kehoach.toml", project);
        let said = format!("{SAID}{packs}` {why}");
        let check = department.check();
        assert_eq!(check.code, 1, "{}", check.stderr);
        assert!(check.stdout.contains("xa-a/plan.toml:") && check.stdout.contains("lỗi[CT001]"), "{}", check.stdout);
        assert_eq!(check.stderr.matches(&said).count(), 1, "{}", check.stderr);
        let shown = format!("{packs}/haiphong/{BASELINE}");
        for arguments in [
            vec!["build", "xa-a/plan.toml", "--format", "typ", "-o", "out", "--today", "2026-01-15"],
            vec!["baseline", "kh-359-2025", "--plan", "xa-a/plan.toml"],
            vec!["baseline", "kh-359-2025"],
            vec!["diff", "xa-a", "xa-a"],
            vec!["doctor"],
            vec!["new", "xa-b", "--baseline", "kh-359-2025", "--commune", "Kiến Thụy", "--kind", "xã"],
        ] {
            let ended = department.run("", &arguments);
            assert_eq!(ended.stderr.matches(&said).count(), 1, "{arguments:?}: {}", ended.stderr);
            match arguments[0] {
                "build" => assert!(ended.code == 1 && ended.stderr.contains(&shown), "{}", ended.stderr),
                "baseline" => assert!(ended.stdout.contains("87,5%"), "{}", ended.stdout),
                _ => {}
            }
        }
        let new = fs::read_to_string(department.path().join("xa-b/plan.toml")).unwrap();
        assert!(new.contains("value = 87.5"), "{new}");
        // The option counts before the project, and says nothing: it was typed.
        let given = department.run(
            "",
            &[
                "check",
                "xa-a",
                "--packs",
                crate::support::root().join("plans").to_str().unwrap(),
                "--today",
                "2026-01-15",
            ],
        );
        assert_eq!((given.code, given.stderr.as_str()), (0, ""), "{}", given.stdout);
    }
}

#[test]
fn show_reads_the_packs_of_the_repository_for_a_copy_elsewhere() {
    let department = Department::with_packs_in("plans");
    department.put("kehoach.toml", "");
    department.edit(
        "plans/haiphong/agencies.toml",
        "name = \"Phòng Văn hóa - Xã hội\"",
        "name = \"Phòng Văn hóa và Khoa học\"",
    );
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("plan.toml");
    fs::write(&path, plan()).unwrap();
    for plan in ["xa-a/plan.toml", path.to_str().unwrap()] {
        let ended = department.run("", &["show", plan]);
        assert!(ended.stdout.contains("Phòng Văn hóa và Khoa học"), "{plan}: {}", ended.stdout);
        assert_eq!(ended.stderr, "", "git shows the difference alone");
    }
}

#[test]
fn a_commune_cannot_replace_the_packs_of_its_department() {
    let department = Department::with_packs_in("plans");
    department.raise("plans");
    department.put("kehoach.toml", "");
    for name in CITY {
        department.put(&format!("xa-a/rieng/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    department.put("xa-a/kehoach.toml", "packs = \"rieng\"\n");
    let ended = department.check();
    assert!(ended.stdout.contains("lỗi[CT001]"), "{}", ended.stdout);
    assert!(
        ended
            .stdout
            .contains("xa-a/kehoach.toml:1:9: lỗi[DL013]: `packs` ở đây không có hiệu lực: dữ liệu do `kehoach.toml`"),
        "{}",
        ended.stdout
    );
    assert_ne!(ended.code, 0);
    // Of its own, where nobody above it has packs, a commune may choose.
    fs::remove_file(department.path().join("kehoach.toml")).unwrap();
    let alone = department.check();
    assert_eq!(alone.code, 0, "{}{}", alone.stdout, alone.stderr);
    assert!(alone.stderr.contains(&format!("{SAID}xa-a/rieng`")), "{}", alone.stderr);
}

#[test]
fn packs_that_are_not_there_are_refused_and_never_the_bundled_ones_in_their_place() {
    let department = Department::with_packs_in("plans");
    for (project, word) in [
        ("packs = \"khong-co\"\n", "khong-co"),
        ("packs = \"xa-a\"\n", "không có tệp .toml nào"),
        ("packs = \"../ngoai\"\n", "không nằm trong thư mục của kehoach.toml"),
        ("packs = 5\n", "packs"),
        ("packs = \n", "packs"),
    ] {
        department.put("kehoach.toml", project);
        for arguments in [
            vec!["check", "xa-a", "--format", "short"],
            vec!["build", "xa-a/plan.toml", "--format", "typ", "-o", "out"],
            vec!["diff", "xa-a", "xa-a"],
            vec!["baseline", "kh-359-2025"],
            vec!["new", "xa-b", "--baseline", "kh-359-2025", "--commune", "Kiến Thụy", "--kind", "xã"],
        ] {
            let ended = department.run("", &arguments);
            assert_ne!(ended.code, 0, "{project}{arguments:?}");
            let said = ended.stdout + &ended.stderr;
            assert!(
                said.contains(word) || said.contains("kehoach.toml:1:") || said.contains("`kehoach.toml` có lỗi"),
                "{project}{arguments:?}: {said}"
            );
        }
        assert!(!department.path().join("out").exists() && !department.path().join("xa-b").exists());
    }
}

#[test]
fn a_directory_of_plans_is_no_directory_of_packs() {
    let department = Department::with_packs_in("khac");
    department.put("kehoach.toml", "");
    department.put("plans/xa-b/plan.toml", &plan());
    department.put("plans/vietnam/words/people.toml", "");
    let ended = department.check();
    assert!(ended.code == 0 && !ended.stderr.contains('`'), "{} {}", ended.stdout, ended.stderr);
}

#[test]
fn each_revision_is_read_with_the_packs_that_its_project_names() {
    let department = Department::with_packs_in("du-lieu");
    department.git(&["init", "-q"]);
    department.put("kehoach.toml", "packs = \"du-lieu\"\n");
    department.git(&["add", "-A"]);
    department.git(&["commit", "-q", "-m", "một"]);
    department.raise("du-lieu");
    department.git(&["add", "-A"]);
    department.git(&["commit", "-q", "-m", "hai"]);
    department.put("kehoach.toml", "packs = \"du-lieu-2\"\n");
    for name in CITY {
        department.put(&format!("du-lieu-2/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    department.git(&["add", "-A"]);
    department.git(&["commit", "-q", "-m", "ba"]);
    for (range, code, word) in [
        ("HEAD~2..HEAD~1", 1, "xuống dưới mức tối thiểu"),
        ("HEAD~1..HEAD", 1, "đã đạt mức tối thiểu"),
        ("HEAD~2..HEAD", 0, ""),
        ("HEAD~1", 1, "đã đạt mức tối thiểu"),
    ] {
        for plan in ["xa-a/plan.toml", "."] {
            let ended = department.run("", &["diff", "--rev", range, plan]);
            assert_eq!(ended.code, code, "{range} {plan}: {}{}", ended.stdout, ended.stderr);
            assert!(ended.stdout.contains(word), "{range} {plan}: {}", ended.stdout);
        }
    }
    let ended = department.run("", &["diff", "--rev", "HEAD~1..HEAD", "xa-a/plan.toml"]);
    for said in ["HEAD~1:du-lieu` (`packs` của kehoach.toml)", "HEAD:du-lieu-2` (`packs` của kehoach.toml)"] {
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
}

/// A waiver of the city's minimum for `kh359-dvc-toan-trinh`, which the plan meets as it is.
fn waiver(more: &str) -> String {
    format!(
        "[[waivers]]\ncode = \"CT001\"\nplan = \"xa-a/plan.toml\"\nreason = \"Chưa đủ máy quét\"\napproval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"\nuntil = 2026-12-31\n{more}"
    )
}

/// How many findings of a code count.
fn counted(ended: &Ended, code: &str) -> usize {
    let code = format!("lỗi[{code}]");
    ended.stdout.lines().filter(|line| line.contains(&code) && !line.contains("đã miễn trừ")).count()
}

const NAMED: &str = "indicator = \"kh359-dvc-toan-trinh\"\nat_least = 80\nminimum = 87.5\n";

/// The plan with another promise for it.
fn promise(department: &Department, value: u32) {
    let plan = plan();
    let (before, rest) = plan.split_at(plan.find("indicator = \"kh359-dvc-toan-trinh\"").unwrap());
    department
        .put("xa-a/plan.toml", &format!("{before}{}", rest.replacen("value = 80", &format!("value = {value}"), 1)));
}

#[test]
fn a_waiver_allows_what_it_names_and_no_more() {
    let department = Department::with_packs_in("plans");
    department.raise("plans");
    for (lines, promised, expected) in [
        (NAMED, 80, None),
        (NAMED, 85, None),
        (NAMED, 79, Some("lỗi[CT009]: miễn trừ `CT001` chỉ cho phép đến 80, kế hoạch ghi 79")),
        (NAMED, 10, Some("lỗi[CT009]: miễn trừ `CT001` chỉ cho phép đến 80, kế hoạch ghi 10")),
        ("", 80, Some("cảnh báo[DL022]")),
        ("at = \"targets.dvc-toan-trinh\"\n", 80, Some("lỗi[DL003]: miễn trừ `CT001` thiếu khóa `indicator`")),
        ("indicator = \"kh359-dvc-toan-trinh\"\n", 80, Some("lỗi[DL003]: miễn trừ `CT001` thiếu khóa `at_least`")),
        (
            "indicator = \"kh359-dvc-toan-trinh\"\nat_most = 80\nminimum = 87.5\n",
            80,
            Some("lỗi[DL003]: miễn trừ `CT001` thiếu khóa `at_least`"),
        ),
        (
            "indicator = \"kh359-dvc-toan-trinh\"\nat_least = 80\n",
            80,
            Some("lỗi[DL003]: miễn trừ `CT001` thiếu khóa `minimum`"),
        ),
        (
            "indicator = \"kh359-dvc-toan-trinh\"\nat_least = 80\nminimum = 85\n",
            80,
            Some("lỗi[CT009]: miễn trừ `CT001` hết hiệu lực: mức của thành phố lúc cho phép là 85, nay là 87,5"),
        ),
        ("indicator = \"kh359-lan\"\nat_least = 80\nminimum = 87.5\n", 80, Some("cảnh báo[DL022]")),
    ] {
        promise(&department, promised);
        // `baseline` judges as of today.
        department.put("kehoach.toml", &waiver(lines).replace("until = 2026-12-31", "until = 2099-12-31"));
        let ended = department.check();
        let counts = ended.stdout.lines().any(|line| line.contains("lỗi[CT001]") && !line.contains("đã miễn trừ"));
        assert_eq!(
            (ended.code, counts),
            (i32::from(expected.is_some()), expected.is_some()),
            "{lines}{}",
            ended.stdout
        );
        assert!(ended.stdout.contains(expected.unwrap_or("đã miễn trừ")), "{lines}{}", ended.stdout);
        let baseline = department.run("", &["baseline", "kh-359-2025", "--plan", "xa-a/plan.toml", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&baseline.stdout).unwrap();
        let row =
            json["indicators"].as_array().unwrap().iter().find(|row| row["id"] == "kh359-dvc-toan-trinh").unwrap();
        let verdict = match expected {
            None => "waived",
            Some(said) if said.contains("CT009") || said.contains("`at_least`") || said.contains("`minimum`") => {
                "waiver-expired"
            }
            Some(_) => "below",
        };
        assert_eq!(row["plan"]["verdict"], verdict, "{lines}");
        assert_eq!(row["plan"]["shortfall"], 87.5 - f64::from(promised), "{lines}");
    }
}

#[test]
fn the_waiver_of_one_missing_indicator_excuses_no_other() {
    let department = Department::with_packs_in("plans");
    let without = |ids: &[&str]| {
        let plan = plan();
        let targets = plan
            .split("[[targets]]\n")
            .filter(|part| !ids.iter().any(|id| part.starts_with(&format!("id = \"{id}\"\n"))));
        department.put("xa-a/plan.toml", &targets.collect::<Vec<_>>().join("[[targets]]\n"));
    };
    let project = waiver("indicator = \"kh359-bao-cao\"\nminimum = 100\n").replace("CT001", "CT002");
    department.put("kehoach.toml", &project);
    without(&["bao-cao"]);
    let one = department.check();
    assert_eq!(one.code, 0, "{}", one.stdout);
    without(&["bao-cao", "nhiem-vu-theo-doi"]);
    let two = department.check();
    assert_eq!((two.code, counted(&two, "CT002")), (1, 1), "{}", two.stdout);
    let old = waiver("at = \"answers.kh-359-2025\"\n").replace("CT001", "CT002");
    department.put("kehoach.toml", &old);
    let all = department.check();
    assert_eq!((all.code, counted(&all, "CT002")), (1, 2), "{}", all.stdout);
    assert!(all.stdout.contains("thiếu khóa `indicator`"), "{}", all.stdout);
}

#[test]
fn the_city_says_who_may_waive_and_for_how_long() {
    let department = Department::with_packs_in("plans");
    department.raise("plans");
    let city = read("plans/haiphong/city.toml");
    let terms = |lines: &str| department.put("plans/haiphong/city.toml", &format!("{city}\n[waivers]\n{lines}"));
    let said = |project: &str, expected: Option<&str>| {
        department.put("kehoach.toml", project);
        let ended = department.check();
        assert_eq!(ended.code, i32::from(expected.is_some()), "{project}{}{}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains(expected.unwrap_or("đã miễn trừ")), "{project}{}", ended.stdout);
    };
    let whole = waiver(NAMED);
    said(&whole, None);
    for approval in ["x", "Công văn số 12", "Đồng ý ngày 05/01/2026"] {
        let vague = whole.replace("Công văn số 12/UBND-KSTT ngày 05/01/2026", approval);
        said(&vague, Some("lỗi[CT009]: `approval` không ghi đủ số, ký hiệu và ngày"));
    }
    terms("longest_days = 360\n");
    said(&whole, None);
    said(&whole.replace("2026-12-31", "2099-12-31"), Some("lỗi[CT009]: miễn trừ dài hơn 360 ngày"));
    terms("longest_days = 300\n");
    said(&whole, Some("lỗi[CT009]: miễn trừ dài hơn 300 ngày"));
    terms("granted_by = [\"Ủy ban nhân dân thành phố\"]\n");
    said(&whole, Some("lỗi[CT009]: văn bản cho phép không phải của Ủy ban nhân dân thành phố"));
    said(&whole.replace("05/01/2026\"", "05/01/2026 của Ủy ban nhân dân thành phố\""), None);
    // A commune's own file adds to the department's, and takes nothing from it.
    terms("outermost_only = true\n");
    department.put("xa-a/kehoach.toml", "");
    said(&whole, None);
    department.put("xa-a/kehoach.toml", &whole.replace("plan = \"xa-a/plan.toml\"\n", ""));
    said("", Some("lỗi[CT009]: miễn trừ ghi ở đây không có hiệu lực"));
    department.put("plans/haiphong/city.toml", &city);
    said("", None);
    terms("longest = 5\n");
    said("", Some("lỗi[DL002]: không có khóa `longest`"));
}
