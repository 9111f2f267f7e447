//! A plan on the disk, with the directory from which the files that it names are read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::PlanFile;
use crate::base::diagnostic::io_reason;
use crate::base::disk::{read_bounded, real_path};
use crate::base::limits::TEXT_FILE;
use crate::base::vietnamese::composed::composed;
use crate::document::csv::{FileError, FileProvider};

impl PlanFile {
    /// Reads a plan from the disk: no more of it than shows that it is too large. The files that it names are read when they are needed.
    pub fn open(path: &Path) -> io::Result<Self> {
        let bytes = read_bounded(path, TEXT_FILE)?;
        Ok(Self { name: path.to_string_lossy().into_owned(), bytes, files: Arc::new(PlanDirectory::of(path)) })
    }
}

#[derive(Debug)]
struct PlanDirectory(PathBuf);

impl PlanDirectory {
    fn of(plan: &Path) -> Self {
        Self(plan.parent().map(Path::to_path_buf).unwrap_or_default())
    }

    /// Returns the file that a path leads to through all links; none when it is outside of the directory.
    fn find(&self, path: &str) -> io::Result<Option<PathBuf>> {
        let here = if self.0.as_os_str().is_empty() { Path::new(".") } else { &self.0 };
        let file = real_path(&below(here, path))?;
        Ok(file.starts_with(real_path(here)?).then_some(file))
    }
}

impl FileProvider for PlanDirectory {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.find(path).map_err(|error| file_error(&error))?.ok_or(FileError::Outside)?;
        read_bounded(&file, TEXT_FILE).map_err(|error| file_error(&error))
    }

    fn name(&self, path: &str) -> String {
        below(&self.0, path).to_string_lossy().into_owned()
    }
}

/// Returns the path of a file below a directory. Where the disk has a name with loose letters, as macOS writes names, it is the same name:
/// texts have composed ones.
pub(super) fn below(directory: &Path, path: &str) -> PathBuf {
    let whole = directory.join(path);
    if path.is_ascii() || whole.exists() {
        return whole;
    }
    path.split('/').fold(directory.to_owned(), |directory, name| {
        let named = directory.join(name);
        if named.exists() {
            return named;
        }
        let same =
            |found: &Path| found.file_name().is_some_and(|found| composed(&found.to_string_lossy()) == composed(name));
        let mut found = std::fs::read_dir(&directory).into_iter().flatten().flatten().map(|entry| entry.path());
        found.find(|found| same(found)).unwrap_or(named)
    })
}

fn file_error(error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing,
        io::ErrorKind::IsADirectory => FileError::Directory,
        _ => FileError::Refused(io_reason(error)),
    }
}
