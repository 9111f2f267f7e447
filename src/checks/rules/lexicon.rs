//! The words that rules look for, prepared once for any number of plans.

use super::wording::{KnownNames, KnownTypos};
use crate::checks::prose::{Compounds, EmptyWords, Operators, Speller, WordSet};
use crate::model::packs::Vocabulary;

/// A vocabulary with what makes its words quick to find.
#[derive(Debug)]
pub struct Lexicon {
    /// The words.
    pub vocabulary: Vocabulary,
    pub(super) compounds: Compounds,
    pub(super) typos: KnownTypos,
    /// Names whose capitals are known.
    pub(super) capital_names: KnownNames,
    pub(super) unit_kinds: WordSet,
    pub(super) speller: Speller,
    pub(super) names: WordSet,
    pub(super) capitals: WordSet,
    pub(super) province: WordSet,
    pub(super) operators: Operators,
    pub(super) empty: EmptyWords,
}

impl Lexicon {
    /// Prepares a vocabulary.
    #[must_use]
    pub fn new(vocabulary: Vocabulary) -> Self {
        let Vocabulary { spelling, syllables, excused, quantities, places, .. } = &vocabulary;
        let capitals = spelling.capitals.iter().flat_map(|capital| &capital.words);
        Self {
            compounds: Compounds::new(&vocabulary.compounds, spelling),
            typos: KnownTypos::new(spelling),
            capital_names: KnownNames::new(&vocabulary.capitals),
            unit_kinds: WordSet::of(vocabulary.capitals.unit_kinds.iter().map(String::as_str)),
            speller: Speller::new(syllables, excused),
            names: WordSet::of(spelling.names.iter().map(String::as_str)),
            capitals: WordSet::of(capitals.map(String::as_str)),
            province: WordSet::of_phrases(places.province.iter().map(String::as_str)),
            operators: Operators::new(&quantities.operators),
            empty: EmptyWords::new(&quantities.empty),
            vocabulary,
        }
    }
}
