//! Why a file is not written.

use std::io;
use std::path::{Path, PathBuf};

/// A change that was not carried out; unless [`Reason::Torn`] says otherwise, every file is as it was.
#[derive(Debug)]
pub struct Refusal {
    pub path: PathBuf,
    pub reason: Reason,
}

#[derive(Debug)]
pub enum Reason {
    /// The command reads this very file, perhaps under another name.
    Input,
    /// A name by which this system has no file.
    Name(String),
    Directory,
    /// Neither a file nor a directory: a device, a pipe, a socket.
    Special,
    /// A link in place of an output that belongs to others, with the file that it leads to.
    Link(PathBuf),
    /// A link to nothing.
    BrokenLink,
    /// The file has another name, which would keep the old content.
    HardLink,
    ReadOnly,
    /// Something is there already.
    Exists,
    /// There is no such directory.
    NoDirectory,
    /// Another run of this program writes there, and does not come to an end.
    Busy,
    /// Another program has the file open.
    Held,
    /// Some files are new and could not be taken back; the old ones are in this directory.
    Torn(PathBuf),
    System(io::Error),
}

impl Refusal {
    pub(super) fn new(path: &Path, reason: Reason) -> Self {
        Self { path: path.to_owned(), reason }
    }
}
