//! The words that are embedded in the program.

use std::sync::LazyLock;

use super::Vocabulary;
use crate::base::diagnostic::Findings;
use crate::base::source::SourceMap;
use crate::model::packs::PackFiles;

impl Vocabulary {
    /// Returns the embedded words, read once, for what is the same whichever packs are in use.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
            let none = PackFiles::read(String::new(), Vec::new());
            Vocabulary::load(&none, &mut SourceMap::new(), &mut Findings::new())
        });
        &WORDS
    }
}
