//! Finds `kehoach.toml`: in the directory of a plan, or in the nearest one above it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use super::Library;
use super::plan_directory::below;
use crate::base::disk::read_bounded;
use crate::base::limits::TEXT_FILE;
use crate::base::vietnamese::composed::composed;
use crate::checks::policy::{CheckPolicy, FILE_NAME, Levels, Project};
use crate::checks::report::{Unit, UnitKind, Words};

/// The project files of a run, each read once.
#[derive(Debug, Default)]
pub struct Projects {
    /// By directory: the nearest directory with a project file.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    read: BTreeMap<PathBuf, Found>,
}

/// A project file.
#[derive(Debug)]
struct Found {
    /// Its name, as it is shown.
    name: String,
    project: Project,
}

/// The place of a plan in its project.
#[derive(Debug, Clone, Default)]
pub struct Place {
    directory: Option<PathBuf>,
    /// The path of the plan from there, with `/`.
    relative: String,
}

/// Why a project file cannot be read. It is not an `Error`, so that nobody passes it on as an internal one.
#[derive(Debug)]
pub enum ProjectError {
    /// The system refuses.
    Unreadable(PathBuf, io::Error),
    /// It is a link that leads out of its directory: such a file was not meant, and a finding would show its lines.
    LinkOut(PathBuf),
}

impl Projects {
    /// Finds and reads the project file of a plan.
    pub fn place(&mut self, plan: &Path, library: &Library) -> Result<Place, ProjectError> {
        let plan = absolute(plan);
        let Some(parent) = plan.parent() else { return Ok(Place::default()) };
        let Some(directory) = self.nearest(parent) else { return Ok(Place::default()) };
        if !self.read.contains_key(&directory) {
            let found = read(&directory, library)?;
            self.read.insert(directory.clone(), found);
        }
        let inside = plan.strip_prefix(&directory).unwrap_or(&plan).to_string_lossy().replace('\\', "/");
        Ok(Place { directory: Some(directory), relative: composed(&inside).into_owned() })
    }

    #[must_use]
    pub fn policy<'a>(&'a self, place: &'a Place, levels: &'a Levels, today: Date) -> CheckPolicy<'a> {
        let found = place.directory.as_ref().and_then(|directory| self.read.get(directory));
        CheckPolicy { levels, project: found.map(|found| &found.project), plan: &place.relative, today }
    }

    /// Returns whether all project files could be understood.
    #[must_use]
    pub fn are_readable(&self) -> bool {
        self.read.values().all(|found| found.project.is_readable())
    }

    /// Returns the findings in the files that plans share, the packs and the project files, as units of a report.
    #[must_use]
    pub fn shared_units(&self, library: &Library, words: Words) -> Vec<Unit> {
        let packs = library.findings.clone().sorted();
        let packs = Unit::new(UnitKind::Packs, "plans", &packs, &library.sources, words);
        let projects = self.read.values().map(|found| {
            let findings = found.project.findings.clone().sorted();
            Unit::new(UnitKind::Project, &found.name, &findings, &found.project.sources, words)
        });
        std::iter::once(packs).chain(projects).filter(|unit| !unit.found.is_empty()).collect()
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

fn read(directory: &Path, library: &Library) -> Result<Found, ProjectError> {
    let path = directory.join(FILE_NAME);
    let here = std::env::current_dir().unwrap_or_default();
    let name = path.strip_prefix(&here).unwrap_or(&path).to_string_lossy().into_owned();
    let read = || {
        let inside = path.canonicalize()?.starts_with(directory.canonicalize()?);
        if inside { read_bounded(&path, TEXT_FILE).map(Some) } else { Ok(None) }
    };
    let bytes = match read() {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(ProjectError::LinkOut(path)),
        Err(error) => return Err(ProjectError::Unreadable(path, error)),
    };
    let mut project = Project::read(&name, &bytes, &library.sources);
    project.report_missing_plans(|plan| below(directory, plan).is_file());
    Ok(Found { name, project })
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
