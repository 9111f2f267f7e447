//! One side of a comparison: its plans, by their path inside the directory, and the packs that they are read with.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::base::diagnostic::Language;
use crate::cli::search::{PLAN, directory};
use crate::cli::user_error::UserError;
use crate::cli::walk::slashed;
use crate::cli::{files, report};
use crate::pipeline::{Library, PlanFile};

/// One side.
#[derive(Debug)]
pub(super) struct Side {
    /// Its name in the report.
    pub name: String,
    /// Its plans.
    pub plans: BTreeMap<String, PlanFile>,
    /// Whether it has more plans, which are the same on both sides.
    pub left_out: bool,
    /// Whether it is one file; else it is a directory.
    pub is_file: bool,
    /// Its packs.
    pub library: Rc<Library>,
}

impl Side {
    /// A file or a directory of the disk.
    pub(super) fn on_disk(path: &Path, library: Rc<Library>, language: Language) -> Result<Self, UserError> {
        let is_file = !path.is_dir();
        let mut plans = BTreeMap::new();
        if is_file {
            plans.insert(PLAN.to_owned(), files::plan(path)?);
        } else {
            let mut search = directory(path, &[PLAN]);
            search.report_notes(language);
            if let Some(last) = search.refusals.pop() {
                search.refusals.iter().for_each(|refusal| report::refusal(refusal, language));
                return Err(last);
            }
            for inside in search.files {
                plans.insert(slashed(&inside), files::plan(&path.join(&inside))?);
            }
        }
        Ok(Self { name: path.to_string_lossy().into_owned(), plans, left_out: false, is_file, library })
    }
}
