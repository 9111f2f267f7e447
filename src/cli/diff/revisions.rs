//! Versions of a plan that git keeps.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::commit_directory::CommitDirectory;
use super::revision_packs::RevisionPacks;
use super::sides::{Side, SidePlan};
use crate::base::diagnostic::Language;
use crate::checks::policy::FILE_NAME;
use crate::cli::files;
use crate::cli::git::{Entry, Repository};
use crate::cli::search::PLAN;
use crate::cli::user_error::{UserError, user_error};
use crate::model::packs::{is_pack_file, is_toml};
use crate::pipeline::{PlanFile, Projects};

/// Both sides of `A..B`; of `A...B`, what both have in common and `B`, as git itself says it; of `A`, that revision and the disk.
pub(super) fn sides(
    range: &str,
    plan: &Path,
    packs: Option<&Path>,
    language: Language,
) -> Result<(Side, Side), UserError> {
    let repository = Repository::of(plan)?;
    let source = Source { repository: &repository, path: repository.inside(plan)?, packs, language };
    let head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
    let Some((before, after)) = range.split_once("..") else {
        let old = source.at(&source.tree(range)?, None)?;
        if old.plans.is_empty() && source.is_file() {
            return Err(source.no_plan(range));
        }
        return Ok((old, source.on_disk(plan)?));
    };
    let (before, after) = match after.strip_prefix('.') {
        Some(after) => source.since_they_parted(&head(before), &head(after))?,
        None => (source.tree(&head(before))?, source.tree(&head(after))?),
    };
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

struct Source<'s> {
    repository: &'s Repository,
    /// The plan's path from the top of the repository.
    path: String,
    packs: Option<&'s Path>,
    language: Language,
}

/// What is asked for, in one revision.
struct Tree {
    /// The name of the revision for git.
    revision: String,
    /// Its name for people.
    name: String,
    commit: String,
    /// The plans, by their path inside the directory.
    plans: BTreeMap<String, Entry>,
}

impl Source<'_> {
    fn tree(&self, revision: &str) -> Result<Tree, UserError> {
        let commit = self.repository.commit(revision)?;
        let short = commit.get(..8).unwrap_or(&commit);
        let name = if commit.starts_with(revision) { short.to_owned() } else { format!("{revision} ({short})") };
        self.tree_of(revision, name, commit)
    }

    /// Returns the commit from which two revisions went their own ways, and the second of them: what a branch changed, and not what others changed meanwhile.
    fn since_they_parted(&self, before: &str, after: &str) -> Result<(Tree, Tree), UserError> {
        let (one, other) = (self.repository.commit(before)?, self.repository.commit(after)?);
        let base = self.repository.merge_base((before, &one), (after, &other))?;
        let short = base.get(..12).unwrap_or(&base).to_owned();
        let name = match self.language {
            Language::Vietnamese => format!("gốc chung của {before} và {after} ({})", short.get(..8).unwrap_or(&short)),
            Language::English => {
                format!("common ancestor of {before} and {after} ({})", short.get(..8).unwrap_or(&short))
            }
        };
        Ok((self.tree_of(&short, name, base)?, self.tree(after)?))
    }

    fn tree_of(&self, revision: &str, name: String, commit: String) -> Result<Tree, UserError> {
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
        Ok(Tree { revision: revision.to_owned(), name, commit, plans })
    }

    /// Returns the files that differ, so that no others are read: a plan is the same when neither it, nor a file next to it, nor a project file or
    /// packs differ. None where everything is read.
    fn touched(&self, before: &Tree, after: &Tree) -> Result<Option<Vec<String>>, UserError> {
        if before.plans.len().min(after.plans.len()) < 2 {
            return Ok(None);
        }
        let touched = self.repository.touched(&before.commit, &after.commit)?;
        Ok((!touched.iter().any(|path| may_decide(path))).then_some(touched))
    }

    fn at(&self, tree: &Tree, touched: Option<&Vec<String>>) -> Result<Side, UserError> {
        let Tree { revision, name, commit, plans: entries } = tree;
        let mut plans = BTreeMap::new();
        let mut packs = RevisionPacks::new(self.repository, (revision, commit), self.packs)?;
        for (inside, entry) in entries {
            let directory = entry.path.strip_suffix(PLAN).unwrap_or_default();
            let may_differ =
                |path: &String| *path == entry.path || (path.starts_with(directory) && !path.ends_with(PLAN));
            if touched.is_some_and(|touched| !touched.iter().any(may_differ)) {
                continue;
            }
            let bytes = self.repository.content(entry)?;
            let files = Arc::new(CommitDirectory::of(self.repository, revision, commit, &entry.path));
            let file = PlanFile { name: format!("{revision}:{}", entry.path), bytes, files };
            plans.insert(inside.clone(), SidePlan { file, library: packs.library(&entry.path)? });
        }
        let left_out = plans.len() < entries.len();
        packs.say(self.language);
        Ok(Side { name: name.clone(), plans, left_out, is_file: self.is_file() })
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

    fn on_disk(&self, plan: &Path) -> Result<Side, UserError> {
        let mut projects = Projects::with_packs(self.packs);
        let side = Side::on_disk(plan, &mut projects, self.language)?;
        files::packs_in_use(&projects, self.language);
        Ok(side)
    }
}

/// Returns whether a file may decide how a plan is read that is not next to it: a project file or one of packs.
fn may_decide(path: &str) -> bool {
    let mut tails = path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..)).chain([path]);
    tails.any(|tail| tail == FILE_NAME || is_pack_file(tail))
}
