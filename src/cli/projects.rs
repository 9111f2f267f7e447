//! Finds `kehoach.toml`: in the directory of a plan, or in the nearest one above it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use super::files;
use super::user_error::UserError;
use super::walk::{is_outside, leads_out, slashed};
use crate::base::vietnamese::composed::composed;
use crate::checks::policy::{CheckPolicy, FILE_NAME, Levels, Project};
use crate::pipeline::Library;

/// The project files of a run, each read once.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By directory: the nearest directory with a project file.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    read: BTreeMap<PathBuf, Found>,
}

/// A project file and where it is.
#[derive(Debug)]
pub(super) struct Found {
    /// Its name, as it is shown.
    pub name: String,
    /// What it contains.
    pub project: Project,
}

/// The place of a plan in its project.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    directory: Option<PathBuf>,
    /// Its path from there, with `/`.
    relative: String,
}

impl Projects {
    /// Finds and reads the project file of a plan.
    pub(super) fn place(&mut self, plan: &Path, library: &Library) -> Result<Place, UserError> {
        let plan = absolute(plan);
        let Some(parent) = plan.parent() else { return Ok(Place::default()) };
        let Some(directory) = self.nearest(parent) else { return Ok(Place::default()) };
        if !self.read.contains_key(&directory) {
            let found = read(&directory, library)?;
            self.read.insert(directory.clone(), found);
        }
        let relative =
            plan.strip_prefix(&directory).map(|rest| composed(&slashed(rest)).into_owned()).unwrap_or_default();
        Ok(Place { directory: Some(directory), relative })
    }

    /// The policy for a plan.
    pub(super) fn policy<'a>(&'a self, place: &'a Place, levels: &'a Levels, today: Date) -> CheckPolicy<'a> {
        let project =
            place.directory.as_ref().and_then(|directory| self.read.get(directory)).map(|found| &found.project);
        CheckPolicy { levels, project, plan: &place.relative, today }
    }

    /// The project files that were read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Found> {
        self.read.values()
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
            // A broken link is no reason to go on with the levels of another project.
            if file.is_file() || file.is_symlink() {
                found = Some(directory.to_owned());
                break;
            }
        }
        self.nearest.extend(visited.into_iter().map(|directory| (directory, found.clone())));
        found
    }
}

fn read(directory: &Path, library: &Library) -> Result<Found, UserError> {
    let path = directory.join(FILE_NAME);
    let here = std::env::current_dir().unwrap_or_default();
    let name = slashed(path.strip_prefix(&here).unwrap_or(&path));
    if path.exists() && is_outside(&path, directory) {
        return Err(leads_out(&path));
    }
    let mut project = Project::read(&name, &files::plan(&path)?.bytes, &library.sources);
    project.report_missing_plans(|plan| directory.join(plan).is_file());
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
