//! Plans that try to break out: each ends in a finding, or in a document in which their text is as it was typed. The
//! large ones, with limits of time and memory, are in `.ci/hostile.py`.

use std::fs;

use crate::support::{all_words_of, checked, composed, kehoach, library, rendered, settings, smallest};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::limits;
use kehoach::internals::pipeline::{Composed, check_glyphs, project};

fn plan(prose: &str) -> Composed {
    let plan = format!("{}\n[[sections]]\nid = \"x\"\ntitle = \"X\"\ntext = '''{prose}'''\n", smallest());
    let mut composed = checked("plan.toml", plan.as_bytes());
    check_glyphs(&mut composed, library(), &settings(false).fonts);
    composed
}

/// The errors, as «code column message».
fn errors(prose: &str) -> Vec<String> {
    let composed = plan(prose);
    let errors = composed
        .findings
        .clone()
        .sorted()
        .into_iter()
        .filter(|one| one.meta.family() == "DL" && one.meta.code != "DL010");
    errors
        .map(|one| {
            let column = composed.sources.place(one.span).column;
            format!("{} {column} {}", one.meta.code, one.message.get(Language::Vietnamese))
        })
        .collect()
}

#[test]
fn what_takes_all_time_or_memory_is_refused_at_its_place() {
    for (prose, error) in [
        ("{% for a in [1] %}{% endfor %}", "DL008 14 kế hoạch không dùng được câu lệnh `for`"),
        ("{% set a = 1 %}", "DL008 14 kế hoạch không dùng được câu lệnh `set`"),
        ("a {{ commune.name | replace(from=\"a\", to=\"b\") }}", "DL008 31 kế hoạch không dùng được bộ lọc `replace`"),
        ("{{ range(end=9) }}", "DL008 14 kế hoạch không dùng được hàm `range`"),
        ("{% include \"/etc/passwd\" %}", "DL008 23 kế hoạch không gọi được tệp khác"),
    ] {
        assert_eq!(errors(prose), [error], "{prose}");
    }
    let long = format!("{{% if true %}}{}{{% endif %}}", "a".repeat(limits::EXPRESSIONS));
    assert_eq!(errors(&long), ["DL008 11 đoạn có biểu thức dài hơn 64 KB"]);
}

#[test]
fn a_word_without_end_is_refused_and_an_address_is_not() {
    let word = |length: usize| "ộ".repeat(length);
    assert_eq!(errors(&format!("a {} b", word(limits::WORD))), [""; 0]);
    let error = "DL013 13 một chữ dài hơn 2000 ký tự, không có dấu cách nào";
    assert_eq!(errors(&format!("a {} b", word(limits::WORD + 1))), [error]);
}

#[test]
fn a_letter_with_marks_without_end_is_refused() {
    let letter = |marks: usize| "a".to_owned() + &"\u{323}".repeat(marks);
    let error = "DL013 13 một chữ cái mang hơn 16 dấu hoặc ký tự ẩn";
    let crowded = |marks: usize| errors(&format!("a {} b", letter(marks))).contains(&error.to_owned());
    assert!(crowded(limits::MARKS + 2) && !crowded(limits::MARKS));
    // Composed, the first mark is part of the letter.
    assert!(!crowded(limits::MARKS + 1));
}

#[test]
fn layers_are_counted_and_no_word_is_lost() {
    let deep = format!("{}x{}", "*a **b ".repeat(40), "** *".repeat(40).trim_end());
    let nested = format!("{}cuối cùng", "> ".repeat(5_000));
    assert!(errors(&nested).iter().any(|one| one.ends_with("hơn 32 lớp lồng nhau")), "{:?}", errors(&nested));
    for (prose, word) in [(deep.as_str(), "x"), (&nested, "cuối cùng")] {
        let composed = plan(prose);
        let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
        assert!(all_words_of(&output.files["plan.json"]).contains(word));
    }
}

#[test]
fn footnotes_cannot_double_one_another() {
    let mut prose = "a[^30]\n\n[^0]: x\n\n".to_owned();
    for note in 1..=30 {
        prose.push_str(&format!("[^{note}]: [^{0}] [^{0}]\n\n", note - 1));
    }
    assert!(errors(&prose).iter().any(|one| one.ends_with("văn bản hành chính không có chú thích trong chú thích")));
    let composed = plan(&prose);
    let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    assert!(output.files["plan.json"].len() < 100_000);
}

