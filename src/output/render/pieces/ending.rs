//! The end of a paragraph, which may keep room below itself.

use super::symbols::symbols;
use crate::output::render::spaces::HOLDING;

/// The most letters of the last word that are taken for it.
const WORD: usize = 12;

/// Returns a text without its last word, and that word, or as much of the end of a long one as never is a line of its own. Spaces
/// behind it are left out. Returns none where the text has no word.
pub(in crate::output::render) fn last_word(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_end();
    let word = words.rsplit([' ', HOLDING]).next()?;
    let (cut, _) = word.char_indices().rev().take(WORD).last()?;
    let cut = words.len() - word.len() + cut;
    // A symbol is not cut, nor is a range whose spaces hold.
    let run = words.rfind(' ').map_or(0, |at| at + 1);
    let symbol = symbols(&words[run..]).into_iter().find(|found| run + found.start < cut && cut < run + found.end);
    let start = symbol.map_or(cut, |found| run + found.start);
    Some(words.split_at(start))
}

#[cfg(test)]
mod tests {
    use super::last_word;

    #[test]
    fn the_last_word_is_split_off() {
        assert_eq!(last_word("hai ba bốn./. "), Some(("hai ba ", "bốn./.")));
        assert_eq!(last_word("xã Bình\u{a0}Giang"), Some(("xã Bình\u{a0}", "Giang")));
        assert_eq!(last_word("một"), Some(("", "một")));
        assert_eq!(last_word("congthongtindientu"), Some(("congth", "ongtindientu")));
        assert_eq!(last_word("số 12345/QĐ-UBND-KT"), Some(("số ", "12345/QĐ-UBND-KT")));
        assert_eq!(last_word("từ 2026\u{a0}-\u{a0}2030."), Some(("từ ", "2026\u{a0}-\u{a0}2030.")));
        assert_eq!(last_word(" \u{a0}"), None);
        assert_eq!(last_word(""), None);
    }
}
