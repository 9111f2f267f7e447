//! The files of the packs: the embedded ones, or those of a directory.

use include_dir::{Dir, include_dir};

/// The directory of what applies to the whole country: it is not a city.
pub const NATIONAL: &str = "vietnam";

/// The name of the embedded packs.
const EMBEDDED_ROOT: &str = "plans";

/// What the cities' packs stand on: since when it holds, the bodies, the documents.
pub(super) const COUNTRY: [&str; 3] = ["country.toml", "agencies.toml", "documents.toml"];

pub(super) static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/plans");

/// A file of the packs: its path from the directory of packs, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Path from the directory of packs, for instance `haiphong/agencies.toml`.
    pub path: String,
    pub text: String,
}

/// The files of the packs and the name under which they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFiles {
    /// Name of the directory, shown before each file.
    pub root: String,
    pub files: Vec<PackFile>,
    /// Whether they are those of the program.
    pub is_embedded: bool,
}

impl PackFile {
    /// Returns whether it holds for the whole country: it is no city's.
    #[must_use]
    pub fn is_national(&self) -> bool {
        self.path.split_once('/').is_some_and(|(directory, _)| directory == NATIONAL)
    }

    /// Returns whether it has what holds in the whole country; the other files of the country are words to look for.
    #[must_use]
    pub fn is_country_data(&self) -> bool {
        self.path.split_once('/').is_some_and(|(directory, name)| directory == NATIONAL && COUNTRY.contains(&name))
    }
}

impl PackFiles {
    /// Returns whether there are packs at all: a city's, or the national one.
    #[must_use]
    pub fn has_packs(&self) -> bool {
        self.files.iter().any(|file| is_pack_file(&file.path) || file.is_national())
    }

    /// Returns whether these packs have a national pack of their own.
    #[must_use]
    pub fn brings_country(&self) -> bool {
        self.files.iter().any(PackFile::is_country_data)
    }

    /// Returns the files of what the cities' packs stand on: those of these packs, or the embedded ones where these have none.
    #[must_use]
    pub fn country(&self) -> Self {
        let own: Vec<PackFile> = self.files.iter().filter(|file| file.is_country_data()).cloned().collect();
        if !own.is_empty() {
            return Self { root: self.root.clone(), files: own, is_embedded: self.is_embedded };
        }
        let embedded = |name: &&str| {
            let path = format!("{NATIONAL}/{name}");
            let text = EMBEDDED.get_file(&path)?.contents_utf8()?.to_owned();
            Some(PackFile { path, text })
        };
        let files = COUNTRY.iter().filter_map(embedded).collect();
        Self { root: EMBEDDED_ROOT.to_owned(), files, is_embedded: true }
    }

    /// The files of a directory, or of a revision, under its name.
    #[must_use]
    pub fn read(root: String, files: Vec<PackFile>) -> Self {
        Self { root, files, is_embedded: false }
    }

    /// The packs that are embedded in the program.
    #[must_use]
    pub fn embedded() -> Self {
        fn collect(dir: &Dir<'_>, files: &mut Vec<PackFile>) {
            for file in dir.files() {
                if let Some(text) = file.contents_utf8() {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    files.push(PackFile { path, text: text.to_owned() });
                }
            }
            for dir in dir.dirs() {
                collect(dir, files);
            }
        }
        let mut files = Vec::new();
        collect(&EMBEDDED, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root: EMBEDDED_ROOT.to_owned(), files, is_embedded: true }
    }
}

/// Returns whether a path from a directory of packs, with `/`, is that of a city's file: what tells such a directory from others.
#[must_use]
pub fn is_pack_file(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        [NATIONAL, ..] => false,
        [_, "city.toml" | "agencies.toml" | "documents.toml"] | [_, _, "baseline.toml" | "sections.toml"] => true,
        _ => false,
    }
}

/// Returns whether a file is read, by its path from a directory of packs: TOML, in the directory of a city or of one of its plans.
#[must_use]
pub fn is_read(path: &str) -> bool {
    is_toml(path) && matches!(path.split('/').count(), 2 | 3)
}

/// Returns whether a path names a TOML file.
#[must_use]
pub fn is_toml(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}
