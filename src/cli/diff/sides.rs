//! One side of a comparison: its plans, by their path inside the directory, and the packs that they are read with.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::Language;
use crate::cli::search::{PLAN, directory};
use crate::cli::user_error::UserError;
use crate::cli::walk::slashed;
use crate::cli::{files, report};
use crate::pipeline::{Library, PlanFile, Projects};

/// One side.
#[derive(Debug)]
pub(super) struct Side {
    /// Its name in the report.
    pub name: String,
    /// Its plans.
    pub plans: BTreeMap<String, SidePlan>,
    /// Whether it has more plans, which are the same on both sides.
    pub left_out: bool,
    /// Whether it is one file; else it is a directory.
    pub is_file: bool,
}

/// A plan of one side.
#[derive(Debug)]
pub(super) struct SidePlan {
    pub file: PlanFile,
    /// Its packs.
    pub library: Arc<Library>,
}

impl Side {
    /// A file or a directory of the disk.
    pub(super) fn on_disk(path: &Path, projects: &mut Projects, language: Language) -> Result<Self, UserError> {
        let is_file = !path.is_dir();
        let mut plans = BTreeMap::new();
        let mut read = |path: &Path| {
            let file = files::plan(path)?;
            Ok::<_, UserError>(SidePlan { file, library: files::find_library(projects, path)? })
        };
        if is_file {
            plans.insert(PLAN.to_owned(), read(path)?);
        } else {
            let mut search = directory(path, &[PLAN]);
            search.report_notes(language);
            if let Some(last) = search.refusals.pop() {
                search.refusals.iter().for_each(|refusal| report::refusal(refusal, language));
                return Err(last);
            }
            for inside in search.files {
                plans.insert(slashed(&inside), read(&path.join(&inside))?);
            }
        }
        Ok(Self { name: path.to_string_lossy().into_owned(), plans, left_out: false, is_file })
    }

    /// Returns the packs of its plans, each once.
    pub(super) fn libraries(&self) -> Vec<&Arc<Library>> {
        let mut found: Vec<&Arc<Library>> = Vec::new();
        for plan in self.plans.values() {
            if !found.iter().any(|known| Arc::ptr_eq(known, &plan.library)) {
                found.push(&plan.library);
            }
        }
        found
    }
}
