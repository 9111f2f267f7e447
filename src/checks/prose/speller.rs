//! The words that may be written, and what was meant by one that may not.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::word::words;
use super::word_traits::{Word, print};
use crate::base::vietnamese::fold::fold;
use crate::base::vietnamese::slip::{Typed, by_telex};
use crate::base::vietnamese::syllable::Syllable;
use crate::model::packs::{ExcusedWords, SyllableLine, SyllableWords};

/// Every syllable of the language, and the words that are excused.
#[derive(Debug)]
pub struct Speller {
    /// In lower case; those of most texts first, in the order of their list.
    known: Vec<String>,
    /// How many are of most texts.
    common: usize,
    /// Their numbers and those of excused words.
    prints: Prints,
    /// Words of other languages in several parts, in lower case.
    phrases: Vec<Vec<String>>,
    typed: OnceLock<Vec<Typed>>,
    by_letters: OnceLock<BTreeMap<String, Vec<usize>>>,
}

/// The distance from which on nothing is proposed, in tenths of a letter.
const FAR: u32 = 17;

/// The greatest distance of a word with one slip.
const ONE_SLIP: u32 = 9;

/// How many of the first syllables are in nearly every text.
const USUAL: usize = 400;

/// The longest word that something is proposed for, in bytes: two syllables that are written together, with a slip.
const LONGEST: usize = 40;

/// The most words that are proposed.
const PROPOSED: usize = 3;

impl Speller {
    #[must_use]
    pub fn new(syllables: &SyllableWords, excused: &ExcusedWords) -> Self {
        let ExcusedWords { loanwords, phrases, technical, places } = excused;
        let lines = syllables.common.iter().chain(&syllables.other);
        let common = syllables.common.iter().flat_map(SyllableLine::syllables).count();
        let (mut known, mut prints) = (Vec::new(), Prints::default());
        for syllable in lines.flat_map(SyllableLine::syllables) {
            let word = syllable.written();
            prints.add(print(&word));
            if let Some(other) = syllable.written_in_new_style() {
                prints.add(print(&other));
            }
            known.push(word);
        }
        for phrase in loanwords.iter().chain(technical).chain(places) {
            words(phrase).for_each(|word| prints.add(print(&phrase[word])));
        }
        let parts = |phrase: &String| phrase.to_lowercase().split(' ').map(str::to_owned).collect();
        let phrases = phrases.iter().map(parts).collect();
        Self { known, common, prints, phrases, typed: OnceLock::new(), by_letters: OnceLock::new() }
    }

    /// Returns whether one of these words is a part of a word of another language, with spaces or hyphens: «ăng ten», «ăng-ten».
    #[must_use]
    pub fn knows_in_phrase(&self, plain: &str, all: &[Word], at: usize) -> bool {
        let lower = plain[all[at].range()].to_lowercase();
        let here = |phrase: &[String], part: usize| {
            let Some(parts) = at.checked_sub(part).and_then(|first| all.get(first..first + phrase.len())) else {
                return false;
            };
            let joined = |pair: &[Word]| plain[pair[0].end()..pair[1].start()].trim_matches([' ', '-', '–']).is_empty();
            parts.windows(2).all(joined)
                && parts.iter().zip(phrase).all(|(word, part)| plain[word.range()].to_lowercase() == *part)
        };
        self.phrases
            .iter()
            .any(|phrase| phrase.iter().enumerate().any(|(part, word)| *word == lower && here(phrase, part)))
    }

    /// Returns whether two words stand next to each other in a word of another language.
    #[must_use]
    pub fn joins(&self, one: &str, other: &str) -> bool {
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        self.phrases.iter().any(|phrase| phrase.windows(2).any(|pair| pair[0] == one && pair[1] == other))
    }

    /// Returns whether a word may be written, whatever its capitals.
    #[inline]
    #[must_use]
    pub fn knows(&self, word: &Word) -> bool {
        self.prints.have(word.print)
    }

    /// Returns whether a word in lower case is a syllable, in either style of tone marks.
    #[must_use]
    pub fn is_syllable(&self, word: &str) -> bool {
        Syllable::read(word).is_some_and(|one| {
            let written = one.written();
            (written == word || one.written_in_new_style().as_deref() == Some(word)) && self.has(&written)
        })
    }

    /// Returns the syllable that a word in lower case is, but for the place of its tone.
    #[must_use]
    pub fn with_tone_in_place(&self, word: &str) -> Option<String> {
        Syllable::read(word).map(|one| one.written()).filter(|written| self.has(written))
    }

    /// Returns whether the list has a syllable, with its tone in the old style.
    fn has(&self, written: &str) -> bool {
        self.by_letters().get(&fold(written)).is_some_and(|places| places.iter().any(|at| self.known[*at] == written))
    }

