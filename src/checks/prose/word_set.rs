//! Words that are looked for in every text.

use super::word::words;
use super::word_traits::{Word, print, spread};

/// Words or phrases that are looked for; a hash rules out most words of a text.
#[derive(Debug)]
pub struct WordSet {
    single: [u64; PLACES / 64],
    pairs: [u64; PLACES / 64],
}

/// How many numbers a set tells apart.
const PLACES: usize = 1 << 12;

impl WordSet {
    /// Returns the first words of phrases, each to be looked for alone.
    pub fn of<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let mut set = Self { single: [0; PLACES / 64], pairs: [0; PLACES / 64] };
        for phrase in phrases {
            if let Some(first) = words(phrase).next() {
                put(&mut set.single, print(&phrase[first]));
            }
        }
        set
    }

    /// Phrases; of those of several words, the first two are looked for.
    pub fn of_phrases<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let mut set = Self { single: [0; PLACES / 64], pairs: [0; PLACES / 64] };
        for phrase in phrases {
            let mut words = words(phrase).map(|word| print(&phrase[word]));
            match (words.next(), words.next()) {
                (Some(first), None) => put(&mut set.single, first),
                (Some(first), Some(second)) => put(&mut set.pairs, pair(first, second)),
                (None, _) => {}
            }
        }
        set
    }

    /// Returns whether a word may be one of them, whatever its capitals; those that are always may.
    #[must_use]
    pub fn may_hold(&self, word: &Word) -> bool {
        has(&self.single, word.print)
    }

    /// Returns whether one of the phrases may begin with the first of these words.
    #[must_use]
    pub fn may_begin(&self, words: &[Word]) -> bool {
        match words {
            [first, second, ..] => self.may_hold(first) || has(&self.pairs, pair(first.print, second.print)),
            [only] => self.may_hold(only),
            [] => false,
        }
    }
}

fn pair(first: u32, second: u32) -> u32 {
    spread(first.rotate_left(13) ^ second)
}

fn put(set: &mut [u64; PLACES / 64], print: u32) {
    let place = print as usize >> 20;
    set[place / 64] |= 1 << (place % 64);
}

fn has(set: &[u64; PLACES / 64], print: u32) -> bool {
    let place = print as usize >> 20;
    set[place / 64] >> (place % 64) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words_with_traits;

    #[test]
    fn a_set_holds_its_words_whatever_their_capitals() {
        let set = WordSet::of(["triển kai", "Công"]);
        let held: Vec<bool> = words_with_traits("TRIỂN công kai").iter().map(|word| set.may_hold(word)).collect();
        assert_eq!(held, [true, true, false]);
        let set = WordSet::of_phrases(["triển kai", "chuẫn"]);
        let words = words_with_traits("Triển Kai triển khai CHUẪN");
        let begun: Vec<bool> = (0..words.len()).map(|at| set.may_begin(&words[at..])).collect();
        assert_eq!(begun, [true, false, false, false, true]);
        let words = words_with_traits("Xã XÃ xa");
        assert!(words[0].may_be(&words[1]) && !words[0].may_be(&words[2]));
    }
}
