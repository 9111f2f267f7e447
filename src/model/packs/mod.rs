//! What a city gives: its directory of agencies, its registry of legal documents, the identity of its plans; and the words of the country.
//!
//! The packs of `plans/` are embedded in the program; `--packs DIR` or a project's own use a directory instead.

mod agency;
mod baseline;
mod citation;
mod files;
mod indicator;
mod legal_document;
mod load;
mod replacement;
mod roster;
mod vocabulary;
mod waiver_terms;

use std::collections::BTreeMap;

pub use agency::{Agency, AgencyKind, unknown_agency};
pub use baseline::{Baseline, Provenance, Sentence};
pub use citation::{DateForm, Form};
pub use files::{PackFile, PackFiles, is_pack_file, is_toml};
pub use indicator::{Confidence, Indicator};
pub use legal_document::{LegalDocument, Verification};
pub use load::load;
pub use replacement::check_replacements;
pub use roster::{Listed, Roster};
pub use vocabulary::{
    BodyWords, CitationWords, Collective, Comparison, ExactMisspelling, ExcusedWords, FramePart, MisplacedCapital,
    Misspelling, Nickname, PeopleWords, PlaceWords, RepeatedWord, SENTENCE_OPENING, SpellingWords, SyllableLine,
    SyllableWords, TableWords, UnfinishedWords, Vocabulary, WordPair, ends_a_sentence,
};
pub use waiver_terms::WaiverTerms;

/// The packs of all cities, by the name of their directory.
pub type Packs = BTreeMap<String, Pack>;

/// What one city gives.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Name of the city without its kind: «Hải Phòng».
    pub name: String,
    /// Kind of the city: «thành phố», «tỉnh».
    pub kind: String,
    /// The directory of agencies.
    pub agencies: Vec<Agency>,
    /// The registry of legal documents.
    pub documents: Vec<LegalDocument>,
    /// The city's plans that communes answer to.
    pub baselines: Vec<Baseline>,
    /// What it says of waivers.
    pub waiver_terms: WaiverTerms,
    /// Whether every file of it is TOML: otherwise an id that it lacks may be in the part that could not be read.
    pub is_whole: bool,
}

impl Pack {
    /// Returns what is known of a place that has no directory: its name.
    #[must_use]
    pub fn empty(kind: &str, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: kind.to_owned(),
            agencies: Vec::new(),
            documents: Vec::new(),
            baselines: Vec::new(),
            waiver_terms: WaiverTerms::default(),
            is_whole: true,
        }
    }

    #[must_use]
    pub fn baseline(&self, id: &str) -> Option<&Baseline> {
        self.baselines.iter().find(|baseline| baseline.id.value.as_str() == id)
    }

    #[must_use]
    pub fn document(&self, id: &str) -> Option<&LegalDocument> {
        self.documents.iter().find(|document| document.id.value.as_str() == id)
    }
}
