//! What is to become of a file.

use std::path::Path;

/// A change of one file.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub(super) path: &'a Path,
    /// Its new bytes; none when it is removed.
    pub(super) data: Option<&'a [u8]>,
    pub(super) purpose: Purpose,
    /// Whether a new file is a program.
    pub(super) executable: bool,
}

/// What a change is for, and so what may be there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An output: it replaces an older one, but no input.
    Put,
    /// A file that is read and written again: it is there, and a link to it is followed.
    Edit,
    /// A new file: nothing may be there.
    Create,
}

impl<'a> Change<'a> {
    /// An output, new or in place of an older one. A pipe or a device is written to if it is the only change.
    #[must_use]
    pub fn put(path: &'a Path, data: &'a [u8]) -> Self {
        Self { path, data: Some(data), purpose: Purpose::Put, executable: false }
    }

    /// The new content of a file that was read. A link stays a link.
    #[must_use]
    pub fn edit(path: &'a Path, data: &'a [u8]) -> Self {
        Self { purpose: Purpose::Edit, ..Self::put(path, data) }
    }

    /// A file that must not be there yet.
    #[must_use]
    pub fn create(path: &'a Path, data: &'a [u8]) -> Self {
        Self { purpose: Purpose::Create, ..Self::put(path, data) }
    }

    /// The end of a file that the program wrote.
    #[must_use]
    pub fn remove(path: &'a Path) -> Self {
        Self { path, data: None, purpose: Purpose::Put, executable: false }
    }

    /// Returns the same for a program, if the file is new.
    #[must_use]
    pub fn executable(self) -> Self {
        Self { executable: true, ..self }
    }
}
