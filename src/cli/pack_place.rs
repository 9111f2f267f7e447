//! Which directory a directory is, around and in packs: that of all cities, of one city, or of one of its plans.

use std::path::{Path, PathBuf};

use crate::base::disk::real_path;
use crate::pipeline::has_packs;

/// What a directory is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It has the directories of cities.
    Packs,
    /// It is the directory of this city.
    City(String),
    /// It is the directory of one of the plans of a city: the city's is this one.
    Baseline(PathBuf),
    Other,
}

/// Looks at a directory, and which files are in it.
pub(super) fn place(directory: &Path) -> Place {
    let name = |directory: &Path| {
        let absolute = std::path::absolute(directory).ok()?;
        let absolute = real_path(&absolute).unwrap_or(absolute);
        absolute.file_name().map(|name| name.to_string_lossy().into_owned())
    };
    if has_packs(directory, "") {
        return Place::Packs;
    }
    match name(directory) {
        Some(city) if has_packs(directory, "x/") => Place::City(city),
        Some(_) if has_packs(directory, "x/x/") => Place::Baseline(above(directory)),
        _ => Place::Other,
    }
}

/// Returns the directory of packs that was meant by another one: the one above it, or one in it.
pub(super) fn meant(directory: &Path) -> Option<PathBuf> {
    match place(directory) {
        Place::Packs => return Some(directory.to_owned()),
        Place::City(_) => return Some(above(directory)),
        Place::Baseline(city) => return Some(above(&city)),
        Place::Other => {}
    }
    let mut inside: Vec<PathBuf> = directories(directory);
    inside.extend(inside.clone().iter().flat_map(|one| directories(one)));
    inside.into_iter().find(|one| has_packs(one, ""))
}

/// Returns the directory above: `..` where a path does not name it.
fn above(directory: &Path) -> PathBuf {
    let is_name = directory.file_name().is_some();
    match directory.parent() {
        Some(parent) if is_name && parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) if is_name => parent.to_owned(),
        _ => directory.join(".."),
    }
}

fn directories(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = directory.read_dir() else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
        .collect();
    found.sort();
    found
}
