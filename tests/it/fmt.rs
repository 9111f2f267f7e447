//! `kehoach fmt`: one layout, the same plan.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Ended, cases, composed, example, examples, kehoach, path_of, read, root, smallest, toml_string};
use kehoach::internals::format_plan::format;
use proptest::prelude::*;
use toml::{Table, Value};

/// The directories whose files are held to the one layout. The fixtures of `tests/findings` are in as many hands as people have.
const FORMATTED: [&str; 6] = ["docs", "examples", "plans", "tests/fmt/after", "tests/support", "tests/versions"];

fn toml_files(directory: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            out.push(path);
        }
    }
}

#[test]
fn every_plan_of_the_repository_is_formatted() {
    let mut files = Vec::new();
    for directory in FORMATTED {
        toml_files(&root().join(directory), &mut files);
    }
    assert!(!files.is_empty());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(format(&text).unwrap(), text, "{}: run kehoach fmt", path.display());
    }
}

#[test]
fn each_file_gets_the_layout_beside_it() {
    let mut files = Vec::new();
    toml_files(&root().join("tests/fmt/before"), &mut files);
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let before = fs::read_to_string(&path).unwrap();
        assert_eq!(format(&before).unwrap(), read(format!("tests/fmt/after/{name}")), "{name}");
        assert_same_plan(&before, &format(&before).unwrap());
    }
}

/// What a text says, whatever lines it is on.
fn words(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Array(items) => Value::Array(items.iter().map(words).collect()),
        Value::Table(table) => Value::Table(table.iter().map(|(key, value)| (key.clone(), words(value))).collect()),
        other => other.clone(),
    }
}

/// The same data, the same document to the letter, the same findings.
fn assert_same_plan(before: &str, after: &str) {
    let table = |text: &str| words(&Value::Table(text.parse::<Table>().unwrap()));
    assert_eq!(table(before), table(after));
    let (before, after) = (composed("plan.toml", before.as_bytes()), composed("plan.toml", after.as_bytes()));
    assert_eq!(before.output, after.output);
    let rendered = |composed: &kehoach::internals::pipeline::Composed| {
        let mut rendered: Vec<_> = composed
            .findings
            .iter()
            .map(|finding| (finding.meta.code, path_of(finding, &composed.sources), finding.message.to_string()))
            .collect();
        rendered.sort();
        rendered
    };
    assert_eq!(rendered(&before), rendered(&after));
}

/// Each comment with the key or header that it is next to.
fn comments(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut above: Vec<String> = Vec::new();
    let mut prose = false;
    let mut last = String::new();
    for line in text.replace("\r\n", "\n").lines() {
        let line = line.trim();
        let quotes = line.matches("'''").count() + line.matches("\"\"\"").count();
        if prose || line.is_empty() {
            prose ^= quotes % 2 == 1;
            continue;
        }
        prose = quotes % 2 == 1;
        if line.starts_with("# ghi chú") {
            above.push(line.to_owned());
        } else if !line.starts_with('#') {
            // A list may take several lines.
            let key = if line.starts_with([']', '{', '"']) {
                last.clone()
            } else {
                line.split([' ', '\t', '=']).next().unwrap().to_owned()
            };
            last.clone_from(&key);
            out.extend(above.drain(..).map(|comment| (comment, key.clone())));
            if let Some((_, comment)) = line.split_once(" # cuối") {
                out.push((format!("# cuối{comment}"), key));
            }
        }
    }
    out.sort();
    out
}

fn new_plan() -> String {
    let directory = tempfile::tempdir().unwrap();
    let output = kehoach()
        .current_dir(directory.path())
        .args(["new", "moi", "--baseline", "kh-215-2025", "--commune", "Kiến Thụy", "--kind", "xã"])
        .output()
        .unwrap();
    assert!(output.status.success());
    fs::read_to_string(directory.path().join("moi/plan.toml")).unwrap()
}

fn plans() -> &'static [String] {
    static PLANS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(read_plans);
    &PLANS
}

