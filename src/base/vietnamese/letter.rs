//! Letters: the order of điểm, capitals.

use crate::base::shown::is_hidden;

/// The letters of điểm a), b), c), d), đ) in the order that the decree itself uses (no f, j, w, z, no ă, â, ê, ô, ơ, ư).
const POINTS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// Returns the letter of the n-th điểm, from 0; after y come aa, ab, …
#[must_use]
pub fn point(index: usize) -> String {
    let last = POINTS[index % POINTS.len()];
    match index / POINTS.len() {
        0 => last.to_owned(),
        round => point(round - 1) + last,
    }
}

/// Returns the text with its first letter in capitals.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns whether nothing of a text can be seen: it has only spaces of any width and signs that are not shown.
#[must_use]
pub fn is_blank(words: &str) -> bool {
    words.chars().all(|letter| {
        letter.is_whitespace() || is_hidden(letter) || matches!(letter, '\u{115f}' | '\u{3164}' | '\u{2800}')
    })
}

/// Returns the text with its first letter in lower case.
#[must_use]
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d_with_stroke_follows_d() {
        let points: Vec<String> = (0..8).map(point).collect();
        assert_eq!(points, ["a", "b", "c", "d", "đ", "e", "g", "h"]);
        assert_eq!(point(22), "y");
        assert_eq!(point(23), "aa");
    }

    #[test]
    fn capitals_keep_the_rest() {
        assert_eq!(capitalized("đặc khu"), "Đặc khu");
        assert_eq!(capitalized(""), "");
        assert_eq!(uncapitalized("Đặc khu"), "đặc khu");
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        for blank in ["", " ", "\n\t", "\u{a0}\u{3000}", "\u{200b}\u{feff}\u{ad}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("-") && !is_blank(" a "));
    }
}
