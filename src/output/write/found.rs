//! What is at the place of an output before it is written.

use std::fs::{File, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::change::{Change, Purpose};
use super::disk;
use super::refusal::{Reason, Refusal};
use crate::base::diagnostic::is_in_use;
use crate::base::disk::real_path;

/// The waits, in milliseconds, for a program that holds a file for a moment, as scanners for viruses do: two seconds.
const WAITS: [u64; 6] = [20, 80, 200, 400, 600, 700];

/// The place of a change.
#[derive(Debug)]
pub(super) struct Place {
    /// The file itself, after all links.
    pub path: PathBuf,
    /// The file that is there.
    pub old: Option<Metadata>,
}

/// Returns whether a pipe or a device for characters is there, which takes what is written, and nothing else.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    path.metadata().is_ok_and(|there| takes_a_stream(there.file_type()))
}

#[cfg(unix)]
fn takes_a_stream(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo() || kind.is_char_device()
}

#[cfg(not(unix))]
fn takes_a_stream(_: FileType) -> bool {
    false
}

/// Looks at the place of a change, and refuses what must not be replaced.
pub(super) fn look(change: &Change<'_>, alone: bool) -> Result<Place, Refusal> {
    let path = change.path;
    let refused = |reason| Refusal::new(path, reason);
    let system = |error| refused(Reason::System(error));
    let link = match path.symlink_metadata() {
        Ok(there) => there.is_symlink(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return free(change),
        Err(error) => return Err(system(error)),
    };
    if change.purpose == Purpose::Create {
        return Err(refused(Reason::Exists));
    }
    let old = match path.metadata() {
        Ok(old) => old,
        Err(error) if link && error.kind() == io::ErrorKind::NotFound => return Err(refused(Reason::BrokenLink)),
        Err(error) => return Err(system(error)),
    };
    let real = real_path(path).map_err(system)?;
    if link && (change.data.is_none() || (change.purpose == Purpose::Put && !alone)) {
        return Err(refused(Reason::Link(real)));
    }
    if !old.is_file() {
        return Err(refused(if old.is_dir() { Reason::Directory } else { Reason::Special }));
    }
    if old.permissions().readonly() {
        return Err(refused(Reason::ReadOnly));
    }
    let open = patiently(|| disk::try_to_write(&real)).map_err(|error| refused(reason(error)))?;
    if names(&open, &old).map_err(system)? > 1 {
        return Err(refused(Reason::HardLink));
    }
    Ok(Place { path: real, old: Some(old) })
}

/// The place of a file that is not there.
fn free(change: &Change<'_>) -> Result<Place, Refusal> {
    let refused = |reason| Refusal::new(change.path, reason);
    if change.purpose == Purpose::Edit {
        return Err(refused(Reason::System(io::ErrorKind::NotFound.into())));
    }
    let Some(name) = change.path.file_name() else { return Err(refused(Reason::Directory)) };
    let parent = real_path(parent(change.path)).map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        refused(if missing { Reason::NoDirectory } else { Reason::System(error) })
    })?;
    if !parent.is_dir() {
        return Err(refused(Reason::System(io::ErrorKind::NotADirectory.into())));
    }
    Ok(Place { path: parent.join(name), old: None })
}

/// The directory of a path.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns how many names a file has.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems must ask the file")]
fn names(_: &File, old: &Metadata) -> io::Result<u64> {
    Ok(std::os::unix::fs::MetadataExt::nlink(old))
}

#[cfg(windows)]
fn names(file: &File, _: &Metadata) -> io::Result<u64> {
    Ok(winapi_util::file::information(file)?.number_of_links())
}

/// Tries an act again while another program holds the file.
pub(super) fn patiently<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for wait in WAITS {
        match act() {
            Err(error) if is_held(&error) => sleep(Duration::from_millis(wait)),
            done => return done,
        }
    }
    act()
}

/// Returns why an act failed.
pub(super) fn reason(error: io::Error) -> Reason {
    if is_held(&error) { Reason::Held } else { Reason::System(error) }
}

/// Returns whether another program holds a file. Windows says «access denied» of some files that are open.
fn is_held(error: &io::Error) -> bool {
    is_in_use(error) || (cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied)
}
