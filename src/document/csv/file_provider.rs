//! The files next to a plan, without the disk: the caller of the stages provides them.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::diagnostic::Text;

/// Why a file is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is none with this name.
    Missing,
    Directory,
    /// A link leads out of the plan's directory.
    Outside,
    /// The system refuses; its reason in the users' words.
    Refused(Text),
}

/// Provides the files next to a plan.
pub trait FileProvider: fmt::Debug + Send + Sync {
    /// Returns the bytes of a file; of one that is too large no more than shows it. The path has `/` between directories and never leads up.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// Returns the file's name for people, as the plan's own is given.
    fn name(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Files in memory; none when it is empty.
impl FileProvider for BTreeMap<String, Vec<u8>> {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.get(path).cloned().ok_or(FileError::Missing)
    }
}
