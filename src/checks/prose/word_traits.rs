//! What the letters of a word show.

use std::ops::Range;
use std::str::CharIndices;

use crate::base::vietnamese::character::{Character, Characters};

/// A word of a text: its place, and what its letters show. A text is scanned once for all that rules ask of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// A number for its letters in lower case.
    pub(super) print: u32,
    traits: u16,
}

/// What letters show of their word. Of the three of tone marks, each is set wherever the mistake may be; who asks has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Trait {
    /// It begins with a capital.
    Capital = 1,
    Digit = 1 << 1,
    /// Something other than one space separates it from the word before; the first word has it too.
    Apart = 1 << 2,
    /// A capital follows a small letter, or a small letter follows two capitals.
    MixedCase = 1 << 3,
    /// Two letters have a tone mark.
    TwoTones = 1 << 4,
    /// A tone mark may be on the wrong letter: «hòan».
    MisplacedTone = 1 << 5,
    /// A tone mark may be in the new style: «hoá».
    NewStyle = 1 << 6,
    /// «u» before «ơ», as in «nguời».
    NoHorn = 1 << 7,
}

impl Word {
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns where it begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    #[must_use]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Returns whether its letters show something.
    #[must_use]
    pub fn shows(&self, one: Trait) -> bool {
        self.traits & one as u16 != 0
    }

    /// A number for its letters, whatever its capitals.
    pub(super) fn print(&self) -> u32 {
        self.print
    }

    /// Returns whether it may be the same as another, whatever their capitals; words that are the same always may.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        self.print == other.print
    }
}

/// Returns the words of a text, each with its traits.
#[must_use]
pub fn words_with_traits(text: &str) -> Vec<Word> {
    words_and_signs(text, &mut Signs::default())
}

/// The signs that a text may have between its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs(u128);

impl Signs {
    fn add(&mut self, sign: char) {
        self.0 |= Self::bit(sign);
    }

    /// Returns whether one of these may be there; one that is there always may.
    pub(super) fn may_hold(self, signs: &[char]) -> bool {
        signs.iter().any(|sign| self.0 & Self::bit(*sign) != 0)
    }

    /// An ASCII sign has a bit of its own; the few others share those of control characters.
    fn bit(sign: char) -> u128 {
        const SHARED: u32 = 9;
        let code = u32::from(sign);
        1 << if sign.is_ascii() { code } else { code % SHARED }
    }
}

/// Returns the words of a text, each with its traits, and the signs between them.
pub(super) fn words_and_signs(text: &str, signs: &mut Signs) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut letters = text.char_indices();
    let mut last_end = usize::MAX;
    while let Some(mut word) = next_word(text, &mut letters, signs) {
        let joined = last_end.checked_add(1) == Some(word.start()) && text.as_bytes()[last_end] == b' ';
        if !joined {
            word.traits |= Trait::Apart as u16;
        }
        last_end = word.end();
        out.push(word);
    }
    out
}

pub(super) fn first_word(text: &str) -> Option<Word> {
    next_word(text, &mut text.char_indices(), &mut Signs::default())
}

/// Returns the next word of a text, and the signs before it and right behind it.
#[inline]
fn next_word(text: &str, letters: &mut CharIndices<'_>, signs: &mut Signs) -> Option<Word> {
    let characters = Characters::known();
    let (start, first) = loop {
        let (at, letter) = letters.next()?;
        let known = characters.of(letter);
        if known.in_words {
            break (at, known);
        }
        signs.add(letter);
    };
    let mut read = Letters::beginning(first);
    let mut end = text.len();
    for (at, letter) in letters {
        let known = characters.of(letter);
        if !known.in_words {
            signs.add(letter);
            end = at;
            break;
        }
        read.follow(known);
    }
    // No text is longer than a file may be.
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Some(Word { start: place(start), end: place(end), print: read.print, traits: read.traits() })
}

/// The letters of a word as they come.
struct Letters {
    earlier: char,
    before: Character,
    last: Character,
    print: u32,
    capitals: bool,
    tones: u32,
    traits: u16,
}

