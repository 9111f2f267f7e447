//! Branches of a department: what one of them changes, against what others changed meanwhile.

use std::fs;

use crate::git::{PACK, Repository, raised};
use crate::support::{Ended, QUIET, kehoach, read};
use serde_json::Value as Json;

fn plan() -> String {
    read("tests/versions/old.toml")
}

/// The plan of another commune.
fn plan_of(commune: &str) -> String {
    plan().replace("Bình Giang", commune)
}

fn gate(repository: &Repository, range: &str, fail_on: &str) -> Ended {
    repository.kehoach(&["diff", "--rev", range, ".", "--fail-on", fail_on])
}

/// What a terminal shows, as if it were wide enough.
fn unwrapped(ended: &Ended) -> String {
    let lines: Vec<String> =
        ended.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join(" ")
}

/// Three communes; a branch `sua` that mends one of them, while others go on.
fn parted() -> Repository {
    let repository = Repository::new();
    for commune in ["Cát Hải", "Kiến Thụy", "An Dương"] {
        repository.put(&format!("xã {commune}/plan.toml"), &plan_of(commune));
    }
    repository.commit("Dự thảo");
    repository.git(&["switch", "-q", "-c", "sua"]);
    repository.put("xã Cát Hải/plan.toml", &plan_of("Cát Hải").replace("Vũ Đăng Chương", "Phạm Văn Tuấn"));
    repository.commit("Đổi người ký");
    repository.git(&["switch", "-q", "chinh"]);
    repository.put("xã Kiến Thụy/plan.toml", &plan_of("Kiến Thụy").replace("value = 95", "value = 99"));
    repository.commit("Nâng chỉ tiêu");
    repository.git(&["switch", "-q", "sua"]);
    repository
}

#[test]
fn three_dots_tell_what_the_branch_itself_changed() {
    let repository = parted();
    let own = ["changed signer signer name neutral"];
    for range in ["chinh...sua", "chinh...HEAD", "chinh...", "...chinh"] {
        let expected = if range == "...chinh" { "changed target mang-lan promise tightened" } else { own[0] };
        assert_eq!(repository.changes(range, "."), [expected], "{range}");
    }
    let both = repository.changes("chinh..sua", ".");
    assert!(both.contains(&"changed target mang-lan promise loosened".to_owned()), "{both:?}");
    assert_eq!(
        (gate(&repository, "chinh...sua", "loosened").code, gate(&repository, "chinh..sua", "loosened").code),
        (0, 1)
    );
    let base = repository.git(&["merge-base", "chinh", "sua"]).stdout;
    let human = repository.kehoach(&["diff", "--rev", "chinh...sua", "xã Cát Hải"]);
    assert!(
        unwrapped(&human).contains(&format!("bản cũ: gốc chung của chinh và sua ({})", &base[..8])),
        "{}",
        human.stdout
    );
    // A finding of the old version is told under a name that git knows.
    repository.put("xã An Dương/plan.toml", &plan_of("An Dương").replace("\"cac-thon\"", "\"khong-co\""));
    repository.commit("Còn lỗi");
    let broken = repository.kehoach(&["diff", "--rev", "HEAD...HEAD", "xã An Dương/plan.toml"]);
    let named = broken.stderr.lines().find_map(|line| line.trim_start().strip_prefix("╭▸ ")).unwrap_or_default();
    let revision = named.split(':').next().unwrap();
    assert_eq!(
        (broken.code, repository.git(&["cat-file", "-e", &format!("{revision}^{{commit}}")]).code),
        (2, 0),
        "{}",
        broken.stderr
    );

    // Two histories that never were one.
    repository.git(&["switch", "-q", "--orphan", "rieng"]);
    repository.put("xã Cát Hải/plan.toml", &plan_of("Cát Hải"));
    repository.commit("Kho khác");
    let unrelated = gate(&repository, "chinh...rieng", "loosened");
    assert_eq!(unrelated.code, 2);
    for words in ["`chinh` và `rieng` không có bản gốc chung", "chinh..rieng"] {
        assert!(unrelated.stderr.contains(words), "{}", unrelated.stderr);
    }
}