fn read_plans() -> Vec<String> {
    let mut plans: Vec<String> = examples().iter().map(|name| example(name)).collect();
    plans.push(new_plan());
    plans.push(read("tests/support/plan-without-mistakes.toml"));
    plans.push(read("tests/findings/passing/DL002-every-key.toml"));
    plans.push(read("tests/findings/passing/DL002-every-key-of-a-decision.toml"));
    plans.push(read("tests/findings/passing/DL014-everything-allowed.toml"));
    plans
}

#[test]
fn real_plans_say_the_same_and_are_done_in_one_go() {
    for plan in plans() {
        let once = format(plan).unwrap();
        assert_eq!(format(&once).unwrap(), once);
        assert_same_plan(plan, &once);
        let count = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
        assert_eq!(count(plan), count(&once));
    }
}

#[test]
fn packs_say_the_same_and_are_done_in_one_go() {
    let mut files = Vec::new();
    toml_files(&root().join("plans"), &mut files);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let once = format(&text).unwrap();
        assert_eq!(format(&once).unwrap(), once, "{}", path.display());
        let table = |text: &str| words(&Value::Table(text.parse::<Table>().unwrap()));
        assert_eq!(table(&text), table(&once), "{}", path.display());
    }
}

#[test]
fn a_comment_below_a_key_stays_there() {
    let plan = "[x]\na.b = 1\nc = 2\n# c = 3\n\na.d = 4\n";
    assert_eq!(format(plan).unwrap(), plan);
    let plan = "[[targets]]\npromise.a = 1\ntext = ''\n# text = 'x'\n\npromise.b = 2\nid = 'x'\n";
    let sorted = "[[targets]]\nid = 'x'\ntext = ''\n# text = 'x'\n\npromise.a = 1\npromise.b = 2\n";
    assert_eq!(format(plan).unwrap(), sorted);
    let plan = "[commune]\nkind = 'xã'\n# kind = 'phường'\n\nname = 'A'\n\n[x]\n";
    assert_eq!(format(plan).unwrap(), "[commune]\nname = 'A'\nkind = 'xã'\n# kind = 'phường'\n\n[x]\n");
}

/// A short list does not make a wide line narrow; a list of tables, or a long one, does.
#[test]
fn a_table_in_one_line_breaks_only_where_that_helps() {
    let text = "x".repeat(100);
    let wide = format!(
        "targets = [\n  {{ id = \"a\", text = \"{text}\", promise = {{ op = \"in\", value = [2, 3] }} }},\n]\n"
    );
    assert_eq!(format(&wide).unwrap(), wide);
    let agencies = ["phong-van-hoa-xa-hoi", "phong-kinh-te-ha-tang", "trung-tam-hcc"].map(|id| format!("\"{id}\""));
    let long = format!("x = [{{ text = \"{text}\", lead = [{}] }}]\n", agencies.join(", "));
    let broken = format!("x = [\n  {{ text = \"{text}\", lead = [\n    {},\n  ] }},\n]\n", agencies.join(",\n    "));
    assert_eq!(format(&long).unwrap(), broken);
    assert_eq!(format(&broken).unwrap(), broken);
    let columns = format!("show = {{ columns = [{{ title = \"{text}\" }}], targets = \"table\" }}\n");
    let broken = format!("show = {{ columns = [\n  {{ title = \"{text}\" }},\n], targets = \"table\" }}\n");
    assert_eq!(format(&columns).unwrap(), broken);
}

#[test]
fn line_ends_of_windows_stay() {
    let windows = smallest().replace('\n', "\r\n");
    let formatted = format(&windows).unwrap();
    assert!(!formatted.replace("\r\n", "").contains(['\r', '\n']));
    assert_eq!(formatted.replace("\r\n", "\n"), format(&smallest()).unwrap());
}

/// Decisions, made one after the other.
struct Dice<'d>(&'d [u8], usize);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        self.1 += 1;
        // A step that is no divisor of the length, so that going around gives other numbers.
        usize::from(self.0[self.1 % self.0.len()]).wrapping_mul(self.1) % sides
    }
}

