//! The guide for those who write plans, done as its reader would: every command, every change to the plan, every table.
//!
//! `release/under-wine` does it with the program for Windows, in the directory that its zip unpacks to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::support::{TODAY, composed, has_engine, kehoach, read, rendered, root};
use kehoach::internals::compose::{Block, Manuscript, plain_text};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::schema;

const GUIDE: &str = "docs/huong-dan.md";
const PLAN: &str = "ke-hoach-2026/plan.toml";

/// What is in a comment where something is to be decided.
const TO_DECIDE: &str = "# TODO";

/// The heading from which on the plan is what was issued.
const ISSUED: &str = "### Ghi số, ngày đã ban hành";

/// A fenced block of a guide.
pub(crate) struct Fence {
    pub line: usize,
    pub language: String,
    pub lines: Vec<String>,
}

pub(crate) fn fences(guide: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<Fence> = None;
    for (line, text) in guide.lines().enumerate() {
        match (&mut open, text.strip_prefix("```")) {
            (Some(_), Some("")) => fences.extend(open.take()),
            (Some(fence), _) => fence.lines.push(text.to_owned()),
            (None, Some(language)) => {
                open = Some(Fence { line: line + 1, language: language.to_owned(), lines: Vec::new() });
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    fences
}

/// The guide, done up to some point.
struct Reader {
    directory: tempfile::TempDir,
    commands: usize,
    changes: usize,
}

impl Reader {
    fn plan(&self) -> String {
        fs::read_to_string(self.directory.path().join(PLAN)).unwrap()
    }

    fn follow(&mut self, fence: &Fence) {
        match fence.language.as_str() {
            "console" => self.run(fence),
            "toml" => self.change(fence),
            other => panic!("{GUIDE}:{}: nobody tries a block of `{other}`", fence.line),
        }
    }

    /// Runs the commands of a block and compares what they say.
    fn run(&mut self, fence: &Fence) {
        let mut lines = fence.lines.iter().map(String::as_str).peekable();
        while let Some(line) = lines.next() {
            let at = format!("{GUIDE}:{}: {line}", fence.line);
            let words = words(line.strip_prefix("> ").unwrap_or_else(|| panic!("{at}: no command")));
            let mut expected: Vec<String> = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("> ")) {
                expected.push(line.to_owned());
            }
            self.commands += 1;
            let arguments = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["kehoach", ..] => &words[1..],
                // The command of Windows, whose words are those of its language.
                ["copy", from, _] if !has_engine() && !self.place(from).exists() => continue,
                ["copy", from, to] => {
                    assert_eq!(expected, ["…"], "{at}");
                    fs::copy(self.place(from), self.place(to)).unwrap_or_else(|error| panic!("{at}: {error}"));
                    continue;
                }
                ["del", file] => {
                    fs::remove_file(self.place(file)).unwrap_or_else(|error| panic!("{at}: {error}"));
                    continue;
                }
                _ => panic!("{at}: nobody knows that command"),
            };
            if arguments[0] == "verify" && !self.is_signed(&arguments[1], &arguments[3]) {
                continue;
            }
            // A draft may have mistakes; a difference is told by the code as well.
            let is_draft = arguments.iter().any(|argument| argument == "--draft");
            let has_mistakes = !is_draft && expected.iter().any(|line| line.starts_with("lỗi"));
            let code = i32::from(arguments[0] == "diff" || has_mistakes);
            let (arguments, expected) = here(arguments, expected);
            let output = kehoach().current_dir(self.directory.path()).args(&arguments).output().unwrap();
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let said = seen(&said);
            assert_eq!(output.status.code(), Some(code), "{at}\n{said}");
            for name in
                said.lines().filter_map(|line| line.strip_prefix("đã ghi ")).flat_map(|line| line.split([',', ';']))
            {
                let is_name = name.trim().starts_with("ke-hoach-");
                assert!(!is_name || self.place(name.trim()).is_file(), "{at}: there is no file {name}");
            }
            let said: Vec<&str> = said.lines().collect();
            assert!(
                shows(&said, &expected),
                "{at}\nthe guide:\n{}\nthe program:\n{}",
                expected.join("\n"),
                said.join("\n")
            );
        }
    }

    /// A file that the guide names, with either separator.
    fn place(&self, name: &str) -> PathBuf {
        self.directory.path().join(name.replace('\\', "/"))
    }

    /// Signs the built document as the chairman and the clerk do. Without an engine there is none: its check cannot be tried.
    #[cfg(feature = "embedded")]
    fn is_signed(&self, signed: &str, built: &str) -> bool {
        let pdf = fs::read(self.place(built)).unwrap();
        fs::write(self.place(signed), crate::verify::signed_by_both(&pdf)).unwrap();
        true
    }

    #[cfg(not(feature = "embedded"))]
    #[allow(clippy::unused_self, reason = "with an engine it signs")]
    fn is_signed(&self, _: &str, _: &str) -> bool {
        false
    }

    /// Makes the change of a block, and sees that the document changes and has no mistakes but those that are meant.
    fn change(&mut self, fence: &Fence) {
        let (place, lines) = fence.lines.split_first().unwrap();
        let at = format!("{GUIDE}:{}: {place}", fence.line);
        let old = self.plan();
        let (place, wrong) = match place.strip_prefix("# Viết sai để xem. ") {
            Some(place) => (place, true),
            None => (place.strip_prefix("# ").unwrap(), false),
        };
        let mut plan: Vec<&str> = old.lines().collect();
        let lines = lines.iter().map(String::as_str);
        if let Some(name) =
            place.strip_prefix("Tạo tệp «").and_then(|rest| rest.strip_suffix("» trong thư mục ke-hoach-2026:"))
        {
            let text = lines.collect::<Vec<_>>().join("\n") + "\n";
            fs::write(self.place(PLAN).with_file_name(name), text).unwrap();
            self.changes += 1;
            return;
        }
        if place == "Thêm vào cuối tệp:" {
            plan.push("");
            plan.extend(lines);
        } else if let Some(list) =
            place.strip_prefix("Thêm vào cuối danh sách ").and_then(|rest| rest.strip_suffix(", trước dấu ]:"))
        {
            let start = plan.iter().position(|line| *line == format!("{list} = [")).unwrap_or_else(|| panic!("{at}"));
            let end = start + plan[start..].iter().position(|line| *line == "]").unwrap();
            plan.splice(end..end, lines);
        } else if let Some(words) = place.strip_prefix("Thay dòng có «").and_then(|rest| rest.strip_suffix("» bằng:"))
        {
            let found: Vec<usize> = (0..plan.len()).filter(|line| plan[*line].contains(words)).collect();
            assert_eq!(found.len(), 1, "{at}: lines {found:?}");
            plan.splice(found[0]..=found[0], lines);
        } else if let Some(list) = place.strip_prefix("Xóa dòng có «").and_then(|rest| rest.strip_suffix("».")) {
            for words in list.split("», «") {
                let found: Vec<usize> = (0..plan.len()).filter(|line| plan[*line].starts_with(words)).collect();
                assert_eq!(found.len(), 1, "{at}: lines {found:?}");
                assert!(plan.remove(found[0]).starts_with('#'), "{at}: that is no comment");
            }
        } else {
            panic!("{at}: nobody knows where that goes");
        }
        let new = plan.join("\n") + "\n";
        if wrong {
            assert!(!mistakes(&new).is_empty(), "{at}: it is right");
        } else {
            assert_eq!(mistakes(&new), "", "{at}");
            let before = composed("plan.toml", old.as_bytes()).output.unwrap();
            let is_decided = new.matches(TO_DECIDE).count() < old.matches(TO_DECIDE).count();
            assert!(is_decided || before != manuscript(&new), "{at}: it changes nothing");
        }
        fs::write(self.directory.path().join(PLAN), new).unwrap();
        self.changes += 1;
    }
}

/// A command line as its words; those in quotes may have spaces.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A command as it can be run with this build: without an engine inside, with the program `typst` that is named, or else to a project.
fn here(arguments: &[String], expected: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut arguments = arguments.to_vec();
    if matches!(arguments[0].as_str(), "build" | "check") {
        // What law and packs say moves on; the guide is about one day.
        arguments.extend(["--today".to_owned(), TODAY.to_string()]);
    }
    if has_engine() || arguments[0] != "build" {
        return (arguments, expected);
    }
    if let Some(typst) = std::env::var_os("KEHOACH_TYPST") {
        arguments.extend(["--typst".to_owned(), typst.into_string().unwrap()]);
        return (arguments, expected);
    }
    for argument in &mut arguments {
        if let Some(name) = argument.strip_suffix(".pdf") {
            *argument = format!("{name}-typ");
        }
    }
    arguments.extend(["--format".to_owned(), "typ".to_owned()]);
    let pdf = |line: &str| {
        let (file, _sidecar) = line.strip_prefix("đã ghi ")?.split_once(", ").unwrap_or((&line["đã ghi ".len()..], ""));
        file.strip_suffix(".pdf").map(str::to_owned)
    };
    let project = |line: String| match pdf(&line) {
        Some(name) => format!("đã ghi {}-typ/main.typ", name.strip_suffix(".du-thao").unwrap_or(&name)),
        None => line,
    };
    (arguments, expected.into_iter().map(project).collect())
}

/// Whether the lines are those of the guide, where `…` stands for any number of lines.
pub(crate) fn shows(said: &[&str], guide: &[String]) -> bool {
    match guide.split_first() {
        None => said.is_empty(),
        Some((gap, rest)) if gap == "…" => (0..=said.len()).any(|from| shows(&said[from..], rest)),
        Some((line, rest)) => said.first().is_some_and(|first| first == line) && shows(&said[1..], rest),
    }
}

/// A text as its reader sees it: a space that keeps a number with its unit is a space.
pub(crate) fn seen(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn mistakes(plan: &str) -> String {
    let composed = composed("plan.toml", plan.as_bytes());
    rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese)
}

fn manuscript(plan: &str) -> Manuscript {
    composed("plan.toml", plan.as_bytes()).output.unwrap()
}

/// The plan of the guide as it is signed.
pub(crate) static PLAN_AT_THE_END: LazyLock<String> = LazyLock::new(|| {
    let directory = tempfile::tempdir().unwrap();
    // No schema next to the temporary directory is this reader's.
    fs::create_dir(directory.path().join(".git")).unwrap();
    let mut reader = Reader { directory, commands: 0, changes: 0 };
    let guide = read(GUIDE);
    let issued = guide.lines().position(|line| line == ISSUED).unwrap();
    let (before, after): (Vec<Fence>, Vec<Fence>) = fences(&guide).into_iter().partition(|fence| fence.line < issued);
    for fence in &before {
        reader.follow(fence);
    }
    let to_sign = reader.plan();
    assert!(!to_sign.contains(TO_DECIDE), "{to_sign}");
    for fence in &after {
        reader.follow(fence);
    }
    assert!(reader.commands >= 8 && reader.changes >= 15, "{} commands, {} changes", reader.commands, reader.changes);
    assert_eq!(mistakes(&fs::read_to_string(reader.directory.path().join("ke-hoach-2027/plan.toml")).unwrap()), "");
    to_sign
});

/// The rows of the table whose head starts so, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let guide = read(GUIDE);
    let rows: Vec<Vec<String>> = guide
        .lines()
        .skip_while(|line| !line.starts_with(head))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect())
        .collect();
    assert!(!rows.is_empty(), "no table {head}");
    rows
}

