//! Two years of a department: its own packs, twelve communes, and what it does to the packs on the way.

use std::fs;
use std::path::Path;

use crate::support::{Ended, deaf, kehoach};

const COMMUNES: [&str; 12] = [
    "an-binh",
    "an-hoa",
    "binh-minh",
    "cam-thanh",
    "dong-son",
    "hoa-phong",
    "kim-long",
    "minh-tan",
    "phu-cuong",
    "tan-lap",
    "thanh-ha",
    "vinh-an",
];

const CITY: &str = "id = \"ben-song\"\nname = \"Bến Sông\"\nkind = \"tỉnh\"\n";

const AGENCIES: &str = "[[agencies]]\nid = \"phong-vhxh\"\nname = \"Phòng Văn hóa - Xã hội\"\nsymbol = \"VHXH\"\nkind = \"executive\"\n\n[[agencies]]\nid = \"so-khcn\"\nname = \"Sở Khoa học và Công nghệ\"\nkind = \"superior\"\n";

fn document(id: &str, number: u32, date: &str, title: &str) -> String {
    format!(
        "[[documents]]\nid = \"{id}\"\ntype = \"Kế hoạch\"\nnumber = \"{number}/KH-UBND\"\ndate = {date}\nissuer = \"Ủy ban nhân dân tỉnh Bến Sông\"\ntitle = \"{title}\"\nverification = \"official\"\n\n"
    )
}

/// An indicator with its lines.
fn indicator(id: &str, text: &str, lines: &str) -> String {
    format!(
        "[[indicators]]\nid = \"{id}\"\ntext = \"{text}\"\n{lines}\nquotes = [{{ source = \"Kế hoạch\", text = \"Chỉ tiêu\" }}]\nconfidence = \"high\"\n\n"
    )
}

fn baseline(id: &str, horizon: &str, more: &str) -> String {
    format!("id = \"{id}\"\ndocument = \"{id}-bs\"\nhorizon = \"{horizon}\"\nprovenance = \"official\"\n{more}\n")
}

/// The city's plan of the first year: to 2027, by two days.
fn first() -> String {
    baseline("kh-1-2026", "2026..2027", "")
        + &indicator(
            "kh1-ho-so",
            "Tỷ lệ hồ sơ trực tuyến",
            "required = true\ncommune = [\n  { op = \">=\", value = 80, unit = \"%\", by = \"2026\" },\n  { op = \">=\", value = 90, unit = \"%\", by = \"2027\" },\n]",
        )
        + &indicator(
            "kh1-khoi-phuc",
            "Thời gian khôi phục hệ thống thông tin",
            "required = true\ncommune = { op = \"<=\", value = 24, unit = \"giờ\", by = \"2026\" }",
        )
        + &indicator("kh1-sao-luu", "Có phương án sao lưu", "commune = { value = true, by = \"2026\" }")
}

/// A plan of a commune for a period, dated.
fn plan(commune: &str, period: &str, date: &str, answers: &str, targets: &str) -> String {
    format!(
        "schema = 1\nanswers = [\"{answers}\"]\n\n[document]\nsubject = \"Chuyển đổi số {commune} năm {period}\"\nperiod = \"{period}\"\ndate = {date}\nopening = 'Thực hiện {{{{ cite(\"{answers}-bs\") }}}}; Ủy ban nhân dân xã xây dựng Kế hoạch như sau:'\nclosing = \"Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện\"\n\n[commune]\nname = \"Minh Châu\"\nkind = \"xã\"\ncity = \"ben-song\"\n\n[signer]\nname = \"Vũ Đăng Chương\"\nposition = \"Chủ tịch\"\ncapacity = [\"TM. Ủy ban nhân dân\"]\n\n[recipients]\nto = [\"so-khcn\", \"phong-vhxh\"]\ndrafted_by = \"phong-vhxh\"\n\n[[sections]]\nid = \"muc-tieu\"\ntitle = \"Mục tiêu\"\nshow = {{ targets = \"table\" }}\n\n{targets}"
    )
}

fn target(id: &str, indicator: &str, promise: &str) -> String {
    format!("[[targets]]\nid = \"{id}\"\nindicator = \"{indicator}\"\npromise = {{ {promise} }}\n\n")
}

fn first_targets() -> String {
    target("ho-so", "kh1-ho-so", "op = \">=\", value = 85, unit = \"%\", by = \"2026\"")
        + &target("khoi-phuc", "kh1-khoi-phuc", "op = \"<=\", value = 24, unit = \"giờ\", by = \"2026\"")
}

