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
mod overriding;
mod replacement;
mod roster;
mod vocabulary;
mod waiver_terms;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::source::{FileId, Located};
use crate::model::id::{Id, IdKind};
use crate::model::time::Day;

pub use agency::{Agency, AgencyKind, unknown_agency};
pub use baseline::{Baseline, BaselineStatus, Provenance, Sentence};
pub use citation::{DateForm, Form};
pub use files::{NATIONAL, PackFile, PackFiles, is_pack_file, is_read, is_toml};
pub use indicator::{Confidence, Indicator, Retired};
pub use legal_document::{LegalDocument, Verification};
pub use load::{load, other_name};
pub use overriding::{Overriding, complete, contradicts, instead, overrides_nothing};
pub use replacement::check_replacements;
pub use roster::{Listed, Roster};
pub use vocabulary::{
    BodyWords, CapitalWords, CitationWords, Collective, Comparison, CompoundWords, DocumentType, ExactMisspelling,
    ExcusedWords, FramePart, MisplacedCapital, Misspelling, Nickname, PeopleWords, PlaceWords, QuantityWords,
    RepeatedWord, SENTENCE_OPENING, SpellingWords, SyllableLine, SyllableWords, SymbolIssuer, TableWords,
    UnfinishedWords, Vocabulary, WordPair, ends_a_sentence,
};
pub use waiver_terms::WaiverTerms;

/// The packs of a run.
#[derive(Debug, Clone)]
pub struct Packs {
    /// Those of the cities, by the name of their directory. Each has what holds in the whole country, too.
    pub cities: BTreeMap<String, Pack>,
    /// What holds in the whole country.
    pub country: Pack,
}

impl Packs {
    /// Returns whether a file is one of those of the whole country.
    #[must_use]
    pub fn is_of_country(&self, file: FileId) -> bool {
        self.country.country_files.contains(&file)
    }

    /// Returns what is known of a province that has no directory: its name, and what holds in the whole country.
    #[must_use]
    pub fn elsewhere(&self, kind: &str, name: &str) -> Pack {
        Pack { id: None, kind: kind.to_owned(), name: name.to_owned(), ..self.country.clone() }
    }
}

/// What one city gives.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What it calls itself: the name of its directory.
    pub id: Option<Located<Id>>,
    /// Name of the city without its kind: «Hải Phòng».
    pub name: String,
    /// Kind of the city: «thành phố», «tỉnh».
    pub kind: String,
    /// The day until which its data follows what was issued.
    pub as_of: Option<Located<Day>>,
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
    /// The files of what holds in the whole country.
    country_files: BTreeSet<FileId>,
    /// The ids that its files give, whatever else is wrong with what has them.
    declared: BTreeMap<IdKind, BTreeSet<String>>,
}

impl Pack {
    fn empty(kind: &str, name: &str) -> Self {
        Self {
            id: None,
            name: name.to_owned(),
            kind: kind.to_owned(),
            as_of: None,
            agencies: Vec::new(),
            documents: Vec::new(),
            baselines: Vec::new(),
            waiver_terms: WaiverTerms::default(),
            is_whole: true,
            country_files: BTreeSet::new(),
            declared: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn baseline(&self, id: &str) -> Option<&Baseline> {
        self.baselines.iter().find(|baseline| baseline.id.value.as_str() == id)
    }

    /// Returns the indicator with an id, of any of its plans.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.baselines.iter().find_map(|baseline| baseline.indicator(id))
    }

    /// Returns what the city asks for on a day in place of an indicator that it asks for no more: of several replacements after each other,
    /// the last. None where there is none.
    #[must_use]
    pub fn replacement(&self, indicator: &Indicator, day: Date) -> Option<&Indicator> {
        let mut at = indicator;
        let all = self.baselines.iter().map(|baseline| baseline.indicators.len()).sum();
        // No chain is longer than there are indicators: a circle ends as well.
        for _ in 0..all {
            let next = self.indicator(at.retired.as_ref()?.replaced_by.as_ref()?.value.as_str())?;
            if !next.is_retired(day) {
                return Some(next);
            }
            at = next;
        }
        None
    }

    /// Returns whether something has an id, or would have it if it could be read: what is wrong with it was said at the pack.
    #[must_use]
    pub fn declares(&self, kind: IdKind, id: &str) -> bool {
        !self.is_whole || self.declared.get(&kind).is_some_and(|ids| ids.contains(id))
    }

    /// Returns whether something holds in the whole country: it is not the city's own.
    #[must_use]
    pub fn is_of_country(&self, id: &Located<Id>) -> bool {
        self.country_files.contains(&id.span.file)
    }

    fn declare(&mut self, kind: IdKind, ids: impl IntoIterator<Item = String>) {
        self.declared.entry(kind).or_default().extend(ids);
    }

    #[must_use]
    pub fn document(&self, id: &str) -> Option<&LegalDocument> {
        self.documents.iter().find(|document| document.id.value.as_str() == id)
    }
}
