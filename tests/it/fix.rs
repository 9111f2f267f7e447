//! `--fix` fixes what is safe to fix, and nothing else.

use std::collections::BTreeMap;

use crate::forms::lines_of;
use crate::support::{cases, checked, composed, example, examples, kehoach, read};
use kehoach::internals::autofix::{Fixed, apply, fix};
use kehoach::internals::diagnostic::{Diagnostic, FixSafety};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn fixed(plan: &str) -> Fixed {
    fix(plan, |text| {
        let read = checked("plan.toml", text.as_bytes());
        (read.file, read.findings.sorted())
    })
}

fn base() -> String {
    read("tests/support/plan-without-mistakes.toml")
}

/// The base with other duties of the office.
fn with_duties(duties: &str) -> String {
    let old = r#"text = "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này.""#;
    let base = base();
    assert_eq!(base.matches(old).count(), 1);
    base.replace(old, &format!("text = '''\n{duties}\n'''"))
}

fn duties(plan: &str) -> &str {
    plan.split("agency = \"van-phong\"\ntext = '''\n").nth(1).unwrap().split("\n'''").next().unwrap()
}

#[test]
fn each_kind_is_mended() {
    for (wrong, right) in [
        ("Theo dõi,  đôn đốc nhiệm vụ", "Theo dõi, đôn đốc nhiệm vụ."),
        ("Theo dõi , đôn đốc.", "Theo dõi, đôn đốc."),
        ("Theo dõi,đôn đốc (cũ)và mới.", "Theo dõi, đôn đốc (cũ) và mới."),
        ("Theo dõi PhòngVăn hóa.", "Theo dõi Phòng Văn hóa."),
        ("Theo dõi đôn\u{a0}đốc, nhắc\u{200b} việc.", "Theo dõi đôn đốc, nhắc việc."),
        ("- Theo dõi;\n- Đôn đốc\n- Nhắc việc.\n- Báo cáo;", "- Theo dõi;\n- Đôn đốc;\n- Nhắc việc;\n- Báo cáo."),
        ("Theo dõi nhiệm vụ;.", "Theo dõi nhiệm vụ."),
        ("-Theo dõi nhiệm vụ.\n• Đôn đốc.", "- Theo dõi nhiệm vụ.\n- Đôn đốc."),
        ("Theo dõi việc số hoá, uỷ quyền, hòan thành.", "Theo dõi việc số hóa, ủy quyền, hoàn thành."),
        ("Triển kai, đuợc và KĨ NĂNG.", "Triển khai, được và KỸ NĂNG."),
        ("Cài đặt VneID và zalo.", "Cài đặt VNeID và Zalo."),
        ("Đạt >=95%, > 90%, ≥80% nhiệm vụ.", "Đạt ≥ 95%, > 90%, ≥ 80% nhiệm vụ."),
        ("Phát triển kinh tế–xã hội 2025– 2030.", "Phát triển kinh tế - xã hội 2025-2030."),
        ("Theo do\u{303}i nhiệm vụ.", "Theo dõi nhiệm vụ."),
    ] {
        let fixed = fixed(&with_duties(wrong));
        assert_eq!(duties(&fixed.text), right, "{wrong}");
        assert_eq!(fixed.text, with_duties(right), "only there");
        assert_eq!(fixed.left, 0, "{wrong}");
    }
}

