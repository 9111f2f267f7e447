//! Words as the texts are that they are looked for in.

use super::{BodyWords, CitationWords, QuantityWords, UnfinishedWords, Vocabulary};
use crate::base::vietnamese::fold::fold;

impl Vocabulary {
    /// Writes words as the texts are that they are looked for in: in lower case, or without marks as well.
    pub(super) fn prepare(&mut self) {
        self.citations.join_kinds();
        for typo in &mut self.spelling.typos {
            let words = typo.right_after.iter_mut().chain(&mut typo.right_before);
            words.for_each(|word| *word = word.to_lowercase());
        }
        let QuantityWords { compared, doubtful, may_fall, limited, deadlines, .. } = &mut self.quantities;
        let lower = [compared, doubtful, may_fall, limited, deadlines, &mut self.citations.kinds];
        let UnfinishedWords { marks, requests, stand_ins } = &mut self.unfinished;
        marks.iter_mut().chain(requests).chain(stand_ins).for_each(|word| *word = word.to_lowercase());
        lower.into_iter().flatten().for_each(|word| *word = word.to_lowercase());
        let BodyWords { superiors, superior_parts, wholes, collectives, .. } = &mut self.bodies;
        let CitationWords { superseded, superseded_after, effect, .. } = &mut self.citations;
        let folded = [superseded, superseded_after, effect, superiors, superior_parts, wholes];
        let nouns = collectives.iter_mut().map(|collective| &mut collective.words);
        nouns.flatten().for_each(|word| *word = fold(word));
        folded.into_iter().flatten().for_each(|word| *word = fold(word));
    }
}