#[test]
fn a_footnote_stands_once_and_its_number_wherever_it_is_referred_to() {
    let composed = plan("Một[^a], hai[^b], ba[^a].\n\n[^a]: Chú thích thứ nhất.\n\n[^b]: Chú thích thứ hai.\n");
    let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    let json = String::from_utf8_lossy(&output.files["plan.json"]).into_owned();
    assert_eq!(json.matches("Chú thích thứ nhất.").count(), 1);
    assert_eq!(json.matches("\"chu-thich-1\"").count(), 2);
    assert_eq!(json.matches("\"chu-thich-2\"").count(), 1);
}

#[test]
fn code_of_typst_is_words() {
    let code = r#"#read("/etc/passwd") #import "@preview/a:1.0.0" $x$ \<a> @b"#;
    assert_eq!(errors(code), [""; 0]);
    let composed = plan(code);
    let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.files["plan.json"]).unwrap();
    for part in ["#read(\"/", "etc/passwd", "\") #import \"@preview/a:1.0.0\" $x$ "] {
        let escaped = serde_json::to_string(part).unwrap();
        assert!(json.to_string().contains(&escaped[1..escaped.len() - 1]), "{part}: {json}");
    }
}

#[test]
fn letters_that_cannot_be_printed_are_told_where_they_are_typed() {
    for (prose, wanted) in [
        ("a 漢 b", &["DL017 13 phông chữ không có ký tự `漢` (U+6F22)"][..]),
        ("👍", &["DL017 11 phông chữ không có ký tự `👍` (U+1F44D)"]),
        ("\u{e000}", &["DL017 11 phông chữ không có ký tự riêng của một phông khác U+E000"]),
        ("a\u{202e}b", &["DL017 12 ký tự ẩn đổi chiều chữ U+202E không được có trong văn bản"]),
        (
            "❤\u{fe0f}",
            &["DL017 11 phông chữ không có ký tự `❤` (U+2764)", "DL017 12 ký tự ẩn U+FE0F không được có trong văn bản"],
        ),
        ("e\u{302}\u{301} ộ ≥ …", &[]),
    ] {
        assert_eq!(errors(prose), wanted, "{prose}");
    }
}

#[test]
fn a_letter_in_a_comment_is_not_meant_and_one_written_by_its_code_is() {
    let plan = format!("# 漢\n{}", smallest().replace("xã Bình Giang năm", "xã Bình Giang \\u6f22 năm"));
    let mut composed = checked("plan.toml", plan.as_bytes());
    check_glyphs(&mut composed, library(), &settings(false).fonts);
    let found = composed.findings.clone().sorted();
    let letter = found.iter().find(|one| one.meta.code == "DL017").unwrap();
    let file = composed.sources.file(letter.span.file);
    assert_eq!(&file.text()[letter.span.range()], "\\u6f22");
}

#[test]
fn messages_name_what_would_command_a_terminal() {
    let plan = format!("\"\\u001b[31m\\u202e\" = 1\n{}", smallest());
    let composed = checked("plan.toml", plan.as_bytes());
    let rendered = rendered(&composed.findings.clone().sorted(), &composed.sources, Language::Vietnamese);
    assert!(rendered.contains("⟨U+001B⟩[31m⟨U+202E⟩"), "{rendered}");
    assert!(!rendered.contains('\u{1b}') && !rendered.contains('\u{202e}'));
}

/// What a command says of a directory: its code, and both streams.
fn said(directory: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = kehoach().current_dir(directory).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code(), said)
}

fn tables(count: usize) -> String {
    let table = |at| {
        format!(
            "[[appendices.tables]]\nid = \"t{at}\"\ncsv = \"a.csv\"\ncolumns = [{{ id = \"ten\", title = \"Tên\" }}]\n"
        )
    };
    let tables: String = (0..count).map(table).collect();
    format!("{}\n[[appendices]]\nid = \"a\"\ntitle = \"A\"\n{tables}", smallest())
}

#[test]
fn the_tables_of_a_plan_have_room_together() {
    let directory = tempfile::tempdir().unwrap();
    let check = |plan: &str, csv: &str| {
        fs::write(directory.path().join("plan.toml"), plan).unwrap();
        fs::write(directory.path().join("a.csv"), csv).unwrap();
        let (_, said) = said(directory.path(), &["check", "plan.toml", "--format", "short"]);
        said.lines().filter(|line| line.contains("DL012")).map(str::to_owned).collect::<Vec<_>>()
    };
    let rows = |count: usize| "ten\n".to_owned() + &"a\n".repeat(count);
    assert_eq!(check(&tables(5), &rows(limits::ROWS / 5)), [""; 0]);
    let found = check(&tables(12), &rows(limits::ROWS / 10));
    assert!(found.len() == 1 && found[0].starts_with("a.csv:1:1: ") && found[0].contains("50000 dòng"), "{found:?}");
    let found = check(&tables(20), &("ten\n".to_owned() + &"a".repeat(limits::CSV / 15)));
    assert!(found.len() == 1 && found[0].starts_with("plan.toml:") && found[0].contains("16 MB"), "{found:?}");
    let own =
        tables(1).replace("csv = \"a.csv\"", &format!("rows = [{}]", "{ ten = \"x\" }, ".repeat(limits::ROWS + 1)));
    let found = check(&own, "ten\n");
    assert!(found.len() == 1 && found[0].starts_with("plan.toml:"), "{found:?}");
}

