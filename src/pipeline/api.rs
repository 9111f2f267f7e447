//! The public face of the crate: it runs the same stages as the command line, with the bundled packs, fonts and templates.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::{Diagnostic, Language, Level, Text, io_reason, text};
use crate::base::shown;
use crate::base::source::SourceMap;
use crate::checks::policy::{CheckPolicy, Levels};
use crate::checks::report::{self, Format, Unit, UnitKind, Words, render};
use crate::document::compose::Manuscript;
use crate::model::packs::PackFiles;
use crate::output::fonts;
use crate::output::render::Settings;
use crate::output::sign;
use crate::pipeline::{
    self, Composed, FinishOptions, Finished, InternalError, Library, Place, PlanFile, ProjectError, Projects,
};

/// The bundled packs, read once.
static PACKS: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(Library::load(&PackFiles::embedded())));

/// The width of findings as text, in columns.
const WIDTH: usize = 100;

/// A plan file, with the files that belong to it.
#[derive(Debug, Clone)]
pub struct Plan {
    file: PlanFile,
    projects: Arc<Projects>,
    place: Place,
    day: Option<Date>,
}

impl Plan {
    /// Opens a plan file.
    ///
    /// The CSV files that it names are read from its directory. The levels and waivers of the nearest `kehoach.toml`, in its directory or
    /// in one above it, apply.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = PlanFile::open(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let mut projects = Projects::default();
        let place = projects.place(path, |directory| match directory {
            None => Ok(Arc::clone(&PACKS)),
            Some(directory) => Err(Error::OwnPacks { directory: directory.to_owned() }),
        })?;
        Ok(Self { file, projects: Arc::new(projects), place, day: None })
    }

    /// Takes a plan from memory, under the name that its findings show. It has no CSV files and no `kehoach.toml`.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let file = PlanFile::alone(name, text.into().into_bytes());
        Self { file, projects: Arc::default(), place: Place::default(), day: None }
    }

    /// Sets the day as of which the plan is checked. Without it, that is today in Vietnam.
    ///
    /// Which documents are in force, which deadlines are over and which waivers apply depends on the day. The built document does not.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    fn with_policy<T>(&self, run: impl FnOnce(&CheckPolicy<'_>) -> T) -> T {
        run(&self.projects.policy(&self.place, &Levels::default(), pipeline::today(self.day)))
    }
}

/// Checks a plan, as `kehoach check` does.
///
/// ```
/// use kehoach::{Language, Level, Plan};
///
/// let report = kehoach::check(&Plan::from_text("plan.toml", "schema = 1\nstatus = \"drafft\"\n"));
/// assert!(!report.is_clean());
///
/// let findings = report.findings();
/// let status = findings.iter().find(|finding| finding.path == "status").unwrap();
/// assert_eq!((status.code, status.level), ("DL013", Level::Error));
/// assert_eq!((status.file.as_str(), status.line, status.column), ("plan.toml", 2, 10));
/// println!("{}", status.message.get(Language::English));
/// ```
#[must_use]
pub fn check(plan: &Plan) -> Report {
    let mut composed = plan.with_policy(|policy| pipeline::check_with_policy(&plan.file, &PACKS, policy));
    pipeline::check_glyphs(&mut composed, &PACKS, &fonts::bundled());
    Report::new(plan, composed, Some(Arc::clone(&plan.projects)))
}