/// A key with its value and the comments right above it, or a header, or blank lines and comments apart.
fn statements(plan: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    let mut open = String::new();
    for line in plan.split_inclusive('\n') {
        open.push_str(line);
        if line.starts_with('#') && !line.starts_with("#:") {
            continue;
        }
        if let Ok(table) = open.parse::<Table>() {
            let key = !table.is_empty() && !open.lines().any(|line| line.starts_with('['));
            out.push((key, std::mem::take(&mut open)));
        }
    }
    out.push((false, open));
    out
}

/// The same plan in a careless hand: keys in any order, spaces and line ends anywhere, comments in between.
fn mangled(plan: &str, dice: &mut Dice<'_>, remarks: bool) -> String {
    let mut out = String::new();
    let mut table: Vec<String> = Vec::new();
    let mut number = 0;
    for (is_key, text) in statements(plan) {
        // Only keys of one kind may change places: the order of named measures is theirs.
        if is_key && !text.trim_start().starts_with("promise.") {
            let mut text = rewrapped(&text, dice);
            if let Some((key, value)) = text.split_once('=')
                && !key.contains('#')
            {
                let spaces = [" ", "", "   ", "\t"];
                let key = key.trim();
                text = format!(
                    "{}{key}{}={}{}",
                    ["", "  "][dice.roll(2)],
                    spaces[dice.roll(4)],
                    spaces[dice.roll(4)],
                    value.trim_start()
                );
                if remarks && dice.roll(4) == 0 {
                    number += 1;
                    text = format!("# ghi chú {number}\n{text}");
                }
                if remarks && dice.roll(4) == 0 && text.trim_end().lines().count() == 1 {
                    number += 1;
                    text = format!("{} # cuối {number}\n", text.trim_end());
                }
            }
            let at = dice.roll(table.len() + 1);
            table.insert(at, text);
            continue;
        }
        out.extend(table.drain(..));
        out.push_str(&text);
        if text.trim().is_empty() {
            out.push_str(["", "\n", "  \n\n"][dice.roll(3)]);
        }
    }
    out.extend(table);
    if dice.roll(3) == 0 { out.replace('\n', "\r\n") } else { out }
}

/// Prose with other line ends inside its sentences.
fn rewrapped(text: &str, dice: &mut Dice<'_>) -> String {
    if !text.contains("'''\n") {
        return text.to_owned();
    }
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let indent =
            line.len() - line.trim_start_matches(' ').len() + if line.trim_start().starts_with("- ") { 2 } else { 0 };
        let fixed = line.contains(['|', '[', '`'])
            || line.contains("'''")
            || line.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let mut last = ' ';
        let mut tag = 0_i32;
        for (at, letter) in line.char_indices() {
            tag += i32::from(line[at..].starts_with("{{")) - i32::from(line[..at].ends_with("}}"));
            let next = line[at..].chars().nth(1).unwrap_or(' ');
            if letter == ' ' && !fixed && tag == 0 && last.is_alphabetic() && next.is_alphabetic() && dice.roll(6) == 0
            {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
            } else {
                out.push(letter);
            }
            last = letter;
        }
    }
    out
}

