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
use crate::cli::git::revision::{Range, Revision};
use crate::cli::git::{Entry, Repository};
use crate::cli::search::PLAN;
use crate::cli::user_error::{UserError, user_error};
use crate::model::packs::{is_pack_file, is_toml};
use crate::pipeline::{PlanFile, Projects};

/// Reads both sides of a range of revisions.
pub(super) fn sides(
    range: &str,
    plan: &Path,
    packs: Option<&Path>,
    language: Language,
) -> Result<(Side, Side), UserError> {
    let repository = Repository::of(plan)?;
    let source = Source { repository: &repository, path: repository.inside(plan)?, packs, language };
    let Range { before, after } = repository.range(range, language)?;
    let before = source.tree(before)?;
    let Some(after) = after else {
        let old = source.at(&before, None)?;
        if old.plans.is_empty() && source.is_file() {
            return Err(source.no_plan(range));
        }
        return Ok((old, source.on_disk(plan)?));
    };
    let after = source.tree(after)?;
    let touched = source.touched(&before, &after)?;
    let sides = (source.at(&before, touched.as_ref())?, source.at(&after, touched.as_ref())?);
    let (before, after) = (before.revision.name, after.revision.name);
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
    revision: Revision,
    /// The plans, by their path inside the directory.
    plans: BTreeMap<String, Entry>,
}

impl Source<'_> {
    fn tree(&self, revision: Revision) -> Result<Tree, UserError> {
        let directory =
            if self.path.is_empty() { String::new() } else { format!("{}/", self.path.trim_end_matches('/')) };
        let inside = |path: &str| match path.strip_prefix(&directory) {
            _ if path == self.path => Some(PLAN.to_owned()),
            // As on the disk, hidden directories are skipped.
            Some(inside) if inside.split('/').any(|part| part.starts_with('.')) => None,
            Some(inside) if inside.rsplit('/').next() == Some(PLAN) => Some(inside.to_owned()),
            _ => None,
        };
        let entries = self.repository.files(&revision.commit, &self.path)?;
        let plans = entries.into_iter().filter_map(|entry| Some((inside(&entry.path)?, entry))).collect();
        Ok(Tree { revision, plans })
    }

    /// Returns the files that differ, so that no others are read: a plan is the same when neither it, nor a file next to it, nor a project file or
    /// packs differ. None where everything is read.
    fn touched(&self, before: &Tree, after: &Tree) -> Result<Option<Vec<String>>, UserError> {
        if before.plans.len().min(after.plans.len()) < 2 {
            return Ok(None);
        }
        let touched = self.repository.touched(&before.revision.commit, &after.revision.commit)?;
        Ok((!touched.iter().any(|path| may_decide(path))).then_some(touched))
    }

    fn at(&self, tree: &Tree, touched: Option<&Vec<String>>) -> Result<Side, UserError> {
        let Tree { revision: Revision { name: revision, shown, commit }, plans: entries } = tree;
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
        Ok(Side { name: shown.clone(), plans, left_out, is_file: self.is_file() })
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
