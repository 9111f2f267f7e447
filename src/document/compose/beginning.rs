//! Where a sentence or an item begins: what is there begins with a capital, also where data gives it.

use crate::base::vietnamese::letter;
use crate::model::packs::{SENTENCE_OPENING, ends_a_sentence};

/// Where a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a line, a paragraph or a cell.
    Beginning,
    /// Behind other words, as a note behind its value.
    Inside,
}

impl Place {
    /// Returns words that data gives as they are behind those of the text, with a capital where a sentence begins.
    pub(super) fn fit(self, before: &str, words: &str) -> String {
        if self == Self::Inside && before.trim().is_empty() { words.to_owned() } else { after(before, words) }
    }
}

/// Returns words that data gives as they are behind a text: with a capital where a sentence or an item begins.
///
/// `before` is all text before them, markup included: «- » begins an item, «| » a cell, an empty line a paragraph.
fn after(before: &str, words: &str) -> String {
    if begins(before) { letter::capitalized(words) } else { words.to_owned() }
}

/// Returns whether a sentence or an item begins where this text ends.
pub(super) fn begins(before: &str) -> bool {
    let before = before.trim_end_matches(SENTENCE_OPENING);
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let line = line.trim_matches([' ', '\t', '\u{a0}']);
    let is_mark = |line: &str| {
        let number = line.trim_end_matches(['.', ')']);
        let numbered =
            number.len() + 1 == line.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        numbered || (!line.is_empty() && line.chars().all(|sign| matches!(sign, '-' | '+' | '*' | '#' | '|')))
    };
    if line.ends_with('|') || is_mark(line) {
        return true;
    }
    if line.is_empty() {
        // A line that only wraps goes on with the sentence above.
        let above = above.trim_end_matches([' ', '\t', '\r']);
        return above.is_empty() || above.ends_with('\n') || ends_a_sentence(above);
    }
    before.ends_with(char::is_whitespace) && ends_a_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn sentences_and_items_begin_with_a_capital() {
        for before in [
            "",
            "- ",
            "1. ",
            "Một câu.\n\n",
            "Một câu. ",
            "Một câu.\n",
            "- một;\n- ",
            "| a | ",
            "**",
            "“",
            "# ",
            "  + ",
        ] {
            assert_eq!(after(before, "tối thiểu"), "Tối thiểu", "{before:?}");
        }
        for before in ["đạt ", "đạt\n", "đạt: ", "TP. ", "v.v. ", "một; ", "(xem Điều 5) ", "5 - ", "năm 2026,"]
        {
            assert_eq!(after(before, "tối thiểu"), "tối thiểu", "{before:?}");
        }
        assert_eq!(after("", "≥ 95%"), "≥ 95%");
    }
}
