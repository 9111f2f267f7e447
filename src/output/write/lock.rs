//! One writer at a time in a directory. The system gives a lock back when its owner dies, however it dies.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How often, and how long each time, a run waits for another one: ten seconds. Writing takes a fraction of one.
const WAITS: (u32, Duration) = (200, Duration::from_millis(50));

/// A lock of a directory; it ends with this value.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Why a directory is not locked.
#[derive(Debug)]
pub(super) enum NoLock {
    /// Somebody else has the lock.
    Busy,
    /// The file system has no locks, or the directory cannot be opened.
    Impossible,
}

/// Locks a directory, and waits for another run to end. None when the file system has no locks.
pub(super) fn wait(directory: &Path) -> Result<Option<Lock>, NoLock> {
    for _ in 0..WAITS.0 {
        match attempt(directory) {
            Ok(lock) => return Ok(Some(lock)),
            Err(NoLock::Impossible) => return Ok(None),
            Err(NoLock::Busy) => sleep(WAITS.1),
        }
    }
    Err(NoLock::Busy)
}

/// Locks a directory if nobody else has.
pub(super) fn attempt(directory: &Path) -> Result<Lock, NoLock> {
    let file = handle(directory)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(NoLock::Busy),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::WouldBlock => Err(NoLock::Busy),
        Err(TryLockError::Error(_)) => Err(NoLock::Impossible),
    }
}

/// The directory itself: nothing is left behind.
#[cfg(not(windows))]
fn handle(directory: &Path) -> Result<File, NoLock> {
    File::open(directory).map_err(|_| NoLock::Impossible)
}

/// Directories cannot be locked there: a file in it that only one program can open.
#[cfg(windows)]
fn handle(directory: &Path) -> Result<File, NoLock> {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    super::disk::open_alone(&directory.join(".kehoach-khoa")).map_err(|error| {
        // A file that is about to be deleted refuses as well.
        let busy =
            error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) || error.kind() == io::ErrorKind::PermissionDenied;
        if busy { NoLock::Busy } else { NoLock::Impossible }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_keeps_others_out_until_it_goes() {
        let directory = tempfile::tempdir().unwrap();
        let held = attempt(directory.path()).unwrap();
        assert!(matches!(attempt(directory.path()), Err(NoLock::Busy)));
        drop(held);
        assert!(attempt(directory.path()).is_ok());
        assert!(matches!(attempt(&directory.path().join("khong-co")), Err(NoLock::Impossible)));
    }
}