struct Department(tempfile::TempDir);

const FIRST: &str = "plans/ben-song/kh-1-2026/baseline.toml";

impl Department {
    /// The first year: twelve plans that are right.
    fn new() -> Self {
        let department = Self(tempfile::tempdir().unwrap());
        department.put("kehoach.toml", "must_answer = [\"kh-1-2026\"]\n");
        department.put("plans/ben-song/city.toml", CITY);
        department.put("plans/ben-song/agencies.toml", AGENCIES);
        department.put("plans/ben-song/documents.toml", &document("kh-1-2026-bs", 1, "2026-01-05", "về chuyển đổi số"));
        department.put(FIRST, &first());
        for commune in COMMUNES {
            department.put(
                &format!("{commune}/2026/plan.toml"),
                &plan(commune, "2026", "2026-01-20", "kh-1-2026", &first_targets()),
            );
        }
        department
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Changes one place of a file.
    fn edit(&self, name: &str, find: &str, put: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(find).count(), 1, "«{find}» in {name}");
        self.put(name, &text.replace(find, put));
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(kehoach().current_dir(self.path()).args(arguments).output().unwrap())
    }

    fn check(&self, today: &str) -> Ended {
        self.run(&["check", ".", "--format", "short", "--today", today])
    }

    fn git(&self, arguments: &[&str]) {
        let ended =
            deaf(&mut std::process::Command::new("git")).current_dir(self.path()).args(arguments).output().unwrap();
        assert!(ended.status.success(), "{arguments:?}");
    }
}

/// The lines that are errors.
fn errors(ended: &Ended) -> Vec<&str> {
    ended.stdout.lines().filter(|line| line.contains(": lỗi[")).collect()
}

#[test]
fn twelve_right_plans_and_a_right_pack() {
    let department = Department::new();
    assert_eq!(errors(&department.check("2026-03-01")), [""; 0]);
    let pack = department.run(&["pack", "check", "plans", "--strict"]);
    assert_eq!((pack.code, pack.stdout.lines().next()), (0, Some("plans: 0 lỗi, 0 cảnh báo")), "{}", pack.stderr);
}

/// What is wrong in the pack is one line, not one for each of twelve plans; and the plans are judged by the rest.
#[test]
fn a_mistake_of_the_pack_is_told_once_by_every_command() {
    for (find, put, said) in [
        ("value = 80", "value = 800", "lỗi[DL040]: tỷ lệ vượt 100%"),
        ("\"<=\", value = 24, unit = \"giờ\"", "\"<=\", value = 24", "lỗi[DL040]: mức `≤\u{a0}24` không ghi đơn vị"),
        ("id = \"kh1-sao-luu\"", "id = \"kh1-ho-so\"", "lỗi[DL006]: hai chỉ số cùng mã `kh1-ho-so`"),
        ("commune = { value = true", "commun = { value = true", "lỗi[DL002]"),
        ("text = \"Thời gian khôi phục hệ thống thông tin\"\n", "", "lỗi[DL003]: thiếu khóa `text`"),
        ("horizon = \"2026..2027\"", "horizon = \"2026.2027\"", "lỗi[DL"),
        ("document = \"kh-1-2026-bs\"", "document = \"kh-1-2026-ba\"", "lỗi[DL005]"),
        ("id = \"kh-1-2026\"", "id = \"kh-1-2062\"", "lỗi[DL013]: mã `kh-1-2062` khác tên thư mục"),
    ] {
        let department = Department::new();
        department.edit(FIRST, find, put);
        let told = |ended: &Ended| ended.stdout.matches(said).count() + ended.stderr.matches(said).count();
        let check = department.check("2026-03-01");
        assert_eq!(told(&check), 1, "{find}: {}", check.stdout);
        let of_plans: Vec<&str> = errors(&check).into_iter().filter(|line| !line.starts_with("plans/")).collect();
        assert_eq!(of_plans, [""; 0], "{find}");
        assert_eq!(check.code, 1, "{find}: {}", check.stdout);
        let pack = department.run(&["pack", "check", "plans", "--format", "short"]);
        assert_eq!(told(&pack), 1, "{find}: {}{}", pack.stdout, pack.stderr);
        assert_eq!(pack.code, 1, "{find}");
        for arguments in [
            vec!["build", "an-hoa/2026/plan.toml", "--format", "typ", "-o", "out"],
            vec!["baseline"],
            vec!["diff", "an-hoa", "an-hoa"],
            vec!["diff", "an-hoa", "."],
            vec!["new", "xa-moi", "--baseline", "kh-1-2026", "--commune", "Hòa Bình", "--kind", "xã"],
        ] {
            let ended = department.run(&arguments);
            // In pictures a message may be wrapped.
            let code = &said[..said.find(']').unwrap_or(said.len() - 1)];
            assert_eq!(ended.stderr.matches(code).count(), 1, "{find} {arguments:?}: {}", ended.stderr);
        }
    }
}

