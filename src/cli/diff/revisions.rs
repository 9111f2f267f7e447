//! Versions of a plan that git keeps.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::beneath::Beneath;
use super::sides::{PLAN, Side};
use crate::base::diagnostic::text;
use crate::cli::files;
use crate::cli::git::{Entry, Repository};
use crate::cli::report::UserError;
use crate::model::packs::{PackFile, PackFiles, is_toml};
use crate::pipeline::{Library, PlanFile};

/// Where a repository keeps packs of its own.
const PACKS: &str = "plans";

/// Both sides of `A..B`; of `A`, that revision and the disk.
pub(super) fn sides(range: &str, plan: &Path, packs: Option<&Path>) -> Result<(Side, Side), UserError> {
    let repository = Repository::of(plan)?;
    let source = Source { repository: &repository, path: repository.inside(plan)?, packs };
    match range.split_once("..") {
        Some((_, after)) if after.starts_with('.') => Err(UserError {
            message: text(format!("không hiểu `{range}`"), format!("`{range}` is not understood")),
            help: text("viết hai dấu chấm, như HEAD~1..HEAD", "write two dots, such as HEAD~1..HEAD"),
        }),
        Some((before, after)) => {
            let head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
            let (before, after) = (source.tree(&head(before))?, source.tree(&head(after))?);
            let touched = source.touched(&before, &after)?;
            let sides = (source.at(&before, touched.as_ref())?, source.at(&after, touched.as_ref())?);
            let (before, after) = (before.revision, after.revision);
            // A folder without plans is the start of one with plans; a file that is not there is a slip.
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
            Ok((old, source.on_disk(plan)?))
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
    /// The plans, by their path inside the folder.
    plans: BTreeMap<String, Entry>,
}

impl Source<'_> {
    fn tree(&self, revision: &str) -> Result<Tree, UserError> {
        let commit = self.repository.commit(revision)?;
        let folder = if self.path.is_empty() { String::new() } else { format!("{}/", self.path.trim_end_matches('/')) };
        let inside = |path: &str| match path.strip_prefix(&folder) {
            _ if path == self.path => Some(PLAN.to_owned()),
            Some(inside) if inside == PLAN || inside.ends_with("/plan.toml") => Some(inside.to_owned()),
            _ => None,
        };
        let entries = self.repository.files(&commit, &self.path)?;
        let plans = entries.into_iter().filter_map(|entry| Some((inside(&entry.path)?, entry))).collect();
        Ok(Tree { revision: revision.to_owned(), commit, plans })
    }

    /// The files that differ, where others need not be read: a plan says the same when neither it, nor a file beside it, nor the packs of
    /// the repository differ. None where all is to be read.
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
            let folder = entry.path.strip_suffix(PLAN).unwrap_or_default();
            let may_differ = |path: &String| *path == entry.path || (path.starts_with(folder) && !path.ends_with(PLAN));
            if touched.is_some_and(|touched| !touched.iter().any(may_differ)) {
                continue;
            }
            let bytes = self.repository.content(entry)?;
            let beside = Arc::new(Beneath::of(self.repository, revision, commit, &entry.path));
            plans.insert(inside.clone(), PlanFile { name: format!("{revision}:{}", entry.path), bytes, beside });
        }
        let short = commit.get(..8).unwrap_or(commit);
        let name =
            if commit.starts_with(revision.as_str()) { short.to_owned() } else { format!("{revision} ({short})") };
        let left_out = plans.len() < entries.len();
        Ok(Side { name, plans, left_out, is_file: self.is_file(), library: Rc::new(self.library(revision, commit)?) })
    }

    /// Whether one file is asked for.
    fn is_file(&self) -> bool {
        is_toml(&self.path)
    }

    fn no_plan(&self, revision: &str) -> UserError {
        let shown = if self.path.is_empty() { PLAN } else { &self.path };
        UserError {
            message: text(
                format!("phiên bản `{revision}` không có tệp `{shown}`"),
                format!("the revision `{revision}` has no file `{shown}`"),
            ),
            help: text(
                format!("xem tệp có từ phiên bản nào: git log --oneline --follow -- {shown}"),
                format!("see which revisions have it: git log --oneline --follow -- {shown}"),
            ),
        }
    }

    fn on_disk(&self, plan: &Path) -> Result<Side, UserError> {
        let own = self.repository.top.join(PACKS);
        let has_packs = self.packs.is_none() && has_city(&own);
        let library = files::library(if has_packs { Some(&own) } else { self.packs })?;
        Side::on_disk(plan, Rc::new(library))
    }

    /// The packs of the revision, when the repository keeps them; else those of the disk or of the program.
    fn library(&self, revision: &str, commit: &str) -> Result<Library, UserError> {
        let folder = match self.packs {
            None => PACKS.to_owned(),
            Some(packs) => match self.repository.inside(packs) {
                Ok(folder) => folder,
                Err(_) => return files::library(self.packs),
            },
        };
        let entries = self.repository.files(commit, &folder)?;
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = |entry: &Entry| entry.path.strip_prefix(&prefix).map(ToOwned::to_owned);
        let is_city = |path: &String| path.ends_with("/city.toml") && path.matches('/').count() == 1;
        if !entries.iter().filter_map(inside).any(|path| is_city(&path)) {
            return files::library(self.packs);
        }
        let mut packs = Vec::new();
        for entry in &entries {
            let Some(path) = inside(entry).filter(|path| is_toml(path) && path.matches('/').count() <= 2) else {
                continue;
            };
            let text = String::from_utf8_lossy(&self.repository.content(entry)?).into_owned();
            packs.push(PackFile { path, text });
        }
        packs.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Library::load(&PackFiles { root: format!("{revision}:{folder}"), files: packs }))
    }
}

/// Whether a folder is one of packs.
fn has_city(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.path().join("city.toml").is_file())
}
