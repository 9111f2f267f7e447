//! The one rule for where packs come from: the option `--packs`, else the key `packs` of `kehoach.toml`, else a `plans/` with packs next to
//! `kehoach.toml`, else those of the program.
//!
//! Of several project files above each other, the outermost one that has packs decides: a commune's own file cannot replace the minimums
//! of the department whose repository it is in.

use std::path::{Path, PathBuf};

use super::projects::{ProjectError, leads_inside};
use crate::base::diagnostic::{Text, text};
use crate::base::shown;
use crate::checks::policy::FILE_NAME;
use crate::model::packs::is_pack_file;

/// The directory next to `kehoach.toml` that is used without being named, if it has packs.
pub const PACKS: &str = "plans";

/// Where packs come from. `P` is a path of the disk, or of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackSource<P> {
    /// The option of the command line.
    Given(P),
    /// The key of a project file.
    Key { directory: P, project: P },
    /// A `plans/` next to a project file.
    Beside { directory: P, project: P },
    /// The program.
    Embedded,
}

/// What there is in the directory of a project file.
#[derive(Debug, Clone)]
pub struct PacksHere<P> {
    /// The directory of the project file.
    pub project: P,
    /// What its key `packs` names.
    pub named: Option<P>,
    /// A `plans/` with packs next to it.
    pub beside: Option<P>,
}

/// Decides where packs come from. The project files are those of a plan, from the outermost to the nearest.
pub fn pack_source<P>(given: Option<P>, projects: impl IntoIterator<Item = PacksHere<P>>) -> PackSource<P> {
    if let Some(given) = given {
        return PackSource::Given(given);
    }
    for PacksHere { project, named, beside } in projects {
        match (named, beside) {
            (Some(directory), _) => return PackSource::Key { directory, project },
            (None, Some(directory)) => return PackSource::Beside { directory, project },
            (None, None) => {}
        }
    }
    PackSource::Embedded
}

impl PacksHere<PathBuf> {
    /// Looks at a directory of the disk. `named` is the key of its project file.
    pub(super) fn on_disk(project: &Path, named: Option<&str>) -> Result<Self, ProjectError> {
        let named = named.map(|named| project.join(named));
        if let Some(path) = &named {
            match leads_inside(project, path) {
                Ok(false) => return Err(ProjectError::LinkOut(path.clone())),
                Err(_) => {
                    return Err(ProjectError::NoPacks { project: project.join(FILE_NAME), packs: path.clone() });
                }
                Ok(true) => {}
            }
        }
        let beside = Some(project.join(PACKS)).filter(|_| named.is_none()).filter(|path| has_packs(path, ""));
        Ok(Self { project: project.to_owned(), named, beside })
    }
}

impl<P> PackSource<P> {
    /// Returns the directory of the packs; none for those of the program.
    pub fn directory(&self) -> Option<&P> {
        match self {
            Self::Given(directory) | Self::Key { directory, .. } | Self::Beside { directory, .. } => Some(directory),
            Self::Embedded => None,
        }
    }

    /// Returns the directory of the project file that decides.
    pub fn project(&self) -> Option<&P> {
        match self {
            Self::Key { project, .. } | Self::Beside { project, .. } => Some(project),
            Self::Given(_) | Self::Embedded => None,
        }
    }

    /// Returns the line that says so, for what the command line does not say itself.
    pub fn words(&self, show: impl Fn(&P) -> String) -> Option<Text> {
        let (directory, why_vi, why_en) = match self {
            Self::Key { directory, .. } => (directory, "`packs` của kehoach.toml", "`packs` of kehoach.toml"),
            Self::Beside { directory, .. } => (directory, "bên cạnh kehoach.toml", "next to kehoach.toml"),
            Self::Given(_) | Self::Embedded => return None,
        };
        let directory = shown::name(&show(directory));
        Some(text(
            format!("dữ liệu của thành phố lấy ở `{directory}` ({why_vi})"),
            format!("the packs are those of `{directory}` ({why_en})"),
        ))
    }
}

/// Returns whether a directory has files of a city, where such files are, if its own path from a directory of packs began with a prefix: `""` for that directory
/// itself, `"x/"` for a city's. What is hidden is skipped.
#[must_use]
pub fn has_packs(directory: &Path, prefix: &str) -> bool {
    fn any(directory: &Path, prefix: &str, depth: usize) -> bool {
        let Ok(entries) = std::fs::read_dir(directory) else { return false };
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            !name.starts_with('.')
                && (is_pack_file(&path) || (depth > 1 && any(&entry.path(), &format!("{path}/"), depth - 1)))
        })
    }
    any(directory, prefix, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(project: &'static str, named: Option<&'static str>, beside: bool) -> PacksHere<&'static str> {
        PacksHere { project, named, beside: beside.then_some("plans") }
    }

    #[test]
    fn the_option_counts_first_then_the_outermost_project_then_the_program() {
        let of = |given, projects: Vec<PacksHere<&'static str>>| pack_source(given, projects);
        assert_eq!(of(None, vec![here("a", None, false)]), PackSource::Embedded);
        assert_eq!(of(Some("x"), vec![here("a", Some("y"), true)]), PackSource::Given("x"));
        let key = PackSource::Key { directory: "y", project: "a" };
        assert_eq!(of(None, vec![here("a", Some("y"), true), here("b", Some("z"), false)]), key);
        let beside = PackSource::Beside { directory: "plans", project: "b" };
        assert_eq!(of(None, vec![here("a", None, false), here("b", None, true)]), beside);
        assert_eq!(beside.directory(), Some(&"plans"));
    }
}
