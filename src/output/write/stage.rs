//! Temporary directories: where files are prepared beside the output, and what killed runs left behind.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk as _, Real};
use super::interrupt;
use super::lock::{self, Lock};

/// The beginning of the name of every temporary directory of ours; the rest is random.
const PREFIX: &str = ".kehoach-tam-";

/// A temporary directory. Its lock tells others that its owner is alive.
#[derive(Debug)]
pub(super) struct Stage {
    lock: Option<Lock>,
    directory: Option<tempfile::TempDir>,
}

impl Stage {
    pub(super) fn new(beside: &Path) -> io::Result<Self> {
        let directory = tempfile::Builder::new().prefix(PREFIX).tempdir_in(beside)?;
        let lock = lock::attempt(directory.path()).ok();
        Ok(Self { lock, directory: Some(directory) })
    }

    pub(super) fn directory(&self) -> &Path {
        self.directory.as_ref().map_or(Path::new(""), tempfile::TempDir::path)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.directory().join(name)
    }

    /// Keeps the directory, with what could not be put back, under a name that nobody removes. Returns the name.
    pub(super) fn keep(mut self) -> PathBuf {
        self.lock = None;
        let Some(directory) = self.directory.take() else { return PathBuf::new() };
        let path = directory.keep();
        let name = path.file_name().unwrap_or_default().to_string_lossy().replacen(PREFIX, "kehoach-ban-cu-", 1);
        let kept = path.with_file_name(name);
        if Real.rename(&path, &kept).is_ok() { kept } else { path }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Where the lock is a file, the directory is not empty before.
        self.lock = None;
    }
}

/// Removes what killed runs left in a directory, and returns it.
pub(super) fn sweep(directory: &Path) -> Vec<PathBuf> {
    let left = |path: &PathBuf| {
        let ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        ours && path.symlink_metadata().is_ok_and(|there| there.is_dir()) && lock::attempt(path).is_ok()
    };
    let mut found: Vec<PathBuf> =
        directory.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).filter(left).collect();
    found.sort();
    found.retain(|path| disk::remove_directory(path).is_ok());
    found
}

/// A directory for the files that another program works on. It is removed in the end, also after a signal; after a kill, by the next run.
#[derive(Debug)]
pub struct TemporaryDirectory(Stage);

impl TemporaryDirectory {
    pub fn new() -> io::Result<Self> {
        let place = std::env::temp_dir();
        // Between its making and its lock, the directory would look like one that was left behind.
        let _alone = lock::wait(&place);
        sweep(&place);
        let stage = Stage::new(&place)?;
        interrupt::remember(stage.directory());
        Ok(Self(stage))
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.directory()
    }

    /// Writes a file, by its path with `/`.
    pub fn put(&self, name: &str, data: &[u8]) -> io::Result<()> {
        let path = self.0.path(name);
        if let Some(parent) = path.parent() {
            disk::make_directory(parent)?;
        }
        Real.create(&path, data, false)
    }
}

impl Drop for TemporaryDirectory {
    fn drop(&mut self) {
        interrupt::forget(self.0.directory());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_owner_is_swept() {
        let place = tempfile::tempdir().unwrap();
        let alive = Stage::new(place.path()).unwrap();
        let dead = place.path().join(format!("{PREFIX}abc"));
        let other = place.path().join(".kehoach-cua-toi");
        std::fs::create_dir_all(dead.join("trong")).unwrap();
        std::fs::create_dir(&other).unwrap();
        assert_eq!(sweep(place.path()), [dead]);
        assert!(other.is_dir() && alive.directory().is_dir());
        let gone = alive.directory().to_owned();
        drop(alive);
        assert!(!gone.exists());
    }

    #[test]
    fn a_temporary_directory_is_removed_by_a_signal_and_by_its_end() {
        let directory = TemporaryDirectory::new().unwrap();
        directory.put("a/b.txt", b"x").unwrap();
        let path = directory.path().to_owned();
        assert!(path.join("a/b.txt").is_file());
        drop(directory);
        assert!(!path.exists());
        let directory = TemporaryDirectory::new().unwrap();
        assert!(directory.path().is_dir());
        let held = interrupt::hold();
        assert!(held.is_some() && !directory.path().exists());
    }
}
