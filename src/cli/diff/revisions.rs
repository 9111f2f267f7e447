//! Versions of a plan that git keeps.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::commit_directory::CommitDirectory;
use super::sides::Side;
use crate::base::diagnostic::Language;
use crate::base::limits;
use crate::cli::files;
use crate::cli::git::{Entry, Repository};
use crate::cli::search::PLAN;
use crate::cli::user_error::{UserError, user_error};
use crate::model::packs::{PackFile, PackFiles, is_toml};
use crate::pipeline::{Library, PlanFile};

/// Where a repository keeps packs of its own.
const PACKS: &str = "plans";

/// Both sides of `A..B`; of `A`, that revision and the disk.
pub(super) fn sides(
    range: &str,
    plan: &Path,
    packs: Option<&Path>,
    language: Language,
) -> Result<(Side, Side), UserError> {
    let repository = Repository::of(plan)?;
    let source = Source { repository: &repository, path: repository.inside(plan)?, packs };
    match range.split_once("..") {
        Some((_, after)) if after.starts_with('.') => {
            Err(user_error(format!("không hiểu `{range}`"), format!("invalid range of revisions `{range}`"))
                .hint("viết hai dấu chấm, như HEAD~1..HEAD", "write two dots, such as HEAD~1..HEAD"))
        }
        Some((before, after)) => {
            let head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
            let (before, after) = (source.tree(&head(before))?, source.tree(&head(after))?);
            let touched = source.touched(&before, &after)?;
            let sides = (source.at(&before, touched.as_ref())?, source.at(&after, touched.as_ref())?);
            let (before, after) = (before.revision, after.revision);
            // A directory without plans is the start of one with plans; a missing file is a typing error.
            let missing = |side: &Side| side.plans.is_empty() && !side.left_out;
            match (missing(&sides.0), missing(&sides.1)) {
                (true, other) if other || source.is_file() => Err(source.no_plan(&before)),
                (_, true) if source.is_file() => Err(source.no_plan(&after)),
                _ => Ok(sides),
            }
        }
        None => {
            let old = source.at(&source.tree(range)?, None)?;
            if old.plans.is_empty() && source.is_file() {
                return Err(source.no_plan(range));
            }
            Ok((old, source.on_disk(plan, language)?))
        }
    }
}

struct Source<'s> {
    repository: &'s Repository,
    /// The plan's path from the top of the repository.
    path: String,
    packs: Option<&'s Path>,
}

/// What is asked for, in one revision.
struct Tree {
    revision: String,
    commit: String,
    /// The plans, by their path inside the directory.
    plans: BTreeMap<String, Entry>,
}