/// Pieces of Markdown that are hard to take apart.
fn any_prose() -> impl Strategy<Value = String> {
    let pieces = [
        "A",
        "b",
        "Một câu. ",
        "Hai câu! ",
        "ba",
        " ",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "- ",
        "\n- ",
        "\n  - ",
        "  ",
        "1. ",
        "\n1) ",
        "* ",
        "**",
        "*",
        "_",
        "|",
        "\n| a | b |\n| --- | --- |\n",
        "{{ commune.name }}",
        "{{ cite(\"nq-57-nq-tw-2024\") }}. ",
        "TP. ",
        "v.v. ",
        "“",
        "”",
        "(",
        ")",
        "\"",
        "#",
        "\n# ",
        "\n> ",
        "[^1]",
        "\n[^1]: x. Y",
        "`",
        "<b>",
        "\n---\n",
        "2026. ",
        "X. ",
        "…",
        "\u{a0}",
        "\n    ",
        "+ ",
        "=",
        "\n===\n",
        "\t",
        "&amp; ",
        "Điều 5. ",
        "{% if true %}c{% endif %}",
        "\\",
        "[a](b. C) ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(32))]

    /// Anyone who wrote it, and however: the layout is the same, to the letter.
    #[test]
    fn every_hand_ends_in_one_layout(which in 0..9_usize, bytes in prop::collection::vec(any::<u8>(), 40..90)) {
        let plan = &plans()[which];
        let careless = mangled(plan, &mut Dice(&bytes, 0), false);
        let formatted = format(&careless).unwrap().replace("\r\n", "\n");
        prop_assert_eq!(&formatted, &format(plan).unwrap());
        prop_assert_eq!(&format(&formatted).unwrap(), &formatted);
        assert_same_plan(&careless, &formatted);
    }

    /// Every comment stays next to its key.
    #[test]
    fn comments_stay_beside_their_keys(which in 0..9_usize, bytes in prop::collection::vec(any::<u8>(), 40..90)) {
        let careless = mangled(&plans()[which], &mut Dice(&bytes, 0), true);
        let formatted = format(&careless).unwrap();
        prop_assert_eq!(comments(&careless), comments(&formatted));
        prop_assert_eq!(&format(&formatted).unwrap(), &formatted);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    /// Prose of any kind is the same in the document, and is laid out in one go.
    #[test]
    fn any_prose_is_the_same_in_the_document(text in any_prose(), literal: bool) {
        let string = if literal && !text.contains("'''") && !text.ends_with('\'') {
            format!("'''\n{text}'''")
        } else {
            toml_string(&text)
        };
        let plan = smallest().replace("title = \"Mục tiêu\"", &format!("title = \"Mục tiêu\"\ntext = {string}"));
        let once = format(&plan).unwrap();
        prop_assert_eq!(&format(&once).unwrap(), &once);
        let (before, after) = (composed("plan.toml", plan.as_bytes()), composed("plan.toml", once.as_bytes()));
        prop_assert_eq!(before.output, after.output);
    }

    /// Lists with comments everywhere lose none and are laid out in one go.
    #[test]
    fn comments_in_lists_stay(pieces in prop::collection::vec(prop::sample::select(vec!["", " ", "\n", "# một\n", " # hai\n", "\n\n# ba\n"]), 8)) {
        let [a, b, c, d, e, f, g, h] = pieces.try_into().unwrap();
        let list = format!("x = [{a}1{b},{c}\"hai\"{d},{e}[3{f}]{g},{h}]\n");
        let once = format(&list).unwrap();
        prop_assert_eq!(&format(&once).unwrap(), &once);
        prop_assert_eq!(once.parse::<Table>().unwrap(), list.parse::<Table>().unwrap());
        prop_assert_eq!(once.matches('#').count(), list.matches('#').count());
    }

    /// Comments and blank lines anywhere between keys and tables.
    #[test]
    fn comments_between_keys_stay(pieces in prop::collection::vec(prop::sample::select(vec!["", "\n", "\n\n", "# một\n", "# hai\n\n", "\n# ba\n", "\n# bốn\n\n"]), 7)) {
        let [a, b, c, d, e, f, g] = pieces.try_into().unwrap();
        let plan = format!(
            "{a}answers = []\n{b}schema = 1\n{c}[signer]\n{d}position = 'x'\n{e}name = 'y'\n{f}[document]\nx.a = 'z'\n{g}b = 1\n{c}x.d = 2\n{g}"
        );
        let once = format(&plan).unwrap();
        prop_assert_eq!(&format(&once).unwrap(), &once, "{}", plan);
        prop_assert_eq!(once.parse::<Table>().unwrap(), plan.parse::<Table>().unwrap());
        let sorted = |text: &str| {
            let mut count: BTreeMap<String, usize> = BTreeMap::new();
            for line in text.lines().filter(|line| line.starts_with('#')) {
                *count.entry(line.to_owned()).or_default() += 1;
            }
            count
        };
        prop_assert_eq!(sorted(&once), sorted(&plan));
        prop_assert!(!once.contains("\n\n\n") && !once.starts_with('\n') && once.ends_with('\n') && !once.ends_with("\n\n"));
    }
}

fn run(directory: &Path, arguments: &[&str], stdin: &str) -> Ended {
    let output = kehoach().current_dir(directory).args(arguments).write_stdin(stdin).output().unwrap();
    Ended::of(output)
}

/// The smallest plan in another hand.
fn careless() -> String {
    smallest().replace("period = ", "period  = ")
}

#[test]
fn files_are_rewritten_or_only_compared() {
    let directory = tempfile::tempdir().unwrap();
    let inner = directory.path().join("xa/moi");
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("plan.toml"), careless()).unwrap();
    fs::write(directory.path().join("xa/khac.toml"), "a  = 1\n").unwrap();

    let check = run(directory.path(), &["fmt", "--check", "xa"], "");
    assert_eq!(check.code, 1);
    assert_eq!(
        check.stderr,
        "xa/moi/plan.toml: chưa đúng kiểu trình bày\nsửa bằng lệnh: kehoach fmt xa/moi/plan.toml\n"
    );
    assert!(check.stdout.starts_with("--- xa/moi/plan.toml\n+++ xa/moi/plan.toml\n@@"), "{}", check.stdout);
    assert!(check.stdout.contains("-period  = \"2026\"\n"), "{}", check.stdout);
    assert!(check.stdout.contains("+period = \"2026\"\n"), "{}", check.stdout);
    assert_eq!(fs::read_to_string(inner.join("plan.toml")).unwrap(), careless());

    let formatted = run(directory.path(), &["fmt", "xa"], "");
    assert_eq!((formatted.code, formatted.stdout.as_str()), (0, ""));
    assert_eq!(formatted.stderr, "đã trình bày lại xa/moi/plan.toml\n");
    assert_eq!(fs::read_to_string(inner.join("plan.toml")).unwrap(), format(&careless()).unwrap());
    assert_eq!(fs::read_to_string(directory.path().join("xa/khac.toml")).unwrap(), "a  = 1\n");

    for arguments in [&["fmt", "xa"][..], &["fmt", "--check", "xa/moi/plan.toml"]] {
        let again = run(directory.path(), arguments, "");
        assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (0, "", ""), "{arguments:?}");
    }
}

