//! The order of the stages, from bytes to a finished document. Only this room knows all of them.

pub mod api;
mod finish;
mod pack_source;
mod plan_directory;
mod projects;
mod today;
mod unsigned;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{
    DRAFT_BASELINE, Diagnostic, Findings, IMPOSSIBLE_DATE, LEFT_TO_DECIDE, Level, OLD_PACK, text,
};
use crate::base::source::{FileId, Located, SourceMap};
use crate::base::vietnamese::date;
use crate::checks::pack_mistakes;
use crate::checks::policy::{self, CheckPolicy, Scope};
use crate::checks::report::PackUsed;
use crate::checks::rules::{self, Lexicon, Subject};
use crate::checks::unfinished::{left_to_decide, unfinished};
use crate::document::compose::{Manuscript, PrintedNumbers, compose};
use crate::document::csv::{FileProvider, read_csv_rows};
use crate::document::resolve::{Resolved, pack_of, resolve};
use crate::document::standard_sections;
use crate::input::load::load;
use crate::model::id::settle;
use crate::model::packs::{self, PackFiles, Packs, Vocabulary, WaiverTerms};
use crate::model::plan::{Plan, Status};
use crate::model::time::Day;
use crate::output::engine::EngineError;
use crate::output::glyphs;
use crate::output::render::{RenderError, Settings};
use crate::output::sign::{self, SignError};

pub use finish::{FinishOptions, Finished, check_glyphs, finish, project};
pub use pack_source::{PACKS, PackSource, PacksHere, has_packs, pack_source};
pub use projects::{InPacks, Place, ProjectError, Projects};
pub use today::today;
use unsigned::printed_before_signing;

/// A plan file as it was read.
#[derive(Debug, Clone)]
pub struct PlanFile {
    /// The path, or another name; it is shown by [`shown::name`](crate::base::shown::name).
    pub name: String,
    pub bytes: Vec<u8>,
    /// Gives the CSV files that it names.
    pub files: Arc<dyn FileProvider>,
}

impl PlanFile {
    /// A plan that has no other files.
    #[must_use]
    pub fn alone(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes, files: Arc::new(BTreeMap::new()) }
    }
}

/// A failure that no mistake of a user explains.
#[derive(Debug, thiserror::Error)]
pub enum InternalError {
    /// The bundled templates are broken.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The engine cannot work.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The signature fields cannot be made.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// What was made from a plan, with everything that was read and found on the way.
#[derive(Debug)]
pub struct Loaded<T> {
    /// All files that were read.
    pub sources: SourceMap,
    /// What was found.
    pub findings: Findings,
    /// The plan's own file; none when it is not text.
    pub file: Option<FileId>,
    /// The CSV files that it names and that are text.
    pub csv_files: Vec<FileId>,
    /// What was made from the resolved plan; none when it could not be read at all.
    pub output: Option<T>,
    /// Whether every rule could judge the plan: it was read, and no stage found an error in its data.
    pub complete: bool,
    /// Whether the plan is in force.
    pub issued: bool,
    /// What its city says of waivers.
    pub waiver_terms: WaiverTerms,
}

/// The content of a plan's document.
pub type Composed = Loaded<Manuscript>;

impl<T> Loaded<T> {
    /// Returns the plan's own file and the CSV files.
    fn files(&self) -> Vec<FileId> {
        self.file.into_iter().chain(self.csv_files.iter().copied()).collect()
    }
}

/// The packs, read once for any number of plans.
#[derive(Debug)]
pub struct Library {
    /// The name of their directory, as it is shown.
    pub root: String,
    pub packs: Packs,
    /// The words that rules look for.
    pub lexicon: Lexicon,
    /// Their files.
    pub sources: SourceMap,
    /// What is wrong with them.
    pub findings: Findings,
    /// A hash of each city's files, which does not depend on where they are.
    pub fingerprints: BTreeMap<String, String>,
    /// Whether they are those of the program.
    is_embedded: bool,
    /// Whether they have a national pack of their own.
    brings_country: bool,
    /// Whether they have only characters that every bundled font has.
    common: bool,
}

impl Library {
    /// Reads the packs.
    #[must_use]
    pub fn load(files: &PackFiles) -> Self {
        let mut sources = SourceMap::new();
        let mut findings = Findings::new();
        let mut packs = packs::load(files, &mut sources, &mut findings);
        let lexicon = Lexicon::new(Vocabulary::load(files, &mut sources, &mut findings));
        pack_mistakes::find(&mut packs, &lexicon.vocabulary.quantities, &mut findings);
        let mut contents: BTreeMap<&str, String> = BTreeMap::new();
        // The national words are looked for, never printed.
        let country = files.country();
        let printed = || country.files.iter().chain(files.files.iter().filter(|file| !file.is_national()));
        for file in printed() {
            if let Some((city, rest)) = file.path.split_once('/') {
                contents.entry(city).or_default().push_str(&format!("{rest}\0{}\0", file.text));
            }
        }
        let fingerprint = |text: &str| sign::sha256(text.as_bytes())[..16].to_owned();
        let fingerprints = contents.iter().map(|(city, text)| ((*city).to_owned(), fingerprint(text))).collect();
        let common = printed().all(|file| glyphs::is_common(&file.text) && !glyphs::has_escapes(&file.text));
        Self {
            root: files.root.clone(),
            packs,
            lexicon,
            sources,
            findings,
            fingerprints,
            is_embedded: files.is_embedded,
            brings_country: files.brings_country(),
            common,
        }
    }

