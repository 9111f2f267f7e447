//! Plans that try to break out: each ends in a finding, or in a document in which their text is as it was typed. The
//! large ones, with limits of time and memory, are in `.ci/hostile.py`.

use crate::support::{checked, library, rendered, settings, smallest};
use kehoach::internals::diagnostic::Language;
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
    let long = format!("{{% if true %}}{}{{% endif %}}", "a".repeat(kehoach::internals::limits::EXPRESSIONS));
    assert_eq!(errors(&long), ["DL008 11 đoạn có biểu thức dài hơn 64 KB"]);
}

#[test]
fn a_word_without_end_is_refused_and_an_address_is_not() {
    let word = |length: usize| "ộ".repeat(length);
    assert_eq!(errors(&format!("a {} b", word(kehoach::internals::limits::WORD))), [""; 0]);
    let error = "DL013 13 một chữ dài hơn 2000 ký tự, không có dấu cách nào";
    assert_eq!(errors(&format!("a {} b", word(kehoach::internals::limits::WORD + 1))), [error]);
}

#[test]
fn layers_are_counted_and_no_word_is_lost() {
    let deep = format!("{}x{}", "*a **b ".repeat(40), "** *".repeat(40).trim_end());
    let nested = format!("{}cuối cùng", "> ".repeat(5_000));
    assert!(errors(&nested).iter().any(|one| one.ends_with("hơn 32 lớp lồng nhau")), "{:?}", errors(&nested));
    for (prose, word) in [(deep.as_str(), "x"), (&nested, "cuối cùng")] {
        let composed = plan(prose);
        let output = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
        assert!(String::from_utf8_lossy(&output.files["plan.json"]).contains(word));
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
    assert!(json.to_string().contains(&serde_json::to_string(code).unwrap()[1..20]), "{json}");
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