#[test]
fn standard_input_goes_to_standard_output() {
    let directory = tempfile::tempdir().unwrap();
    let ended = run(directory.path(), &["fmt", "-"], &format!("\u{feff}{}", careless()));
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert_eq!(ended.stdout, format(&careless()).unwrap());
    let checked = run(directory.path(), &["fmt", "--check", "-", "--lang", "en"], &careless());
    assert_eq!((checked.code, checked.stderr.as_str()), (1, "-: not formatted\n"));
}

#[test]
fn a_file_with_mistakes_of_toml_stays_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let broken = careless().replace("schema = 1", "schema =   ");
    fs::write(directory.path().join("hong.toml"), &broken).unwrap();
    fs::write(directory.path().join("plan.toml"), careless()).unwrap();
    let ended = run(directory.path(), &["fmt", "hong.toml", "plan.toml"], "");
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.starts_with("lỗi[DL001]"), "{}", ended.stderr);
    assert!(ended.stderr.ends_with("đã trình bày lại plan.toml\n"), "{}", ended.stderr);
    assert_eq!(fs::read_to_string(directory.path().join("hong.toml")).unwrap(), broken);
    let none = run(directory.path(), &["fmt", "khong-co"], "");
    assert_eq!(none.code, 2);
    fs::create_dir(directory.path().join("trong")).unwrap();
    let empty = run(directory.path(), &["fmt", "trong"], "");
    assert_eq!(empty.code, 2);
    assert!(empty.stderr.starts_with("lỗi: thư mục `trong` không có tệp plan.toml nào"), "{}", empty.stderr);
}