/// Checks a plan and builds its document, as `kehoach build` does: a PDF/A-2a with two empty signature fields.
///
/// A plan with errors has no document. Without the feature `embedded`, the program `typst` typesets, which must be on the search path.
pub fn build(plan: &Plan) -> Result<Document, Error> {
    let settings = Settings {
        family: fonts::DEFAULT_FAMILY.to_owned(),
        fonts: fonts::bundled(),
        draft: false,
        paper: false,
        templates: BTreeMap::new(),
        undated: None,
    };
    let (mut composed, _) = plan.with_policy(|policy| pipeline::check_to_build(&plan.file, &PACKS, policy, &settings));
    let Some(manuscript) = composed.output.as_ref().filter(|_| !composed.findings.has_errors()) else {
        return Err(Error::refused(plan, composed));
    };
    let project = pipeline::project(manuscript, settings)?;
    #[cfg(feature = "embedded")]
    let engine = crate::output::engine::Embedded;
    #[cfg(not(feature = "embedded"))]
    let engine = crate::output::engine::External::new("typst").map_err(InternalError::from)?;
    let options = FinishOptions { signing: sign::Settings::default(), draft: false, measure: None };
    let finished = pipeline::finish(&project, &engine, options, &mut composed)?;
    match (finished, composed.output.take()) {
        (Some(finished), Some(manuscript)) if !composed.findings.has_errors() => {
            Ok(Document { finished, manuscript, report: Report::new(plan, composed, None) })
        }
        _ => Err(Error::refused(plan, composed)),
    }
}

/// A built document.
#[derive(Debug, Clone)]
pub struct Document {
    finished: Finished,
    manuscript: Manuscript,
    report: Report,
}

impl Document {
    /// Returns the PDF.
    #[must_use]
    pub fn pdf(&self) -> &[u8] {
        &self.finished.pdf
    }

    /// Returns what `kehoach build` writes next to a PDF of this name as `NAME.ky.json`: where to sign and what to fill in. None when the
    /// layout does not mark the places.
    #[must_use]
    pub fn sidecar(&self, pdf_name: &str) -> Option<String> {
        Some(self.finished.sidecar(pdf_name, &self.manuscript, &PACKS)?.text())
    }

    /// Returns what was found in the plan and on its pages. None of it is an error.
    ///
    /// For a plan in force, it is about the data only: its document is rebuilt as it was signed.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

/// What was found in a plan. It displays itself in Vietnamese.
#[derive(Debug, Clone)]
pub struct Report {
    plan: String,
    findings: Vec<Diagnostic>,
    sources: SourceMap,
    complete: bool,
    /// The day as of which it was checked.
    today: Date,
    /// The project files; none when their findings are among those of the plan.
    projects: Option<Arc<Projects>>,
}

impl Report {
    fn new(plan: &Plan, composed: Composed, projects: Option<Arc<Projects>>) -> Self {
        let Composed { findings, sources, complete, .. } = composed;
        let today = pipeline::today(plan.day);
        Self { plan: plan.file.name.clone(), findings: findings.sorted(), sources, complete, today, projects }
    }

    /// Returns all findings, in the order of the files: first those in `kehoach.toml`, then those in the plan.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let [vietnamese, english] = [Language::Vietnamese, Language::English].map(|it| self.view(Format::Json, it));
        vietnamese.found().zip(english.found()).map(|(vi, en)| Finding::new(vi, en)).collect()
    }

    /// Returns whether the plan can be built: there is no error that no waiver covers. Warnings may be left.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        !self.view(Format::Short, Language::Vietnamese).fails()
    }

    /// Returns the report as text for people: each finding with its line and what to do about it, then a count.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        render(&self.view(Format::Human, language), Format::Human)
    }

    /// Returns the report as JSON, equal to the output of `kehoach check --format json`.
    #[must_use]
    pub fn to_json(&self) -> String {
        render(&self.view(Format::Json, Language::Vietnamese), Format::Json)
    }

    fn view(&self, format: Format, language: Language) -> report::Report {
        let words = Words { format, style: Style { language, color: false, width: WIDTH } };
        let shared = self.projects.as_ref().map(|projects| projects.shared_units(words, &[], self.today));
        let packs = self.projects.as_ref().map(|projects| projects.packs_used()).unwrap_or_default();
        let mut unit = Unit::new(UnitKind::Plan, &self.plan, &self.findings, &self.sources, words);
        unit.complete = self.complete;
        let units = shared.into_iter().flatten().chain([unit]).collect();
        report::Report { units, packs, language, strict: false, tree: report::Tree::default() }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text(Language::Vietnamese))
    }
}