/// What is between backticks.
fn codes(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn cells(manuscript: &Manuscript) -> Vec<String> {
    let tables = manuscript.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| seen(&plain_text(&cell.content)))
        .collect()
}

#[test]
fn measures_print_as_the_guide_says() {
    let old = r#"promise = { op = ">=", value = 98, unit = "%", by = "2026" }"#;
    for row in table("| viết | in ra |") {
        let plan = PLAN_AT_THE_END.replacen(old, &format!("promise = {}", codes(&row[0])[0]), 1);
        assert!(plan != *PLAN_AT_THE_END);
        assert_eq!(mistakes(&plan), "");
        let cells = cells(&manuscript(&plan));
        assert!(cells.iter().any(|cell| cell.to_lowercase() == row[1].to_lowercase()), "{row:?}: {cells:#?}");
    }
}

#[test]
fn common_mistakes_have_the_codes_that_the_guide_says() {
    for row in table("| mã lỗi |") {
        let code = row[0].as_str();
        let bytes = match (codes(&row[1]).first(), codes(&row[2]).first()) {
            (Some(wrong), Some(right)) => {
                let plan = PLAN_AT_THE_END.replacen(right, wrong, 1);
                assert!(plan != *PLAN_AT_THE_END, "`{right}` is not in the plan");
                plan.into_bytes()
            }
            _ => {
                let fixtures = fs::read_dir(root().join("tests/findings/failing")).unwrap();
                let paths = fixtures.map(|entry| entry.unwrap().path());
                let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(code);
                fs::read(paths.into_iter().find(|path| named(path)).unwrap_or_else(|| panic!("{code}"))).unwrap()
            }
        };
        let found: Vec<_> = composed("plan.toml", &bytes).findings.sorted().iter().map(|one| one.meta.code).collect();
        assert!(found.first() == Some(&code), "{row:?}: {found:?}");
    }
}

