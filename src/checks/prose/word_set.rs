//! Words that are looked for in every text.

use super::word::words;
use super::word_traits::{Word, print, spread};

/// Words or phrases that are looked for; a hash rules out most words of a text.
#[derive(Debug)]
pub struct WordSet {
    single: Places,
    pairs: Places,
}

impl WordSet {
    /// Returns the first words of phrases, each to be looked for alone.
    pub fn of<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let firsts = phrases.into_iter().filter_map(|phrase| Some(print(&phrase[words(phrase).next()?])));
        Self { single: Places::of(firsts.collect()), pairs: Places::of(Vec::new()) }
    }

    /// Phrases; of those of several words, the first two are looked for.
    pub fn of_phrases<'w>(phrases: impl IntoIterator<Item = &'w str>) -> Self {
        let (mut single, mut pairs) = (Vec::new(), Vec::new());
        for phrase in phrases {
            let mut words = words(phrase).map(|word| print(&phrase[word]));
            match (words.next(), words.next()) {
                (Some(first), None) => single.push(first),
                (Some(first), Some(second)) => pairs.push(pair(first, second)),
                (None, _) => {}
            }
        }
        Self { single: Places::of(single), pairs: Places::of(pairs) }
    }

    /// Returns whether a word may be one of them, whatever its capitals; those that are always may.
    #[must_use]
    pub fn may_hold(&self, word: &Word) -> bool {
        self.single.has(word.print)
    }

    /// Returns whether one of the phrases may begin with the first of these words.
    #[must_use]
    pub fn may_begin(&self, words: &[Word]) -> bool {
        match words {
            [first, second, ..] => self.may_hold(first) || self.pairs.has(pair(first.print, second.print)),
            [only] => self.may_hold(only),
            [] => false,
        }
    }
}

fn pair(first: u32, second: u32) -> u32 {
    spread(first.rotate_left(13) ^ second)
}

/// Numbers of 32 bits, told apart by their first bits: as many as leave most places free.
#[derive(Debug)]
struct Places {
    bits: Vec<u64>,
    shift: u32,
}

impl Places {
    fn of(prints: Vec<u32>) -> Self {
        /// Places for each number, and at least.
        const SPARSE: usize = 16;
        const LEAST: usize = 1 << 12;
        let places = (prints.len() * SPARSE).next_power_of_two().max(LEAST);
        let mut out = Self { bits: vec![0; places / 64], shift: 32 - places.trailing_zeros() };
        for print in prints {
            let place = out.place(print);
            out.bits[place / 64] |= 1 << (place % 64);
        }
        out
    }

    fn place(&self, print: u32) -> usize {
        (print >> self.shift) as usize
    }

    fn has(&self, print: u32) -> bool {
        let place = self.place(print);
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }
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