#[test]
fn a_shallow_clone_is_told_with_its_mend() {
    let repository = parted();
    let place = tempfile::tempdir().unwrap();
    let origin = format!("file://{}", repository.path().display());
    // As actions/checkout does: the last commit alone; and with all branches, each with its last commit.
    for (name, more, range) in
        [("một", "--single-branch", "HEAD~1..HEAD"), ("hai", "--no-single-branch", "origin/chinh...HEAD")]
    {
        let path = place.path().join(name);
        let clone = ["clone", "-q", "--depth", "1", "--branch", "sua", more, &origin, path.to_str().unwrap()];
        assert_eq!(repository.git(&clone).code, 0);
        let run = |language: &str| {
            let mut command = kehoach();
            command.current_dir(&path).envs(QUIET).args(["--lang", language, "diff", "--rev", range, "."]);
            Ended::of(command.args(["--fail-on", "loosened"]).output().unwrap())
        };
        let ended = run("vi");
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{name}: {}", ended.stderr);
        for words in ["git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0", "chỉ tải về phần cuối của lịch sử"]
        {
            assert!(ended.stderr.contains(words), "{name}: {}", ended.stderr);
        }
        assert!(run("en").stderr.contains("only the end of the history"));
        let path = path.to_str().unwrap();
        assert_eq!(repository.git(&["-C", path, "fetch", "-q", "--unshallow"]).code, 0);
        let mended = run("vi");
        assert_eq!(mended.code, 0, "{name}: {}", mended.stderr);
    }
}

#[test]
fn a_plan_that_moved_is_one_plan() {
    let repository = parted();
    repository.git(&["mv", "xã An Dương", "phường An Dương (mới)"]);
    repository.commit("Đổi tên thư mục");
    let json = |range: &str| -> Json {
        serde_json::from_str(&repository.kehoach(&["diff", "--rev", range, ".", "--format", "json"]).stdout).unwrap()
    };
    let moved = serde_json::json!([{
        "kind": "moved", "plan": "phường An Dương (mới)/plan.toml", "old_plan": "xã An Dương/plan.toml"
    }]);
    assert_eq!(json("HEAD~1..HEAD"), serde_json::json!({ "schema_version": 1, "changes": [], "plans": moved }));
    let told = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "."]);
    assert_eq!(told.code, 0, "what it says is the same");
    assert!(told.stdout.starts_with("phường An Dương (mới)/plan.toml: "), "{}", told.stdout);
    assert!(unwrapped(&told).contains("(trước ở xã An Dương/plan.toml)"), "{}", told.stdout);
    assert!(told.stdout.contains("Hai bản như nhau."), "{}", told.stdout);
    assert_eq!(gate(&repository, "chinh...HEAD", "loosened,unmet").code, 0);

    // Moved, and changed on the way: what changed is told, and nothing else.
    let name = "phường An Dương (mới)/plan.toml";
    repository.git(&["mv", "phường An Dương (mới)", "An Dương"]);
    repository.put("An Dương/plan.toml", &plan_of("An Dương").replace("value = 95", "value = 70"));
    repository.commit("Chuyển và hạ chỉ tiêu");
    assert!(repository.text(name).is_none());
    let changes = json("chinh...HEAD");
    let of_it: Vec<&Json> =
        changes["changes"].as_array().unwrap().iter().filter(|one| one["plan"] == "An Dương/plan.toml").collect();
    assert!(of_it.len() == 1 && of_it[0]["effect"] == "loosened", "{changes:#}");
    assert_eq!(gate(&repository, "chinh...HEAD", "loosened").code, 1);
    for (format, words) in [
        ("markdown", "`An Dương/plan.toml` (trước ở xã An Dương/plan.toml): "),
        ("html", "An Dương/plan.toml (trước ở xã An Dương/plan.toml) · "),
    ] {
        let text = repository.kehoach(&["diff", "--rev", "chinh...HEAD", ".", "--format", format]).stdout;
        assert!(text.contains(words), "{text}");
    }
    // On the disk, too.
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (directory, names) in [(&old, ["a/plan.toml", "b/plan.toml"]), (&new, ["b/plan.toml", "c/plan.toml"])] {
        for name in names {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, plan_of(if name.starts_with('b') { "Kiến Thụy" } else { "Cát Hải" })).unwrap();
        }
    }
    let [old, new] = [&old, &new].map(|directory| directory.path().to_str().unwrap());
    let moved = repository.kehoach(&["diff", old, new, "--fail-on", "loosened"]);
    assert_eq!(moved.code, 0, "{}", moved.stdout);
    assert!(unwrapped(&moved).contains("(trước ở a/plan.toml)"), "{}", moved.stdout);
}