#[test]
fn titles_bases_and_the_closing_mark_are_mended() {
    let wrong = base()
        .replace(r#"title = "Kinh phí thực hiện""#, r#"title = "Kinh phí thực hiện:""#)
        .replace(r#"document = "nq-57-nq-tw-2024""#, r#"text = '{{ cite("nq-57-nq-tw-2024") }}.'"#)
        .replace("thực hiện Kế hoạch này\"", "thực hiện Kế hoạch này./.\"");
    let right = base().replace(r#"document = "nq-57-nq-tw-2024""#, r#"text = '{{ cite("nq-57-nq-tw-2024") }}'"#);
    let fixed = fixed(&wrong);
    assert_eq!((fixed.text, fixed.locations), (right, 3));
}

#[test]
fn numbers_law_and_doubtful_places_are_left_to_people() {
    for wrong in [
        "Báo cáo trước ngày 5/08/2026.",
        "Báo cáo trước ngày 31/6/2026.",
        "Theo Nghị quyết số 57-NQ/TW, ngày 22/12/2024.",
        "- 4. Đảm bảo an toàn.",
        "Theo dõi các các nhiệm vụ.",
        "Theo dõi nhiệm vụ (của xã.",
        "Theo dõi trên phần mềm báo cáo của tỉnh.",
        "Theo dõi văn bản được Ký số.",
    ] {
        let plan = with_duties(wrong);
        let fixed = fixed(&plan);
        assert_eq!((fixed.text, fixed.locations), (plan, 0), "{wrong}");
        assert_eq!(fixed.left, 1, "{wrong}");
    }
}

#[test]
fn law_and_authorities_are_never_edited() {
    let plan = base()
        .replace(r#"document = "nq-57-nq-tw-2024""#, "text = 'Nghị quyết số 57-NQ/TW về chuyên đổi số  quốc gia'")
        .replace(r#"lead = "van-phong""#, r#"lead = "Phòng Văn hoá  xã""#);
    let fixed = fixed(&plan);
    assert_eq!((fixed.text == plan, fixed.locations), (true, 0));
    assert!(fixed.left >= 4, "{}", fixed.left);
}

#[test]
fn text_that_the_file_writes_with_escapes_is_mended_around_them() {
    let old = r#"text = "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này.""#;
    let plan = base().replace(old, r#"text = "Theo d\u00f5i , đôn đốc.""#);
    assert_eq!(fixed(&plan).text, plan.replace("i ,", "i,"));
}

#[test]
fn lines_may_end_as_they_do_on_windows() {
    let wrong = with_duties("- Theo dõi ,  đôn đốc;.\n- Báo cáo").replace('\n', "\r\n");
    let right = with_duties("- Theo dõi, đôn đốc.\n- Báo cáo.").replace('\n', "\r\n");
    assert_eq!(fixed(&wrong).text, right);
}

/// What a careless hand does to a plan.
const SLIPS: &[(&str, &str)] = &[
    (", ", ",  "),
    (", ", " , "),
    (", ", ","),
    ("hóa", "hoá"),
    ("ủy", "uỷ"),
    ("được", "đuợc"),
    ("triển khai", "triển kai"),
    ("kinh tế - xã hội", "kinh tế–xã hội"),
    (".\n", "\n"),
    (".\n", ";.\n"),
    (";\n", ".\n"),
    ("\n- ", "\n– "),
    ("≥ ", "≥"),
    ("VNeID", "Vneid"),
    (" (", "("),
    ("õ", "o\u{303}"),
];

fn only(text: &str, keep: impl Fn(char) -> bool) -> String {
    text.chars().filter(|letter| keep(*letter)).collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn only_the_form_of_words_changes(index in any::<prop::sample::Index>(), slips in prop::collection::vec((0..SLIPS.len(), any::<prop::sample::Index>()), 1..12)) {
        let names = examples();
        let mut plan = example(&names[index.index(names.len())]);
        for (slip, at) in slips {
            let (find, put) = SLIPS[slip];
            let locations: Vec<usize> = plan.match_indices(find).map(|(at, _)| at).collect();
            if !locations.is_empty() {
                let at = *at.get(&locations);
                plan.replace_range(at..at + find.len(), put);
            }
        }
        let once = fixed(&plan);
        prop_assert_eq!(only(&once.text, char::is_numeric), only(&plan, char::is_numeric), "a digit changed");
        prop_assert_eq!(once.text.lines().count(), plan.lines().count(), "a line came or went");
        let comments = |text: &str| -> Vec<String> {
            use unicode_normalization::UnicodeNormalization as _;
            text.lines().filter(|line| line.starts_with('#')).map(|line| line.nfc().collect()).collect()
        };
        prop_assert_eq!(comments(&once.text), comments(&plan), "a comment changed");
        let codes = |text: &str| -> Vec<&'static str> {
            composed("plan.toml", text.as_bytes()).findings.iter().map(|finding| finding.meta.code).filter(|code| code.starts_with("DL00")).collect()
        };
        prop_assert_eq!(codes(&once.text), codes(&plan), "the data changed");
        let twice = fixed(&once.text);
        prop_assert_eq!((twice.text, twice.locations), (once.text, 0), "mended again");
    }
}

/// Pieces of sentences: what rules mend, and signs, spaces and marks that mean something else next to it.
const PIECES: &[&str] = &[
    "Theo dõi ",
    "đôn đốc",
    "hồ sơ ",
    " ",
    "  ",
    "\u{a0}",
    "\t",
    "\\>",
    "\\<",
    "\\*",
    "\\_",
    "\\#",
    "\\- ",
    "\\\\",
    "&gt;",
    "&nbsp;",
    ">",
    ">=",
    "≥",
    "< ",
    "80%",
    "20 hồ sơ",
    ",",
    " ,",
    ";",
    ":",
    ".",
    "...",
    ";.",
    "(",
    ")",
    "“",
    "”",
    "\"",
    "**",
    "*",
    "`",
    "[a](b)",
    "kinh tế–xã hội",
    "kinh tế - xã hội",
    "2025– 2030",
    "2025-2030",
    "hoá",
    "uỷ quyền",
    "hòan thành",
    "đuợc",
    "triển kai",
    "KĨ NĂNG",
    "zalo",
    "VneID",
    "PhòngVăn hóa",
    "{{ commune.name }}",
    "{{ agency(\"van-phong\") }}",
    "\n- ",
    "\n-",
    "\n  + ",
    "\n• ",
    "\n1. ",
    "\n\n",
    "\n",
    "| a | b |",
    "\\\n",
    "n\u{303}",
    "\u{200b}",
    "\u{41c}",
];

/// What a document prints.
fn printed(plan: &str) -> String {
    lines_of(&composed("plan.toml", plan.as_bytes()).output.unwrap()).join("\n")
}

/// How often each sign but the spaces is in one text more than in another.
fn more(one: &str, other: &str) -> BTreeMap<char, i64> {
    let mut signs: BTreeMap<char, i64> = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        text.chars().filter(|sign| !sign.is_whitespace()).for_each(|sign| *signs.entry(sign).or_default() += by);
    };
    count(one, 1);
    count(other, -1);
    signs.retain(|_, count| *count > 0);
    signs
}

/// Makes the mends of one finding alone.
fn mended(plan: &str, finding: &Diagnostic) -> (String, String, String) {
    let (text, _) = apply(plan, finding.span.file, std::slice::from_ref(finding));
    let replacements = &finding.fix.as_ref().unwrap().replacements;
    let old = replacements.iter().map(|(span, _)| &plan[span.range()]).collect();
    let put = replacements.iter().map(|(_, put)| put.as_str()).collect();
    (text, old, put)
}

proptest! {
    // Each run tries the same texts: one that fails is found by whoever changes a rule, not by chance by somebody else.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(20_261_128), ..cases(96) })]

    #[test]
    fn each_mend_changes_only_its_place_and_its_finding_is_gone(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..12)) {
        let plan = with_duties(&format!("Nêu {} rồi.", pieces.concat()));
        let read = checked("plan.toml", plan.as_bytes());
        prop_assume!(read.output.is_some());
        let before = printed(&plan);
        let findings = read.findings.sorted();
        for finding in findings.iter().filter(|one| one.meta.fix == FixSafety::Safe && one.fix.is_some()) {
            let (text, old, put) = mended(&plan, finding);
            let code = finding.meta.code;
            prop_assert_ne!(&text, &plan, "{} mends nothing", code);
            let after = printed(&text);
            let (came, went) = (more(&after, &before), more(&before, &after));
            let (mut may_come, mut may_go) = (more(&put, ""), more(&old, ""));
            if code == "TT009" {
                // What follows a new item may be inside of it: its mark is that of an inner list.
                for mark in ['-', '+', '•'] {
                    may_come.insert(mark, i64::MAX);
                    may_go.insert(mark, i64::MAX);
                }
            }
            let within = |signs: &BTreeMap<char, i64>, may: &BTreeMap<char, i64>| {
                signs.iter().all(|(sign, count)| may.get(sign).is_some_and(|most| count <= most))
            };
            prop_assert!(within(&came, &may_come), "{} prints {:?} that it does not put: {:?}", code, came, text);
            prop_assert!(within(&went, &may_go), "{} loses {:?} that it does not replace: {:?}", code, went, text);
            let again = checked("plan.toml", text.as_bytes()).findings;
            let same = |other: &&Diagnostic| other.meta == finding.meta && other.span.start == finding.span.start && other.message == finding.message;
            prop_assert!(again.iter().find(same).is_none(), "{} is still there: {:?}", code, text);
        }
    }
}

#[test]
fn the_program_writes_the_file_and_says_what_it_did() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    let wrong = with_duties("Theo dõi , đôn đốc; các các việc.");
    std::fs::write(&path, format!("\u{feff}{wrong}")).unwrap();
    let run = kehoach().args(["check", "--today", "2026-01-15", "--fix"]).arg(&path).assert().code(0);
    let rendered = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(rendered.contains("đã sửa 1 chỗ; còn 1 chỗ phải tự sửa"), "{rendered}");
    let left = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(left.contains("CV005"), "{left}");
    let right = with_duties("Theo dõi, đôn đốc; các các việc.");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("\u{feff}{right}"));

    let run = kehoach().args(["check", "--today", "2026-01-15", "--fix"]).arg(&path).assert().code(0);
    let rendered = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(rendered.contains("không có chỗ nào sửa tự động được"), "{rendered}");
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    let wrong = with_duties("Theo dõi , đôn đốc.");
    std::fs::write(&path, &wrong).unwrap();
    let run = kehoach().args(["check", "--today", "2026-01-15", "--fix", "--dry-run"]).arg(&path).assert().code(0);
    let shown = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(shown.contains("\n-Theo dõi , đôn đốc.\n+Theo dõi, đôn đốc.\n"), "{shown}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), wrong);
    kehoach().args(["check", "--dry-run"]).arg(&path).assert().code(2);
}

#[test]
fn a_file_that_may_not_be_written_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    std::fs::write(&path, with_duties("Theo dõi , đôn đốc.")).unwrap();
    let mut closed = std::fs::metadata(&path).unwrap().permissions();
    closed.set_readonly(true);
    std::fs::set_permissions(&path, closed).unwrap();
    let run = kehoach().args(["check", "--fix"]).arg(&path).assert().code(2);
    let rendered = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(rendered.contains("không ghi được") && rendered.contains("chỉ cho đọc"), "{rendered}");
}

#[test]
fn the_csv_files_of_a_plan_are_mended_too() {
    let directory = tempfile::tempdir().unwrap();
    let plan = base()
        + "\n[[appendices]]\nid = \"kinh-phi\"\ntitle = \"Dự toán kinh phí\"\n\n[[appendices.tables]]\nid = \"du-toan\"\ncsv = \"bang.csv\"\n\
           columns = [{ id = \"ten\", title = \"Nội dung\" }, { id = \"so\", title = \"Số tiền\", type = \"number\" }]\n";
    std::fs::write(directory.path().join("plan.toml"), &plan).unwrap();
    let csv = directory.path().join("bang.csv");
    // A full-width semicolon would part the cell that it is in.
    let wrong = "\u{feff}ten;so\nMua \u{41c}áy;5\n\"Máy \"\"\u{410}I\"\"\";6\nMáy a\u{ff1b} b;7\nNa\u{306}m;8\n";
    std::fs::write(&csv, wrong).unwrap();
    let run = |dry: &[&str]| {
        kehoach().current_dir(directory.path()).args(["check", "--fix", "plan.toml"]).args(dry).output().unwrap()
    };
    run(&["--dry-run"]);
    assert_eq!(std::fs::read_to_string(&csv).unwrap(), wrong);
    let out = run(&[]);
    let right = "\u{feff}ten;so\nMua Máy;5\n\"Máy \"\"AI\"\"\";6\nMáy a\u{ff1b} b;7\nNăm;8\n";
    assert_eq!(std::fs::read_to_string(&csv).unwrap(), right);
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("bang.csv: đã sửa 2 chỗ, đưa toàn bộ chữ về dạng dựng sẵn (NFC); còn 1 chỗ"), "{said}");
}
