//! The order of the stages: the only file that knows all of them.

mod plan_directory;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Findings, LAYOUT_COMPLAINT, LAYOUT_FIELDS, Level, MISSING_FONT, text};
use crate::base::source::{FileId, SourceMap, Span};
use crate::checks::policy::{self, CheckPolicy, Scope};
use crate::checks::rules::{self, Lexicon, Subject};
use crate::document::compose::{Manuscript, compose};
use crate::document::csv::{FileProvider, attach};
use crate::document::resolve::{Resolved, pack_of, resolve};
use crate::document::standard_sections;
use crate::input::load::load;
use crate::model::packs::{self, PackFiles, Packs, Vocabulary};
use crate::model::plan::{Plan, Status};
use crate::output::engine::{Compiled, Complaint, Engine, EngineError};
use crate::output::glyphs::{self, Faces};
use crate::output::preflight::{self, PageReport};
use crate::output::render::{DATA, RenderError, Settings, render};
use crate::output::sign::{self, Locations, SignError};
use crate::output::typst_project::{FontFile, Project};

/// A plan file as it was read from disk.
#[derive(Debug, Clone)]
pub struct PlanFile {
    /// The name to show.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where the files are that it names.
    pub beside: Arc<dyn FileProvider>,
}

impl PlanFile {
    /// A plan without files beside it.
    #[must_use]
    pub fn alone(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes, beside: Arc::new(BTreeMap::new()) }
    }
}

/// A plan written out.
pub type Composed = Loaded<Manuscript>;

/// A fault that no user's mistake explains.
#[derive(Debug, thiserror::Error)]
pub enum InternalError {
    /// The templates of the program are broken.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The engine cannot work.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The signature fields cannot be made.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// A finished document that may lack what only a layout of the program's own is sure to have.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The file.
    pub pdf: Vec<u8>,
    /// The places to sign and to fill in, if the layout marks them.
    pub locations: Option<Locations>,
    /// What was measured on its pages, if that was asked for.
    pub page_report: Option<PageReport>,
}

/// How a document is finished.
#[derive(Debug, Clone, Copy)]
pub struct FinishOptions<'t> {
    /// The signature fields.
    pub signing: sign::Settings,
    /// Whether it is a draft: nobody signs it, so it may lack the places for that.
    pub draft: bool,
    /// The policy for what is found on the pages; none if they are not to be measured.
    pub measure: Option<&'t CheckPolicy<'t>>,
}

/// What was made of a plan, with everything that was read and found on the way.
#[derive(Debug)]
pub struct Loaded<T> {
    /// All files that were read.
    pub sources: SourceMap,
    /// What was found.
    pub findings: Findings,
    /// The plan's own file, if it is text.
    pub file: Option<FileId>,
    /// The files that it names, as far as they are text.
    pub beside: Vec<FileId>,
    /// What was made of the resolved plan; none when it could not be read at all.
    pub output: Option<T>,
    /// Whether every rule could judge the plan: it was read, and no stage found a mistake in its data.
    pub complete: bool,
    /// Whether the plan is in force already.
    pub issued: bool,
}

impl<T> Loaded<T> {
    /// The plan's own file and those that it names, as far as they are text.
    fn files(&self) -> Vec<FileId> {
        self.file.into_iter().chain(self.beside.iter().copied()).collect()
    }
}

/// The packs, read once for any number of plans.
#[derive(Debug)]
pub struct Library {
    /// The packs.
    pub packs: Packs,
    /// The words that rules look for.
    pub lexicon: Lexicon,
    /// Their files.
    pub sources: SourceMap,
    /// What is wrong with them.
    pub findings: Findings,
    /// A fingerprint of each city's files: the same wherever their folder is.
    pub fingerprints: BTreeMap<String, String>,
    /// Whether their letters are all usual ones.
    common: bool,
}

impl Library {
    /// Reads the packs.
    #[must_use]
    pub fn load(files: &PackFiles) -> Self {
        let mut sources = SourceMap::new();
        let mut findings = Findings::new();
        let packs = packs::load(files, &mut sources, &mut findings);
        let lexicon = Lexicon::new(Vocabulary::load(files, &mut sources, &mut findings));
        let mut contents: BTreeMap<&str, String> = BTreeMap::new();
        // The national words are looked for, never printed.
        let printed = || files.files.iter().filter(|file| !file.is_national());
        for file in printed() {
            if let Some((city, rest)) = file.path.split_once('/') {
                contents.entry(city).or_default().push_str(&format!("{rest}\0{}\0", file.text));
            }
        }
        let fingerprint = |text: &str| sign::sha256(text.as_bytes())[..16].to_owned();
        let fingerprints = contents.iter().map(|(city, text)| ((*city).to_owned(), fingerprint(text))).collect();
        let common = printed().all(|file| glyphs::is_common(&file.text) && !glyphs::has_escapes(&file.text));
        Self { packs, lexicon, sources, findings, fingerprints, common }
    }
}

