//! The files that a command reads: none of them is its output.

use std::path::{Path, PathBuf};

use same_file::is_same_file;

use crate::base::disk::real_path;
use crate::base::source::SourceMap;

/// The files that a command reads.
#[derive(Debug, Default)]
pub struct Inputs(Vec<PathBuf>);

impl Inputs {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one file more.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>) -> Self {
        self.0.push(path.into());
        self
    }

    /// With all files that were read for a plan: its CSV files, packs, the project file. What comes from memory is no file of this name.
    #[must_use]
    pub fn with_sources(mut self, sources: &SourceMap) -> Self {
        self.0.extend(sources.ids().map(|id| PathBuf::from(sources.file(id).path())));
        self
    }

    /// With the files of a directory, by their paths from there.
    #[must_use]
    pub fn with_directory<'n>(mut self, root: Option<&Path>, names: impl IntoIterator<Item = &'n String>) -> Self {
        if let Some(root) = root {
            self.0.extend(names.into_iter().map(|name| root.join(name)));
        }
        self
    }

    /// Returns them.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(PathBuf::as_path)
    }

    /// Returns whether a path leads to one of them, by whatever name: a link, a second name, other capitals where the system takes them for
    /// the same.
    #[must_use]
    pub fn hold(&self, path: &Path) -> bool {
        let regular = |path: &Path| path.metadata().is_ok_and(|there| there.is_file());
        let Ok(real) = real_path(path) else { return false };
        // To compare the files themselves they are opened, which a pipe would not survive.
        regular(&real)
            && self.0.iter().filter(|input| regular(input)).any(|input| {
                real_path(input).is_ok_and(|input| input == real) || is_same_file(input, &real).unwrap_or(false)
            })
    }
}
