//! The files beside a plan of a revision: as they were in that revision, whatever is on the disk now.

use crate::cli::git::Repository;
use crate::cli::report::UserError;
use crate::document::csv::{FileError, FileProvider};

/// The folder of a plan in a commit.
#[derive(Debug)]
pub(super) struct Beneath {
    repository: Repository,
    /// The revision as it was asked for.
    revision: String,
    commit: String,
    /// From the top of the repository, ending in `/`; empty for the top itself.
    folder: String,
}

impl Beneath {
    /// The folder in which a file of a commit stands.
    pub(super) fn of(repository: &Repository, revision: &str, commit: &str, plan: &str) -> Self {
        let folder = plan.rfind('/').and_then(|at| plan.get(..=at)).unwrap_or_default().to_owned();
        Self { repository: repository.clone(), revision: revision.to_owned(), commit: commit.to_owned(), folder }
    }
}

impl FileProvider for Beneath {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let refused = |refusal: UserError| FileError::Refused(refusal.message);
        let path = format!("{}{path}", self.folder);
        let entries = self.repository.files(&self.commit, &path).map_err(refused)?;
        match entries.iter().find(|entry| entry.path == path) {
            Some(entry) => self.repository.content(entry).map_err(refused),
            None if entries.is_empty() => Err(FileError::Missing),
            None => Err(FileError::Folder),
        }
    }

    fn name(&self, path: &str) -> String {
        format!("{}:{}{path}", self.revision, self.folder)
    }
}
