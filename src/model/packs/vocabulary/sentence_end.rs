//! Where a sentence ends.

use super::Vocabulary;

/// What can follow the full stop of a sentence.
const CLOSING: [char; 7] = ['”', '’', '»', '"', ')', '*', '_'];
/// What can precede the first letter of a sentence.
pub const SENTENCE_OPENING: [char; 7] = ['“', '‘', '«', '"', '(', '*', '_'];

/// The first words of a sentence that are its number: «1.», «Điều 5.».
const NUMBER_WORDS: usize = 3;

/// Without the sign of a footnote at the end.
fn without_note(words: &str) -> &str {
    words.strip_suffix(']').and_then(|rest| rest.rsplit_once("[^")).map_or(words, |(words, _)| words)
}

/// Returns whether a sentence ends where this text does: not after an abbreviation, a number of an item, an initial.
#[must_use]
pub fn ends_a_sentence(before: &str) -> bool {
    let words = without_note(before).trim_end_matches(CLOSING);
    let Some(bare) = words.strip_suffix(['.', '!', '?', '…']) else { return false };
    if !words.ends_with('.') || bare.ends_with('.') {
        return !bare.trim_end_matches('.').ends_with("v.v");
    }
    let word = bare.rsplit([' ', '\u{a0}']).next().unwrap_or_default().trim_start_matches(SENTENCE_OPENING);
    let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.' || "IVX".contains(c));
    if is_number {
        return bare.split([' ', '\u{a0}']).nth(NUMBER_WORDS).is_some();
    }
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let inner_stop = core.contains('.') && core.chars().any(char::is_alphabetic);
    !single && !inner_stop && !Vocabulary::embedded().sentences.abbreviations.iter().any(|known| known == word)
}
