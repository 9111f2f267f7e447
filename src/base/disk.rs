//! Reading files of the disk: regular ones, and no more of them than is asked for.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Reads a file, of a longer one one byte more than the limit.
///
/// A pipe or a device is refused before it is opened: opening it may wait for somebody to write, and reading it may never end.
pub fn read_bounded(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let kind = std::fs::metadata(path)?;
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // With room for one byte more than the file has, its end is found without growing the buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or(limit).min(limit) + 1);
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the bytes of a file; none when there are more than the limit.
pub fn read_whole(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    Ok(Some(read_bounded(path, limit)?).filter(|bytes| bytes.len() <= limit))
}

/// Returns the whole name of a file or directory, behind all links.
///
/// Some drives of Windows (in memory, on a network) cannot tell it: there it is the name as it is written, unless that leads through a link.
#[expect(clippy::disallowed_methods, reason = "all others come here")]
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize().or_else(|error| {
        let expected = matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied);
        if cfg!(not(windows)) || expected || !path.exists() {
            return Err(error);
        }
        let absolute = std::path::absolute(path)?;
        if absolute.ancestors().any(Path::is_symlink) { Err(error) } else { Ok(absolute) }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::base::program::{self, Most};

    #[test]
    fn only_files_are_read_and_no_more_of_them_than_asked_for() {
        let directory = tempfile::tempdir().unwrap();
        let [file, pipe, link] = ["file", "pipe", "link"].map(|name| directory.path().join(name));
        std::fs::write(&file, "12345").unwrap();
        program::run(Command::new("mkfifo").arg(&pipe), Most { seconds: 10, bytes: 1000 }).unwrap();
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        assert_eq!(read_bounded(&file, 5).unwrap(), b"12345");
        assert_eq!(read_bounded(&file, 3).unwrap(), b"1234");
        assert_eq!(read_whole(&file, 5).unwrap().as_deref(), Some(&b"12345"[..]));
        assert_eq!(read_whole(&file, 4).unwrap(), None);
        let kind = |path: &Path| read_bounded(path, 5).unwrap_err().kind();
        assert_eq!(kind(directory.path()), io::ErrorKind::IsADirectory);
        assert_eq!(kind(&directory.path().join("none")), io::ErrorKind::NotFound);
        for endless in [pipe.as_path(), &link, Path::new("/dev/zero")] {
            assert_eq!(kind(endless), io::ErrorKind::Unsupported, "{endless:?}");
        }
    }
}
