//! What Typst may access: the files and fonts of one project, and nothing else.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::output::typst_project::{MAIN, Project};

pub(super) struct ProjectWorld {
    library: LazyHash<Library>,
    fonts: FontStore,
    files: FileStore<Files>,
    main: FileId,
}

/// The files of a project.
struct Files(std::collections::BTreeMap<String, Vec<u8>>);

impl FileLoader for Files {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash().to_owned();
        match id.root() {
            VirtualRoot::Project => {
                self.0.get(&path).map(|data| Bytes::new(data.clone())).ok_or_else(|| FileError::NotFound(path.into()))
            }
            VirtualRoot::Package(_) => Err(FileError::AccessDenied),
        }
    }
}

impl ProjectWorld {
    pub(super) fn new(project: &Project) -> Self {
        let mut fonts = FontStore::new();
        for file in &project.fonts {
            let data = match &file.data {
                std::borrow::Cow::Borrowed(data) => Bytes::new(*data),
                std::borrow::Cow::Owned(data) => Bytes::new(data.clone()),
            };
            if let Some(font) = Font::new(data, file.index) {
                let info = font.info().clone();
                fonts.push((font, info));
            }
        }
        Self {
            library: LazyHash::new(Library::default()),
            fonts,
            files: FileStore::new(Files(project.files.clone())),
            main: RootedPath::new(VirtualRoot::Project, main_path()).intern(),
        }
    }
}

impl World for ProjectWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// No clock: a document must not depend on the day it is built.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Returns the path of the main file. A plain file name is always a valid path.
fn main_path() -> VirtualPath {
    #[allow(clippy::expect_used, reason = "a constant")]
    VirtualPath::new(MAIN).expect("a plain file name")
}
