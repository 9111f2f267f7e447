//! What a signal waits for, and what it removes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::sleep;
use std::time::Duration;

use super::disk;

/// Held while files are staged and take their places.
static WRITING: Mutex<()> = Mutex::new(());
/// The temporary directories that are in use for longer.
static TEMPORARY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How often, and how long each time, the end waits for files that are being written: five seconds, then the drive does not answer.
const WAITS: (u32, Duration) = (500, Duration::from_millis(10));

/// Begins to write: until the guard goes, a signal does not end the program.
pub(super) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a temporary directory that is to be removed when the program is told to end.
pub(super) fn remember(directory: &Path) {
    temporary().insert(directory.to_owned());
}

/// Forgets a temporary directory that is removed.
pub(super) fn forget(directory: &Path) {
    temporary().remove(directory);
}

fn temporary() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prepares the end of the program in the middle of its work: waits for the files that are being written, removes the temporary directories,
/// and lets no other file be written while the returned guard is there.
#[must_use]
pub fn hold() -> Option<MutexGuard<'static, ()>> {
    let mut held = None;
    for _ in 0..WAITS.0 {
        match WRITING.try_lock() {
            Ok(guard) => held = Some(guard),
            Err(TryLockError::Poisoned(error)) => held = Some(error.into_inner()),
            Err(TryLockError::WouldBlock) => {
                sleep(WAITS.1);
                continue;
            }
        }
        break;
    }
    for directory in temporary().iter() {
        // What another program of ours still writes there would keep it; it is found at the next run.
        let _ = disk::remove_directory(directory);
    }
    held
}