impl Letters {
    fn beginning(first: Character) -> Self {
        let mut traits = 0;
        if first.capital {
            traits |= Trait::Capital as u16;
        }
        if first.lower.is_ascii_digit() {
            traits |= Trait::Digit as u16;
        }
        Self {
            earlier: ' ',
            before: Character::of(' '),
            last: first,
            print: step(0, first.lower),
            capitals: first.capital,
            tones: u32::from(first.tone.is_some()),
            traits,
        }
    }

    #[inline]
    fn follow(&mut self, next: Character) {
        let last = self.last;
        if next.lower.is_ascii_digit() {
            self.traits |= Trait::Digit as u16;
        }
        let long_capitals = self.capitals && self.before.capital;
        if (next.capital && last.small) || (next.small && long_capitals) {
            self.traits |= Trait::MixedCase as u16;
        }
        self.capitals &= next.capital;
        if last.lower == 'u' && next.base == 'ơ' {
            self.traits |= Trait::NoHorn as u16;
        }
        let misplaced = match (last.tone.is_some(), next.tone.is_some()) {
            (true, false) => match last.base {
                'o' => matches!(next.base, 'a' | 'e'),
                'u' => self.before.base == 'q',
                'i' => self.before.base == 'g',
                _ => false,
            },
            (false, true) => next.base == 'a' && matches!(last.base, 'u' | 'ư' | 'i'),
            _ => false,
        };
        if misplaced {
            self.traits |= Trait::MisplacedTone as u16;
        }
        self.tones += u32::from(next.tone.is_some());
        self.print = step(self.print, next.lower);
        self.earlier = self.before.base;
        self.before = last;
        self.last = next;
    }

    fn traits(&self) -> u16 {
        let mut traits = self.traits;
        if self.tones > 1 {
            traits |= Trait::TwoTones as u16;
        }
        let pair = (self.before.base, self.last.base);
        let open = matches!(pair, ('o', 'a' | 'e')) || (pair == ('u', 'y') && self.earlier != 'q');
        if self.last.tone.is_some() && self.before.tone.is_none() && open {
            traits |= Trait::NewStyle as u16;
        }
        traits
    }
}

fn step(print: u32, letter: char) -> u32 {
    spread(print.rotate_left(5) ^ u32::from(letter))
}

/// Spreads numbers that are near each other over all numbers.
pub(super) fn spread(print: u32) -> u32 {
    print.wrapping_mul(0x9e37_79b1)
}

/// A number for the letters of a word, whatever its capitals.
pub(super) fn print(word: &str) -> u32 {
    word.chars().fold(0, |print, letter| step(print, Character::of(letter).lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words;

    #[test]
    fn words_with_traits_are_the_same_words() {
        for text in ["(VNeID), mức 2: «xã» ", "", "a", " ệ-Ư\u{1a}b", "UBND  xã", "x\u{309}y"] {
            let found: Vec<_> = words_with_traits(text).iter().map(Word::range).collect();
            assert_eq!(found, words(text).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn letters_show_what_may_be_wrong() {
        let shown = |text: &str| {
            use Trait::{Apart, Capital, Digit, MisplacedTone, MixedCase, NewStyle, NoHorn, TwoTones};
            let all = [Capital, Digit, MixedCase, TwoTones, MisplacedTone, NewStyle, NoHorn, Apart];
            let word = words_with_traits(text).pop().unwrap();
            all.into_iter().filter(|one| word.shows(*one)).map(|one| format!("{one:?}")).collect::<Vec<_>>().join(" ")
        };
        for (text, traits) in [
            ("xã hòan", "MisplacedTone"),
            ("xã của", ""),
            ("xã cuả", "MisplacedTone"),
            ("xã hoá", "NewStyle"),
            ("xã quý", ""),
            ("xã nguời", "NoHorn"),
            ("xã người", ""),
            ("xã phốihợp", "TwoTones"),
            ("UBNDxã", "Capital MixedCase Apart"),
            ("xã, phường", "Apart"),
            ("xã\nphường", "Apart"),
            ("mức 2a", "Digit"),
        ] {
            assert_eq!(shown(text), traits, "{text}");
        }
    }
}
