//! What several tests need.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kehoach::internals::decode::PathIndex;
use kehoach::internals::diagnostic::human::{Style, render};
use kehoach::internals::diagnostic::{Diagnostic, Language};
use kehoach::internals::fonts;
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{self, Composed, Library, PlanFile, compose_plan};
use kehoach::internals::policy::{CheckPolicy, Levels};
use kehoach::internals::render::Settings;
use kehoach::internals::source::SourceMap;
use proptest::prelude::ProptestConfig;
use serde_json::Value;

/// The directory of the package.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the package as text.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The plan of an example.
pub(crate) fn example(name: &str) -> String {
    read(format!("examples/{name}/plan.toml"))
}

/// The names of all examples.
pub(crate) fn examples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("plan.toml").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// A plan written out with the embedded packs.
pub(crate) fn composed(name: &str, bytes: &[u8]) -> Composed {
    compose_plan(&PlanFile::alone(name, bytes.to_vec()), library())
}

/// The embedded packs, read once.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: std::sync::LazyLock<Library> = std::sync::LazyLock::new(|| Library::load(&PackFiles::embedded()));
    &LIBRARY
}

/// The day on which tests check plans that have no day of their own.
pub(crate) const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 15);

/// A plan checked against the rules with the embedded packs.
pub(crate) fn checked(name: &str, bytes: &[u8]) -> Composed {
    checked_with(library(), name, bytes)
}

/// The same with other packs.
pub(crate) fn checked_with(library: &Library, name: &str, bytes: &[u8]) -> Composed {
    checked_plan(library, &PlanFile::alone(name, bytes.to_vec()))
}

/// A plan with its files, checked against the rules.
pub(crate) fn checked_plan(library: &Library, plan: &PlanFile) -> Composed {
    let levels = Levels::default();
    pipeline::check_with_policy(plan, library, &CheckPolicy { levels: &levels, projects: Vec::new(), today: TODAY })
}

/// The same with the CSV files of a directory next to it.
pub(crate) fn written_beside(name: &str, bytes: &[u8], directory: &Path) -> Composed {
    let files: Vec<PathBuf> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    let csv_files: BTreeMap<String, Vec<u8>> = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let plan = PlanFile { name: name.to_owned(), bytes: bytes.to_vec(), files: Arc::new(csv_files) };
    compose_plan(&plan, library())
}

/// The usual settings.
pub(crate) fn settings(draft: bool) -> Settings {
    Settings {
        family: fonts::DEFAULT_FAMILY.to_owned(),
        fonts: fonts::bundled(),
        draft,
        paper: false,
        templates: BTreeMap::new(),
        undated: None,
    }
}

/// Findings as a person reads them.
pub(crate) fn rendered(findings: &[Diagnostic], sources: &SourceMap, language: Language) -> String {
    let style = Style { language, color: false, width: 140 };
    findings.iter().map(|finding| render(finding, sources, style)).collect::<Vec<_>>().join("\n")
}

/// The path of the value that a finding is about: `targets[0].promise.value`.
pub(crate) fn path_of(finding: &Diagnostic, sources: &SourceMap) -> String {
    PathIndex::of(sources.file(finding.span.file)).at(finding.span).path
}

/// The smallest plan, which tests change a little.
pub(crate) fn smallest() -> String {
    read("tests/findings/passing/DL003-only-what-is-required.toml")
}

/// A string as a TOML value.
pub(crate) fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// The settings of a property test. `PROPTEST_CASES` lowers the number of its cases, for a quick answer.
pub(crate) fn cases(full: u32) -> ProptestConfig {
    let most = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(full);
    ProptestConfig { cases: full.min(most), failure_persistence: None, ..ProptestConfig::default() }
}

/// How a program ended, and what it said.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    pub(crate) fn of(output: std::process::Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

pub(crate) const QUIET: [(&str, &str); 7] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_SYSTEM", "/dev/null"),
    ("GIT_AUTHOR_NAME", "Văn thư"),
    ("GIT_AUTHOR_EMAIL", "van-thu@example.org"),
    ("GIT_COMMITTER_NAME", "Văn thư"),
    ("GIT_COMMITTER_EMAIL", "van-thu@example.org"),
    ("GIT_PAGER", "cat"),
];

