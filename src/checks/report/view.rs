//! What every format shows: findings as plain words and numbers, without the sources.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Format, PackUsed, Tree, packs_used};
use crate::base::diagnostic::human::{self, Style};
use crate::base::diagnostic::{Diagnostic, Language, Level, RuleMeta};
use crate::base::shown;
use crate::base::source::{FileId, Place, SourceMap, Span};
use crate::input::decode::{DataPath, PathIndex};

/// What a unit of the report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitKind {
    Packs,
    /// A project file.
    Project,
    Plan,
}

/// One file that was checked, or the packs.
#[derive(Debug, Clone)]
pub struct Unit {
    pub kind: UnitKind,
    pub name: String,
    /// What was found in it, in the order of the file.
    pub found: Vec<Found>,
    /// Whether every rule could judge it.
    pub complete: bool,
}

/// How findings are put into words.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The format that they are for.
    pub format: Format,
    /// The language, and how pictures are drawn.
    pub style: Style,
}

/// A finding in the words of one language.
#[derive(Debug, Clone)]
pub struct Found {
    /// The rule that found it.
    pub meta: &'static RuleMeta,
    /// How grave it is here.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    pub mark: Mark,
    /// The datum.
    pub data_path: DataPath,
    /// Other places.
    pub related: Vec<Other>,
    /// The waiver that covers it.
    pub waived: Option<Waiver>,
    /// As it is shown to people, where that was asked for.
    pub picture: String,
}

/// A waiver, as it is shown.
#[derive(Debug, Clone)]
pub struct Waiver {
    pub mark: Mark,
    /// All of it in one sentence.
    pub words: String,
    pub reason: String,
    /// The document that approves it.
    pub approval: String,
    /// Its last day.
    pub until: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub file: String,
    /// Where it begins.
    pub start: Place,
    /// Where it ends; the column is the one behind the last character.
    pub end: Place,
    pub whole_file: bool,
    /// Whether the file is one of the program, and none on the disk.
    pub is_embedded: bool,
}

/// A second place.
#[derive(Debug, Clone)]
pub struct Other {
    pub mark: Mark,
    /// What is there.
    pub message: String,
}

/// How many plans, and how many findings of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Plans that were checked.
    pub plans: usize,
    /// Errors that no waiver covers.
    pub errors: usize,
    /// Warnings that no waiver covers.
    pub warnings: usize,
    /// Findings that a waiver covers.
    pub waived: usize,
}

/// All that was found.
#[derive(Debug, Clone)]
pub struct Report {
    /// The packs, the project files and the plans, in this order.
    pub units: Vec<Unit>,
    /// The packs that the plans were judged by.
    pub packs: Vec<PackUsed>,
    /// The language of the words.
    pub language: Language,
    /// Whether warnings count as errors do.
    pub strict: bool,
    /// The files that the readers of the report have.
    pub tree: Tree,
}

impl Unit {
    /// Returns what was found in a file, put into words.
    #[must_use]
    pub fn new(kind: UnitKind, name: &str, findings: &[Diagnostic], sources: &SourceMap, words: Words) -> Self {
        let found = findings.iter().map(|finding| Found::new(finding, sources, words)).collect();
        let mut unit = Self { kind, name: shown::name(&name.replace('\\', "/")), found, complete: true };
        if matches!(words.format, Format::Sarif | Format::Json | Format::Jsonl | Format::Gitlab) {
            unit.find_paths(findings, sources);
        }
        unit
    }

    /// Finds the paths of the data, where the format shows them: each file must be parsed once more for that.
    fn find_paths(&mut self, findings: &[Diagnostic], sources: &SourceMap) {
        let mut indices: BTreeMap<FileId, PathIndex> = BTreeMap::new();
        for (found, finding) in self.found.iter_mut().zip(findings) {
            let file = finding.span.file;
            let index = indices.entry(file).or_insert_with(|| PathIndex::of(sources.file(file)));
            found.data_path = index.at(finding.span);
        }
    }

    /// Returns what must be said of a file that not every rule could judge: that no more was found means nothing.
    #[must_use]
    pub fn partly(&self, language: Language) -> Option<&'static str> {
        match language {
            _ if self.complete => None,
            Language::Vietnamese => Some("sửa lỗi dữ liệu trước: các quy tắc về nội dung chưa xét hết"),
            Language::English => Some("fix the data first: not all rules could run"),
        }
    }

    /// How many findings of each kind.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { plans: usize::from(self.kind == UnitKind::Plan), ..Summary::default() };
        for found in &self.found {
            match found.level {
                _ if found.waived.is_some() => summary.waived += 1,
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Note => {}
            }
        }
        summary
    }
}