    /// Returns two syllables whose space is missing.
    #[must_use]
    pub fn apart(&self, word: &str) -> Option<String> {
        if word.len() > LONGEST {
            return None;
        }
        let mut cuts = word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
        cuts.find(|(one, other)| other.chars().nth(1).is_some() && self.is_syllable(one) && self.is_syllable(other))
            .map(|(one, other)| format!("{one} {other}"))
    }

    /// The syllables, ready to be compared. Most plans have no word to compare them with.
    fn typed(&self) -> &[Typed] {
        self.typed.get_or_init(|| self.known.iter().map(|word| Typed::of(word)).collect())
    }

    /// The places of syllables by their letters without marks.
    fn by_letters(&self) -> &BTreeMap<String, Vec<usize>> {
        self.by_letters.get_or_init(|| {
            let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, word) in self.known.iter().enumerate() {
                places.entry(fold(word)).or_default().push(at);
            }
            places
        })
    }

    /// Returns what was probably meant by a word in lower case, the most probable first.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Vec<String> {
        if word.len() > LONGEST {
            return Vec::new();
        }
        let by_keys = by_telex(word).and_then(|word| self.with_tone_in_place(&word));
        let sure = by_keys.into_iter().chain(self.with_tone_in_place(word));
        let mut out: Vec<String> = sure.take(1).collect();
        if out.is_empty() {
            let typed = Typed::of(word);
            let mut near: Vec<(u32, usize)> = self
                .typed()
                .iter()
                .enumerate()
                .filter_map(|(at, known)| Some((typed.distance(known, FAR)? + self.rarity(at), at)))
                .collect();
            near.sort_unstable();
            let least = near.first().map_or(FAR, |(distance, _)| *distance);
            if least > ONE_SLIP {
                out.extend(self.apart(word));
            }
            // What is farther than the nearest was hardly meant.
            let near = near.into_iter().take_while(|(distance, _)| *distance <= least + 2);
            out.extend(near.map(|(_, at)| self.known[at].clone()).take(PROPOSED - out.len()));
        }
        out
    }

    /// What a syllable costs that fewer texts have, in tenths of a letter.
    fn rarity(&self, at: usize) -> u32 {
        match at {
            0..USUAL => 0,
            _ if at < self.common => 1,
            _ => 3,
        }
    }

    /// Returns what was meant by a word without any mark, only where little else can have been: it may be of another language.
    #[must_use]
    pub fn nearest_of_plain(&self, word: &str) -> Vec<String> {
        if word.len() > LONGEST {
            return Vec::new();
        }
        // Of three letters, too many words of other languages look like keys: «has», «how», «its».
        let by_keys = word.len() > 3 || word.ends_with(['f', 'j']);
        if let Some(meant) = by_telex(word).filter(|_| by_keys).and_then(|word| self.with_tone_in_place(&word)) {
            return vec![meant];
        }
        let marked = self.by_letters().get(word).into_iter().flatten().take(PROPOSED);
        let marked: Vec<String> = marked.map(|at| self.known[*at].clone()).collect();
        if !marked.is_empty() || word.len() < 5 {
            return marked;
        }
        let without = |at: usize| format!("{}{}", &word[..at], &word[at + 1..]);
        let mut shorter = (0..word.len()).map(without).filter(|one| one.len() > 3 && self.is_syllable(one));
        shorter.next().into_iter().collect()
    }
}

/// Numbers of words, quick to be asked.
#[derive(Debug)]
struct Prints {
    /// A free slot has 0.
    slots: Vec<u32>,
    taken: usize,
}

impl Default for Prints {
    fn default() -> Self {
        Self { slots: vec![0; Self::FIRST], taken: 0 }
    }
}

impl Prints {
    const FIRST: usize = 1 << 15;

    fn place(&self, print: u32) -> usize {
        (print as usize).wrapping_mul(self.slots.len()) >> 32
    }

    fn add(&mut self, print: u32) {
        // A list of packs may be long: half of the slots stay free.
        if self.taken * 2 > self.slots.len() {
            let wider = vec![0; self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, wider);
            self.taken = 0;
            old.into_iter().filter(|slot| *slot != 0).for_each(|print| self.put(print));
        }
        self.put(print);
    }

    fn put(&mut self, print: u32) {
        let mut at = self.place(print);
        while self.slots[at] != 0 && self.slots[at] != print {
            at = (at + 1) % self.slots.len();
        }
        self.taken += usize::from(self.slots[at] == 0);
        self.slots[at] = print;
    }

    #[inline]
    fn have(&self, print: u32) -> bool {
        let mut at = self.place(print);
        while self.slots[at] != 0 {
            if self.slots[at] == print {
                return true;
            }
            at = (at + 1) % self.slots.len();
        }
        false
    }
}