#[test]
fn a_plan_that_is_gone_is_said_whatever_comes() {
    let next_year =
        plan_of("An Dương").replace("năm 2026", "năm 2027").replace("period = \"2026\"", "period = \"2027\"");
    for (why, added) in [
        ("nothing", None),
        ("the plan of another commune in the same words", Some(plan_of("Hồng An"))),
        ("the next year's plan", Some(next_year)),
    ] {
        let repository = parted();
        repository.git(&["rm", "-q", "-r", "xã An Dương"]);
        if let Some(plan) = &added {
            repository.put("mới/plan.toml", plan);
        }
        repository.commit("Bỏ một kế hoạch");
        let ended = gate(&repository, "HEAD~1..HEAD", "loosened");
        assert_eq!(ended.code, 1, "{why}");
        assert!(ended.stdout.contains("xã An Dương/plan.toml: "), "{why}: {}", ended.stdout);
        let told = unwrapped(&ended);
        assert!(told.contains("(kế hoạch bị bỏ)"), "{why}: {}", ended.stdout);
        assert_eq!(told.contains("(kế hoạch mới)"), added.is_some(), "{why}: {}", ended.stdout);
        assert!(!told.contains("trước ở"), "{why}: {}", ended.stdout);
    }
    // A plan without a single target promises something, too: that it is there.
    let repository = parted();
    let without = plan();
    let without = &without[..without.find("[[targets]]").unwrap()];
    repository.put("không chỉ tiêu/plan.toml", &without.replace("show = { targets = \"table\" }\n", ""));
    repository.commit("Kế hoạch không có chỉ tiêu");
    repository.git(&["rm", "-q", "-r", "không chỉ tiêu"]);
    repository.commit("Bỏ");
    let ended = gate(&repository, "HEAD~1..HEAD", "loosened");
    assert_eq!(ended.code, 1, "{}{}", ended.stdout, ended.stderr);
    assert_eq!(gate(&repository, "HEAD~1..HEAD", "unmet").code, 0);
}

const BASELINE: &str = "plans/haiphong/kh-359-2025/baseline.toml";

/// Communes with packs of the department.
fn with_packs() -> Repository {
    let repository = Repository::new();
    for name in PACK {
        repository.put(&format!("plans/haiphong/{name}"), &read(format!("plans/haiphong/{name}")));
    }
    repository.put("kehoach.toml", "");
    let whole = read("tests/support/plan-without-mistakes.toml");
    for commune in ["Cát Hải", "Kiến Thụy"] {
        repository.put(&format!("xã {commune}/plan.toml"), &whole.replace("Bình Giang", commune));
    }
    repository.commit("Dự thảo");
    repository
}