impl Found {
    fn new(finding: &Diagnostic, sources: &SourceMap, words: Words) -> Self {
        let language = words.style.language;
        let waived = finding.waived.as_ref().map(|waived| Waiver {
            mark: Mark::new(waived.span, sources),
            words: waived.words().get(language).to_owned(),
            reason: waived.reason.clone(),
            approval: waived.approval.clone(),
            until: waived.until.clone(),
        });
        Self {
            meta: finding.meta,
            level: finding.level,
            message: finding.message.get(language).to_owned(),
            help: finding.help.as_ref().map(|help| help.get(language).to_owned()),
            mark: Mark::new(finding.span, sources),
            data_path: DataPath::default(),
            related: finding
                .related
                .iter()
                .map(|related| Other {
                    mark: Mark::new(related.span, sources),
                    message: related.message.get(language).to_owned(),
                })
                .collect(),
            waived,
            picture: match words.format {
                Format::Human => human::render(finding, sources, words.style),
                _ => String::new(),
            },
        }
    }

    /// Returns what is said behind the message: the waiver, or what to do next.
    #[must_use]
    pub fn rest(&self) -> Option<&str> {
        self.waived.as_ref().map(|waived| waived.words.as_str()).or(self.help.as_deref())
    }

    /// Returns whether it makes the check fail.
    #[must_use]
    pub fn fails(&self, strict: bool) -> bool {
        let least = if strict { Level::Warning } else { Level::Error };
        self.waived.is_none() && self.level >= least
    }
}

impl Mark {
    fn new(span: Span, sources: &SourceMap) -> Self {
        let file = sources.file(span.file);
        let shown = file.first_line(span.range());
        Self {
            file: file.name().to_owned(),
            start: file.place(shown.start),
            end: file.place(shown.end),
            whole_file: span.range() == (0..0),
            is_embedded: file.is_embedded(),
        }
    }
}

impl Report {
    /// Returns which packs the plans were judged by, in one line; nothing where none were read.
    #[must_use]
    pub fn packs_in_words(&self) -> Option<String> {
        packs_used::line(self)
    }

    /// Every finding, in the order of the report.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.units.iter().flat_map(|unit| &unit.found)
    }

    /// Returns where a platform shows a finding, and its message. It has no file of the program, such as a bundled pack: what is found there is
    /// shown at the first plan, and the message says where it is.
    pub(super) fn placed<'f>(&self, found: &'f Found) -> (Cow<'f, Mark>, Cow<'f, str>) {
        let mark = &found.mark;
        match self.plans().next().filter(|_| mark.is_embedded) {
            None => (Cow::Borrowed(mark), Cow::Borrowed(&found.message)),
            Some(plan) => {
                let first = Place { line: 1, column: 1 };
                let instead =
                    Mark { file: plan.name.clone(), start: first, end: first, whole_file: true, is_embedded: false };
                (Cow::Owned(instead), Cow::Owned(format!("{}:{}: {}", mark.file, mark.start.line, found.message)))
            }
        }
    }

    /// The files that not every rule could judge, with the words for it.
    pub fn partly(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.units.iter().filter_map(|unit| Some((unit.name.as_str(), unit.partly(self.language)?)))
    }

    pub fn plans(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.kind == UnitKind::Plan)
    }

    /// All counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.units.iter().map(Unit::summary).fold(Summary::default(), |all, one| Summary {
            plans: all.plans + one.plans,
            errors: all.errors + one.errors,
            warnings: all.warnings + one.warnings,
            waived: all.waived + one.waived,
        })
    }

    /// Returns whether a finding makes the check fail.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.found().any(|found| found.fails(self.strict))
    }
}

impl Summary {
    /// Returns the counts in words: «2 lỗi, 1 cảnh báo, 1 đã miễn trừ».
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let Self { errors, warnings, waived, .. } = self;
        match (language, waived) {
            (Language::Vietnamese, 0) => format!("{errors} lỗi, {warnings} cảnh báo"),
            (Language::Vietnamese, _) => format!("{errors} lỗi, {warnings} cảnh báo, {waived} đã miễn trừ"),
            (Language::English, 0) => format!("errors: {errors}, warnings: {warnings}"),
            (Language::English, _) => format!("errors: {errors}, warnings: {warnings}, waived: {waived}"),
        }
    }
}
