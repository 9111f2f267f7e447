//! The program as its users meet it: streams, files and exit codes.

use std::fs;
use std::path::Path;

use crate::support;
use crate::support::{choices, kehoach, smallest};

fn directory_with(plan: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("plan.toml"), plan).unwrap();
    directory
}

struct Ended {
    code: i32,
    stdout: Vec<u8>,
    stderr: String,
}

/// Runs the program in a directory; paths of the directory are taken out of what it says.
fn run(directory: &Path, arguments: &[&str]) -> Ended {
    let output = kehoach().current_dir(directory).args(arguments).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap().replace(directory.to_str().unwrap(), "DIRECTORY");
    Ended { code: output.status.code().unwrap(), stdout: output.stdout, stderr }
}

/// Every command, from the list in the help.
fn commands() -> Vec<String> {
    let help = kehoach().arg("--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let (_, list) = help.split_once("Lệnh:\n").unwrap();
    let list = list.lines().take_while(|line| !line.is_empty());
    list.filter_map(|line| Some(line.strip_prefix("  ")?.split(' ').next()?.to_owned()))
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn help_is_in_vietnamese_and_in_english() {
    let directory = directory_with("");
    assert_eq!(commands().len(), 17);
    for (language, ending) in [("vi", ""), ("en", "_en")] {
        for command in std::iter::once("all".to_owned()).chain(commands()) {
            let mut arguments = vec!["--help", "--lang", language];
            if command != "all" {
                arguments.insert(0, &command);
            }
            let ended = run(directory.path(), &arguments);
            assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
            insta::assert_snapshot!(format!("help_{command}{ending}"), String::from_utf8(ended.stdout).unwrap());
        }
    }
}

/// The words are in the code once more, in sentences: no sentence may leave one out, or keep one that is gone.
#[test]
fn help_names_every_word_that_an_option_takes() {
    for one in choices() {
        // `--proof` alone is `--proof=human`; a kind of commune is typed as it is written.
        let exception = match one.option.as_str() {
            "proof" => Some("json (--proof=json, "),
            "kind" if one.command.starts_with("pack") => Some("Loại: tỉnh (mặc định) hoặc thành phố"),
            "kind" => Some("Loại: xã, phường hoặc \"đặc khu\""),
            _ => None,
        };
        if let Some(said) = exception {
            assert!(one.help.contains(said), "{}", one.help);
            continue;
        }
        let mut outside = String::new();
        let mut depth = 0;
        for letter in one.help.chars() {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                letter if depth == 0 => outside.push(letter),
                _ => {}
            }
        }
        let said = outside.replace(" hoặc ", ",").replace(':', ",");
        let is_word = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let said: Vec<&str> = said.split(',').map(str::trim).filter(is_word).collect();
        assert_eq!(said, one.words, "{} --{}: {}", one.command, one.option, one.help);
    }
}

#[test]
fn wrong_arguments_are_told_and_end_with_2() {
    let directory = directory_with(&smallest());
    let mut rendered = String::new();
    for arguments in [
        &["build"][..],
        &["bild", "plan.toml"],
        &["build", "plan.toml", "--daft"],
        &["build", "plan.toml", "--format", "doc"],
        &["build", "plan.toml", "--font"],
        &["build", "plan.toml", "-o", "."],
        &["build", "plan.toml", "--format", "typ", "-o", "-"],
        &["build", "plan.toml", "--format", "typ", "-o", "plan.toml"],
        &["build", "plan.toml", "--font", "Phông Không Có"],
        &["build", "plan.toml", "--packs", "khong-co"],
        &["build", "khong-co.toml"],
        &["build", "a/plan.toml", "b/plan.toml", "-o", "ra.pdf"],
        &["build", "khong-co.toml", "--lang", "en"],
    ] {
        let ended = run(directory.path(), arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.stderr);
        assert_eq!(ended.stdout, b"", "{arguments:?}");
        rendered.push_str(&format!("$ kehoach {}\n{}\n", arguments.join(" "), ended.stderr));
    }
    insta::assert_snapshot!(rendered);
}

#[test]
fn a_project_is_written_whole() {
    let directory = directory_with(&smallest());
    let ended = run(directory.path(), &["build", "plan.toml", "--format", "typ", "-o", "out"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, "đã ghi out/main.typ\n"));
    let out = directory.path().join("out");
    for file in
        ["main.typ", "plan.json", "nd30/plan.typ", "fonts/LiberationSerif-Regular.ttf", "fonts/LICENSE", "README.md"]
    {
        assert!(out.join(file).is_file(), "{file}");
    }
    insta::assert_snapshot!("project_main", fs::read_to_string(out.join("main.typ")).unwrap());
    insta::assert_snapshot!("project_data", fs::read_to_string(out.join("plan.json")).unwrap());
}

/// The clerk gives number and date after the signature: an electronic document is left blank until then.
#[test]
fn what_is_printed_before_the_signature_is_said_when_the_document_is_built() {
    let whole = "date = \"2026-01-29\"\nnumber = 35";
    let said = |dated: &str, status: &str, arguments: &[&str]| {
        let plan = format!("{status}{}", smallest().replace("date = \"2026\"", dated));
        assert!(plan.contains(dated), "{plan}");
        let directory = directory_with(&plan);
        let ended =
            run(directory.path(), &[&["build", "plan.toml", "--format", "typ", "-o", "out"], arguments].concat());
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        ended.stderr.lines().find(|line| line.contains("DL039")).map(str::to_owned)
    };
    for (dated, what) in
        [(whole, "số, ngày, tháng in sẵn"), ("date = \"2026-01\"", "tháng in sẵn"), ("number = 35", "số in sẵn")]
    {
        let found = said(dated, "", &[]);
        assert!(found.as_ref().is_some_and(|found| found.contains(what)), "{dated}: {found:?}");
    }
    for (dated, status, arguments) in [
        (whole, "", &["--paper"][..]),
        (whole, "", &["--draft"]),
        (whole, "status = \"issued\"\n", &[]),
        ("date = \"2026\"", "", &[]),
        ("", "", &[]),
    ] {
        assert_eq!(said(dated, status, arguments), None, "{dated} {status} {arguments:?}");
    }
}

#[test]
fn a_plan_with_every_kind_of_prose_becomes_this_data() {
    let plan = support::read("tests/findings/passing/DL014-everything-allowed.toml");
    let directory = directory_with(&plan.replace("answers = [\"kh-359-2025\"]\n", ""));
    let ended = run(directory.path(), &["build", "plan.toml", "--format", "typ", "-o", "out"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    insta::assert_snapshot!("prose_data", fs::read_to_string(directory.path().join("out/plan.json")).unwrap());
}

#[test]
fn errors_end_with_1_and_write_nothing() {
    let directory = directory_with(&smallest().replace("kind = \"xã\"", "kind = \"xa\""));
    let ended = run(directory.path(), &["build", "plan.toml", "--format", "typ", "-o", "out"]);
    assert_eq!(ended.code, 1);
    insta::assert_snapshot!(ended.stderr);
    assert!(!directory.path().join("out").exists());
}

#[test]
fn a_directory_of_packs_takes_the_place_of_the_embedded_ones() {
    let directory =
        directory_with(&smallest().replace("answers = [\"kh-359-2025\"]\n", "").replace("so-khcn", "so-cua-toi"));
    let city = directory.path().join("packs/tinh-khac");
    fs::create_dir_all(&city).unwrap();
    fs::write(city.join("city.toml"), "name = \"Tỉnh Khác\"\nkind = \"tỉnh\"\n").unwrap();
    fs::write(
        city.join("agencies.toml"),
        "[[agencies]]\nid = \"so-cua-toi\"\nname = \"Sở của tôi\"\nkind = \"superior\"\n\
         [[agencies]]\nid = \"phong-vhxh\"\nname = \"Phòng Văn hóa - Xã hội\"\nsymbol = \"VHXH\"\nkind = \"executive\"\n",
    )
    .unwrap();
    let ended = run(directory.path(), &["build", "plan.toml", "--packs", "packs", "--format", "typ", "-o", "out"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(fs::read_to_string(directory.path().join("out/plan.json")).unwrap().contains("Sở\u{a0}của\u{a0}tôi;"));

    let ended = run(directory.path(), &["build", "plan.toml", "--format", "typ", "-o", "out2"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("không có cơ quan nào mã `so-cua-toi`"), "{}", ended.stderr);

    fs::write(city.join("agencies.toml"), "[[agencies]]\nid = \"x\"\nnam = \"y\"\n").unwrap();
    let ended = run(directory.path(), &["build", "plan.toml", "--packs", "packs", "--format", "typ", "-o", "out3"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("packs/tinh-khac/agencies.toml:3:1"), "{}", ended.stderr);
}

#[test]
fn baselines_are_listed_and_shown_with_their_provenance() {
    let directory = directory_with("");
    for (name, arguments) in [
        ("baseline_list", &["baseline"][..]),
        ("baseline_list_json", &["baseline", "--format", "json"]),
        ("baseline_table", &["baseline", "kh-215-2025"]),
        ("baseline_table_en", &["baseline", "kh-215-2025", "--lang", "en"]),
        ("baseline_json", &["baseline", "kh-215-2025", "--format", "json"]),
    ] {
        let ended = run(directory.path(), arguments);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{name}");
        insta::assert_snapshot!(name, String::from_utf8(ended.stdout).unwrap());
    }
    let unknown = run(directory.path(), &["baseline", "kh-216-2025"]);
    assert_eq!(
        (unknown.code, unknown.stderr.as_str()),
        (
            2,
            "lỗi: không có kế hoạch của thành phố nào mã `kh-216-2025`\n  cách sửa: có phải định viết `kh-215-2025`?\n"
        )
    );
}

#[test]
fn a_plan_is_put_beside_its_baseline() {
    let plan = support::example("binh-giang-2026").replace(
        "promise = { op = \">=\", value = 95, unit = \"%\", by = \"2026\" }",
        "promise = { op = \">=\", value = 70.5, unit = \"%\", by = \"2026\" }",
    );
    let directory = directory_with(&plan);
    let table = run(directory.path(), &["baseline", "kh-359-2025", "--plan", "plan.toml"]);
    assert_eq!((table.code, table.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("baseline_beside_plan", String::from_utf8(table.stdout).unwrap());
    let json = run(directory.path(), &["baseline", "kh-359-2025", "--plan", "plan.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let verdicts: Vec<(&str, &str)> = json["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), row["plan"]["verdict"].as_str().unwrap()))
        .filter(|(_, verdict)| !["met", "above"].contains(verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("kh359-lan", "below"),
            ("kh359-nen-tang-theo-doi", "not-comparable"),
            ("kh359-ho-so-truc-tuyen", "below"),
            ("kh359-httt-attt", "optional"),
            ("kh359-khoi-phuc", "optional"),
            ("kh359-sao-luu-3-2-1", "optional"),
        ]
    );
    assert_eq!(json["indicators"][0]["plan"]["shortfall"], 24.5);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let directory = directory_with("schema = ");
    let plain = run(directory.path(), &["build", "plan.toml"]);
    assert!(!plain.stderr.contains('\u{1b}'));
    let colored = run(directory.path(), &["build", "plan.toml", "--color", "always"]);
    assert!(colored.stderr.contains('\u{1b}'));
    let never =
        kehoach().current_dir(directory.path()).env("NO_COLOR", "1").args(["build", "plan.toml"]).output().unwrap();
    assert!(!String::from_utf8(never.stderr).unwrap().contains('\u{1b}'));
}

#[test]
fn a_program_that_is_not_typst_is_refused() {
    let directory = directory_with(&smallest());
    let missing = run(directory.path(), &["build", "plan.toml", "--engine", "typst", "--typst", "./khong-co"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.stderr.starts_with("lỗi: không chạy được chương trình typst tại `./khong-co`"),
        "{}",
        missing.stderr
    );
    let other = env!("CARGO_BIN_EXE_kehoach");
    let wrong = run(directory.path(), &["build", "plan.toml", "--engine", "typst", "--typst", other]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("là bản `kehoach 0.1.0`, cần bản 0.15.1"), "{}", wrong.stderr);
}

/// Returns the fenced blocks of a language in a page, without their indentation.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let page = support::read(page);
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for line in page.lines() {
        let indent = line.len() - line.trim_start().len();
        match &mut open {
            Some(_) if line.trim() == "```" => blocks.extend(open.take().map(|(_, block)| block)),
            Some((indent, block)) => {
                block.push_str(line.get(*indent..).unwrap_or(line.trim()));
                block.push('\n');
            }
            None if line.trim() == format!("```{language}") => open = Some((indent, String::new())),
            None => {}
        }
    }
    blocks
}

#[test]
fn the_readme_and_the_tour_show_what_is_there() {
    let readme = support::read("README.md");
    for command in ["cargo run --release -- build examples/binh-giang-2026/plan.toml", "cargo test"] {
        assert_eq!(readme.matches(&format!("\n    {command}\n")).count(), 2, "{command}");
    }
    let example = support::example("binh-giang-2026");
    let (tour, english) = ("docs/lam-quen.md", "docs/command-line.md");
    let snippets = blocks(tour, "toml");
    let target = snippets.iter().find(|block| block.contains("mang-lan")).unwrap();
    assert!(example.contains(target.as_str()), "{target}");
    assert!(snippets.contains(&smallest()));
    // The line before the change and the line after it.
    let changed = blocks(english, "toml");
    assert_eq!(changed.len(), 2);
    assert!(target.ends_with(&changed[0]) && snippets.contains(&changed[1]), "{changed:?}");

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("examples/binh-giang-2026");
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("plan.toml"), example.replacen("value = 95,", "value = 98%,", 1)).unwrap();
    let messages = [blocks(tour, "text"), blocks(english, "text")].concat();
    let [vietnamese, check, english] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    let found = run(&support::root(), &["check", "examples/ha-dong-2025/plan.toml", "--today", "2026-01-15"]).stdout;
    let found = String::from_utf8(found).unwrap();
    assert!(found.contains(check.trim_end()), "{check}\n{found}");
    for (language, block) in [("vi", vietnamese), ("en", english)] {
        let said = run(directory.path(), &["build", "examples/binh-giang-2026/plan.toml", "--lang", language]).stderr;
        assert!(said.starts_with(block), "{block}\n{said}");
    }
}

#[cfg(feature = "embedded")]
mod embedded {
    use super::*;

    #[test]
    fn the_pdf_goes_beside_the_plan_or_where_it_is_told() {
        let directory = directory_with(&smallest());
        let beside = run(directory.path(), &["build", "plan.toml"]);
        assert_eq!((beside.code, beside.stderr.as_str()), (0, "đã ghi plan.pdf, plan.ky.json\n"));
        let named = run(directory.path(), &["build", "plan.toml", "-o", "khac.pdf", "--lang", "en"]);
        assert_eq!((named.code, named.stderr.as_str()), (0, "wrote khac.pdf, khac.ky.json\n"));
        let piped = run(directory.path(), &["build", "plan.toml", "-o", "-"]);
        assert_eq!((piped.code, piped.stderr.as_str()), (0, ""));
        assert!(piped.stdout.starts_with(b"%PDF-1.7"));
        assert!(piped.stdout == fs::read(directory.path().join("plan.pdf")).unwrap());
        assert!(piped.stdout == fs::read(directory.path().join("khac.pdf")).unwrap());
    }

    #[test]
    fn a_failed_build_leaves_the_old_file_whole() {
        let directory = directory_with(&smallest());
        assert_eq!(run(directory.path(), &["build", "plan.toml"]).code, 0);
        let old = fs::read(directory.path().join("plan.pdf")).unwrap();
        let plans = [smallest().replace("schema = 1", "schema ="), smallest().replace("trực tuyến", "trực tuyến 漢")];
        for plan in plans {
            fs::write(directory.path().join("plan.toml"), plan).unwrap();
            assert_eq!(run(directory.path(), &["build", "plan.toml"]).code, 1);
            assert!(fs::read(directory.path().join("plan.pdf")).unwrap() == old);
        }
        let names: Vec<_> = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 3, "nothing else is left behind: {names:?}");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told() {
        let directory = directory_with(&smallest());
        let ended = run(directory.path(), &["build", "plan.toml", "-o", "khong/co/x.pdf"]);
        assert_eq!(ended.code, 2);
        assert!(ended.stderr.starts_with("lỗi: không ghi được `khong/co/x.pdf`"), "{}", ended.stderr);
        assert!(ended.stderr.contains("cách sửa: thư mục ấy chưa có"), "{}", ended.stderr);
    }

    #[test]
    fn a_draft_is_built_in_spite_of_errors() {
        let directory = directory_with(&smallest().replace("[\"so-khcn\"]", "[\"so-khong-co\"]"));
        assert_eq!(run(directory.path(), &["build", "plan.toml"]).code, 1);
        assert!(!directory.path().join("plan.pdf").exists());
        let draft = run(directory.path(), &["build", "plan.toml", "--draft"]);
        assert_eq!(draft.code, 0, "{}", draft.stderr);
        assert!(
            draft.stderr.contains("lỗi[DL005]") && draft.stderr.ends_with("đã ghi plan.du-thao.pdf\n"),
            "{}",
            draft.stderr
        );
        assert!(directory.path().join("plan.du-thao.pdf").is_file() && !directory.path().join("plan.pdf").exists());
    }

    #[test]
    fn a_plan_that_cannot_be_read_gives_no_draft_and_no_advice_to_try_one() {
        let directory = directory_with("schema =");
        for arguments in [&["build", "plan.toml"][..], &["build", "plan.toml", "--draft"]] {
            let ended = run(directory.path(), arguments);
            assert_eq!(ended.code, 1);
            assert!(ended.stderr.ends_with("1 lỗi, 0 cảnh báo\nchưa dựng văn bản vì còn lỗi\n"), "{}", ended.stderr);
        }
    }

    #[test]
    fn a_reader_that_stops_early_is_no_fault() {
        let directory = directory_with(&smallest());
        let program = env!("CARGO_BIN_EXE_kehoach");
        let mut child = std::process::Command::new(program)
            .current_dir(directory.path())
            .args(["build", "plan.toml", "-o", "-"])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    }

    #[test]
    fn the_directory_locale_and_time_zone_do_not_matter() {
        let (one, two) = (directory_with(&smallest()), directory_with(&smallest()));
        kehoach()
            .current_dir(one.path())
            .args(["build", "plan.toml"])
            .env("TZ", "UTC")
            .env("LC_ALL", "C")
            .assert()
            .success();
        kehoach()
            .current_dir(two.path())
            .args(["build", "plan.toml"])
            .env("TZ", "Asia/Ho_Chi_Minh")
            .env("LC_ALL", "vi_VN.UTF-8")
            .assert()
            .success();
        for name in ["plan.pdf", "plan.ky.json"] {
            assert!(fs::read(one.path().join(name)).unwrap() == fs::read(two.path().join(name)).unwrap(), "{name}");
        }
    }
}
