//! The acts that change a disk: all of the program's are here, so that a test can let each of them fail.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The acts that a change is made of.
pub(super) trait Disk {
    /// Writes a new file, down to the disk. One that takes the place of another is for nobody else to read until it has its rights.
    fn create(&self, path: &Path, data: &[u8], replaces: bool) -> io::Result<()>;
    /// Gives a file the rights of another, and its owner and group where the system lets us.
    fn keep_rights(&self, path: &Path, old: &Metadata) -> io::Result<()>;
    /// Makes a new file a program.
    fn make_executable(&self, path: &Path) -> io::Result<()>;
    /// Gives a file a second name, or copies it where the file system has no such thing.
    fn back_up(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts a file in the place of another, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The disk as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Real;

/// Opens a hidden file that nobody else can open, and that the system deletes when it is closed.
#[cfg(windows)]
pub(super) fn open_alone(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const FILE_ATTRIBUTE_HIDDEN: u32 = 0x2;
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
        .attributes(FILE_ATTRIBUTE_HIDDEN)
        .open(path)
}

impl Disk for Real {
    fn create(&self, path: &Path, data: &[u8], replaces: bool) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if replaces {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = replaces;
        let mut file = options.open(path)?;
        file.write_all(data)?;
        file.sync_all()
    }

    #[cfg(unix)]
    fn keep_rights(&self, path: &Path, old: &Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let new = path.metadata()?;
        // Only root gives files away; a group may be one of ours. What is refused is no reason not to write.
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) && chown(path, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = chown(path, None, Some(old.gid()));
        }
        fs::set_permissions(path, old.permissions())
    }

    #[cfg(not(unix))]
    fn keep_rights(&self, _: &Path, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    #[cfg(unix)]
    fn make_executable(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let mut rights = path.metadata()?.permissions();
        // For whoever may read it.
        rights.set_mode(rights.mode() | (rights.mode() & 0o444) >> 2);
        fs::set_permissions(path, rights)
    }

    #[cfg(not(unix))]
    fn make_executable(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn back_up(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

// What is not part of a change of files that belong together.

/// Opens a file as for writing, and writes nothing: it is refused where a program that holds the file would refuse the change.
pub(super) fn try_to_write(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

/// Writes into a pipe or a device.
pub(super) fn pour(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut stream = OpenOptions::new().write(true).open(path)?;
    stream.write_all(data)?;
    stream.flush()
}

pub(super) fn append(path: &Path, data: &[u8]) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).open(path)?.write_all(data)
}

pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

pub(super) fn remove_directory(path: &Path) -> io::Result<()> {
    fs::remove_dir_all(path)
}

pub(super) fn remove_empty_directory(path: &Path) {
    let _ = fs::remove_dir(path);
}
