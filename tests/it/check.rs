//! `kehoach check` as its users meet it: many plans, levels, waivers, formats, streams and exit codes.

use std::fs;
use std::path::Path;

use crate::support;
use crate::support::{Ended, kehoach, read};
use serde_json::Value;

const DAY: &str = "2026-01-15";

/// A directory of files.
fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn clean() -> String {
    read("tests/support/plan-without-mistakes.toml")
}

/// One target below its minimum.
fn below() -> String {
    let (find, put) = ("\"kh359-so-hoa\"\npromise = { value = 100", "\"kh359-so-hoa\"\npromise = { value = 90");
    assert!(clean().contains(find));
    clean().replace(find, put)
}

/// One target below a minimum of low confidence, which only warns.
fn doubtful() -> String {
    let find = "\"kh359-tap-huan\"\npromise = { value = 80";
    assert!(clean().contains(find));
    clean().replace(find, "\"kh359-tap-huan\"\npromise = { value = 79.5")
}

fn run(directory: &Path, arguments: &[&str]) -> Ended {
    let output = kehoach().current_dir(directory).args(["check", "--today", DAY]).args(arguments).output().unwrap();
    Ended::of(output)
}

/// What a check of a plan with a project file says, in the short format.
fn short(plan: &str, project: &str, day: &str) -> Ended {
    let directory = directory(&[("plan.toml", plan), ("kehoach.toml", project)]);
    let output = kehoach()
        .current_dir(directory.path())
        .args(["check", "plan.toml", "--format", "short", "--today", day])
        .output()
        .unwrap();
    Ended::of(output)
}

fn waiver(more: &str) -> String {
    format!(
        "[[waivers]]\ncode = \"CT001\"\nreason = \"Chưa đủ máy quét\"\napproval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"\n{more}indicator = \"kh359-so-hoa\"\nat_least = 90\nminimum = 100\n"
    )
}

