//! Finds the `kehoach.toml` files of a plan, in its directory and in those above it, and the packs that the plan is read with.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Library;
use super::pack_source::{PackSource, PacksHere, pack_source};
use super::plan_directory::below;
use crate::base::diagnostic::{Findings, Text};
use crate::base::disk::{read_bounded, real_path};
use crate::base::limits::TEXT_FILE;
use crate::base::source::Span;
use crate::base::vietnamese::composed::composed;
use crate::checks::policy::{CheckPolicy, FILE_NAME, InForce, Levels, Project};
use crate::checks::report::{PackUsed, Unit, UnitKind, Words};
use crate::model::id::IdKind;

/// The project files of a run and the packs of its plans, each read once.
#[derive(Debug, Default)]
pub struct Projects {
    /// The directory of packs that the command line names.
    given: Option<PathBuf>,
    /// By directory: the nearest directory with a project file.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    /// By the nearest directory with a project file; none for plans without one.
    read: BTreeMap<Option<PathBuf>, Found>,
    /// By the directory that they are in; none for the packs of the program.
    libraries: BTreeMap<Option<PathBuf>, Arc<Library>>,
}

/// What is in force for the plans below a directory.
#[derive(Debug)]
struct Found {
    library: Arc<Library>,
    source: PackSource<PathBuf>,
    /// The project files, from the outermost to the nearest.
    projects: Vec<Named>,
}

/// What was found in packs when a plan was read with them.
pub type InPacks = (Arc<Library>, Findings);

/// A project file, and its name as it is shown.
#[derive(Debug)]
struct Named {
    name: String,
    directory: PathBuf,
    project: Project,
}

/// The place of a plan in its project.
#[derive(Debug, Clone, Default)]
pub struct Place {
    directory: Option<PathBuf>,
    /// The path of the plan from the directory of each project file, with `/`.
    relative: Vec<String>,
}

impl Place {
    /// Returns whether there is a project file.
    #[must_use]
    pub fn has_project(&self) -> bool {
        self.directory.is_some()
    }

    /// Returns the name of the nearest project file, as it is shown.
    #[must_use]
    pub fn project_name(&self) -> String {
        self.directory.as_ref().map_or_else(|| FILE_NAME.to_owned(), |directory| from_here(&directory.join(FILE_NAME)))
    }
}

/// Why a project file cannot be read. It is not an `Error`, so that nobody passes it on as an internal one.
#[derive(Debug)]
pub enum ProjectError {
    /// The system refuses.
    Unreadable(PathBuf, io::Error),
    /// It is a link that leads out of its directory: such a file was not meant, and a finding would show its lines. Of the directory of
    /// packs that a project file names, the same holds.
    LinkOut(PathBuf),
    /// The directory of packs that it names is not there.
    NoPacks {
        /// The project file.
        project: PathBuf,
        /// The directory.
        packs: PathBuf,
    },
}

impl Projects {
    /// Returns the projects of a run that names a directory of packs, or none.
    #[must_use]
    pub fn with_packs(given: Option<&Path>) -> Self {
        Self { given: given.map(Path::to_path_buf), ..Self::default() }
    }

    /// Finds and reads the project files of a plan and its packs. `load` reads a directory of packs; with none, those of the program.
    pub fn place<E: From<ProjectError>>(
        &mut self,
        plan: &Path,
        load: impl Fn(Option<&Path>) -> Result<Arc<Library>, E>,
    ) -> Result<Place, E> {
        let plan = absolute(plan);
        let directory = plan.parent().and_then(|parent| self.nearest(parent));
        if !self.read.contains_key(&directory) {
            let found = self.find(directory.as_deref(), load)?;
            self.read.insert(directory.clone(), found);
        }
        let projects = self.read.get(&directory).map_or(&[][..], |found| &found.projects);
        let inside = |named: &Named| {
            let inside = plan.strip_prefix(&named.directory).unwrap_or(&plan);
            composed(&inside.to_string_lossy().replace('\\', "/")).into_owned()
        };
        let relative = projects.iter().map(inside).collect();
        Ok(Place { directory, relative })
    }

    fn find<E: From<ProjectError>>(
        &mut self,
        nearest: Option<&Path>,
        load: impl Fn(Option<&Path>) -> Result<Arc<Library>, E>,
    ) -> Result<Found, E> {
        // From the nearest to the outermost.
        let mut files = Vec::new();
        let mut directory = nearest.map(Path::to_path_buf);
        while let Some(here) = directory {
            let bytes = read(&here)?;
            directory = here.parent().and_then(|above| self.nearest(above));
            files.push((here, bytes));
        }
        let mut said = Vec::new();
        for (directory, bytes) in files.iter().rev() {
            said.push(PacksHere::on_disk(directory, Project::packs(bytes).as_deref())?);
        }
        let source = pack_source(self.given.clone(), said);
        let key = source.directory().cloned();
        let library = match self.libraries.get(&key) {
            Some(known) => Arc::clone(known),
            None => load(key.as_deref().map(from_here).as_deref().map(Path::new))?,
        };
        self.libraries.insert(key, Arc::clone(&library));
        let mut projects: Vec<Named> = Vec::new();
        for (directory, bytes) in files.into_iter().rev() {
            let name = from_here(&directory.join(FILE_NAME));
            let before = projects.last().map_or(&library.sources, |outer| &outer.project.sources);
            let mut project = Project::read(&name, &bytes, before);
            let baselines = library.packs.cities.values().flat_map(|pack| &pack.baselines);
            let known: Vec<&str> = baselines.map(|baseline| baseline.id.value.as_str()).collect();
            project.report_unknown_baselines(&known, |id| {
                library.packs.cities.values().any(|pack| pack.declares(IdKind::BASELINE, id))
            });
            project.report_missing_plans(|plan| below(&directory, plan).is_file());
            let other = source.project().filter(|other| **other != directory);
            project.report_packs_elsewhere(other.map(|other| from_here(&other.join(FILE_NAME))).as_deref());
            projects.push(Named { name, directory, project });
        }
        Ok(Found { library, source, projects })
    }