#[test]
fn more_measures_than_can_be_compared_are_refused() {
    let target = |at| {
        format!(
            "[[targets]]\nid = \"t{at}\"\ntext = \"Chỉ tiêu {at} đạt {{promise}}\"\npromise = {{ value = 50, unit = \"%\" }}\n"
        )
    };
    let plan = |count| smallest() + "\n" + &(0..count).map(target).collect::<String>();
    let found = |count| {
        // Read, and not checked: that takes the square.
        let composed = composed("plan.toml", plan(count).as_bytes());
        let findings = composed.findings.sorted();
        findings
            .into_iter()
            .filter(|one| one.meta.code == "DL012")
            .map(|one| composed.sources.place(one.span))
            .collect::<Vec<_>>()
    };
    // The smallest plan has one itself.
    let last = plan(limits::MEASURES).lines().count();
    assert!(found(200).is_empty());
    assert_eq!(found(limits::MEASURES).iter().map(|place| place.line).collect::<Vec<_>>(), [last - 2]);
}

/// Names of directories that are commands where they are shown: of a terminal, of GitHub, of Markdown, of HTML, of XML.
#[cfg(unix)]
const NAMES: [&str; 9] = [
    "\u{1b}[31m",
    "\u{202e}a\u{2066}",
    "a\n::error file=x::y",
    "::error::y",
    "<script>",
    "a|b`c",
    "@all https:x www.a.vn",
    "a\u{7}\u{9b}b",
    "\u{fffe}",
];

#[cfg(unix)]
#[test]
fn names_are_no_commands_where_they_are_shown() {
    let directory = tempfile::tempdir().unwrap();
    for name in NAMES {
        let place = directory.path().join(name);
        fs::create_dir_all(&place).unwrap();
        let plan = tables(1).replace("a.csv", "b.csv").replace("subject", "subjekt") + "\n[[khoa-la]]\n\n\n";
        fs::write(place.join("plan.toml"), plan).unwrap();
        fs::write(place.join("b.csv"), "ten;ten\u{1b}\u{202e}\na\u{ff0c}\u{2067}\n").unwrap();
        std::os::unix::fs::symlink("/", place.join("plan.toml.txt")).unwrap();
    }
    let mut runs: Vec<Vec<&str>> =
        ["human", "short", "json", "jsonl", "sarif", "github", "junit", "markdown", "gitlab"]
            .into_iter()
            .map(|format| vec!["check", ".", "--format", format])
            .collect();
    runs.extend([
        vec!["fmt", "--check", "."],
        vec!["check", "--fix", "--dry-run", "."],
        vec!["diff", ".", "../khong-co"],
        vec!["diff", ".", "."],
        vec!["check", "--packs", "."],
        vec!["baseline", "--packs", "."],
        vec!["doctor", "--packs", "."],
        vec!["build", NAMES[0]],
        vec!["build", NAMES[2]],
        vec!["check", NAMES[3]],
        vec!["verify", NAMES[2]],
        vec!["show", NAMES[1]],
        vec!["new", NAMES[2], "--baseline", "kh-359-2025", "--commune", "X", "--kind", "xã"],
    ]);
    for arguments in runs {
        let (code, said) = said(directory.path(), &arguments);
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {said}");
        let hidden: Vec<char> =
            said.chars().filter(|sign| *sign != '\n' && kehoach::internals::shown::is_hidden(*sign)).collect();
        assert!(hidden.is_empty(), "{arguments:?} shows {hidden:?}: {said}");
        let commands = arguments.contains(&"github");
        assert!(commands || !said.lines().any(|line| line.trim_start().starts_with("::")), "{arguments:?}: {said}");
        if arguments.contains(&"junit") {
            let xml = said.split_inclusive("</testsuites>").next().unwrap();
            roxmltree::Document::parse(xml).unwrap();
        }
        if arguments.contains(&"markdown") {
            // What else is said goes to the terminal.
            let comment: String = said.lines().filter(|line| line.starts_with(['|', '-', '#', '<'])).collect();
            for sign in ["<script>", "@all", "www.a"] {
                assert!(!comment.contains(sign), "{sign}: {comment}");
            }
        }
    }
}