pub(crate) fn deaf(command: &mut std::process::Command) -> &mut std::process::Command {
    command.envs(QUIET).env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE")
}

/// The program under test: the one that was built with the tests, or the one that `KEHOACH_PROGRAM` names, as `release/under-wine` does.
pub(crate) fn kehoach() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(program());
    command.env_remove("NO_COLOR").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// The path of that program.
pub(crate) fn program() -> std::ffi::OsString {
    std::env::var_os(OTHER_PROGRAM).unwrap_or_else(|| env!("CARGO_BIN_EXE_kehoach").into())
}

/// Whether the program under test sets pages itself.
pub(crate) fn has_engine() -> bool {
    cfg!(feature = "embedded") || std::env::var_os(OTHER_PROGRAM).is_some()
}

const OTHER_PROGRAM: &str = "KEHOACH_PROGRAM";

/// An option that takes one of a few words.
pub(crate) struct Choice {
    pub(crate) command: String,
    pub(crate) option: String,
    /// What the help says of it.
    pub(crate) help: String,
    pub(crate) words: Vec<String>,
}

/// Every option that takes one of a few words, as the program itself gives them to shells.
pub(crate) fn choices() -> Vec<Choice> {
    let script = String::from_utf8(kehoach().args(["completions", "fish"]).output().unwrap().stdout).unwrap();
    let choices: Vec<Choice> = script.split("complete -c kehoach ").filter_map(choice).collect();
    assert!(choices.len() > 10);
    choices
}

fn choice(line: &str) -> Option<Choice> {
    let between = |start: &str, end: &str| Some(line.split_once(start)?.1.split(end).next()?.to_owned());
    let words = line.split_once("-r -f -a \"")?.1.trim_end().trim_end_matches('"');
    Some(Choice {
        command: between("using_subcommand ", "\"")?,
        option: between(" -l ", " ")?,
        help: between(" -d '", "' ")?,
        words: words.lines().map(|word| word.split("\\t").next().unwrap().to_owned()).collect(),
    })
}

/// The formats of `kehoach check`.
pub(crate) fn check_formats() -> Vec<String> {
    choices().into_iter().find(|one| (one.command.as_str(), one.option.as_str()) == ("check", "format")).unwrap().words
}

/// Words as they are compared with a source: lower case, without punctuation; a number keeps its decimal comma.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let mut word = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let inside_number = matches!(letter, ',' | '.')
            && word.ends_with(|c: char| c.is_ascii_digit())
            && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        if letter.is_alphanumeric() || inside_number {
            word.push(letter);
        } else if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// What an erratum has in place of a code that finds it in the plan: both ways are right, the source has both, and the program prints one; or
/// the sentence is the city's, and stands right in its pack.
pub(crate) const NOT_IN_THE_PLAN: [&str; 2] = ["CV000: nguồn viết cả hai cách", "CV000: câu chuẩn của thành phố"];

/// A source document with the plan's deliberate corrections, as running text.
pub(crate) fn corrected_source(example: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let source: String = read(format!("examples/{example}/source.txt")).nfc().collect();
    let unmarked: String = source
        .lines()
        .map(|line| line.trim_start_matches(['#', ' ']).replace("<b>", " ").replace("</b>", " ").replace('*', " "))
        .collect::<Vec<_>>()
        .join(" ");
    let mut text = unmarked.split_whitespace().collect::<Vec<_>>().join(" ");
    for (number, line) in read(format!("examples/{example}/errata.txt")).lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (pair, code) = line.rsplit_once("  # ").unwrap_or_else(|| panic!("errata line {}: no code", number + 1));
        let is_code = code.len() == 5 && code.is_ascii();
        assert!(is_code || NOT_IN_THE_PLAN.contains(&code), "errata line {}: `{code}` is no code", number + 1);
        let (wrong, right) = pair.split_once(" => ").unwrap_or_else(|| panic!("errata line {}: no =>", number + 1));
        assert!(text.contains(wrong), "errata line {}: `{wrong}` is not in the source", number + 1);
        text = text.replace(wrong, right);
    }
    text
}

#[cfg(feature = "embedded")]
pub(crate) use finished::{Sheet, finish_for_signing, typeset};

