//! The files next to a plan of a commit: as they were then, whatever is on the disk now.

use crate::cli::git::Repository;
use crate::cli::user_error::UserError;
use crate::document::csv::{FileError, FileProvider};

/// The directory of a plan in a commit.
#[derive(Debug)]
pub(super) struct CommitDirectory {
    repository: Repository,
    /// The revision as it was asked for.
    revision: String,
    commit: String,
    /// From the top of the repository, ending in `/`; empty for the top itself.
    prefix: String,
}

impl CommitDirectory {
    /// Returns the directory of a file of a commit.
    pub(super) fn of(repository: &Repository, revision: &str, commit: &str, file: &str) -> Self {
        let prefix = file.rfind('/').and_then(|at| file.get(..=at)).unwrap_or_default().to_owned();
        Self { repository: repository.clone(), revision: revision.to_owned(), commit: commit.to_owned(), prefix }
    }
}

impl FileProvider for CommitDirectory {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let refused = |refusal: UserError| FileError::Refused(refusal.message);
        let path = format!("{}{path}", self.prefix);
        let entries = self.repository.files(&self.commit, &path).map_err(refused)?;
        match entries.iter().find(|entry| entry.path == path) {
            Some(entry) => self.repository.content(entry).map_err(refused),
            None if entries.is_empty() => Err(FileError::Missing),
            None => Err(FileError::Directory),
        }
    }

    fn name(&self, path: &str) -> String {
        format!("{}:{}{path}", self.revision, self.prefix)
    }
}
