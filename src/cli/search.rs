//! Which plans are meant: files as they are named, and what a directory has.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::report;
use super::user_error::{UserError, user_error};
use super::walk::{Reason, Walk, slashed};
use crate::base::diagnostic::Language;
use crate::base::disk::real_path;
use crate::base::shown;

/// The name of a plan in a directory.
pub(super) const PLAN: &str = "plan.toml";

/// Names under which editors and file managers save a plan by mistake, in lower case.
const LOOK_ALIKES: [&str; 4] = [PLAN, "plan.toml.txt", "plan.toml.toml", "plan.tml"];

/// The files that are meant, what was passed over, and what cannot be read.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// In the order of their names, each once.
    pub files: Vec<PathBuf>,
    notes: Vec<UserError>,
    pub refusals: Vec<UserError>,
}

/// Finds the files of some names in the directories among the arguments; other arguments are files.
pub(super) fn search(args: &[PathBuf], names: &[&str]) -> Search {
    let mut search = Search::default();
    for path in args {
        let path = plain(path);
        if !here(&path).is_dir() {
            search.files.push(path);
            continue;
        }
        let below = directory(&path, names);
        search.files.extend(below.files.iter().map(|inside| path.join(inside)));
        search.notes.extend(below.notes);
        search.refusals.extend(below.refusals);
    }
    search.files.sort_by_cached_key(|path| slashed(path));
    let mut seen = BTreeSet::new();
    search.files.retain(|path| seen.insert(real_path(path).unwrap_or_else(|_| path.clone())));
    search
}

/// Finds the files of some names in a directory, by their paths from there. It is refused when it has none.
pub(super) fn directory(root: &Path, names: &[&str]) -> Search {
    let mut look_alikes = Vec::new();
    let walk = Walk { root: here(root), depth: None, gitignore: true, skip: &[] };
    let named = |path: &Path| path.file_name().is_some_and(|name| names.iter().any(|wanted| name == *wanted));
    let found = walk.run(|path| {
        let wanted = named(path);
        if !wanted && is_look_alike(path) {
            look_alikes.push(path.to_owned());
        }
        wanted
    });
    let mut search = Search { files: found.files, ..Search::default() };
    for one in &found.passed_over {
        // A plan that is not read could hide anything; a linked directory may have nothing to do with plans.
        let to = match one.reason {
            Reason::LinkOut | Reason::BrokenLink | Reason::NotAFile if !named(&one.path) => &mut search.notes,
            _ => &mut search.refusals,
        };
        to.push(one.error(root));
    }
    look_alikes.sort_by_cached_key(|path| slashed(path));
    look_alikes.retain(|path| !search.files.contains(&path.with_file_name(PLAN)));
    search.notes.extend(look_alikes.iter().map(|path| look_alike(&root.join(path))));
    if search.files.is_empty() && search.refusals.is_empty() {
        let ignored = Walk { gitignore: false, ..walk }.run(named).files;
        search.refusals.push(no_plan(here(root), ignored.first().map(|path| root.join(path))));
    }
    search
}

impl Search {
    /// Writes what was passed over.
    pub(super) fn report_notes(&self, language: Language) {
        self.notes.iter().for_each(|note| report::note(note, language));
    }
}

/// Returns the file in a directory that was probably meant as its `plan.toml`.
pub(super) fn look_alike_in(directory: &Path) -> Option<PathBuf> {
    let mut found = Vec::new();
    Walk { root: here(directory), depth: Some(1), gitignore: false, skip: &[] }.run(|path| {
        found.extend(is_look_alike(path).then(|| directory.join(path)));
        false
    });
    found.into_iter().min()
}

fn is_look_alike(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    LOOK_ALIKES.contains(&name.as_str())
}

fn look_alike(path: &Path) -> UserError {
    let shown = shown::path(path);
    user_error(
        format!("`{shown}` không được đọc: kế hoạch phải tên đúng là {PLAN}"),
        format!("`{shown}` was not read: a plan must be named exactly {PLAN}"),
    )
    .hint(format!("đổi tên thành {PLAN}"), format!("rename it to {PLAN}"))
}

/// Without `.`: `./a/plan.toml` is `a/plan.toml`, as platforms for code name it.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, Component::CurDir)).collect()
}

fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

fn no_plan(directory: &Path, ignored: Option<PathBuf>) -> UserError {
    let shown = shown::path(directory);
    let error = user_error(
        format!("thư mục `{shown}` không có tệp {PLAN} nào"),
        format!("the directory `{shown}` has no {PLAN}"),
    );
    match ignored {
        Some(path) => error.hint(
            format!("`{}` bị .gitignore bỏ qua; ghi rõ tên tệp ấy", shown::path(&path)),
            format!("`{}` is ignored by .gitignore; name that file", shown::path(&path)),
        ),
        None => error.hint(
            "tệp kế hoạch mang tên khác thì ghi rõ tên tệp, như `xa-toi/ke-hoach.toml`",
            "if the plan has another name, name the file, for example `my-commune/my-plan.toml`",
        ),
    }
}
