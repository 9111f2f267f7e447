//! Slips in words of two syllables: «nhiêm vụ», «kỷ năng», «tập chung», each syllable right by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::vietnamese::syllable::Syllable;
use crate::checks::prose::{Word, WordSet};
use crate::model::packs::SpellingWords;

/// What people write for a word of two syllables, in lower case, with what is meant.
#[derive(Debug)]
pub(super) struct CompoundSlips {
    meant: BTreeMap<String, String>,
    first: WordSet,
}

impl CompoundSlips {
    pub(super) fn new(spelling: &SpellingWords) -> Self {
        let mut meant = BTreeMap::new();
        for compound in &spelling.compounds {
            let Some((first, second)) = compound.split_once(' ') else { continue };
            let of = |word: &str| Syllable::read(word).map_or_else(Vec::new, |syllable| syllable.slips());
            let firsts = of(first).into_iter().map(|slip| format!("{} {second}", slip.written()));
            let seconds = of(second).into_iter().map(|slip| format!("{first} {}", slip.written()));
            meant.extend(firsts.chain(seconds).map(|wrong| (wrong, compound.clone())));
        }
        for right in spelling.compounds.iter().chain(&spelling.neighbours) {
            meant.remove(right);
        }
        let first = WordSet::of_phrases(meant.keys().map(String::as_str));
        Self { meant, first }
    }

    /// Returns the slip that begins with the first of these words, and what is meant. Two capitals are a name.
    pub(super) fn at(&self, plain: &str, words: &[Word]) -> Option<(Range<usize>, &str)> {
        let [first, second, ..] = words else { return None };
        if !self.first.may_begin(words) || &plain[first.end()..second.start()] != " " {
            return None;
        }
        let range = first.start()..second.end();
        let named = plain[second.range()].starts_with(char::is_uppercase);
        let meant = self.meant.get(&plain[range.clone()].to_lowercase()).filter(|_| !named)?;
        Some((range, meant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words_with_traits;
    use crate::model::packs::Vocabulary;

    #[test]
    fn slips_are_found_and_neighbours_are_not() {
        let slips = CompoundSlips::new(&Vocabulary::embedded().spelling);
        let found = |text: &str| -> Vec<String> {
            let words = words_with_traits(text);
            (0..words.len()).filter_map(|at| slips.at(text, &words[at..])).map(|(_, meant)| meant.to_owned()).collect()
        };
        assert_eq!(found("Các thôn khẫn trương thực hiên nhiêm vụ"), ["khẩn trương", "thực hiện", "nhiệm vụ"]);
        assert_eq!(found("lưu chữ hồ sơ, truy cạp hệ thống"), ["lưu trữ", "truy cập"]);
        for right in ["xã An Linh", "công chúng, công nhân", "thời gian tiếp nhận", "các thôn báo cáo", "chứng, nhân"]
        {
            assert_eq!(found(right), Vec::<String>::new(), "{right}");
        }
    }
}