    /// Returns the packs as reports name them.
    #[must_use]
    pub fn packs_used(&self) -> Vec<PackUsed> {
        let root = (!self.is_embedded).then_some(self.root.as_str());
        PackUsed::of(&self.packs, root, root.filter(|_| self.brings_country))
    }

    /// Returns the packs that have not followed for long what was issued.
    #[must_use]
    pub fn old_packs(&self, today: Date) -> Vec<Diagnostic> {
        let packs = self.packs.cities.values().chain([&self.packs.country]);
        packs.filter_map(|pack| old_pack(pack.as_of.as_ref()?, today)).collect()
    }

    /// Returns the packs whose day is still to come, which would be new for ever. Only who writes them can tell: a plan may be checked as of a
    /// day in the past.
    #[must_use]
    pub fn packs_to_come(&self, today: Date) -> Vec<Diagnostic> {
        let days = self.packs.cities.values().chain([&self.packs.country]).filter_map(|pack| pack.as_of.as_ref());
        days.filter(|day| day.value.0 > today).map(to_come).collect()
    }

    /// Takes what was found in the packs out of what was found in a plan: it holds for every plan that is read with them. Places outside of
    /// the packs are left out of it.
    pub fn take_own(&self, findings: &mut Findings) -> Findings {
        let mine = |file: FileId| self.sources.ids().any(|id| id == file);
        let mut taken = Findings::new();
        findings.retain_mut(|finding| {
            let own = mine(finding.span.file);
            if own {
                let mut finding = finding.clone();
                finding.related.retain(|related| mine(related.span.file));
                taken.push(finding);
            }
            !own
        });
        taken
    }
}

fn to_come(as_of: &Located<Day>) -> Diagnostic {
    let day = date::short(as_of.value.0);
    let message =
        text(format!("`as_of` là ngày chưa đến: {day}"), format!("`as_of` is a day that is still to come: {day}"));
    Diagnostic::new(&IMPOSSIBLE_DATE, as_of.span, message)
        .help(text("ghi ngày rà soát bộ dữ liệu lần cuối", "write the day when the pack was last reviewed"))
}

/// Returns the finding that a pack is old.
fn old_pack(as_of: &Located<Day>, today: Date) -> Option<Diagnostic> {
    /// So many days a pack may be behind.
    const DAYS: i32 = 90;
    let days = (today - as_of.value.0).get_days();
    let day = date::short(as_of.value.0);
    (days > DAYS).then(|| {
        Diagnostic::new(
            &OLD_PACK,
            as_of.span,
            text(
                format!("bộ dữ liệu đã cũ: mới theo kịp văn bản đến ngày {day}, cách đây {days} ngày"),
                format!("old pack: it follows what was issued until {day}, {days} days ago"),
            ),
        )
        .help(text(
            "lấy bản mới của bộ dữ liệu, hoặc của chương trình; người giữ bộ dữ liệu rà soát xong thì sửa `as_of`",
            "get a newer pack, or a newer program; who keeps the pack reviews it, then changes `as_of`",
        ))
    })
}

/// Reads a plan and resolves its ids, then makes something from it. The findings do not include those of the packs.
pub fn read<T>(plan: &PlanFile, library: &Library, make: impl FnOnce(&Resolved<'_>, &mut Findings) -> T) -> Loaded<T> {
    read_with(&library.sources, plan, library, make)
}

/// Returns the same after other files, so that findings can point into them: the packs and the project file.
fn read_with<T>(
    before: &SourceMap,
    plan: &PlanFile,
    library: &Library,
    make: impl FnOnce(&Resolved<'_>, &mut Findings) -> T,
) -> Loaded<T> {
    let mut sources = before.clone();
    let mut findings = Findings::new();
    let file = load(&plan.name, &plan.bytes, &mut sources, &mut findings);
    let (mut issued, mut waiver_terms) = (false, WaiverTerms::default());
    let mut csv_files = Vec::new();
    let output = file.and_then(|file| {
        let mut read = Plan::read(file, &sources, &mut findings)?;
        issued = read.status == Status::Issued;
        csv_files = read_csv_rows(&mut read, plan.files.as_ref(), &mut sources, &mut findings);
        let pack = pack_of(&read, &library.packs, &mut findings);
        settle(&mut findings);
        let pack = pack?;
        waiver_terms = pack.waiver_terms.clone();
        packs::complete(&mut read.agencies, &pack.agencies);
        packs::complete(&mut read.documents, &pack.documents);
        let sections = standard_sections::sections(&read, &pack, &mut findings);
        let resolved = resolve(&read, &sections, &pack, &mut findings);
        settle(&mut findings);
        Some(make(&resolved, &mut findings))
    });
    let in_data = |one: &Diagnostic| one.level == Level::Error && one.meta.family() == "DL";
    let complete = output.is_some() && !findings.iter().any(in_data);
    Loaded { sources, findings, file, csv_files, output, complete, issued, waiver_terms }
}

/// Reads a plan and composes the content of its document.
#[must_use]
pub fn compose_plan(plan: &PlanFile, library: &Library) -> Composed {
    read(plan, library, compose)
}

/// Composes a plan and checks it against the rules, with the levels and waivers of a policy.
#[must_use]
pub fn check_with_policy(plan: &PlanFile, library: &Library, policy: &CheckPolicy<'_>) -> Composed {
    let before = policy.sources().unwrap_or(&library.sources);
    let mut left = Findings::new();
    let mut composed = read_with(before, plan, library, |resolved, findings| {
        let manuscript = compose(resolved, findings);
        let printed_numbers = PrintedNumbers::of(&manuscript);
        let mut subject =
            Subject::new(resolved, printed_numbers, &library.lexicon, policy.today, !findings.has_errors());
        subject.leave_out(findings);
        policy.projects.iter().for_each(|one| subject.excuse(&one.project.words));
        rules::run(&subject, findings);
        policy::must_answer(resolved, policy, findings);
        unfinished(&subject, &mut left);
        manuscript
    });
    // After it was asked whether the data is complete: what is still to be written keeps no rule from judging the rest.
    if let Some(file) = composed.file {
        left_to_decide(file, composed.sources.file(file).text(), &mut left);
    }
    composed.findings.append(left);
    let judged = (Scope::Plan, composed.complete);
    policy::apply(&mut composed.findings, policy, composed.file, &composed.sources, judged, &composed.waiver_terms);
    composed
}

/// Checks a plan whose document is to be built with some settings, together with the files that it depends on: packs and project file.
///
/// The document of a plan in force is rebuilt as it was signed, so what the rules find in it stops nothing: it is returned apart.
#[must_use]
pub fn check_to_build(
    plan: &PlanFile,
    library: &Library,
    policy: &CheckPolicy<'_>,
    settings: &Settings,
) -> (Composed, Findings) {
    let mut composed = check_with_policy(plan, library, policy);
    // Comments are not printed: they are the matter of checking.
    composed.findings.retain_mut(|finding| finding.meta != &LEFT_TO_DECIDE);
    check_glyphs(&mut composed, library, &settings.fonts);
    if !settings.paper && !settings.draft && !composed.issued {
        composed.findings.extend(composed.output.as_ref().and_then(printed_before_signing));
    }
    if !settings.draft && !composed.issued {
        let of_draft = |finding: &&mut Diagnostic| finding.meta == &DRAFT_BASELINE;
        composed.findings.iter_mut().filter(of_draft).for_each(|finding| finding.level = Level::Error);
    }
    composed.findings.extend(library.findings.iter().cloned());
    composed.findings.extend(policy.projects.iter().flat_map(|one| one.project.findings.iter().cloned()));
    let mut content = Findings::new();
    if composed.issued {
        composed.findings.retain_mut(|finding| {
            let data = finding.meta.family() == "DL";
            if !data {
                content.push(finding.clone());
            }
            data
        });
    }
    (composed, content)
}