/// Load, plan, attach, inherit, resolve: from bytes to the resolved plan, of which something is made.
///
/// What is wrong with the packs is not among the findings: it is the library's.
pub fn read<T>(given: &PlanFile, library: &Library, make: impl FnOnce(&Resolved<'_>, &mut Findings) -> T) -> Loaded<T> {
    read_with(&library.sources, given, library, make)
}

/// The same, beside files that were read before: those of the packs, and what stands with them.
fn read_with<T>(
    files: &SourceMap,
    given: &PlanFile,
    library: &Library,
    make: impl FnOnce(&Resolved<'_>, &mut Findings) -> T,
) -> Loaded<T> {
    let mut sources = files.clone();
    let mut findings = Findings::new();
    let file = load(&given.name, &given.bytes, &mut sources, &mut findings);
    let mut issued = false;
    let mut beside = Vec::new();
    let output = file.and_then(|file| {
        let mut plan = Plan::read(file, &sources, &mut findings)?;
        issued = plan.status == Status::Issued;
        beside = attach(&mut plan, given.beside.as_ref(), &mut sources, &mut findings);
        let pack = pack_of(&plan, &library.packs, &mut findings)?;
        let sections = standard_sections::sections(&plan, pack, &mut findings);
        let resolved = resolve(&plan, &sections, pack, &mut findings);
        Some(make(&resolved, &mut findings))
    });
    let broken = |one: &Diagnostic| one.level == Level::Error && one.meta.family() == "DL";
    let complete = output.is_some() && !findings.iter().any(broken);
    Loaded { sources, findings, file, beside, output, complete, issued }
}

/// Compose as well: from bytes to the content of the document.
#[must_use]
pub fn compose_plan(plan: &PlanFile, library: &Library) -> Composed {
    read(plan, library, compose)
}

/// Compose, then hold the plan against the rules, as of a day.
#[must_use]
pub fn check(plan: &PlanFile, library: &Library, today: Date) -> Composed {
    check_with(&library.sources, plan, library, today)
}

/// Check, then apply the levels and waivers that are in force for the plan.
#[must_use]
pub fn check_with_policy(plan: &PlanFile, library: &Library, policy: &CheckPolicy<'_>) -> Composed {
    let files = policy.project.map_or(&library.sources, |project| &project.sources);
    let mut composed = check_with(files, plan, library, policy.today);
    let judged = (Scope::Plan, composed.complete);
    policy::apply(&mut composed.findings, policy, composed.file, &composed.sources, judged);
    composed
}

fn check_with(files: &SourceMap, plan: &PlanFile, library: &Library, today: Date) -> Composed {
    read_with(files, plan, library, |resolved, findings| {
        let manuscript = compose(resolved, findings);
        let complete = !findings.has_errors();
        let subject = Subject::new(resolved, &library.lexicon, today, complete);
        rules::run(&subject, findings);
        manuscript
    })
}

/// The gate of the letters: what reaches the page must be in these fonts. Asked before an engine is, and without one.
pub fn gate(composed: &mut Composed, library: &Library, fonts: &[FontFile]) -> Result<(), InternalError> {
    let files = composed.files();
    let common = |file: &FileId| {
        let text = composed.sources.file(*file).text();
        glyphs::is_common(text) && !glyphs::has_escapes(text) && glyphs::endless_word(text).is_none()
    };
    if library.common && fonts.iter().all(|font| font.bundled) && files.iter().all(common) {
        return Ok(());
    }
    let Some(manuscript) = &composed.output else { return Ok(()) };
    let settings = Settings {
        family: String::new(),
        fonts: Vec::new(),
        draft: false,
        paper: true,
        templates: BTreeMap::new(),
        undated: None,
    };
    let project = project(manuscript, settings)?;
    let printed = project.files.get(DATA).map(|data| String::from_utf8_lossy(data)).unwrap_or_default();
    if glyphs::endless_word(&printed).is_some() {
        composed.findings.push(glyphs::endless_word_finding(manuscript, &composed.sources));
    }
    let faces = Faces::of(fonts);
    let refused = glyphs::refused(&printed, &faces);
    if !refused.is_empty() {
        let packs: Vec<FileId> = composed.sources.ids().filter(|file| !files.contains(file)).collect();
        composed.findings.extend(glyphs::findings(&refused, &faces, manuscript, &packs, &composed.sources));
    }
    Ok(())
}

/// Render: from content to a Typst project.
pub fn project(manuscript: &Manuscript, settings: Settings) -> Result<Project, InternalError> {
    Ok(render(manuscript, settings)?)
}

/// Engine: from a project to a PDF. What the engine complains about becomes findings in the plan's file.
pub fn typeset(
    project: &Project,
    engine: &dyn Engine,
    composed: &mut Composed,
) -> Result<Option<Vec<u8>>, InternalError> {
    Ok(compile(project, engine, false, composed)?.pdf)
}

/// Engine, sign and, if asked for, preflight. What preflight finds gets its level and its waivers as what the rules find.
pub fn finish(
    project: &Project,
    engine: &dyn Engine,
    finish: FinishOptions<'_>,
    composed: &mut Composed,
) -> Result<Option<Finished>, InternalError> {
    let compiled = compile(project, engine, finish.measure.is_some(), composed)?;
    let Some(pdf) = compiled.pdf else { return Ok(None) };
    let locations = match Locations::new(&compiled.marks, finish.signing) {
        Ok(locations) => Some(locations),
        // Whoever changes the templates may leave the mark out; then nobody knows where to sign.
        Err(SignError::NoMark(_)) if project.own_templates => None,
        Err(fault) => return Err(fault.into()),
    };
    let page_report = match (&composed.output, finish.measure) {
        (Some(manuscript), Some(_)) => {
            let pages = compiled.pages.as_deref();
            let locations = locations.as_ref();
            Some(preflight::measure(preflight::Subject { manuscript, pages, locations, draft: finish.draft }))
        }
        _ => None,
    };
    if let (Some(report), Some(policy), Some(file)) = (&page_report, finish.measure, composed.file) {
        let mut found = Findings::new();
        found.extend(report.findings(file, project.own_templates));
        let judged = (Scope::Pages, report.pages.is_some());
        policy::apply(&mut found, policy, Some(file), &composed.sources, judged);
        composed.findings.append(found);
    } else if locations.is_none() && !finish.draft {
        composed.findings.extend(composed.file.map(no_room_to_sign));
    }
    let pdf = match &locations {
        Some(locations) if finish.signing.fields => sign::append(&pdf, locations)?,
        _ => pdf,
    };
    Ok(Some(Finished { pdf, locations, page_report }))
}

fn no_room_to_sign(file: FileId) -> Diagnostic {
    let message = text(
        "mẫu trình bày không đánh dấu chỗ ký bằng nhãn `chu-ky`",
        "the templates do not mark the room to sign with the label `chu-ky`",
    );
    Diagnostic::new(&LAYOUT_FIELDS, Span::new(file, 0..0), message).help(text(
        "thêm `[#metadata((width: …, height: …))<chu-ky>]` ở chỗ ký trong mẫu, như templates/nd30/ending.typ",
        "add `[#metadata((width: …, height: …))<chu-ky>]` to the room to sign, as in templates/nd30/ending.typ",
    ))
}

fn compile(
    project: &Project,
    engine: &dyn Engine,
    measured: bool,
    composed: &mut Composed,
) -> Result<Compiled, InternalError> {
    if has_endless_word(project, composed) {
        return Ok(Compiled { pdf: None, marks: Vec::new(), pages: None, complaints: Vec::new() });
    }
    let compiled = if measured { engine.compile_to_measure(project)? } else { engine.compile(project)? };
    for complaint in &compiled.complaints {
        let finding = finding(complaint, project, composed);
        composed.findings.extend(finding);
    }
    Ok(compiled)
}

/// Whether the document has a word that would keep an engine busy without end; a finding says so.
fn has_endless_word(project: &Project, composed: &mut Composed) -> bool {
    let printed = project.files.get(DATA).map(|data| String::from_utf8_lossy(data)).unwrap_or_default();
    let endless = composed.output.as_ref().filter(|_| glyphs::endless_word(&printed).is_some());
    let finding = endless.map(|manuscript| glyphs::endless_word_finding(manuscript, &composed.sources));
    composed.findings.extend(finding.clone());
    finding.is_some()
}

fn finding(complaint: &Complaint, project: &Project, composed: &Composed) -> Vec<Diagnostic> {
    let Some(manuscript) = &composed.output else { return Vec::new() };
    let complete = manuscript.origins.plan.0;
    if let Some(family) = complaint.missing_font() {
        let message = text(format!("không có phông chữ `{family}`"), format!("there is no font `{family}`"));
        let help = text(
            "cài phông ấy, hoặc bỏ --font để dùng phông kèm theo",
            "install it, or leave --font out to use the bundled one",
        );
        return vec![Diagnostic::new(&MISSING_FONT, complete, message).help(help)];
    }
    if let Some(shown) = complaint.missing_glyphs() {
        let faces = Faces::of(&project.fonts);
        return glyphs::findings(&glyphs::quoted(&shown, &faces), &faces, manuscript, &[], &composed.sources);
    }
    let message =
        text(format!("bộ dàn trang báo: {}", complaint.message), format!("the engine says: {}", complaint.message));
    let help = if project.own_templates {
        text("sửa mẫu trình bày trong thư mục --templates", "mend the templates given by --templates")
    } else {
        text(
            "đây có thể là lỗi của chương trình; gửi kèm tệp kế hoạch khi báo lỗi",
            "this may be a fault of the program; report it with the plan",
        )
    };
    vec![Diagnostic::new(&LAYOUT_COMPLAINT, complete, message).help(help)]
}
