//! Where tone marks are placed in a syllable.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::base::vietnamese::character::Character;

/// Two letters whose tone is on the wrong one: their place in the word, and how they should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ToneFix {
    pub range: Range<usize>,
    pub put: String,
}

/// Returns whether a letter has a tone mark.
pub(super) fn is_toned(letter: char) -> bool {
    tone(letter).is_some()
}

fn base(letter: char) -> char {
    Character::of(letter).base
}

fn tone(letter: char) -> Option<char> {
    Character::of(letter).tone
}

/// Moves the tone of one letter to the other.
fn moved(from: char, to: char, from_first: bool) -> String {
    let mark = tone(from).into_iter();
    let bare: String = from.nfd().filter(|other| Some(*other) != tone(from)).nfc().collect();
    let toned: String = std::iter::once(to).chain(mark).nfc().collect();
    if from_first { bare + &toned } else { toned + &bare }
}

/// Returns the new way of «hoà, khoẻ, uỷ», where the old way is «hòa, khỏe, ủy». Followed by a letter, there is only one way.
pub(super) fn new_style(word: &str) -> Option<ToneFix> {
    let mut letters = word.char_indices().rev();
    let (at, last) = letters.next()?;
    if !is_toned(last) {
        return None;
    }
    let (before, first) = letters.next()?;
    let earlier = letters.next().map_or(' ', |(_, letter)| letter);
    let pair = (base(first), base(last));
    let open = matches!(pair, ('o', 'a' | 'e')) || (pair == ('u', 'y') && !matches!(earlier, 'q' | 'Q'));
    (open && !is_toned(first)).then(|| ToneFix { range: before..at + last.len_utf8(), put: moved(last, first, false) })
}

/// A tone where no way of writing has it: «hòan», «qúa», «gíao», «cuả», «phiá».
pub(super) fn misplaced(word: &str) -> Option<ToneFix> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    for (index, pair) in letters.windows(2).enumerate() {
        let ((start, first), (at, second)) = (pair[0], pair[1]);
        let earlier = index.checked_sub(1).map_or(' ', |before| base(letters[before].1));
        let last = index + 2 == letters.len();
        let range = start..at + second.len_utf8();
        if is_toned(first) && !is_toned(second) {
            let wrong = match (base(first), base(second)) {
                ('o', 'a' | 'e') => !last,
                ('u', second) => earlier == 'q' && is_vowel(second),
                ('i', second) => earlier == 'g' && index == 1 && is_vowel(second),
                _ => false,
            };
            if wrong {
                return Some(ToneFix { range, put: moved(first, second, true) });
            }
        } else if is_toned(second) && !is_toned(first) && last && base(second) == 'a' {
            let wrong = match base(first) {
                'u' => earlier != 'q',
                'ư' => true,
                'i' => earlier != 'g',
                _ => false,
            };
            if wrong {
                return Some(ToneFix { range, put: moved(second, first, false) });
            }
        }
    }
    None
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(word: &str, tone_fix: Option<ToneFix>) -> Option<String> {
        tone_fix
            .map(|tone_fix| format!("{}{}{}", &word[..tone_fix.range.start], tone_fix.put, &word[tone_fix.range.end..]))
    }

    #[test]
    fn the_new_way_is_seen_in_open_syllables_only() {
        for (word, old) in
            [("hoá", "hóa"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("THUỶ", "THỦY"), ("Hoà", "Hòa"), ("khoá", "khóa")]
        {
            assert_eq!(fixed(word, new_style(word)).as_deref(), Some(old));
        }
        for word in
            ["toán", "hoàn", "thuật", "quý", "quỹ", "Quỳ", "loại", "hòa", "ủy", "quá", "của", "xuýt", "hoạch", ""]
        {
            assert_eq!(fixed(word, new_style(word)), None, "{word}");
        }
    }

    #[test]
    fn a_tone_in_the_wrong_place_is_moved() {
        for (word, right) in [
            ("hòan", "hoàn"),
            ("tóan", "toán"),
            ("ngòai", "ngoài"),
            ("qúa", "quá"),
            ("Qúy", "Quý"),
            ("gíao", "giáo"),
            ("cuả", "của"),
            ("phiá", "phía"),
            ("nưã", "nữa"),
            ("NGHIÃ", "NGHĨA"),
        ] {
            assert_eq!(fixed(word, misplaced(word)).as_deref(), Some(right));
        }
        for word in [
            "hòa", "hoà", "quá", "quý", "giá", "già", "gì", "giữa", "của", "mùa", "phía", "nghĩa", "toán", "giải",
            "khóa", "thúy", "quản", "quà", "họa", "nữa", "gìn", "thuế", "giờ",
        ] {
            assert_eq!(fixed(word, misplaced(word)), None, "{word}");
        }
    }
}
