//! A plan on the disk, with the directory from which the files that it names are read.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::PlanFile;
use crate::base::diagnostic::{io_reason, text};
use crate::base::limits::TEXT_FILE;
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
        let file = here.join(path).canonicalize()?;
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
        self.0.join(path).to_string_lossy().into_owned()
    }
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
