//! The end of a paragraph, which may keep room below itself.

use super::symbols::symbols;
use crate::output::render::spaces::HOLDING;

/// The most letters of the last word that are taken for it.
const WORD: usize = 12;

/// Returns a text without its last word, and that word, or as much of the end of a long one as never is a line of its own. Spaces
/// behind it are left out. Returns none where the text has no word.
pub(in crate::output::render) fn last_word(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_end();
    let is_space = |letter: char| matches!(letter, ' ' | HOLDING);
    let word = words.rsplit(is_space).next()?;
    let (cut, _) = word.char_indices().rev().take(WORD).last()?;
    // A symbol is not cut.
    let symbol = symbols(word).into_iter().find(|found| found.start < cut && cut < found.end);
    let start = words.len() - word.len() + symbol.map_or(cut, |found| found.start);
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
        assert_eq!(last_word(" \u{a0}"), None);
        assert_eq!(last_word(""), None);
    }
}