impl Source<'_> {
    fn tree(&self, revision: &str) -> Result<Tree, UserError> {
        let commit = self.repository.commit(revision)?;
        let directory =
            if self.path.is_empty() { String::new() } else { format!("{}/", self.path.trim_end_matches('/')) };
        let inside = |path: &str| match path.strip_prefix(&directory) {
            _ if path == self.path => Some(PLAN.to_owned()),
            // As on the disk, hidden directories are skipped.
            Some(inside) if inside.split('/').any(|part| part.starts_with('.')) => None,
            Some(inside) if inside.rsplit('/').next() == Some(PLAN) => Some(inside.to_owned()),
            _ => None,
        };
        let entries = self.repository.files(&commit, &self.path)?;
        let plans = entries.into_iter().filter_map(|entry| Some((inside(&entry.path)?, entry))).collect();
        Ok(Tree { revision: revision.to_owned(), commit, plans })
    }

    /// Returns the files that differ, so that no others are read: a plan is the same when neither it, nor a file next to it, nor the packs of
    /// the repository differ. None where everything is read.
    fn touched(&self, before: &Tree, after: &Tree) -> Result<Option<Vec<String>>, UserError> {
        if before.plans.len().min(after.plans.len()) < 2 {
            return Ok(None);
        }
        let touched = self.repository.touched(&before.commit, &after.commit)?;
        let packs = match self.packs {
            None => Some(PACKS.to_owned()),
            Some(packs) => self.repository.inside(packs).ok(),
        };
        let in_packs = |path: &String| packs.as_ref().is_some_and(|packs| path.starts_with(packs.as_str()));
        Ok((!touched.iter().any(in_packs)).then_some(touched))
    }

    fn at(&self, tree: &Tree, touched: Option<&Vec<String>>) -> Result<Side, UserError> {
        let Tree { revision, commit, plans: entries } = tree;
        let mut plans = BTreeMap::new();
        for (inside, entry) in entries {
            let directory = entry.path.strip_suffix(PLAN).unwrap_or_default();
            let may_differ =
                |path: &String| *path == entry.path || (path.starts_with(directory) && !path.ends_with(PLAN));
            if touched.is_some_and(|touched| !touched.iter().any(may_differ)) {
                continue;
            }
            let bytes = self.repository.content(entry)?;
            let files = Arc::new(CommitDirectory::of(self.repository, revision, commit, &entry.path));
            plans.insert(inside.clone(), PlanFile { name: format!("{revision}:{}", entry.path), bytes, files });
        }
        let short = commit.get(..8).unwrap_or(commit);
        let name =
            if commit.starts_with(revision.as_str()) { short.to_owned() } else { format!("{revision} ({short})") };
        let left_out = plans.len() < entries.len();
        Ok(Side { name, plans, left_out, is_file: self.is_file(), library: Rc::new(self.library(revision, commit)?) })
    }

    /// Returns whether one file is asked for.
    fn is_file(&self) -> bool {
        is_toml(&self.path)
    }

    fn no_plan(&self, revision: &str) -> UserError {
        let shown = if self.path.is_empty() { PLAN } else { &self.path };
        user_error(
            format!("phiên bản `{revision}` không có tệp `{shown}`"),
            format!("the revision `{revision}` has no file `{shown}`"),
        )
        .hint(
            format!("xem tệp có từ phiên bản nào: git log --oneline --follow -- {shown}"),
            format!("see which revisions have it: git log --oneline --follow -- {shown}"),
        )
    }

    fn on_disk(&self, plan: &Path, language: Language) -> Result<Side, UserError> {
        let own = self.repository.top.join(PACKS);
        let has_packs = self.packs.is_none() && has_city(&own);
        let library = files::library(if has_packs { Some(&own) } else { self.packs })?;
        Side::on_disk(plan, Rc::new(library), language)
    }

    /// Returns the packs of the revision, when the repository has them; else those of the disk or the bundled ones.
    fn library(&self, revision: &str, commit: &str) -> Result<Library, UserError> {
        let directory = match self.packs {
            None => PACKS.to_owned(),
            Some(packs) => match self.repository.inside(packs) {
                Ok(directory) => directory,
                Err(_) => return files::library(self.packs),
            },
        };
        let entries = self.repository.files(commit, &directory)?;
        let prefix = if directory.is_empty() { String::new() } else { format!("{directory}/") };
        let inside = |entry: &Entry| entry.path.strip_prefix(&prefix).map(ToOwned::to_owned);
        let is_city = |path: &String| path.ends_with("/city.toml") && path.matches('/').count() == 1;
        if !entries.iter().filter_map(inside).any(|path| is_city(&path)) {
            return files::library(self.packs);
        }
        let (mut packs, mut left) = (Vec::new(), limits::PACKS);
        for entry in &entries {
            let Some(path) = inside(entry).filter(|path| is_toml(path) && path.matches('/').count() <= 2) else {
                continue;
            };
            let text = String::from_utf8_lossy(&self.repository.content(entry)?).into_owned();
            left = left
                .checked_sub(text.len())
                .ok_or_else(|| files::packs_too_large(&format!("{revision}:{directory}")))?;
            packs.push(PackFile { path, text });
        }
        packs.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Library::load(&PackFiles { root: format!("{revision}:{directory}"), files: packs }))
    }
}

/// Returns whether a directory has packs.
fn has_city(directory: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(directory) else { return false };
    entries.flatten().any(|entry| entry.path().join("city.toml").is_file())
}
