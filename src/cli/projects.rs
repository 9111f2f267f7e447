//! Finding `kehoach.toml`: in the folder of a plan, or in the nearest one above it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use super::files;
use super::report::UserError;
use super::search::{leads_out, outside};
use crate::base::vietnamese::composed::composed;
use crate::checks::policy::{CheckPolicy, FILE_NAME, Levels, Project};
use crate::pipeline::Library;

/// The project files of a run, each read once.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By folder: the nearest folder with a project file.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    read: BTreeMap<PathBuf, Found>,
}

/// A project file and where it is.
#[derive(Debug)]
pub(super) struct Found {
    /// Its name, as it is shown.
    pub name: String,
    /// What it says.
    pub project: Project,
}

/// The place of a plan in its project.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    folder: Option<PathBuf>,
    /// Its path from there, with `/`.
    relative: String,
}

impl Projects {
    /// Finds and reads the project file of a plan.
    pub(super) fn place(&mut self, plan: &Path, library: &Library) -> Result<Place, UserError> {
        let plan = absolute(plan);
        let Some(parent) = plan.parent() else { return Ok(Place::default()) };
        let Some(folder) = self.nearest(parent) else { return Ok(Place::default()) };
        if !self.read.contains_key(&folder) {
            let found = read(&folder, library)?;
            self.read.insert(folder.clone(), found);
        }
        let relative = plan.strip_prefix(&folder).map(|rest| composed(&shown(rest)).into_owned()).unwrap_or_default();
        Ok(Place { folder: Some(folder), relative })
    }

    /// What is in force for a plan.
    pub(super) fn policy<'a>(&'a self, place: &'a Place, levels: &'a Levels, today: Date) -> CheckPolicy<'a> {
        let project = place.folder.as_ref().and_then(|folder| self.read.get(folder)).map(|found| &found.project);
        CheckPolicy { levels, project, plan: &place.relative, today }
    }

    /// The project files that were read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Found> {
        self.read.values()
    }

    /// Remembers every folder that it asks, so that many plans below one folder ask once.
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut visited = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.nearest.get(folder) {
                found.clone_from(known);
                break;
            }
            visited.push(folder.to_owned());
            if folder.join(FILE_NAME).is_file() {
                found = Some(folder.to_owned());
                break;
            }
        }
        self.nearest.extend(visited.into_iter().map(|folder| (folder, found.clone())));
        found
    }
}

fn read(folder: &Path, library: &Library) -> Result<Found, UserError> {
    let path = folder.join(FILE_NAME);
    let here = std::env::current_dir().unwrap_or_default();
    let name = shown(path.strip_prefix(&here).unwrap_or(&path));
    if path.is_symlink() && leads_out(&path, folder) {
        return Err(outside(&path));
    }
    let mut project = Project::read(&name, &files::plan(&path)?.bytes, &library.sources);
    project.report_missing_plans(|plan| folder.join(plan).is_file());
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

/// With `/` between folders on every system.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