#[cfg(feature = "embedded")]
mod finished {
    use kehoach::internals::engine::Engine;
    use kehoach::internals::pipeline::{Composed, FinishOptions, finish};
    use kehoach::internals::sign;
    use kehoach::internals::typst_project::Project;

    /// A finished document of the bundled templates, which mark the places to sign.
    pub(crate) struct Sheet {
        pub(crate) pdf: Vec<u8>,
        pub(crate) locations: sign::Locations,
    }

    /// Returns the PDF as the engine made it, without signature fields; none when a finding says why there is none.
    pub(crate) fn typeset(project: &Project, engine: &dyn Engine, composed: &mut Composed) -> Option<Vec<u8>> {
        let signing = sign::Settings { fields: false, ..sign::Settings::default() };
        let options = FinishOptions { signing, draft: false, measure: None };
        finish(project, engine, options, composed).unwrap().map(|finished| finished.pdf)
    }

    /// Finishes a document as `build` does.
    pub(crate) fn finish_for_signing(
        project: &Project,
        engine: &dyn Engine,
        signing: sign::Settings,
        composed: &mut Composed,
    ) -> Sheet {
        let wanted = FinishOptions { signing, draft: false, measure: None };
        let finished = finish(project, engine, wanted, composed).unwrap().unwrap();
        Sheet { pdf: finished.pdf, locations: finished.locations.unwrap() }
    }
}

/// A plan that is another one with changes, as the files of tests/mistakes have them.
#[derive(serde::Deserialize)]
pub(crate) struct Changed {
    pub(crate) id: String,
    /// What is there, and what is put in its place.
    #[serde(default)]
    put: Vec<(String, String)>,
    #[serde(default)]
    add: String,
    /// The files beside it.
    #[serde(default)]
    files: BTreeMap<String, String>,
}

impl Changed {
    /// Returns the changed plan.
    pub(crate) fn plan(&self, base: &str) -> PlanFile {
        let mut plan = base.to_owned();
        for (old, new) in &self.put {
            assert!(plan.contains(old), "{}: the base has no «{old}»", self.id);
            plan = plan.replacen(old, new, 1);
        }
        let files = self.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        let bytes = format!("{plan}\n{}", self.add).into_bytes();
        PlanFile { name: "plan.toml".to_owned(), bytes, files: Arc::<BTreeMap<String, Vec<u8>>>::new(files) }
    }
}

/// The words of a text, or of a line, in the data of a project, with spaces as they are.
pub fn words_of(text: &Value) -> String {
    let joined = |parts: &[Value], between: &str| parts.iter().map(words_of).collect::<Vec<_>>().join(between);
    match text {
        Value::String(words) => words.clone(),
        // What has pieces is a text; a line is an array of words.
        Value::Array(parts) if parts.iter().any(|part| part.is_object() && part.get("name").is_none()) => {
            joined(parts, "")
        }
        Value::Array(words) => joined(words, " "),
        Value::Object(piece) => {
            let shown = ["whole", "strong", "emph", "end", "fit", "name"].into_iter().find_map(|key| piece.get(key));
            let loose = piece.get("loose").and_then(Value::as_array).map(|parts| {
                parts.iter().flat_map(|part| part.as_array().cloned().unwrap_or_else(|| vec![part.clone()]))
            });
            match (shown, loose) {
                (Some(shown), _) => words_of(shown),
                (None, Some(parts)) => parts.map(|part| part.as_str().unwrap().to_owned()).collect(),
                (None, None) => piece.get("break").map(|_| "\n".to_owned()).unwrap_or_default(),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

/// The words of all texts in the data of a project, each on a line, with spaces that break.
pub fn all_words_of(data: &[u8]) -> String {
    fn add(value: &Value, out: &mut String) {
        match value {
            Value::String(_) => {}
            Value::Array(parts) => parts.iter().for_each(|part| add(part, out)),
            Value::Object(parts) => parts.values().for_each(|part| add(part, out)),
            Value::Null | Value::Bool(_) | Value::Number(_) => return,
        }
        out.push_str(&words_of(value).replace('\u{a0}', " "));
        out.push('\n');
    }
    let mut out = String::new();
    add(&serde_json::from_slice(data).unwrap(), &mut out);
    out
}
