//! What a piece of text is about: its words without those that every promise has.

use super::word::in_words;
use crate::base::vietnamese::character::Characters;

/// Words that do not say what a text is about.
#[derive(Debug)]
pub struct EmptyWords(Vec<u64>);

impl EmptyWords {
    /// Returns the words of a vocabulary.
    #[must_use]
    pub fn new(words: &[String]) -> Self {
        let mut prints: Vec<u64> = words.iter().map(|word| print(word)).collect();
        prints.sort_unstable();
        Self(prints)
    }
}

/// The words of a text as numbers, each once: how a word is written (hoá, hóa; capitals) does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    words: Vec<u64>,
    figures: Vec<u64>,
}

impl Wording {
    /// Returns the wording of pieces of text that belong together.
    #[must_use]
    pub fn of<'t>(pieces: impl IntoIterator<Item = &'t str>, empty: &EmptyWords) -> Self {
        let mut wording = Self::default();
        for piece in pieces {
            for word in piece.split(|c: char| !in_words(c)).filter(|word| !word.is_empty()) {
                if word.contains(|c: char| c.is_ascii_digit()) {
                    if !is_year(word) {
                        wording.figures.push(print(word.trim_start_matches('0')));
                    }
                    continue;
                }
                let print = print(word);
                if empty.0.binary_search(&print).is_err() {
                    wording.words.push(print);
                }
            }
        }
        for list in [&mut wording.words, &mut wording.figures] {
            list.sort_unstable();
            list.dedup();
        }
        wording
    }

    /// How many words.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "nobody asks whether it is empty")]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// How many words both have.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        let (mut at, mut shared) = (0, 0);
        for word in &self.words {
            while other.words.get(at).is_some_and(|known| known < word) {
                at += 1;
            }
            shared += usize::from(other.words.get(at) == Some(word));
        }
        shared
    }

    /// Returns whether the words of this one, or this percentage of them, are in the other as well.
    #[must_use]
    pub fn is_within(&self, other: &Self, of_hundred: usize) -> bool {
        self.shared(other) * 100 >= self.words.len() * of_hundred
    }

    /// Returns whether both have the same figures next to their words: «mức 2», «5G», «1 Gb/s».
    #[must_use]
    pub fn same_figures(&self, other: &Self) -> bool {
        self.figures == other.figures
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number for a word. The tone counts apart from the letter that carries it.
fn print(word: &str) -> u64 {
    const PRIME: u64 = 0x100_0000_01b3;
    let characters = Characters::known();
    let mut print: u64 = 0xcbf2_9ce4_8422_2325;
    let mut tone = 0;
    for letter in word.chars() {
        let letter = characters.of(letter);
        print = (print ^ u64::from(u32::from(letter.base))).wrapping_mul(PRIME);
        tone = letter.tone.map_or(tone, |mark| u64::from(u32::from(mark)));
    }
    (print ^ tone).wrapping_mul(PRIME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    fn of<const N: usize>(pieces: [&str; N]) -> Wording {
        Wording::of(pieces, &EmptyWords::new(&Vocabulary::embedded().quantities.empty))
    }

    #[test]
    fn empty_words_case_and_the_place_of_the_tone_do_not_matter() {
        let one = of(["Tỷ lệ hồ sơ được số hoá đạt trên"]);
        assert_eq!(one, of(["hồ sơ", "số hóa năm 2030"]));
        assert_eq!(one.len(), 3);
        assert_ne!(of(["sở"]), of(["sơ"]));
    }

    #[test]
    fn likeness_counts_shared_words() {
        let short = of(["hồ sơ trực tuyến"]);
        let long = of(["hồ sơ thủ tục hành chính trực tuyến toàn trình"]);
        assert_eq!(short.shared(&long), 4);
        assert!(short.is_within(&long, 100));
        assert!(!long.is_within(&short, 60));
    }

    #[test]
    fn figures_are_kept_apart() {
        assert!(!of(["phủ sóng 5G"]).same_figures(&of(["phủ sóng 6G"])));
        assert!(of(["mức 02"]).same_figures(&of(["mức 2 năm 2030"])));
    }
}