/// A text of the pack that only a plan evaluates is told once as well.
#[test]
fn a_text_of_the_pack_that_plans_evaluate_is_told_once() {
    let department = Department::new();
    department.put(
        "plans/ben-song/kh-1-2026/sections.toml",
        "[[sections]]\nid = \"chung\"\ntitle = \"Chung\"\ntext = \"Thực hiện {{ cite('khong-co') }}.\"\n",
    );
    for commune in COMMUNES {
        department.edit(
            &format!("{commune}/2026/plan.toml"),
            "\n\n[document]",
            "\nstandard = \"kh-1-2026\"\n\n[document]",
        );
    }
    for ended in
        [department.check("2026-03-01"), department.run(&["pack", "check", "plans/ben-song", "--format", "short"])]
    {
        assert_eq!(ended.stdout.matches("không có văn bản nào mã `khong-co`").count(), 1, "{}", ended.stdout);
        assert_eq!((ended.code, errors(&ended).len()), (1, 1), "{}", ended.stdout);
    }
}

#[test]
fn a_directory_that_is_one_level_off_is_refused_with_the_right_one() {
    let department = Department::new();
    for (given, meant) in [("plans/ben-song", "plans"), ("plans/ben-song/kh-1-2026", "plans"), (".", "./plans")] {
        for arguments in [
            vec!["check", "an-hoa", "--packs", given],
            vec!["baseline", "--packs", given],
            vec!["build", "an-hoa/2026/plan.toml", "--packs", given],
            vec!["new", "x", "--baseline", "kh-1-2026", "--commune", "A", "--kind", "xã", "--packs", given],
        ] {
            let ended = department.run(&arguments);
            assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(ended.stderr.contains(&format!("ghi `--packs {meant}`")), "{arguments:?}: {}", ended.stderr);
        }
    }
    for (given, code, said) in [
        ("plans/ben-song", 0, "plans/ben-song: 0 lỗi"),
        ("plans", 0, "plans: 0 lỗi"),
        ("plans/ben-song/kh-1-2026", 2, "gõ `kehoach pack check plans/ben-song`"),
        (".", 2, "gõ `kehoach pack check ./plans`"),
        ("an-hoa", 2, "`an-hoa`"),
        ("khong-co", 2, "khong-co"),
    ] {
        let ended = department.run(&["pack", "check", given]);
        assert_eq!(ended.code, code, "{given}: {}{}", ended.stdout, ended.stderr);
        assert!((ended.stdout.clone() + &ended.stderr).contains(said), "{given}: {}{}", ended.stdout, ended.stderr);
    }
}

#[test]
fn a_new_pack_is_a_draft_that_says_what_is_left() {
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| Ended::of(kehoach().current_dir(directory.path()).args(arguments).output().unwrap());
    let new = run(&["pack", "new", "plans/ben-song", "--city", "Bến \"Sông\""]);
    assert_eq!((new.code, new.stdout.as_str()), (0, ""), "{}", new.stderr);
    assert!(new.stderr.contains("kehoach pack check plans/ben-song"), "{}", new.stderr);
    for given in ["plans", "plans/ben-song"] {
        let check = run(&["pack", "check", given, "--format", "short"]);
        assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
        let said: Vec<&str> = check.stdout.lines().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
        assert_eq!(said, ["cảnh báo[DL040]"; 2], "{}", check.stdout);
    }
    let city = fs::read_to_string(directory.path().join("plans/ben-song/city.toml")).unwrap();
    assert!(city.contains("name = \"Bến \\\"Sông\\\"\""), "{city}");
    let again = run(&["pack", "new", "plans/ben-song", "--city", "Bến Sông"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("đã có tệp `plans/ben-song/city.toml`"), "{}", again.stderr);
    let named = run(&["pack", "new", "plans/Bến Sông", "--city", "Bến Sông"]);
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("như `ben-song`"), "{}", named.stderr);
    assert!(!directory.path().join("plans/Bến Sông").exists());
    let kind = run(&["pack", "new", "plans/b", "--city", "B", "--kind", "huyện"]);
    assert_eq!(kind.code, 2);
    // What it writes is formatted as `fmt` would.
    for name in ["city", "agencies", "documents"] {
        let fmt = run(&["fmt", "--check", &format!("plans/ben-song/{name}.toml")]);
        assert_eq!(fmt.code, 0, "{name}: {}{}", fmt.stdout, fmt.stderr);
    }
}

