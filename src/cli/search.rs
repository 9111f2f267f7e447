//! Which plans are meant: files as they are named, and every `plan.toml` below a folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::report::{UserError, reason};
use crate::base::diagnostic::{Language, text};

const PLAN: &str = "plan.toml";

/// The plans in the order of their names, each once, and what cannot be searched.
pub(super) fn plans(args: &[PathBuf]) -> (Vec<PathBuf>, Vec<UserError>) {
    let mut found = Vec::new();
    let mut refusals = Vec::new();
    for path in args {
        let path = plain(path);
        if !here(&path).is_dir() {
            found.push(path);
            continue;
        }
        let before = found.len() + refusals.len();
        if let Err((folder, error)) = search(&path, &path, &mut found, &mut refusals) {
            refusals.push(cannot_search(&folder, &error));
        } else if found.len() + refusals.len() == before {
            refusals.push(no_plan(&path));
        }
    }
    found.sort_by_cached_key(|path| path.to_string_lossy().replace('\\', "/"));
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    (found, refusals)
}

fn search(
    root: &Path,
    folder: &Path,
    found: &mut Vec<PathBuf>,
    refusals: &mut Vec<UserError>,
) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (here(folder).to_owned(), error);
    for entry in fs::read_dir(here(folder)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let path = folder.join(&name);
        // The kind of a link is not that of its target, so that no search goes round in a circle.
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && !name.to_string_lossy().starts_with('.') {
            search(root, &path, found, refusals)?;
        } else if name == PLAN && kind.is_file() {
            found.push(path);
        } else if name == PLAN && kind.is_symlink() && path.is_file() {
            if leads_out(&path, here(root)) { refusals.push(outside(&path)) } else { found.push(path) }
        }
    }
    Ok(())
}

/// Whether a link leads to a file that is not in a folder: such a file was not meant, and a finding would show its lines.
pub(super) fn leads_out(link: &Path, folder: &Path) -> bool {
    let inside = |real: PathBuf| fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder));
    !fs::canonicalize(link).is_ok_and(inside)
}

/// The link is not followed.
pub(super) fn outside(link: &Path) -> UserError {
    let shown = link.display();
    UserError {
        message: text(
            format!("`{shown}` là liên kết dẫn ra ngoài thư mục đang đọc"),
            format!("`{shown}` is a link that leads out of the folder"),
        ),
        help: text("chép chính tệp ấy vào thư mục", "copy the file itself into the folder"),
    }
}

/// Without `.`: `./a/plan.toml` is `a/plan.toml`, as platforms for code name it.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, Component::CurDir)).collect()
}

fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

fn no_plan(folder: &Path) -> UserError {
    let shown = here(folder).display();
    UserError {
        message: text(
            format!("thư mục `{shown}` không có tệp plan.toml nào"),
            format!("there is no plan.toml in the folder `{shown}`"),
        ),
        help: text(
            "tệp kế hoạch mang tên khác thì ghi rõ tên tệp, như `xa-toi/ke-hoach.toml`",
            "where the plan has another name, name the file, such as `my-commune/my-plan.toml`",
        ),
    }
}

fn cannot_search(folder: &Path, error: &io::Error) -> UserError {
    let shown = folder.display();
    UserError {
        message: text(
            format!("không đọc được thư mục `{shown}`: {}", reason(error, Language::Vietnamese)),
            format!("the folder `{shown}` cannot be read: {}", reason(error, Language::English)),
        ),
        help: text("mở quyền đọc, hoặc ghi rõ tên các tệp", "give yourself the right to read it, or name the files"),
    }
}
