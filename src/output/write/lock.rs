//! One writer at a time in a directory. The system gives a lock back when its owner dies, however it dies.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How often, and how long each time, a run waits for another one: ten seconds. Writing takes a fraction of one.
const WAITS: (u32, Duration) = (200, Duration::from_millis(50));

/// How many of these waits are for a file that may be about to be deleted.
const DENIED: u32 = 20;

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
    /// The file of the lock is about to be deleted, or nobody may write there: the system says the same of both.
    #[cfg_attr(not(windows), allow(dead_code, reason = "elsewhere a lock is no file"))]
    Denied,
    /// The file system has no locks, or the directory cannot be opened.
    Impossible,
}

/// Locks a directory, and waits for another run to end. None when the file system has no locks.
pub(super) fn wait(directory: &Path) -> Result<Option<Lock>, NoLock> {
    wait_for(|| attempt(directory), WAITS.1)
}

fn wait_for<T>(mut attempt: impl FnMut() -> Result<T, NoLock>, pause: Duration) -> Result<Option<T>, NoLock> {
    let mut denied = 0;
    for _ in 0..WAITS.0 {
        match attempt() {
            Ok(lock) => return Ok(Some(lock)),
            Err(NoLock::Impossible) => return Ok(None),
            // What is deleted is gone soon. Where nobody may write, the file itself is refused, with its reason.
            Err(NoLock::Denied) if denied == DENIED => return Ok(None),
            Err(NoLock::Denied) => denied += 1,
            Err(NoLock::Busy) => {}
        }
        sleep(pause);
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
    super::disk::open_alone(&directory.join(".kehoach-khoa")).map_err(|error| match error.kind() {
        _ if crate::base::diagnostic::is_in_use(&error) => NoLock::Busy,
        io::ErrorKind::PermissionDenied => NoLock::Denied,
        _ => NoLock::Impossible,
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

    #[test]
    fn a_directory_where_nobody_may_write_is_not_taken_for_a_busy_one() {
        let ends = |mut answers: Vec<NoLock>| {
            let mut asked = 0;
            let result = wait_for::<()>(
                || {
                    asked += 1;
                    if answers.len() > 1 { Err(answers.remove(0)) } else { answers.pop().map_or(Ok(()), Err) }
                },
                Duration::ZERO,
            );
            (result.is_ok(), result.ok().flatten().is_some(), asked)
        };
        let denied = |count| (0..count).map(|_| NoLock::Denied).collect::<Vec<_>>();
        assert_eq!(ends(denied(3)), (true, true, 4), "the file was about to be deleted");
        assert_eq!(
            ends(denied(100)),
            (true, false, DENIED + 1),
            "it is written without a lock, and refused with its reason"
        );
        let busy = (0..300).map(|_| NoLock::Busy).collect();
        assert_eq!(ends(busy), (false, false, WAITS.0));
    }
}
