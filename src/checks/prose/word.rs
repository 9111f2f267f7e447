//! Words inside a text.

use std::ops::Range;

use crate::base::vietnamese::character::Character;

/// Returns the places of the words of a text: runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices();
    std::iter::from_fn(move || {
        let (start, _) = letters.find(|(_, letter)| in_words(*letter))?;
        let end = letters.find(|(_, letter)| !in_words(*letter)).map_or(text.len(), |(at, _)| at);
        Some(start..end)
    })
}

/// Returns whether words are made of a character: a letter or a digit.
#[must_use]
pub fn in_words(letter: char) -> bool {
    Character::of(letter).in_words
}

/// Returns whether a place is not inside a word: what ends or starts there stands by itself.
#[must_use]
pub fn is_word_border(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(in_words);
    let after = text.get(at..).and_then(|tail| tail.chars().next()).is_some_and(in_words);
    !(before && after)
}

/// How much of the text a phrase in lower case takes at its start, whatever the capitals; the phrase ends with a word there.
#[must_use]
pub fn phrase_length(text: &str, phrase: &str) -> Option<usize> {
    let mut wanted = phrase.chars();
    for (at, letter) in text.char_indices() {
        let Some(next) = wanted.next() else {
            return (!in_words(letter)).then_some(at);
        };
        if letter != next && Character::of(letter).lower != next {
            return None;
        }
    }
    wanted.next().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let text = "(VNeID), mức 2: «xã»";
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["VNeID", "mức", "2", "xã"]);
    }

    #[test]
    fn a_phrase_ends_with_a_word() {
        assert_eq!(phrase_length("Triển Kai, v.v.", "triển kai"), Some("Triển Kai".len()));
        assert_eq!(phrase_length("thăm quan", "thăm quan"), Some("thăm quan".len()));
        assert_eq!(phrase_length("thăm quang cảnh", "thăm quan"), None);
        assert_eq!(phrase_length("thăm", "thăm quan"), None);
        assert!(is_word_border("xã", 0) && is_word_border("xã", "xã".len()) && !is_word_border("ban", 1));
    }
}