#[test]
fn words_that_the_guide_lists_are_understood() {
    let guide = read(GUIDE);
    let list = |start: &str| {
        let from = guide.find(start).unwrap_or_else(|| panic!("{start}"));
        let end = guide[from..].find("\n- ").or_else(|| guide[from..].find("\n\n")).unwrap();
        codes(&guide[from..from + end]).into_iter().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let (times, kinds) = (list("- `due` viết"), list("`kind` là loại cơ quan"));
    assert!(times.len() == 11 && kinds.len() == 12, "{times:?} {kinds:?}");
    let changes = times.iter().map(|time| ("due = \"2026-Q3\"", format!("due = {time}")));
    let changes = changes.chain(kinds.iter().map(|kind| ("kind = \"enterprise\"", format!("kind = \"{kind}\""))));
    for (old, new) in changes {
        assert!(PLAN_AT_THE_END.contains(old), "{old}");
        assert_eq!(mistakes(&PLAN_AT_THE_END.replacen(old, &new, 1)), "", "{new}");
    }
}

#[test]
fn keys_under_the_pictures_are_keys() {
    let guide = read(GUIDE);
    let schema = schema::text(&schema::plan());
    let mut count = 0;
    let mut last = 0;
    for line in
        guide.lines().skip_while(|line| !line.starts_with("## 4.")).take_while(|line| !line.starts_with("## 5."))
    {
        let Some((number, rest)) = line.trim_start_matches("| ").split_once(" | ") else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        assert!(number == 1 || number == last + 1, "{line}");
        last = number;
        for key in codes(rest.split(" | ").next().unwrap()) {
            let key = key.trim_matches(['[', ']']);
            assert!(schema.contains(&format!("\"{key}\": {{")), "{key}");
            count += 1;
        }
    }
    assert!(count > 25, "{count}");
}

/// The address of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The pages of the project, by their paths.
fn pages() -> Vec<PathBuf> {
    let directories = ["", "docs", "fonts", "templates"].map(|name| root().join(name));
    let entries = directories.iter().flat_map(|directory| fs::read_dir(directory).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let pages: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    assert!(pages.len() > 12, "{pages:?}");
    pages
}

#[test]
fn links_and_pictures_lead_somewhere() {
    let mut pictures = 0;
    for page in pages() {
        let text = read(&page);
        for target in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if target.starts_with("https://") {
                continue;
            }
            let at = format!("{}: {target}", page.display());
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            assert!(path.is_file(), "{at}");
            if !place.is_empty() {
                let headings: BTreeSet<String> = read(&path)
                    .lines()
                    .filter_map(|line| line.strip_prefix('#'))
                    .map(|line| anchor(line.trim_start_matches('#')))
                    .collect();
                assert!(headings.contains(place), "{at}: {headings:?}");
            }
            if path.extension().is_some_and(|ending| ending == "png") {
                assert!(fs::metadata(&path).unwrap().len() < 250_000, "{at} is large");
                pictures += 1;
            }
        }
    }
    assert!(pictures >= 7);
}
