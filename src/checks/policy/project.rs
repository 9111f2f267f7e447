//! `kehoach.toml`: the file of a project.

use super::levels::{Levels, Setting, no_such_code, refused};
use super::waiver::{PathInside, Waiver};
use crate::base::diagnostic::{
    DUTY_NOT_ALLOWED, Diagnostic, Findings, Level, MISSING_KEY, NOT_ALLOWED, UNKNOWN_CODE, UNKNOWN_ID, UNUSED_WAIVER,
    text,
};
use crate::base::source::{Located, SourceMap};
use crate::checks::rules;
use crate::input::decode::{Decoder, FromNode, Node, TableReader, parse};
use crate::input::load::load;
use crate::model::id::{Id, IdKind};

/// The name of the file, in the directory of a plan or in one above it.
pub const FILE_NAME: &str = "kehoach.toml";

#[derive(Debug)]
pub struct Project {
    /// The levels of its rules.
    pub levels: Levels,
    pub waivers: Vec<Waiver>,
    /// The directory of packs, from that of the file.
    packs: Option<Located<String>>,
    /// Words that are spelt as they should be, besides those that the program knows.
    pub words: Vec<String>,
    /// The city plans that every plan must answer.
    pub must_answer: Vec<Located<Id>>,
    /// What was read before it, and the file itself.
    pub sources: SourceMap,
    /// What is wrong with it.
    pub findings: Findings,
}

impl Project {
    /// Reads a project file. `base` are the files shared by all plans: those of the packs.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8], base: &SourceMap) -> Self {
        let mut project = Self {
            levels: Levels::default(),
            waivers: Vec::new(),
            packs: None,
            words: Vec::new(),
            must_answer: Vec::new(),
            sources: base.clone(),
            findings: Findings::new(),
        };
        let Some(file) = load(name, bytes, &mut project.sources, &mut project.findings) else { return project };
        let source = project.sources.file(file).text();
        let mut findings = Findings::new();
        let parsed = parse(file, source, &mut findings);
        // A file that is not TOML has holes that would only be reported again.
        if findings.is_empty() {
            let mut decoder = Decoder::new(file, source, &mut findings);
            let mut reader = TableReader::root(parsed.table.get_ref(), &mut decoder);
            let packs: Option<Located<PathInside>> = reader.optional("packs");
            project.packs = packs.map(|packs| packs.map(|packs| packs.0));
            project.must_answer = reader.list("must_answer");
            project.levels = reader.optional("lints").unwrap_or_default();
            project.waivers = reader.list("waivers");
            project.words = reader.optional("spelling").map_or_else(Vec::new, |Spelling(words)| words);
            reader.finish();
        }
        project.findings.append(findings);
        project
    }

    /// Returns the directory of packs that a project file names. It is asked for first: the file is read after the packs.
    #[must_use]
    pub fn packs(bytes: &[u8]) -> Option<String> {
        Self::read(FILE_NAME, bytes, &SourceMap::new()).packs.map(|packs| packs.value)
    }

    /// Reports the key `packs` where another project file decides, above this one.
    pub fn report_packs_elsewhere(&mut self, other: Option<&str>) {
        let (Some(packs), Some(other)) = (&self.packs, other) else { return };
        self.findings.push(
            Diagnostic::new(
                &NOT_ALLOWED,
                packs.span,
                text(
                    format!("`packs` ở đây không có hiệu lực: dữ liệu do `{other}` ở thư mục cấp trên quyết định"),
                    format!("`packs` has no effect here: `{other}`, in a directory above, decides"),
                ),
            )
            .help(text(
                "bỏ dòng này; muốn thử dữ liệu khác thì chạy với --packs THƯ-MỤC",
                "remove this line; to try other packs, run with --packs DIR",
            )),
        );
    }

    /// Reports the city plans that it asks for and that no pack has. `declares` knows those that could not be read too.
    pub fn report_unknown_baselines(&mut self, known: &[&str], declares: impl Fn(&str) -> bool) {
        for id in self.must_answer.iter().filter(|id| !declares(id.value.as_str())) {
            let what = IdKind::BASELINE.unknown(id.value.as_str(), "", known.iter().copied(), || {
                text("gõ `kehoach baseline` để xem các mã", "run `kehoach baseline` to see the ids")
            });
            self.findings.push(Diagnostic::unknown_id(id.span, what));
        }
    }

    /// Returns whether the file could be read as a project file; codes and waivers that are wrong are no matter of reading.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        let of_meaning = [&UNKNOWN_ID, &UNKNOWN_CODE, &DUTY_NOT_ALLOWED, &UNUSED_WAIVER];
        !self.findings.iter().any(|finding| finding.level == Level::Error && !of_meaning.contains(&finding.meta))
    }

    /// Reports the waivers of missing plans. `exists` looks below the directory of the project file.
    pub fn report_missing_plans(&mut self, exists: impl Fn(&str) -> bool) {
        for waiver in self.waivers.iter().filter(|waiver| !exists(waiver.plan())) {
            let help = text(
                "ghi đường dẫn từ thư mục của kehoach.toml, như `plan = \"binh-giang-2026/plan.toml\"`",
                "write the path from the directory of kehoach.toml, such as `plan = \"binh-giang-2026/plan.toml\"`",
            );
            self.findings.push(match &waiver.plan {
                Some(plan) => Diagnostic::new(
                    &UNUSED_WAIVER,
                    plan.span,
                    text(
                        format!("miễn trừ ghi cho kế hoạch không có: `{}`", plan.value),
                        format!("the waiver is for a missing plan: `{}`", plan.value),
                    ),
                )
                .help(help),
                None => Diagnostic::new(
                    &MISSING_KEY,
                    waiver.span,
                    text(
                        "thiếu khóa `plan`: bên cạnh kehoach.toml không có plan.toml",
                        "missing key `plan`: there is no plan.toml next to kehoach.toml",
                    ),
                )
                .help(help),
            });
        }
    }
}

/// The table `[spelling]`.
struct Spelling(Vec<String>);

impl FromNode for Spelling {
    const EXAMPLE: &'static str = "{ words = [\"Srêpốk\"] }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let words: Vec<Located<String>> = reader.list("words");
        reader.finish();
        let mut known = Vec::new();
        for Located { value, span } in words {
            if !value.chars().any(char::is_alphabetic) {
                decoder.report(
                    &NOT_ALLOWED,
                    span,
                    text("mục không có chữ nào", "an entry without letters"),
                    text("ghi từ viết đúng trong ngoặc kép, hoặc bỏ mục này", "write a word, or remove the entry"),
                );
            }
            known.push(value);
        }
        Some(Self(known))
    }
}

impl FromNode for Levels {
    const EXAMPLE: &'static str = "{ CV001 = \"deny\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let table = node.as_table();
        if table.is_none() {
            decoder.wrong_type(node, "một bảng", "a table", "[lints]");
        }
        let mut levels = Self::default();
        for (key, value) in table? {
            let name = key.get_ref().as_ref();
            let (key_span, value_span) = (decoder.span(key.span()), decoder.span(value.span()));
            let Some(meta) = rules::meta(name) else {
                let (message, help) = no_such_code(name);
                decoder.report(&UNKNOWN_CODE, key_span, message, help);
                continue;
            };
            let Some(setting) = Setting::from_node(Node { value: value.get_ref(), span: value_span }, decoder) else {
                continue;
            };
            match refused(meta, setting) {
                Some((message, help)) => decoder.report(&DUTY_NOT_ALLOWED, key_span, message, help),
                None => levels.set_level(meta, setting),
            }
        }
        Some(levels)
    }
}
