//! Revisions, as the command line names them, and the packs that they have.

use std::io;
use std::path::Path;

use super::{Entry, Repository};
use crate::base::diagnostic::Language;
use crate::base::limits::PACKS;
use crate::base::vietnamese::composed::composed;
use crate::cli::files::packs_too_large;
use crate::cli::user_error::{UserError, cannot_read};
use crate::model::packs::{PackFile, PackFiles, is_read};

/// A revision of a repository.
#[derive(Debug)]
pub(in crate::cli) struct Revision {
    /// Its name for git.
    pub name: String,
    /// Its name for people.
    pub shown: String,
    pub commit: String,
}

/// Two versions; without a second one, it is the files on the disk.
#[derive(Debug)]
pub(in crate::cli) struct Range {
    pub before: Revision,
    pub after: Option<Revision>,
}

impl Repository {
    /// Returns both revisions of `A..B`; of `A...B`, what both have in common and `B`, as git itself says it; of `A`, that revision and the disk.
    pub(in crate::cli) fn range(&self, range: &str, language: Language) -> Result<Range, UserError> {
        let Some((before, after)) = range.split_once("..") else {
            return Ok(Range { before: self.revision(range)?, after: None });
        };
        let head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
        let (before, after) = match after.strip_prefix('.') {
            Some(after) => self.since_they_parted(&head(before), &head(after), language)?,
            None => (self.revision(&head(before))?, self.revision(&head(after))?),
        };
        Ok(Range { before, after: Some(after) })
    }

    fn revision(&self, name: &str) -> Result<Revision, UserError> {
        let commit = self.commit(name)?;
        let short = commit.get(..8).unwrap_or(&commit);
        let shown = if commit.starts_with(name) { short.to_owned() } else { format!("{name} ({short})") };
        Ok(Revision { name: name.to_owned(), shown, commit })
    }

    /// Returns the commit from which two revisions went their own ways, and the second of them: what a branch changed, and not what others changed meanwhile.
    fn since_they_parted(
        &self,
        before: &str,
        after: &str,
        language: Language,
    ) -> Result<(Revision, Revision), UserError> {
        let (one, other) = (self.commit(before)?, self.commit(after)?);
        let commit = self.merge_base((before, &one), (after, &other))?;
        let short = commit.get(..8).unwrap_or(&commit);
        let shown = match language {
            Language::Vietnamese => format!("gốc chung của {before} và {after} ({short})"),
            Language::English => format!("common ancestor of {before} and {after} ({short})"),
        };
        let name = commit.get(..12).unwrap_or(&commit).to_owned();
        Ok((Revision { name, shown, commit }, self.revision(after)?))
    }

    /// Reads packs of a revision: the files below a directory, out of all files of the revision. With the name of a city, the directory is the city's own.
    pub(in crate::cli) fn packs(
        &self,
        revision: &str,
        entries: &[Entry],
        directory: &str,
        city: Option<&str>,
    ) -> Result<PackFiles, UserError> {
        let root = format!("{revision}:{directory}");
        let (mut packs, mut left) = (Vec::new(), PACKS);
        for (path, entry) in inside(entries, directory) {
            let path = city.map_or(path.to_owned(), |city| format!("{city}/{path}"));
            if !is_read(&path) {
                continue;
            }
            let invalid =
                |_| cannot_read(Path::new(&format!("{revision}:{}", entry.path)), &io::ErrorKind::InvalidData.into());
            let text = String::from_utf8(self.content(entry)?).map_err(invalid)?;
            left = left.checked_sub(text.len()).ok_or_else(|| packs_too_large(&root))?;
            packs.push(PackFile { path: composed(&path).into_owned(), text });
        }
        packs.sort_by(|a, b| a.path.cmp(&b.path));
        let above = |root: &str| root.rsplit_once('/').map_or(format!("{revision}:"), |(above, _)| above.to_owned());
        Ok(PackFiles::read(if city.is_some() { above(&root) } else { root }, packs))
    }
}

/// The files below a directory, by their path from there. As on the disk, what is hidden is skipped.
pub(in crate::cli) fn inside<'e>(
    entries: &'e [Entry],
    directory: &str,
) -> impl Iterator<Item = (&'e str, &'e Entry)> + use<'e> {
    let prefix = if directory.is_empty() { String::new() } else { format!("{directory}/") };
    let paths = entries.iter().filter_map(move |entry| Some((entry.path.strip_prefix(&prefix)?, entry)));
    paths.filter(|(path, _)| !path.split('/').any(|part| part.starts_with('.')))
}
