//! The packs of a revision: by the rule of [`pack_source`], from the project files and the directories that the revision has.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Language, Text};
use crate::checks::policy::{FILE_NAME, Project};
use crate::cli::git::revision::inside;
use crate::cli::git::{Entry, Repository};
use crate::cli::user_error::UserError;
use crate::cli::{files, report};
use crate::model::packs::is_pack_file;
use crate::pipeline::{Library, PACKS, PackSource, PacksHere, pack_source};

/// The packs of one revision, each read once.
pub(super) struct RevisionPacks<'s> {
    repository: &'s Repository,
    revision: &'s str,
    /// Every file of the revision.
    entries: Vec<Entry>,
    /// The directory that the command line names.
    given: Option<&'s Path>,
    libraries: BTreeMap<Option<String>, Arc<Library>>,
    said: Vec<Text>,
}

impl<'s> RevisionPacks<'s> {
    pub(super) fn new(
        repository: &'s Repository,
        (revision, commit): (&'s str, &str),
        given: Option<&'s Path>,
    ) -> Result<Self, UserError> {
        let entries = repository.files(commit, "")?;
        Ok(Self { repository, revision, entries, given, libraries: BTreeMap::new(), said: Vec::new() })
    }

    /// Returns the packs that a plan of the revision is read with.
    pub(super) fn library(&mut self, plan: &str) -> Result<Arc<Library>, UserError> {
        let given = self.given.and_then(|directory| self.repository.inside(directory).ok());
        let given = given.filter(|inside| self.has_packs(inside));
        let mut projects = Vec::new();
        let ends = plan.match_indices('/').map(|(at, _)| at);
        for directory in std::iter::once("").chain(ends.filter_map(|at| plan.get(..at))) {
            let Some(entry) = self.entry(&join(directory, FILE_NAME)) else { continue };
            let named = Project::packs(&self.repository.content(entry)?).map(|named| join(directory, &named));
            let beside = Some(join(directory, PACKS)).filter(|_| named.is_none()).filter(|path| self.has_packs(path));
            projects.push(PacksHere { project: directory.to_owned(), named, beside });
        }
        let on_disk = self.given.is_some() && given.is_none();
        let source = if on_disk { PackSource::Embedded } else { pack_source(given, projects) };
        let words = source.words(|path| format!("{}:{path}", self.revision));
        if let Some(words) = words.filter(|words| !self.said.contains(words)) {
            self.said.push(words);
        }
        let directory = match source {
            PackSource::Embedded => None,
            PackSource::Given(directory) | PackSource::Key { directory, .. } | PackSource::Beside { directory, .. } => {
                Some(directory)
            }
        };
        if let Some(known) = self.libraries.get(&directory) {
            return Ok(Arc::clone(known));
        }
        let library = match &directory {
            // Those of the disk, where the command line names some that the revision does not have.
            None => files::library(self.given)?,
            Some(directory) => self.read(directory)?,
        };
        self.libraries.insert(directory, Arc::clone(&library));
        Ok(library)
    }

    /// Says which packs of projects are in use.
    pub(super) fn say(&self, language: Language) {
        for said in &self.said {
            report::status(said.get(Language::Vietnamese), said.get(Language::English), language);
        }
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }

    fn has_packs(&self, directory: &str) -> bool {
        inside(&self.entries, directory).any(|(path, _)| is_pack_file(path))
    }

    fn read(&self, directory: &str) -> Result<Arc<Library>, UserError> {
        let packs = self.repository.packs(self.revision, &self.entries, directory, None)?;
        Ok(Arc::new(Library::load(&packs)))
    }
}

/// A path inside a directory; of the top, the path itself.
fn join(directory: &str, path: &str) -> String {
    if directory.is_empty() { path.to_owned() } else { format!("{directory}/{path}") }
}
