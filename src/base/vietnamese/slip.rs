//! Slips of the keyboard: what was meant by a word that is none.

use unicode_normalization::UnicodeNormalization as _;

use super::character::Character;

/// The rows of a keyboard: neighbours are typed for each other.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A letter of a word: without any mark, and with all but its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    bare: char,
    base: char,
}

/// A word as it is typed, ready to be compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    keys: Vec<Key>,
    /// The first tone of its letters.
    tone: Option<char>,
}

impl Typed {
    #[must_use]
    pub fn of(word: &str) -> Self {
        let keys = word.chars().map(|letter| {
            let Character { bare, base, .. } = Character::of(letter);
            Key { bare, base }
        });
        Self { keys: keys.collect(), tone: word.chars().find_map(|letter| Character::of(letter).tone) }
    }

    /// Returns how far it is from another word, in tenths of a letter; `None` from `limit` on.
    #[must_use]
    pub fn distance(&self, other: &Self, limit: u32) -> Option<u32> {
        let tone = match (self.tone, other.tone) {
            (one, another) if one == another => 0,
            // «hỏi» and «ngã», which people mix up.
            (Some('\u{303}' | '\u{309}'), Some('\u{303}' | '\u{309}')) => 3,
            (None, Some(_)) => 4,
            (Some(_), None) => 6,
            _ => 5,
        };
        let apart = u32::try_from(self.keys.len().abs_diff(other.keys.len())).unwrap_or(u32::MAX);
        if tone + apart.saturating_mul(REPEATED) >= limit {
            return None;
        }
        Some(tone + letters_apart(&self.keys, &other.keys)).filter(|distance| *distance < limit)
    }
}

/// A letter that is there twice, or where another one is left out of two.
const REPEATED: u32 = 4;
const LETTER: u32 = 10;
/// A letter too many, and one that is missing.
const ONE_MORE: u32 = 8;
const ONE_LESS: u32 = 6;

/// Returns how far two rows of letters are from each other; neighbours that changed places count as one slip.
fn letters_apart(typed: &[Key], meant: &[Key]) -> u32 {
    let mut before: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..).step_by(LETTER as usize).take(meant.len() + 1).collect();
    for (row, key) in typed.iter().enumerate() {
        let same = |other: Option<&Key>| other.is_some_and(|other| other.bare == key.bare);
        let repeated = same(row.checked_sub(1).and_then(|at| typed.get(at))) || same(typed.get(row + 1));
        let extra = if repeated { REPEATED } else { ONE_MORE };
        let mut next = Vec::with_capacity(last.len());
        next.push(last[0] + LETTER);
        for (column, other) in meant.iter().enumerate() {
            let mut least =
                (last[column] + replaced(*key, *other)).min(last[column + 1] + extra).min(next[column] + ONE_LESS);
            if let (Some(up), Some(left)) = (row.checked_sub(1), column.checked_sub(1))
                && typed[up].bare == other.bare
                && meant[left].bare == key.bare
                && key.bare != other.bare
            {
                least = least.min(before[left] + 7);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}

/// Returns the cost of one letter typed for another.
fn replaced(typed: Key, meant: Key) -> u32 {
    if typed == meant {
        return 0;
    }
    if typed.bare == meant.bare {
        return 4;
    }
    let place = |key: Key| {
        ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.chars().position(|one| one == key.bare)?)))
    };
    let near = place(typed)
        .zip(place(meant))
        .is_some_and(|((row, at), (other_row, other_at))| row.abs_diff(other_row) <= 1 && at.abs_diff(other_at) <= 1);
    // «n» and «l», «s» and «x», «d» and «gi» sound alike in places.
    let alike = matches!(
        (typed.bare, meant.bare),
        ('n', 'l' | 'm')
            | ('l' | 'm', 'n')
            | ('s', 'x')
            | ('x', 's')
            | ('i', 'y')
            | ('y', 'i')
            | ('c', 'k' | 't')
            | ('k' | 't', 'c')
    );
    if near || alike { 8 } else { LETTER + 1 }
}

/// Returns what the keys of Telex make, where an input method was off: «dduowjc» gives «được», «cuar» gives «của». `None` where they
/// make nothing else than what is typed.
#[must_use]
pub fn by_telex(word: &str) -> Option<String> {
    let mut tone = None;
    let mut out: Vec<char> = Vec::new();
    for key in word.chars().map(|letter| Character::of(letter).lower) {
        let last = out.last().copied().unwrap_or(' ');
        let behind_vowel = out.iter().any(|letter| "aăâeêioôơuưy".contains(Character::of(*letter).base));
        let mark = match key {
            'f' => Some('\u{300}'),
            's' => Some('\u{301}'),
            'x' => Some('\u{303}'),
            'r' => Some('\u{309}'),
            'j' => Some('\u{323}'),
            _ => None,
        };
        let replaced = match (last, key) {
            ('d', 'd') => Some('đ'),
            ('a', 'a') => Some('â'),
            ('e', 'e') => Some('ê'),
            ('o', 'o') => Some('ô'),
            ('a', 'w') => Some('ă'),
            ('o', 'w') => Some('ơ'),
            ('u', 'w') => Some('ư'),
            _ => None,
        };
        if let Some(mark) = mark.filter(|_| behind_vowel) {
            tone = Some(mark);
        } else if let Some(letter) = replaced {
            out.pop();
            // «uow» is «ươ».
            if letter == 'ơ' && out.last() == Some(&'u') {
                out.pop();
                out.push('ư');
            }
            out.push(letter);
        } else if key == 'd' && out.first() == Some(&'d') && behind_vowel {
            out[0] = 'đ';
        } else {
            out.push(key);
        }
    }
    let typed: Vec<char> = word.chars().collect();
    if tone.is_none() && out == typed {
        return None;
    }
    // Where in the word the tone belongs, the reader of syllables knows.
    let last_vowel = out.iter().rposition(|letter| "aăâeêioôơuưy".contains(*letter))?;
    let mut letters: String = out[..=last_vowel].iter().collect();
    letters.extend(tone.filter(|_| !word.chars().any(|letter| Character::of(letter).tone.is_some())));
    letters.extend(&out[last_vowel + 1..]);
    Some(letters.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::super::syllable::Syllable;
    use super::*;

    #[test]
    fn keys_of_telex_make_words() {
        for (typed, meant) in [
            ("dduowjc", "được"),
            ("cuar", "của"),
            ("vaf", "và"),
            ("hieejn", "hiện"),
            ("tieeps", "tiếp"),
            ("quyeetj", "quyệt"),
            ("ddeer", "để"),
        ] {
            let written = by_telex(typed).and_then(|word| Syllable::read(&word)).map(|one| one.written());
            assert_eq!(written.as_deref(), Some(meant), "{typed}");
        }
        for word in ["tin", "khai", "định"] {
            assert_eq!(by_telex(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_nearer_costs_less() {
        let apart = |typed: &str, meant: &str| Typed::of(typed).distance(&Typed::of(meant), 1000).unwrap();
        assert_eq!(apart("hoạch", "hoạch"), 0);
        assert!(apart("hoach", "hoạch") < apart("hoach", "hoài"));
        assert!(apart("kiễm", "kiểm") < apart("kiễm", "kiếm"));
        assert!(apart("côngg", "công") < apart("côngg", "cống"));
        assert!(apart("hoạhc", "hoạch") < apart("hoạhc", "họ"));
        assert_eq!(Typed::of("a").distance(&Typed::of("nghiêng"), 20), None);
    }
}
