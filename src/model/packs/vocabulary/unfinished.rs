//! What the words of unfinished texts are asked.

use super::UnfinishedWords;

impl UnfinishedWords {
    /// Returns whether a whole text stands for a name that is to be written: it is on the list, or is of blanks and signs only.
    #[must_use]
    pub fn is_stand_in(&self, text: &str) -> bool {
        let given = text.trim().to_lowercase();
        given.chars().all(|letter| letter.is_ascii_punctuation() || "…–— \u{a0}".contains(letter))
            || self.stand_ins.contains(&given)
    }
}