/// The second year: the plan of 2027 meets the second day; the city retires an indicator and asks for another.
#[test]
fn the_second_year() {
    let department = Department::new();
    department.git(&["init", "-q"]);
    department.git(&["add", "-A"]);
    department.git(&["commit", "-q", "-m", "2026"]);
    department.edit(
        FIRST,
        "id = \"kh1-khoi-phuc\"\n",
        "id = \"kh1-khoi-phuc\"\nretired = { on = \"2026-07-01\", replaced_by = \"kh1-gian-doan\" }\n",
    );
    department.put(
        FIRST,
        &(department.read(FIRST)
            + &indicator(
                "kh1-gian-doan",
                "Thời gian gián đoạn dịch vụ trong một năm",
                "required = true\ncommune = { op = \"<=\", value = 8, unit = \"giờ\", by = \"2027\" }",
            )),
    );
    // The plans of January are judged as they were: nobody asks them for what came later, but by the time that it is asked for.
    let old = department.check("2026-12-01");
    assert_eq!(errors(&old).iter().filter(|line| line.contains("CT012")).count(), 0, "{}", old.stdout);
    // Every plan of the next year.
    let second = |targets: &str| {
        for commune in COMMUNES {
            department
                .put(&format!("{commune}/2027/plan.toml"), &plan(commune, "2027", "\"2027\"", "kh-1-2026", targets));
        }
    };
    let of_2027 = |value: u32| {
        target("ho-so", "kh1-ho-so", &format!("op = \">=\", value = {value}, unit = \"%\", by = \"2027\""))
    };
    let hours = |indicator: &str, value: u32| {
        target("gio", indicator, &format!("op = \"<=\", value = {value}, unit = \"giờ\", by = \"2027\""))
    };
    let count = |code: &str| {
        let ended = department.run(&["check", ".", "--format", "short", "--today", "2026-12-15"]);
        let of_2027 =
            ended.stdout.lines().filter(|line| line.contains("/2027/") && line.contains(&format!("lỗi[{code}]")));
        of_2027.count()
    };
    for (targets, code, expected) in [
        (of_2027(90) + &hours("kh1-gian-doan", 8), "CT", 0),
        // The day of 2026 is over, that of 2027 counts.
        (of_2027(85) + &hours("kh1-gian-doan", 8), "CT001", 12),
        (of_2027(90) + &hours("kh1-khoi-phuc", 8), "CT012", 12),
        (of_2027(90), "CT002", 12),
    ] {
        second(&targets);
        let code = if code == "CT" { "CT001" } else { code };
        assert_eq!(count(code), expected, "{code}: {targets}");
        for other in ["CT001", "CT002", "CT003", "CT004", "CT012"] {
            if other != code {
                assert_eq!(count(other), 0, "{other} beside {code}: {targets}");
            }
        }
    }
    // A plan that answers something else, or nothing.
    second("");
    for commune in COMMUNES {
        department.edit(&format!("{commune}/2027/plan.toml"), "answers = [\"kh-1-2026\"]\n", "");
    }
    assert_eq!(count("CT013"), 12);
    // The new packs next to the old plans: a comparison goes on.
    let diff = department.run(&["diff", "--rev", "HEAD", "an-hoa/2026/plan.toml"]);
    assert!(diff.code <= 1, "{}{}", diff.stdout, diff.stderr);
    // Last year's plan as the start of the next.
    let new = department.run(&["new", "moi", "--baseline", "kh-1-2026", "--from", "an-hoa/2026/plan.toml"]);
    assert_eq!(new.code, 0, "{}", new.stderr);
    let plan = department.read("moi/plan.toml");
    assert!(plan.contains("\"kh1-gian-doan\"") && !plan.contains("\"kh1-khoi-phuc\""), "{plan}");
}

