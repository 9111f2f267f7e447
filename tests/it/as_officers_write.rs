//! What officers write: each case of tests/mistakes/as-officers-write.toml has one finding, with its exact words in both languages.

use kehoach::internals::diagnostic::{Diagnostic, Language, Level};
use kehoach::internals::pipeline::PlanFile;
use serde::Deserialize;

use crate::support::{Changed, checked_plan, kehoach, library, read};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(flatten)]
    changed: Changed,
    code: String,
    /// The message and the help in Vietnamese.
    vi: [String; 2],
    /// The same in English.
    en: [String; 2],
}

#[test]
fn every_input_is_answered_with_the_line_to_copy() {
    let base = read("tests/mistakes/base.toml");
    let cases: Cases = toml::from_str(&read("tests/mistakes/as-officers-write.toml")).unwrap();
    assert!(cases.case.len() > 80);
    for Case { changed, code, vi, en } in cases.case {
        let (id, plan) = (&changed.id, changed.plan(&base));
        let checked = checked_plan(library(), &plan);
        let found: Vec<Diagnostic> =
            checked.findings.sorted().into_iter().filter(|one| one.level != Level::Note).collect();
        assert_eq!(found.iter().map(|one| one.meta.code).collect::<Vec<_>>(), [code], "{id}");
        for (language, [message, help]) in [(Language::Vietnamese, vi), (Language::English, en)] {
            assert_eq!(found[0].message.get(language), message, "{id}");
            assert_eq!(found[0].help.as_ref().map_or("", |help| help.get(language)), help, "{id}");
        }
    }
}

/// Returns what the program says of arguments, in Vietnamese and in English, without what it wrote.
fn said(arguments: &[&str]) -> [String; 2] {
    ["vi", "en"].map(|language| {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join(".git")).unwrap();
        std::fs::write(directory.path().join("plan.pdf"), "%PDF-1.7").unwrap();
        std::fs::write(directory.path().join("plan.docx"), "PK").unwrap();
        let output =
            kehoach().current_dir(directory.path()).args(arguments).args(["--lang", language]).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    })
}

#[test]
fn arguments_are_understood_or_answered_with_the_line_to_copy() {
    let new = ["new", "n", "--baseline", "kh-359-2025"];
    let of = |rest: &[&'static str]| said(&[&new[..], rest].concat()).join("\n");
    let all: Vec<(&str, String)> = vec![
        ("a kind with a capital", of(&["--kind", "Xã", "--commune", "Kiến Thụy"])),
        ("a kind without quotes", of(&["--kind", "đặc", "khu", "--commune", "Cát Hải"])),
        ("no kind", of(&["--kind", "thị trấn", "--commune", "Kiến Thụy"])),
        ("a name without quotes", of(&["--commune", "Kiến", "Thụy", "--kind", "xã"])),
        ("a name with its kind", of(&["--commune", "xã Kiến Thụy", "--kind", "xã"])),
        ("a name with another kind", of(&["--commune", "phường Kiến Thụy", "--kind", "xã"])),
        ("a special zone", of(&["--commune", "Cát Hải", "--kind", "xã"])),
        ("a name without marks", of(&["--commune", "Kien Thuy", "--kind", "xã"])),
        ("a name of another province", of(&["--commune", "Mường Lống", "--kind", "xã"])),
        ("a PDF", said(&["build", "plan.pdf"]).join("\n")),
        ("a Word document", said(&["build", "plan.docx"]).join("\n")),
        ("a spreadsheet", said(&["check", "plan.xlsx"]).join("\n")),
        ("ids of nothing", said(&["ids", "xyzabc"]).join("\n")),
    ];
    let all: Vec<String> = all.into_iter().map(|(what, said)| format!("## {what}\n{said}")).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn ids_are_found_by_words_without_marks() {
    let found = |words: &[&str]| -> Vec<String> {
        let output = kehoach().arg("ids").args(words).args(["--format", "json"]).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["ids"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&["mttq"]), ["uy-ban-mttq"]);
    assert_eq!(found(&["agencies", "phong", "van", "hoa"]), ["phong-vhxh"]);
    assert_eq!(found(&["phong", "van", "hoa"])[0], "phong-vhxh");
    assert_eq!(found(&["cơ quan", "đảng ủy", "thường trực"]), ["tt-dang-uy"]);
    let agencies = found(&["agencies"]);
    assert!(
        agencies.len() > 30
            && !agencies.contains(&"so-tttt".to_owned())
            && !agencies.contains(&"phong-vhtt".to_owned())
    );
    assert!(found(&["sections", "ha", "tang", "so"]).contains(&"nhiem-vu.ha-tang-so".to_owned()));
    assert!(found(&["documents", "57-nq/tw"]).contains(&"nq-57-nq-tw-2024".to_owned()));
    assert!(found(&["indicators", "sao luu"]).contains(&"kh359-sao-luu-3-2-1".to_owned()));
}

/// What is left to decide is listed by `check`, and is no matter of the document.
#[test]
fn what_is_left_to_decide_is_listed() {
    let base = read("tests/mistakes/base.toml");
    let found = |plan: &str| -> Vec<usize> {
        let checked = checked_plan(library(), &PlanFile::alone("plan.toml", plan.as_bytes().to_vec()));
        let findings = checked.findings.sorted();
        let left: Vec<_> = findings.iter().filter(|one| one.meta.code == "DL037").collect();
        assert!(left.iter().all(|one| one.level == Level::Note));
        left.iter().map(|one| 1 + one.related.len()).collect()
    };
    assert_eq!(found(&base), Vec::<usize>::new());
    let two = base.replace("[signer]\n", "[signer] # TODO: người ký\n# TODO: chức vụ\n");
    assert_eq!(found(&two), [2]);
    let in_strings = base.replace("Các cơ quan tập trung", "Mục # TODO: các cơ quan tập trung");
    assert_eq!(found(&in_strings), Vec::<usize>::new());
}
