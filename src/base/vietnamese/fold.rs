//! Comparing words as a person who types without marks would.

use unicode_normalization::char::is_combining_mark;

use super::character::Character;

/// Lower case, without marks: «Đặc khu» gives «dac khu».
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().filter(|letter| !is_combining_mark(*letter)).map(|letter| Character::of(letter).bare));
    out
}

/// Returns whether a text has all of some words, in any order, whatever their marks and capitals: «phong van hoa» is in «Phòng Văn hóa - Xã hội».
/// A long word may be the beginning of one.
#[must_use]
pub fn has_words(text: &str, words: &str) -> bool {
    /// «ha» begins too many words.
    const LONG: usize = 4;
    let (text, words) = (fold(text), fold(words));
    let parts = |text: &'_ str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (text, words) = (parts(&text), parts(&words));
    let is_one = |word: &String, known: &String| {
        known == word || (word.chars().count() >= LONG && known.starts_with(word.as_str()))
    };
    !words.is_empty() && words.iter().all(|word| text.iter().any(|known| is_one(word, known)))
}

/// Returns whether two words differ in capitals at most.
#[must_use]
pub fn same_but_case(one: &str, other: &str) -> bool {
    one == other || one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// The candidate that was most probably meant, if any is near enough.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this likeness a suggestion would rather confuse.
    const NEAR: f64 = 0.88;
    /// Of so few letters, all that are alike are alike by chance.
    const SHORT: usize = 3;
    let given = fold(given);
    let near = if given.chars().count() < SHORT { 1.0 } else { NEAR };
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&given, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= near)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn marks_and_case_are_folded() {
        assert_eq!(fold("Đặc KHU Ý"), "dac khu y");
        assert_eq!(fold("d\u{323}a\u{306}\u{323}c"), "dac");
    }

    #[test]
    fn every_character_folds_to_its_small_base() {
        let taken_apart = |letter: char| -> String {
            let small: String = letter.to_lowercase().collect();
            small
                .nfd()
                .filter(|part| !is_combining_mark(*part))
                .map(|part| if part == 'đ' { 'd' } else { part })
                .collect()
        };
        for letter in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(fold(&letter.to_string()), taken_apart(letter), "U+{:04X}", u32::from(letter));
        }
    }

    #[test]
    fn capitals_make_no_other_word() {
        assert!(same_but_case("TRONG", "trong") && !same_but_case("trong", "trọng"));
    }

    #[test]
    fn words_are_found_without_their_marks_in_any_order() {
        for (words, has) in [
            ("phong van hoa", true),
            ("XÃ HỘI văn", true),
            ("phong ho", false),
            ("phong y te", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(has_words("Phòng Văn hóa - Xã hội", words), has, "{words}");
        }
        assert!(has_words("uy-ban-mttq", "mttq"));
    }

    #[test]
    fn the_nearest_candidate_is_suggested() {
        let keys = ["subject", "period", "closing"];
        assert_eq!(nearest("subjct", keys), Some("subject"));
        assert_eq!(nearest("Périod", keys), Some("period"));
        assert_eq!(nearest("xyz", keys), None);
        assert_eq!(nearest("=>", ["=", ">="]), None);
        assert_eq!(nearest("xa", ["xã", "phường"]), Some("xã"));
    }
}