#[test]
fn exit_codes_say_how_it_ended() {
    let directory = directory(&[
        ("sach/plan.toml", &clean()),
        ("thap/plan.toml", &below()),
        ("ngo/plan.toml", &doubtful()),
        ("rong/ghi-chu.txt", ""),
    ]);
    for (code, arguments) in [
        (0, &["sach"][..]),
        (1, &["thap"]),
        (0, &["ngo"]),
        (1, &["ngo", "--strict"]),
        (1, &["sach", "thap"]),
        (2, &["rong"]),
        (2, &["khong-co.toml"]),
        (2, &["thap", "khong-co.toml"]),
        (2, &["sach", "-A", "XX999"]),
        (2, &["sach", "-A", "CT001"]),
        (2, &["sach", "-W", "below-minimum"]),
        (2, &["sach", "-A", "DL010", "-D", "not-nfc"]),
        (2, &["sach", "--format", "pdf"]),
        (2, &[]),
    ] {
        let ended = run(directory.path(), arguments);
        assert_eq!(ended.code, code, "{arguments:?}: {}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.stderr.is_empty(), code != 2, "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn a_report_is_an_answer_and_goes_to_the_standard_output() {
    let directory = directory(&[("b/plan.toml", &below()), ("a/plan.toml", &clean())]);
    let ended = run(directory.path(), &["."]);
    assert_eq!(ended.stderr, "");
    assert!(!ended.stdout.contains('\u{1b}'), "no colours where no terminal is");
    insta::assert_snapshot!("human", ended.stdout);
    let english = run(directory.path(), &[".", "--lang", "en"]);
    insta::assert_snapshot!("human_en", english.stdout);
}

#[test]
fn what_cannot_be_read_stops_no_other_plan() {
    let directory = directory(&[("a/plan.toml", &below())]);
    let ended = run(directory.path(), &["khong-co.toml", "a", "--format", "short"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stdout.starts_with("a/plan.toml:"), "{}", ended.stdout);
    assert!(ended.stderr.starts_with("lỗi: không có tệp `khong-co.toml`"), "{}", ended.stderr);
    let nothing = run(directory.path(), &["khong-co.toml", "--format", "json"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (2, ""));
}

#[test]
fn plans_come_in_the_order_of_their_names_each_once() {
    let names: Vec<String> = (0..40).rev().map(|index| format!("x/{index:02}/plan.toml")).collect();
    let text = below();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let directory = directory(&files);
    let arguments = ["x/07", "./x/03/plan.toml", "x", "x/07/plan.toml", "--format", "short"];
    let first = run(directory.path(), &arguments);
    let shown: Vec<&str> = first.stdout.lines().map(|line| line.split(':').next().unwrap()).collect();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(shown, sorted);
    for threads in ["1", "4"] {
        let again = kehoach()
            .current_dir(directory.path())
            .env("RAYON_NUM_THREADS", threads)
            .args(["check", "--today", DAY])
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(again.stdout).unwrap(), first.stdout);
        let said = String::from_utf8(again.stderr).unwrap();
        assert!(
            said.starts_with("Dữ liệu đã dùng: ") && said.lines().count() == 1,
            "progress is for terminals: {said}"
        );
    }
}

#[test]
fn levels_of_the_command_line_count_before_those_of_the_project() {
    let loose = clean().replace("Nâng cấp hạ tầng", "Nâng ca\u{302}\u{301}p hạ tầng");
    let of = |project: &str, flags: &[&str]| {
        let directory = directory(&[("plan.toml", &loose), ("kehoach.toml", project)]);
        let ended = run(directory.path(), &[&["plan.toml", "--format", "json"], flags].concat());
        let json: Value = serde_json::from_str(&ended.stdout).unwrap();
        let levels = json["diagnostics"].as_array().unwrap().iter().filter(|one| one["code"] == "DL010");
        let levels: Vec<String> = levels.map(|one| one["level"].as_str().unwrap().to_owned()).collect();
        (ended.code, levels.join(" "))
    };
    assert_eq!(of("", &[]), (0, "warning".to_owned()));
    assert_eq!(of("", &["-A", "DL010"]), (0, String::new()));
    assert_eq!(of("", &["-D", "not-nfc"]), (1, "error".to_owned()));
    assert_eq!(of("[lints]\nDL010 = \"deny\"\n", &[]), (1, "error".to_owned()));
    assert_eq!(of("[lints]\nnot-nfc = \"deny\"\n", &["-W", "dl010"]), (0, "warning".to_owned()));
    assert_eq!(of("[lints]\nDL010 = \"allow\"\n", &["-D", "DL010"]), (1, "error".to_owned()));
    assert_eq!(of("[lints]\nDL010 = \"allow\"\n", &["--strict"]), (0, String::new()));
}

#[test]
fn a_duty_cannot_be_switched_off() {
    let directory = directory(&[("plan.toml", &below())]);
    let flag = run(directory.path(), &["plan.toml", "-A", "CT001"]);
    assert!(
        flag.stderr.starts_with("lỗi: `CT001` (below-minimum) là quy tắc bắt buộc, không tắt được"),
        "{}",
        flag.stderr
    );
    let file = short(&below(), "[lints]\nbelow-minimum = \"allow\"\nDL005 = \"warn\"\n", DAY);
    assert_eq!(file.code, 1);
    for line in ["kehoach.toml:2:1: lỗi[DL024]:", "kehoach.toml:3:1: lỗi[DL024]:", "lỗi[CT001]"] {
        assert!(file.stdout.contains(line), "{line}: {}", file.stdout);
    }
}

#[test]
fn project_files_are_found_upwards_and_none_loosens_another() {
    let deny = "[lints]\nDL010 = \"deny\"\n";
    let loose = clean().replace("Nâng cấp", "Nâng ca\u{302}\u{301}p");
    let directory = directory(&[
        ("kehoach.toml", deny),
        ("a/b/plan.toml", &loose),
        ("c/plan.toml", &loose),
        ("c/kehoach.toml", ""),
    ]);
    assert_eq!(run(directory.path(), &["a"]).code, 1);
    assert_eq!(run(directory.path(), &["c"]).code, 1, "the one above counts, too");
    fs::write(directory.path().join("c/kehoach.toml"), "[lints]\nDL010 = \"allow\"\n").unwrap();
    assert_eq!(run(directory.path(), &["c"]).code, 1);
    fs::write(directory.path().join("kehoach.toml"), "").unwrap();
    assert_eq!(run(directory.path(), &["c"]).code, 0);
    fs::write(directory.path().join("kehoach.toml"), deny).unwrap();
    assert_eq!(run(&directory.path().join("a/b"), &["plan.toml"]).code, 1);
    assert_eq!(run(&directory.path().join("c"), &["../a/b/plan.toml"]).code, 1);
}

#[test]
fn a_waiver_covers_its_finding_until_its_last_day() {
    let project = waiver("at = \"targets.so-hoa\"\nuntil = 2026-06-30\nowner = \"Phòng Văn hóa - Xã hội\"\n");
    let active = short(&below(), &project, "2026-05-31");
    assert_eq!((active.code, active.stdout.lines().count()), (0, 1), "{}", active.stdout);
    assert!(
        active.stdout.ends_with(
            "[đã miễn trừ đến hết ngày 30/06/2026: Chưa đủ máy quét (Công văn số 12/UBND-KSTT ngày 05/01/2026)]\n"
        ),
        "{}",
        active.stdout
    );
    for day in ["2026-06-01", "2026-06-30"] {
        let soon = short(&below(), &project, day);
        assert_eq!(soon.code, 0, "{}", soon.stdout);
        assert!(
            soon.stdout.starts_with("kehoach.toml:6:9: cảnh báo[CT009]: miễn trừ `CT001` của Phòng Văn hóa"),
            "{}",
            soon.stdout
        );
    }
    let expired = short(&below(), &project, "2026-07-01");
    assert_eq!(expired.code, 1);
    assert!(expired.stdout.contains("kehoach.toml:6:9: lỗi[CT009]:"), "{}", expired.stdout);
    assert!(expired.stdout.contains("lỗi[CT001]") && !expired.stdout.contains("đã miễn trừ đến"), "{}", expired.stdout);
}

#[test]
fn a_waiver_fires_only_where_its_finding_is() {
    let until = "until = 2026-12-31\n";
    // The whole list, the target and its part are the same place.
    for at in ["targets.so-hoa.promise.value", "targets.so-hoa", "targets"] {
        assert_eq!(short(&below(), &waiver(&format!("at = \"{at}\"\n{until}")), DAY).code, 0, "{at}");
    }
    for at in ["at = \"targets.lan\"\n", "at = \"targets.so\"\n"] {
        let ended = short(&below(), &waiver(&format!("{at}{until}")), DAY);
        assert_eq!(ended.code, 1, "{at}");
        assert!(ended.stdout.contains("cảnh báo[DL022]: miễn trừ không dùng đến"), "{}", ended.stdout);
    }
    // The indicator says where it is.
    assert_eq!(short(&below(), &waiver(until), DAY).code, 0);
    let project = waiver(&format!("at = \"targets.lan\"\n{until}"));
    let human = directory(&[("plan.toml", &below()), ("kehoach.toml", &project)]);
    let human = run(human.path(), &["plan.toml"]);
    assert!(human.stdout.contains("ghi như `at = \"targets.so-hoa\"`"), "{}", human.stdout);

    let unused = short(&clean(), &waiver(&format!("at = \"targets.so-hoa\"\n{until}")), DAY);
    assert_eq!((unused.code, unused.stdout.lines().count()), (0, 1), "{}", unused.stdout);
    assert!(unused.stdout.contains("DL022"), "{}", unused.stdout);
    let mut moved = below();
    let start = moved.find("[[targets]]\nid = \"so-hoa\"").unwrap();
    let end = start + 2 + moved[start + 2..].find("[[targets]]").unwrap();
    let target: String = moved.drain(start..end).collect();
    moved.insert_str(moved.find("[[targets]]").unwrap(), &target);
    assert_eq!(short(&moved, &waiver(&format!("at = \"targets.so-hoa\"\n{until}")), DAY).code, 0);
}

#[test]
fn a_waiver_is_for_one_plan() {
    let until = "at = \"targets.so-hoa\"\nuntil = 2026-12-31\n";
    let project = waiver(&format!("plan = \"a/plan.toml\"\n{until}"));
    let both = directory(&[("a/plan.toml", &below()), ("b/plan.toml", &below()), ("kehoach.toml", &project)]);
    let ended = run(both.path(), &[".", "--format", "short"]);
    assert_eq!(ended.code, 1);
    let waived: Vec<bool> = ended.stdout.lines().map(|line| line.contains("đã miễn trừ")).collect();
    assert_eq!(waived, [true, false], "{}", ended.stdout);
    assert_eq!(run(both.path(), &["a"]).code, 0);

    fs::write(both.path().join("kehoach.toml"), waiver(&format!("plan = \"c/plan.toml\"\n{until}"))).unwrap();
    let missing = run(both.path(), &["a", "--format", "short"]);
    assert!(
        missing.stdout.starts_with("kehoach.toml:5:8: cảnh báo[DL022]: miễn trừ ghi cho kế hoạch không có"),
        "{}",
        missing.stdout
    );
    fs::write(both.path().join("kehoach.toml"), waiver(until)).unwrap();
    let unnamed = run(both.path(), &["a", "--format", "short"]);
    assert!(unnamed.stdout.contains("lỗi[DL003]: thiếu khóa `plan`"), "{}", unnamed.stdout);
    assert_eq!(unnamed.code, 2);
}

#[test]
fn mistakes_of_a_project_file_are_told_with_their_places() {
    let mut rendered = String::new();
    for (code, project) in [
        (1, "[lints]\nCT1 = \"deny\"\nbelow-minimun = \"deny\"\n".to_owned()),
        (2, "[lints]\nDL010 = \"off\"\n[lint]\n".to_owned()),
        (2, "lints = 1\n".to_owned()),
        (2, "[lints\n".to_owned()),
        (2, waiver("").replace("approval", "aproval")),
        (2, waiver("until = 2026-02-30\n")),
        (2, waiver("until = 2026-12-31\n").replace("Chưa đủ máy quét", " ")),
        (1, waiver("until = 2026-12-31\n").replace("CT001", "DL005")),
        (1, waiver("until = 2026-12-31\n").replace("CT001", "CT999")),
        (2, waiver("plan = \"../x/plan.toml\"\nuntil = 2026-12-31\n")),
    ] {
        let directory = directory(&[("plan.toml", &clean()), ("kehoach.toml", &project)]);
        let ended = run(directory.path(), &["plan.toml"]);
        assert_eq!(ended.code, code, "{project}: {}", ended.stdout);
        rendered.push_str(&format!("{project}---\n{}\n", ended.stdout));
    }
    insta::assert_snapshot!(rendered);
}

#[test]
fn words_of_a_project_are_spelt_as_it_says() {
    let plan = clean().replacen("Nâng cấp", "Nâng cấp nghành pờmu", 1);
    let told = |project: &str| {
        let directory = directory(&[("plan.toml", &plan), ("kehoach.toml", project)]);
        let ended = run(directory.path(), &["plan.toml", "--format", "short"]);
        (ended.code, ended.stdout.matches("CV013").count())
    };
    assert_eq!(told("").1, 2);
    assert_eq!(told("[spelling]\nwords = [\"Pờmu\"]\n").1, 1);
    assert_eq!(told("[spelling]\nwords = [\"gỗ PỜMU\", \"nghành\"]\n").1, 0);
    for wrong in [
        "[spelling]\nword = [\"a\"]\n",
        "[spelling]\nwords = [\"!\"]\n",
        "[spelling]\nwords = [1]\n",
        "spelling = [\"a\"]\n",
    ] {
        assert_eq!(told(wrong).0, 2, "{wrong}");
    }
}

#[test]
fn waivers_in_the_plan_itself_are_sent_to_the_project_file() {
    let directory = directory(&[("plan.toml", &format!("{}\n{}", below(), waiver("until = 2026-12-31\n")))]);
    let ended = run(directory.path(), &["plan.toml"]);
    assert!(ended.stdout.contains("ghi [[waivers]] vào tệp kehoach.toml"), "{}", ended.stdout);
}

#[test]
fn the_caret_is_under_the_word_in_composed_and_in_loose_letters() {
    use unicode_normalization::UnicodeNormalization as _;
    for title in ["Tổ chức 👍 thực hiện", "Tổ chức thực hiện"] {
        for loose in [false, true] {
            let title: String = if loose { title.nfd().collect() } else { title.to_owned() };
            let plan =
                clean().replace("title = \"Tổ chức thực hiện\"", &format!("title = \"{title} {{{{ cite('la') }}}}\""));
            let directory = directory(&[("plan.toml", &plan)]);
            let out = run(directory.path(), &["plan.toml"]).stdout;
            let lines: Vec<&str> = out.lines().collect();
            // The loose letters of the title, and a picture, are findings of one letter.
            let is_call = |pair: &[&str]| pair[0].contains("cite('la')") && pair[1].matches('━').count() > 2;
            let at = lines.windows(2).position(is_call).unwrap_or_else(|| panic!("{out}"));
            let (source, underline) = (lines[at], lines[at + 1]);
            let wanted = &source[source.find("cite").unwrap()..source.find(" }}").unwrap()];
            let before = &source[..source.find(wanted).unwrap()];
            assert_eq!(columns(before), columns(&underline[..underline.find('━').unwrap()]), "{source}\n{underline}");
            assert_eq!(columns(wanted), underline.matches('━').count(), "{source}\n{underline}");
        }
    }
}

/// Columns on a terminal: loose marks take none, pictures two.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|letter| match letter {
            letter if unicode_normalization::char::is_combining_mark(letter) => 0,
            '\u{1f300}'..='\u{1faff}' => 2,
            _ => 1,
        })
        .sum()
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let directory = directory(&[("plan.toml", &below())]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .current_dir(directory.path())
        .args(["check", "plan.toml", "--today", DAY])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

/// Builds `plan.toml` of a directory as a Typst project.
fn build(directory: &Path, more: &[&str]) -> Ended {
    let output = kehoach()
        .current_dir(directory)
        .args(["build", "plan.toml", "--format", "typ", "-o", "out", "--today", DAY])
        .args(more)
        .output()
        .unwrap();
    Ended::of(output)
}

#[test]
fn a_draft_with_an_error_of_substance_is_not_built() {
    let directory = directory(&[("plan.toml", &below())]);
    let stopped = build(directory.path(), &[]);
    assert_eq!(stopped.code, 1);
    assert!(
        stopped.stderr.contains("lỗi[CT001]") && stopped.stderr.contains("chưa dựng văn bản"),
        "{}",
        stopped.stderr
    );
    assert!(!directory.path().join("out").exists());
    assert_eq!(build(directory.path(), &["--draft"]).code, 0);

    fs::write(directory.path().join("kehoach.toml"), waiver("at = \"targets.so-hoa\"\nuntil = 2026-12-31\n")).unwrap();
    let waived = build(directory.path(), &[]);
    assert_eq!(waived.code, 0, "{}", waived.stderr);
    assert!(waived.stderr.contains("lỗi đã miễn trừ[CT001]"), "{}", waived.stderr);
    assert_eq!(build(directory.path(), &["--today", "2027-01-01"]).code, 2, "--today is given twice");
    fs::write(directory.path().join("kehoach.toml"), waiver("at = \"targets.so-hoa\"\nuntil = 2026-01-14\n")).unwrap();
    let expired = build(directory.path(), &[]);
    assert_eq!(expired.code, 1);
    assert!(expired.stderr.contains("CT009") && expired.stderr.contains("lỗi[CT001]"), "{}", expired.stderr);
}

#[test]
fn a_plan_in_force_is_rebuilt_in_spite_of_its_substance_but_not_of_its_data() {
    let issued = below().replacen("schema = 1", "schema = 1\nstatus = \"issued\"", 1);
    let directory = directory(&[("plan.toml", &issued)]);
    let built = build(directory.path(), &[]);
    assert_eq!(built.code, 0);
    let (first, rest) = built.stderr.split_once('\n').unwrap();
    assert!(first.ends_with("cảnh báo về nội dung; xem: kehoach check plan.toml"), "{first}");
    assert_eq!(rest, "đã ghi out/main.typ\n");
    assert_eq!(run(directory.path(), &["plan.toml"]).code, 1, "check still reports them");

    fs::write(directory.path().join("plan.toml"), issued.replace("\"so-khcn\"", "\"so-khong-co\"")).unwrap();
    let broken = build(directory.path(), &[]);
    assert_eq!(broken.code, 1);
    assert!(broken.stderr.contains("lỗi[DL005]"), "{}", broken.stderr);
}

#[test]
fn the_document_does_not_depend_on_the_day_of_the_check() {
    let directory = directory(&[("plan.toml", &clean())]);
    let of = |day: &str| {
        let output = kehoach()
            .current_dir(directory.path())
            .args(["build", "plan.toml", "--format", "typ", "-o", day, "--today", day])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read = |name: &str| fs::read(directory.path().join(day).join(name)).unwrap();
        (read("plan.json"), read("main.typ"))
    };
    assert!(of("2026-01-15") == of("2026-02-28"));
}

#[test]
fn a_rule_that_breaks_down_is_an_error_and_not_silence() {
    use kehoach::internals::compose::PrintedNumbers;
    use kehoach::internals::diagnostic::{Findings, Level, RULE_NOT_EVALUATED, RuleMeta, UNKNOWN_CODE};
    use kehoach::internals::pipeline::{self, PlanFile};
    use kehoach::internals::rules::{self, Needs, Rule, Subject};

    let rule = Rule {
        meta: RuleMeta { code: "XX001", name: "breaks-down", ..UNKNOWN_CODE },
        needs: Needs::Text,
        check: |subject, findings| {
            findings.push(kehoach::internals::diagnostic::Diagnostic::new(
                &UNKNOWN_CODE,
                subject.plan().span,
                kehoach::internals::diagnostic::text("", ""),
            ));
            panic!("as if the rule had a fault");
        },
    };
    let plan = PlanFile::alone("plan.toml", clean().into_bytes());
    let found = pipeline::read(&plan, support::library(), |resolved, _| {
        let mut findings = Findings::new();
        rules::run_rule(
            &rule,
            &Subject::new(resolved, PrintedNumbers::default(), &support::library().lexicon, support::TODAY, true),
            &mut findings,
        );
        findings.sorted()
    });
    let found = found.output.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].meta, found[0].level), (&RULE_NOT_EVALUATED, Level::Error));
    assert!(found[0].message.to_string().contains("XX001"));
}