/// What the city begins to ask is said of each plan, and can shut the gate by itself.
#[test]
fn what_newly_falls_short_is_told_by_plan_and_shuts_the_gate() {
    let new = "\n[[indicators]]\nid = \"kh359-ung-cuu\"\ntext = \"Có phương án ứng cứu sự cố an toàn thông tin\"\nrequired = true\ncommune = { op = \">=\", value = 80, unit = \"%\", by = \"2026\" }\nquotes = [{ source = \"Kế hoạch\", text = \"Chỉ tiêu\" }]\nconfidence = \"high\"\n";
    let codes = |repository: &Repository| {
        ["loosened", "unmet", "loosened,unmet"].map(|fail_on| gate(repository, "HEAD~1..HEAD", fail_on).code)
    };

    let repository = with_packs();
    let baseline = repository.text(BASELINE).unwrap();
    repository.put(BASELINE, &(baseline.clone() + new));
    repository.commit("Thành phố thêm chỉ số bắt buộc");
    assert_eq!(codes(&repository), [0, 1, 1]);
    let human = unwrapped(&gate(&repository, "HEAD~1..HEAD", "unmet"));
    for commune in ["Cát Hải", "Kiến Thụy"] {
        assert!(human.contains(&format!("xã {commune}/plan.toml: ")), "{human}");
    }
    assert_eq!(
        human.matches("chỉ số của thành phố kh359-ung-cuu · Có phương án ứng cứu sự cố an toàn thông tin").count(),
        2,
        "{human}"
    );
    let line =
        "mức tối thiểu của thành phố: (không có) → ≥ 80% (thành phố bắt buộc, kế hoạch chưa có chỉ tiêu ứng với)";
    assert_eq!(human.matches(line).count(), 2, "{human}");
    assert_eq!(human.matches("1 thay đổi khác (1 không đạt mức tối thiểu của thành phố)").count(), 2, "{human}");
    let markdown = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", ".", "--format", "markdown"]).stdout;
    let row = "| ▽ | Có phương án ứng cứu sự cố an toàn thông tin `kh359-ung-cuu`: mức tối thiểu của thành phố | – | ≥ 80% | **thành phố bắt buộc";
    assert_eq!(markdown.matches(row).count(), 2, "{markdown}");
    let json =
        repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", "xã Cát Hải/plan.toml", "--format", "json"]).stdout;
    let json: Json = serde_json::from_str(&json).unwrap();
    let change = &json["changes"][0];
    assert_eq!((json["changes"].as_array().unwrap().len(), &change["id"]), (1, &Json::from("chi-so/kh359-ung-cuu")));
    assert_eq!((&change["minimum"], &change["old_minimum"]), (&Json::from("missing"), &Json::Null));

    // One commune answers it, at less than the city asks; the other adds a plan that does.
    let answer = |value: u32| {
        format!(
            "\n[[targets]]\nid = \"ung-cuu\"\nindicator = \"kh359-ung-cuu\"\npromise = {{ op = \">=\", value = {value}, unit = \"%\", by = \"2026\" }}\n"
        )
    };
    for (value, expected) in [(70, [1, 0, 1]), (80, [0, 0, 0])] {
        let text = repository.text("xã Cát Hải/plan.toml").unwrap();
        let text = text.split("\n[[targets]]\nid = \"ung-cuu\"").next().unwrap().to_owned();
        repository.put("xã Cát Hải/plan.toml", &(text + &answer(value)));
        repository.commit("Thêm chỉ tiêu");
        assert_eq!(codes(&repository), expected, "{value}: it was short before");
    }
    // Met until here: a minimum that rises, a promise that falls, an indicator that becomes required.
    repository.put(BASELINE, &raised(&repository.text(BASELINE).unwrap(), "kh359-ung-cuu", "value = 80", "value = 90"));
    repository.commit("Nâng mức");
    assert_eq!(codes(&repository), [1, 1, 1]);
    let repository = with_packs();
    repository.put(
        "xã Cát Hải/plan.toml",
        &raised(&repository.text("xã Cát Hải/plan.toml").unwrap(), "kh359-so-hoa", "value = 100", "value = 90"),
    );
    repository.commit("Hạ dưới mức");
    assert_eq!(codes(&repository), [1, 1, 1]);
    // Lower, but still enough.
    let repository = with_packs();
    repository.put(BASELINE, &raised(&baseline, "kh359-so-hoa", "value = 100", "value = 50"));
    repository.commit("Thành phố giảm mức");
    assert_eq!(codes(&repository), [0, 0, 0]);
    repository.put(
        "xã Cát Hải/plan.toml",
        &raised(&repository.text("xã Cát Hải/plan.toml").unwrap(), "kh359-so-hoa", "value = 100", "value = 90"),
    );
    repository.commit("Hạ, vẫn đạt");
    assert_eq!(codes(&repository), [1, 0, 1]);
    // Nobody must answer it until it is required.
    let repository = with_packs();
    let optional = new.replace("required = true\n", "");
    repository.put(BASELINE, &(baseline.clone() + &optional));
    repository.commit("Chỉ số không bắt buộc");
    assert_eq!(codes(&repository), [0, 0, 0]);
    repository.put(BASELINE, &(baseline.clone() + new));
    repository.commit("Nay bắt buộc");
    assert_eq!(codes(&repository), [0, 1, 1]);
    repository.put(BASELINE, &(baseline + &optional));
    repository.commit("Không bắt buộc nữa");
    assert_eq!(codes(&repository), [0, 0, 0]);
    let back = unwrapped(&gate(&repository, "HEAD~1..HEAD", "unmet"));
    assert_eq!(back.matches("(thành phố không còn bắt buộc)").count(), 2, "{back}");
    // A new plan that falls short, and one that is gone.
    repository.put("mới/plan.toml", &plan_of("Hồng An"));
    repository.commit("Thêm kế hoạch còn thiếu");
    assert_eq!(codes(&repository), [0, 1, 1]);
    repository.git(&["rm", "-q", "-r", "mới"]);
    repository.commit("Bỏ");
    assert_eq!(codes(&repository), [1, 0, 1]);
}

/// A comment takes so much; what may promise less is told first.
#[test]
fn a_comment_about_a_whole_department_is_one_that_platforms_take() {
    let repository = Repository::new();
    for at in 0..114 {
        repository.put(&format!("xã {at:03}/plan.toml"), &plan_of(&format!("Số {at:03}")));
    }
    repository.commit("Dự thảo");
    for at in 0..114 {
        let new = read("tests/versions/new.toml").replace("Bình Giang", &format!("Số {at:03}"));
        repository.put(
            &format!("xã {at:03}/plan.toml"),
            &if at == 113 {
                new
            } else {
                plan_of(&format!("Số {at:03}"))
                    .replace("Mọi chỉ tiêu đều có cơ quan chịu trách nhiệm.", &"Nội dung mới dài. ".repeat(60))
            },
        );
    }
    repository.commit("Sửa tất cả");
    let comment = repository.kehoach(&["diff", "--rev", "HEAD~1..HEAD", ".", "--format", "markdown"]).stdout;
    assert!((30_000..65_536).contains(&comment.chars().count()), "{}", comment.chars().count());
    let first = comment.lines().nth(2).unwrap();
    assert!(first.starts_with("`xã 113/plan.toml`: "), "{first}");
    let told = comment.matches("\n### ").count() + 1;
    assert!(comment.contains(&format!("\nCòn {} kế hoạch có thay đổi không ghi hết ở đây", 114 - told)), "{told}");
}
