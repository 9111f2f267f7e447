//! The files beside a plan, on the disk.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::report::reason;
use crate::base::diagnostic::{Language, text};
use crate::base::limits::TEXT_FILE;
use crate::document::csv::{FileError, FileProvider};

/// The folder of a plan.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder in which a file stands.
    pub(super) fn of(file: &Path) -> Self {
        Self(file.parent().map(Path::to_path_buf).unwrap_or_default())
    }

    /// The file that a path means, with all links followed; never one outside of the folder.
    fn find(&self, path: &str) -> io::Result<Option<PathBuf>> {
        let here = if self.0.as_os_str().is_empty() { Path::new(".") } else { &self.0 };
        let file = here.join(path).canonicalize()?;
        Ok(file.starts_with(here.canonicalize()?).then_some(file))
    }
}

impl FileProvider for Folder {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.find(path).map_err(|error| absence(&error))?.ok_or(FileError::Outside)?;
        let kind = file.metadata().map_err(|error| absence(&error))?;
        if kind.is_dir() {
            return Err(FileError::Folder);
        }
        if !kind.is_file() {
            // A pipe or a device could be read without end.
            return Err(FileError::Refused(text("đó không phải tệp thường", "it is not an ordinary file")));
        }
        let mut bytes = Vec::new();
        File::open(&file)
            .and_then(|file| file.take(TEXT_FILE as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| absence(&error))?;
        Ok(bytes)
    }

    fn name(&self, path: &str) -> String {
        self.0.join(path).to_string_lossy().into_owned()
    }
}

fn absence(error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing,
        _ => FileError::Refused(text(reason(error, Language::Vietnamese), reason(error, Language::English))),
    }
}
