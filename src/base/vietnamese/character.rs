//! What a character is. Every letter of every plan is asked for it, so the answers are worked out once.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// The five tone marks, loose, in the order huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What is asked of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Character {
    /// The same in lower case; itself, where that takes more than one character.
    pub lower: char,
    /// In lower case and without its tone: «ầ» gives «â».
    pub base: char,
    /// In lower case and without any mark, as a person types who has no marks: «ầ» gives «a», «Đ» gives «d».
    pub bare: char,
    /// Its tone mark, loose.
    pub tone: Option<char>,
    /// Whether words are made of it: a letter or a digit.
    pub in_words: bool,
    pub capital: bool,
    /// Whether it is a small letter.
    pub small: bool,
}

/// Up to here, and from [`SECOND`] to [`SECOND_LAST`], are the letters of the language and everything between them.
const FIRST_END: u32 = 0x250;
const SECOND: u32 = 0x1e00;
const SECOND_LAST: u32 = 0x1eff;
/// Dashes, quotation marks, dots.
const SIGNS: u32 = 0x2000;
const SIGNS_LAST: u32 = 0x206f;

static KNOWN: LazyLock<Vec<Character>> = LazyLock::new(|| {
    let codes = (0..FIRST_END).chain(SECOND..=SECOND_LAST).chain(SIGNS..=SIGNS_LAST);
    codes.map(|code| Character::worked_out(char::from_u32(code).unwrap_or(' '))).collect()
});

impl Character {
    /// What a character is.
    #[must_use]
    pub fn of(letter: char) -> Self {
        Characters::known().of(letter)
    }

    fn worked_out(letter: char) -> Self {
        let lower = single(letter.to_lowercase()).unwrap_or(letter);
        let tone = lower.nfd().find(|mark| TONES.contains(mark)).filter(|_| letter.is_alphabetic());
        let base = single(lower.nfd().filter(|mark| Some(*mark) != tone).nfc()).unwrap_or(lower);
        let bare = letter.to_lowercase().nfd().next().unwrap_or(lower);
        Self {
            lower,
            base,
            bare: if bare == 'đ' { 'd' } else { bare },
            tone,
            in_words: letter.is_alphanumeric(),
            capital: letter.is_uppercase(),
            small: letter.is_lowercase(),
        }
    }
}

/// What all characters are, at hand for a walk through a text.
#[derive(Debug, Clone, Copy)]
pub struct Characters(&'static [Character]);

impl Characters {
    #[must_use]
    pub fn known() -> Self {
        Self(&KNOWN)
    }

    #[inline]
    #[must_use]
    pub fn of(self, letter: char) -> Character {
        let code = u32::from(letter);
        let at = match code {
            0..FIRST_END => code,
            SECOND..=SECOND_LAST => code - SECOND + FIRST_END,
            SIGNS..=SIGNS_LAST => code - SIGNS + (SECOND_LAST - SECOND + 1) + FIRST_END,
            _ => return Character::worked_out(letter),
        };
        self.0.get(at as usize).copied().unwrap_or_else(|| Character::worked_out(letter))
    }

    /// Puts a character behind a text, in lower case: as many characters as that takes.
    #[inline]
    pub fn put_lower(self, letter: char, out: &mut String) {
        if letter == LOWER_OF_TWO {
            out.extend(letter.to_lowercase());
        } else {
            out.push(self.of(letter).lower);
        }
    }
}

/// The only character that takes two in lower case.
const LOWER_OF_TWO: char = 'İ';

/// Returns a text in lower case, as [`str::to_lowercase`] does.
#[must_use]
pub fn lower(text: &str) -> String {
    // The one letter that is written otherwise at the end of a word.
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let characters = Characters::known();
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| characters.put_lower(letter, &mut out));
    out
}

fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_taken_apart() {
        let of = |letter| {
            let Character { lower, base, bare, tone, .. } = Character::of(letter);
            (lower, base, bare, tone)
        };
        assert_eq!(of('Ầ'), ('ầ', 'â', 'a', Some('\u{300}')));
        assert_eq!(of('ợ'), ('ợ', 'ơ', 'o', Some('\u{323}')));
        assert_eq!(of('Đ'), ('đ', 'đ', 'd', None));
        assert_eq!(of('7'), ('7', '7', '7', None));
        assert_eq!(of('Ω'), ('ω', 'ω', 'ω', None));
    }

    #[test]
    fn what_is_looked_up_is_what_would_be_worked_out() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(Character::of(letter), Character::worked_out(letter));
        }
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for letter in ('\0'..=char::MAX).map(String::from) {
            assert_eq!(lower(&letter), letter.to_lowercase());
        }
        for text in ["ỦY BAN Nhân dân", "ΟΔΟΣ, İ", ""] {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }
}
