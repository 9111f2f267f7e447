//! Changes that belong together: all files are new, or all are as they were.

use std::path::{Path, PathBuf};

use super::change::{Change, Purpose};
use super::disk::{Disk, pour};
use super::found::{Place, is_stream, look, parent, patiently, reason};
use super::inputs::Inputs;
use super::interrupt;
use super::lock;
use super::refusal::{Reason, Refusal};
use super::refuse_name;
use super::stage::{Stage, sweep};
use crate::base::disk::real_path;

/// A change and its place.
type Placed<'c, 'a> = (&'c Change<'a>, Place);

/// Carries out changes. Returns what was removed of killed runs.
pub(super) fn run(disk: &dyn Disk, changes: &[Change<'_>], inputs: &Inputs) -> Result<Vec<PathBuf>, Refusal> {
    changes.iter().try_for_each(|change| refuse_name(change.path))?;
    let outputs = || changes.iter().filter(|change| change.purpose != Purpose::Edit);
    if let Some(change) = outputs().find(|change| inputs.hold(change.path)) {
        return Err(Refusal::new(change.path, Reason::Input));
    }
    if let [Change { path, data: Some(data), purpose: Purpose::Put, .. }] = changes
        && is_stream(path)
    {
        return match pour(path, data) {
            Ok(()) => Ok(Vec::new()),
            Err(error) => Err(Refusal::new(path, Reason::System(error))),
        };
    }
    let Some(root) = root(changes)? else { return Ok(Vec::new()) };
    let Ok(lock) = lock::wait(&root) else { return Err(Refusal::new(&root, Reason::Busy)) };
    let _writing = interrupt::writing();
    // Nobody else works there now: what is there has no owner, and a file has no second name for its backup.
    let left = lock.as_ref().map(|_| sweep(&root)).unwrap_or_default();
    let mut placed = Vec::with_capacity(changes.len());
    for change in changes {
        let place = look(change, changes.len() == 1)?;
        // Nothing to remove.
        if change.data.is_some() || place.old.is_some() {
            placed.push((change, place));
        }
    }
    // The directory is named if it is the trouble: no file has been made yet.
    let stage = Stage::new(&root).map_err(|error| {
        let first = placed.first().map_or(root.as_path(), |(change, _)| change.path);
        Refusal::new(first, Reason::System(error))
    })?;
    prepare(disk, &placed, &stage)?;
    commit(disk, &placed, stage)?;
    Ok(left)
}

/// Returns the innermost directory that has all files; none when there is no change.
fn root(changes: &[Change<'_>]) -> Result<Option<PathBuf>, Refusal> {
    let mut root: Option<PathBuf> = None;
    for change in changes {
        // A link is written where it leads to, if it is written at all.
        let real = real_path(change.path);
        let directory = match &real {
            Ok(real) => real.parent().unwrap_or(real).to_owned(),
            Err(_) => real_path(parent(change.path)).map_err(|error| {
                let missing = error.kind() == std::io::ErrorKind::NotFound;
                Refusal::new(change.path, if missing { Reason::NoDirectory } else { Reason::System(error) })
            })?,
        };
        root = Some(match root {
            None => directory,
            Some(root) => root.ancestors().find(|above| directory.starts_with(above)).unwrap_or(&root).to_owned(),
        });
    }
    Ok(root)
}

fn new_name(at: usize) -> String {
    format!("moi-{at}")
}

fn old_name(at: usize) -> String {
    format!("cu-{at}")
}

/// Writes all new files beside the output, with their rights.
fn prepare(disk: &dyn Disk, placed: &[Placed<'_, '_>], stage: &Stage) -> Result<(), Refusal> {
    for (at, (change, place)) in placed.iter().enumerate() {
        let Some(data) = change.data else { continue };
        let new = stage.path(&new_name(at));
        let made = disk.create(&new, data, place.old.is_some()).and_then(|()| match &place.old {
            Some(old) => disk.keep_rights(&new, old),
            None if change.executable => disk.make_executable(&new),
            None => Ok(()),
        });
        made.map_err(|error| Refusal::new(change.path, Reason::System(error)))?;
    }
    Ok(())
}

/// Puts all files into their places; if one cannot be, the others are taken back.
fn commit(disk: &dyn Disk, placed: &[Placed<'_, '_>], stage: Stage) -> Result<(), Refusal> {
    // One file changes its place at once: there is nothing to take back.
    if placed.len() > 1 {
        for (at, (change, place)) in placed.iter().enumerate().filter(|(_, (_, place))| place.old.is_some()) {
            disk.back_up(&place.path, &stage.path(&old_name(at)))
                .map_err(|error| Refusal::new(change.path, Reason::System(error)))?;
        }
    }
    for (at, (change, place)) in placed.iter().enumerate() {
        let done = patiently(|| match change.data {
            Some(_) => disk.rename(&stage.path(&new_name(at)), &place.path),
            None => disk.remove(&place.path),
        });
        let Err(error) = done else { continue };
        let refused = Refusal::new(change.path, reason(error));
        return Err(match take_back(disk, &placed[..at], &stage) {
            None => refused,
            Some(path) => Refusal::new(&path, Reason::Torn(stage.keep())),
        });
    }
    Ok(())
}

/// Takes back the first changes. Returns the path of one that cannot be.
fn take_back(disk: &dyn Disk, done: &[Placed<'_, '_>], stage: &Stage) -> Option<PathBuf> {
    let mut torn = None;
    for (at, (change, place)) in done.iter().enumerate().rev() {
        let back = patiently(|| match place.old {
            Some(_) => disk.rename(&stage.path(&old_name(at)), &place.path),
            None => disk.remove(&place.path),
        });
        if back.is_err() {
            torn = Some(Path::to_owned(change.path));
        }
    }
    torn
}

#[cfg(test)]
mod tests;