    /// Returns the packs that a plan is read with; none where nobody asked for its place.
    #[must_use]
    pub fn library(&self, place: &Place) -> Option<&Arc<Library>> {
        self.read.get(&place.directory).map(|found| &found.library)
    }

    /// Returns which packs of projects are in use, each said in one line.
    #[must_use]
    pub fn packs_in_use(&self) -> Vec<Text> {
        let mut said: Vec<Text> = Vec::new();
        for found in self.read.values() {
            said.extend(found.source.words(|path| from_here(path)).filter(|words| !said.contains(words)));
        }
        said
    }

    /// Returns the packs that plans were read with.
    #[must_use]
    pub fn packs_used(&self) -> Vec<PackUsed> {
        self.libraries.values().flat_map(|library| library.packs_used()).collect()
    }

    #[must_use]
    pub fn policy<'a>(&'a self, place: &'a Place, levels: &'a Levels, today: Date) -> CheckPolicy<'a> {
        let found = self.read.get(&place.directory).map_or(&[][..], |found| &found.projects);
        let in_force = |(named, plan): (&'a Named, &'a String)| InForce { project: &named.project, plan };
        CheckPolicy { levels, projects: found.iter().zip(&place.relative).map(in_force).collect(), today }
    }

    /// Returns whether all project files could be understood.
    #[must_use]
    pub fn are_readable(&self) -> bool {
        self.named().all(|named| named.project.is_readable())
    }

    fn named(&self) -> impl Iterator<Item = &Named> {
        self.read.values().flat_map(|found| &found.projects)
    }

    /// Returns the findings in the files that plans share, the packs and the project files, as units of a report: also what was found in
    /// the packs when plans were read.
    #[must_use]
    pub fn shared_units(&self, words: Words, of_plans: &[InPacks], today: Date) -> Vec<Unit> {
        let packs = self.libraries.values().map(|library| {
            let mut findings = library.findings.clone();
            findings.extend(library.old_packs(today));
            // Plans may word one mistake in as many ways as there are plans.
            let mut known: BTreeSet<(Span, &str)> = findings.iter().map(|one| (one.span, one.meta.code)).collect();
            let of_plans = of_plans.iter().filter(|(other, _)| Arc::ptr_eq(other, library));
            for finding in of_plans.flat_map(|(_, found)| found.iter()) {
                if known.insert((finding.span, finding.meta.code)) {
                    findings.push(finding.clone());
                }
            }
            Unit::new(UnitKind::Packs, &library.root, &findings.sorted(), &library.sources, words)
        });
        // A file above several others is read for each.
        let mut seen = BTreeSet::new();
        let projects = self.named().filter(|named| seen.insert(&named.name)).map(|Named { name, project, .. }| {
            Unit::new(UnitKind::Project, name, &project.findings.clone().sorted(), &project.sources, words)
        });
        packs.chain(projects).filter(|unit| !unit.found.is_empty()).collect()
    }

    /// Remembers every directory on the way, so that many plans below one directory look it up once.
    fn nearest(&mut self, directory: &Path) -> Option<PathBuf> {
        let mut visited = Vec::new();
        let mut found = None;
        for directory in directory.ancestors() {
            if let Some(known) = self.nearest.get(directory) {
                found.clone_from(known);
                break;
            }
            visited.push(directory.to_owned());
            let file = directory.join(FILE_NAME);
            // A broken link or a pipe is no reason to go on with the levels of another project.
            if file.symlink_metadata().is_ok_and(|kind| !kind.is_dir()) {
                found = Some(directory.to_owned());
                break;
            }
        }
        self.nearest.extend(visited.into_iter().map(|directory| (directory, found.clone())));
        found
    }
}

/// Reads the project file of a directory.
fn read(directory: &Path) -> Result<Vec<u8>, ProjectError> {
    let path = directory.join(FILE_NAME);
    match leads_inside(directory, &path).and_then(|inside| inside.then(|| read_bounded(&path, TEXT_FILE)).transpose()) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(ProjectError::LinkOut(path)),
        Err(error) => Err(ProjectError::Unreadable(path, error)),
    }
}

/// Returns whether a path stays in a directory through all links.
pub(super) fn leads_inside(directory: &Path, path: &Path) -> io::Result<bool> {
    Ok(real_path(path)?.starts_with(real_path(directory)?))
}

/// Returns a path as it is shown: from the directory of the command, where it is below it.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_string_lossy().into_owned()
}

/// A path from the root, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
