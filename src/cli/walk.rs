//! Walking directories: one policy, so that every command sees the same files.
//!
//! Hidden entries are skipped. A link that stays inside of the directory is followed, to each directory once; a link that leads out
//! of it is not. What is passed over is returned, so that the caller can report it.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::user_error::{UserError, cannot_read, cannot_read_directory, user_error};
use crate::base::diagnostic::{Text, io_reason};
use crate::base::disk::real_path;
use crate::base::shown;

/// A directory to walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk<'w> {
    pub root: &'w Path,
    /// How many levels of entries are read; none for all.
    pub depth: Option<usize>,
    /// Whether what `.gitignore` names is skipped. Above the root, only the files of its repository count.
    pub gitignore: bool,
    /// Entries of the root that are skipped.
    pub skip: &'static [&'static str],
}

/// What a walk found, by paths from the root.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files that were wanted, in order, each once.
    pub files: Vec<PathBuf>,
    pub passed_over: Vec<PassedOver>,
}

/// An entry that was not read.
#[derive(Debug)]
pub(super) struct PassedOver {
    pub path: PathBuf,
    pub reason: Reason,
}

#[derive(Debug)]
pub(super) enum Reason {
    LinkOut,
    BrokenLink,
    /// A pipe or a device.
    NotAFile,
    Unreadable(Text),
}

impl PassedOver {
    /// Returns the entry as an error.
    pub(super) fn error(&self, root: &Path) -> UserError {
        let path = root.join(&self.path);
        match &self.reason {
            Reason::LinkOut => leads_out(&path),
            Reason::BrokenLink => broken_link(&path),
            Reason::NotAFile => cannot_read(&path, &io::ErrorKind::Unsupported.into()),
            Reason::Unreadable(reason) => cannot_read_directory(&path, reason),
        }
    }
}

impl Walk<'_> {
    /// Walks the directory and all links in it that stay inside. `wanted` is asked about every file.
    pub(super) fn run(self, mut wanted: impl FnMut(&Path) -> bool) -> Found {
        let mut found = Found::default();
        let real_root = match real_path(self.root) {
            Ok(real_root) => real_root,
            Err(error) => {
                found.pass_over(PathBuf::new(), Reason::Unreadable(io_reason(&error)));
                return found;
            }
        };
        // Files and directories by their real paths: entries that are no links come first, so that a file keeps its own name.
        let mut seen = BTreeSet::from([real_root.clone()]);
        let mut links = BTreeSet::new();
        self.descend(Path::new(""), &real_root, &mut seen, &mut links, &mut wanted, &mut found);
        while let Some(link) = links.pop_first() {
            let Ok(real) = real_path(&self.root.join(&link)) else {
                found.pass_over(link, Reason::BrokenLink);
                continue;
            };
            let (inside, directory) = (real.starts_with(&real_root), real.is_dir());
            if directory && inside {
                if seen.insert(real) {
                    self.descend(&link, &real_root, &mut seen, &mut links, &mut wanted, &mut found);
                }
            } else if directory || wanted(&link) {
                if !inside {
                    found.pass_over(link, Reason::LinkOut);
                } else if !real.is_file() {
                    found.pass_over(link, Reason::NotAFile);
                } else if seen.insert(real) {
                    found.files.push(link);
                }
            }
        }
        found.files.sort_by_cached_key(|path| slashed(path));
        found.passed_over.sort_by_cached_key(|one| slashed(&one.path));
        found
    }

    /// Walks one directory without following links, and collects them.
    fn descend(
        &self,
        start: &Path,
        real_root: &Path,
        seen: &mut BTreeSet<PathBuf>,
        links: &mut BTreeSet<PathBuf>,
        wanted: &mut impl FnMut(&Path) -> bool,
        found: &mut Found,
    ) {
        let in_repository = real_root.ancestors().any(|above| above.join(".git").exists());
        let level = start.components().count();
        let skip = if level == 0 { self.skip } else { &[] };
        let walk = WalkBuilder::new(self.root.join(start))
            .standard_filters(false)
            .hidden(true)
            .git_ignore(self.gitignore)
            .parents(self.gitignore && in_repository)
            .require_git(in_repository)
            .max_depth(self.depth.map(|depth| depth.saturating_sub(level)))
            .filter_entry(move |entry| entry.depth() != 1 || !skip.iter().any(|name| entry.file_name() == *name))
            .build();
        let inside = |path: &Path| path.strip_prefix(self.root).unwrap_or(path).to_owned();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = path_of(&error).map(inside).unwrap_or_default();
                    let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    found.pass_over(path, Reason::Unreadable(io_reason(&error)));
                    continue;
                }
            };
            let Some(kind) = entry.file_type().filter(|_| entry.depth() > 0) else { continue };
            let path = inside(entry.path());
            if kind.is_symlink() {
                links.insert(path);
            } else if kind.is_dir() {
                seen.extend(real_path(entry.path()));
            } else if wanted(&path) {
                if !kind.is_file() {
                    found.pass_over(path, Reason::NotAFile);
                } else if real_path(entry.path()).is_ok_and(|real| seen.insert(real)) {
                    found.files.push(path);
                }
            }
        }
    }
}

impl Found {
    fn pass_over(&mut self, path: PathBuf, reason: Reason) {
        self.passed_over.push(PassedOver { path, reason });
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// A path with `/` between directories on every system.
pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Returns the refusal of a link that leads out of a directory.
pub(super) fn leads_out(link: &Path) -> UserError {
    let shown = shown::path(link);
    user_error(
        format!("`{shown}` là liên kết dẫn ra ngoài thư mục đang đọc, không đọc theo"),
        format!("`{shown}` is a link that leads out of the directory; it was not followed"),
    )
    .hint("chép chính tệp hoặc thư mục ấy vào đây", "copy the file or directory itself to this place")
}

/// Returns the refusal of a link to nothing.
pub(super) fn broken_link(link: &Path) -> UserError {
    let shown = shown::path(link);
    user_error(
        format!("`{shown}` là liên kết hỏng: nơi nó chỉ đến không có"),
        format!("`{shown}` is a broken link: what it points to does not exist"),
    )
    .hint("xóa liên kết, hoặc chép chính tệp ấy vào đây", "delete the link, or copy the file itself to this place")
}
