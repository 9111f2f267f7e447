//! A plan on the disk, with the directory from which the files that it names are read.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::PlanFile;
use crate::base::diagnostic::{io_reason, text};
use crate::base::limits::TEXT_FILE;
use crate::base::vietnamese::composed::composed;
use crate::document::csv::{FileError, FileProvider};

impl PlanFile {
    /// Reads a plan from the disk: no more of it than shows that it is too large. The files that it names are read when they are needed.
    pub fn open(path: &Path) -> io::Result<Self> {
        let bytes = read_bounded(path)?;
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
        let file = below(here, path).canonicalize()?;
        Ok(file.starts_with(here.canonicalize()?).then_some(file))
    }
}

impl FileProvider for PlanDirectory {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.find(path).map_err(|error| file_error(&error))?.ok_or(FileError::Outside)?;
        let kind = file.metadata().map_err(|error| file_error(&error))?;
        if kind.is_dir() {
            return Err(FileError::Directory);
        }
        if !kind.is_file() {
            // A pipe or a device may never end.
            return Err(FileError::Refused(text("đó không phải tệp thường", "it is not a regular file")));
        }
        read_bounded(&file).map_err(|error| file_error(&error))
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

/// Reads at most one byte more than a text file may have.
pub(super) fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(TEXT_FILE as u64);
    // With room for one byte more than the file has, its end is found without growing the buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(TEXT_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn file_error(error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing,
        _ => FileError::Refused(io_reason(error)),
    }
}