#[test]
fn an_unknown_indicator_proposes_what_is_like_it_or_nothing() {
    let department = Department::new();
    for (id, proposed) in [
        ("kh1-ho-xo", Some("kh1-ho-so")),
        ("kh1-Ho-So", Some("kh1-ho-so")),
        ("kh1-rung", None),
        ("kh9-ho-so", Some("kh1-ho-so")),
    ] {
        department.put(
            "an-hoa/2026/plan.toml",
            &plan("an-hoa", "2026", "2026-01-20", "kh-1-2026", &first_targets())
                .replace("\"kh1-ho-so\"", &format!("\"{id}\"")),
        );
        let ended = department.run(&["check", "an-hoa", "--format", "json", "--today", "2026-03-01"]);
        let json: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        let found = json["diagnostics"].as_array().unwrap().iter().find(|one| one["code"] == "DL005").unwrap();
        let help = found["help"].as_str().unwrap_or_default().to_owned();
        assert_eq!(help.contains("kh1-ho-so"), proposed.is_some(), "{id}: {help}");
        assert!(!help.contains("kh1-sao-luu") && !help.contains("kh1-khoi-phuc"), "{id}: {help}");
    }
}

#[test]
fn a_plan_of_the_city_may_be_a_draft() {
    let department = Department::new();
    department.put("plans/ben-song/documents.toml", &document("kh-1-2026-bs", 1, "2026-02-15", "về chuyển đổi số"));
    let before = department.check("2026-01-25");
    assert_eq!(errors(&before).iter().filter(|line| line.contains("CC006")).count(), 12, "{}", before.stdout);
    department.edit(FIRST, "provenance = \"official\"\n", "provenance = \"official\"\nstatus = \"draft\"\n");
    let check = department.check("2026-01-25");
    assert_eq!(errors(&check), [""; 0]);
    assert_eq!(check.stdout.matches("cảnh báo[DL041]").count(), 12, "{}", check.stdout);
    let build = |more: &[&str]| {
        let arguments = ["build", "an-hoa/2026/plan.toml", "--format", "typ", "-o", "out", "--today", "2026-01-25"];
        department.run(&[&arguments[..], more].concat())
    };
    let refused = build(&[]);
    assert_eq!((refused.code, refused.stderr.matches("lỗi[DL041]").count()), (1, 1), "{}", refused.stderr);
    let draft = build(&["--draft"]);
    assert_eq!(draft.code, 0, "{}", draft.stderr);
    assert!(draft.stderr.contains("cảnh báo[DL041]"), "{}", draft.stderr);
}

#[test]
fn what_must_be_answered_is_known_and_of_its_time() {
    let department = Department::new();
    department.put("kehoach.toml", "must_answer = [\"kh-1-2062\"]\n");
    let unknown = department.check("2026-03-01");
    assert_eq!(errors(&unknown).len(), 1, "{}", unknown.stdout);
    assert!(unknown.stdout.starts_with("kehoach.toml:1:16: lỗi[DL005]"), "{}", unknown.stdout);
    department.put("kehoach.toml", "must_answer = [\"kh-1-2026\"]\n");
    // None of its indicators: those that are required would say so themselves.
    for find in ["required = true\ncommune = [", "required = true\ncommune = {"] {
        department.edit(FIRST, find, &find.replace("true", "false"));
    }
    let nothing = plan(
        "an-hoa",
        "2026",
        "2026-01-20",
        "kh-1-2026",
        "[[targets]]\nid = \"may\"\ntext = \"Trang bị {promise}\"\npromise = { value = 12, unit = \"máy in\", by = \"2026\" }\n",
    );
    department.put("an-hoa/2026/plan.toml", &nothing);
    let none = department.check("2026-03-01");
    assert_eq!(errors(&none).len(), 1, "{}", none.stdout);
    assert!(
        none.stdout
            .contains("lỗi[CT013]: kế hoạch ghi `kh-1-2026` ở `answers` nhưng không có chỉ tiêu nào ứng với chỉ số"),
        "{}",
        none.stdout
    );
    // A plan of another time.
    department.put(
        "an-hoa/2026/plan.toml",
        &nothing.replace("answers = [\"kh-1-2026\"]\n", "").replace("\"2026\"", "\"2030\""),
    );
    let later = department.check("2026-03-01");
    assert_eq!(errors(&later).iter().filter(|line| line.contains("CT013")).count(), 0, "{}", later.stdout);
}