/// One finding of a [`Report`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The code of its rule, for example `CT001`. `kehoach explain` describes each.
    pub code: &'static str,
    /// Its level, as the project file sets it.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// The file that it is in, as the plan's own name was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The key in the file, for example `targets[3].promise.value`; empty when it is about the file as a whole.
    pub path: String,
    /// Until when, why and by which document it is waived; none when it counts.
    pub waived: Option<Text>,
}

impl Finding {
    fn new(vi: &report::Found, en: &report::Found) -> Self {
        let both = |vi: Option<&str>, en: Option<&str>| Some(text(vi?, en?));
        Self {
            code: vi.meta.code,
            level: vi.level,
            message: text(vi.message.as_str(), en.message.as_str()),
            help: both(vi.help.as_deref(), en.help.as_deref()),
            file: vi.mark.file.clone(),
            line: vi.mark.start.line,
            column: vi.mark.start.column,
            path: vi.data_path.path.clone(),
            waived: vi
                .waived
                .as_ref()
                .zip(en.waived.as_ref())
                .map(|(vi, en)| text(vi.words.as_str(), en.words.as_str())),
        }
    }
}

/// Why a plan cannot be opened or built. It displays itself in Vietnamese.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read: the plan, or its `kehoach.toml`.
    #[error("{}", self.message())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The `kehoach.toml` is a link that leads out of its directory. It is not followed.
    #[error("{}", self.message())]
    LinkOut {
        /// The link.
        path: PathBuf,
    },
    /// The `kehoach.toml` has packs of its own. Only the command line reads them.
    #[error("{}", self.message())]
    OwnPacks {
        /// Their directory.
        directory: PathBuf,
    },
    /// The plan has errors. The report has them.
    #[error("{}", self.message())]
    Findings(Box<Report>),
    /// The document cannot be typeset. With the feature `embedded`, this is a bug in kehoach; without it, the program `typst` may be
    /// missing or of another version.
    #[error("{}", self.message())]
    Typeset(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Returns what is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::Unreadable { path, source } => {
                let (path, reason) = (shown::path(path), io_reason(source));
                text(
                    format!("không đọc được tệp `{path}`: {}", reason.get(Language::Vietnamese)),
                    format!("cannot read the file `{path}`: {}", reason.get(Language::English)),
                )
            }
            Self::LinkOut { path } => text(
                format!("`{}` là liên kết dẫn ra ngoài thư mục của nó, không đọc theo", shown::path(path)),
                format!("`{}` is a link that leads out of its directory; it was not followed", shown::path(path)),
            ),
            Self::OwnPacks { directory } => text(
                format!(
                    "kehoach.toml dùng dữ liệu riêng `{}`: thư viện chỉ có dữ liệu kèm theo, hãy chạy lệnh kehoach",
                    shown::path(directory)
                ),
                format!(
                    "kehoach.toml has packs of its own, `{}`: the library has only the bundled ones; use the program",
                    shown::path(directory)
                ),
            ),
            Self::Findings(report) => {
                let [vi, en] = [Language::Vietnamese, Language::English]
                    .map(|it| report.view(Format::Short, it).summary().words(it));
                text(
                    format!("chưa dựng văn bản vì còn lỗi ({vi})"),
                    format!("no document was made because of the errors ({en})"),
                )
            }
            Self::Typeset(_) => text("không dàn trang được văn bản", "cannot typeset the document"),
        }
    }

    fn refused(plan: &Plan, composed: Composed) -> Self {
        Self::Findings(Box::new(Report::new(plan, composed, None)))
    }
}

impl From<ProjectError> for Error {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Unreadable(path, source) => Self::Unreadable { path, source },
            ProjectError::LinkOut(path) => Self::LinkOut { path },
            ProjectError::NoPacks { packs, .. } => Self::OwnPacks { directory: packs },
        }
    }
}

impl From<InternalError> for Error {
    fn from(error: InternalError) -> Self {
        Self::Typeset(error.into())
    }
}
