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
    fn the_nearest_candidate_is_suggested() {
        let keys = ["subject", "period", "closing"];
        assert_eq!(nearest("subjct", keys), Some("subject"));
        assert_eq!(nearest("Périod", keys), Some("period"));
        assert_eq!(nearest("xyz", keys), None);
        assert_eq!(nearest("=>", ["=", ">="]), None);
        assert_eq!(nearest("xa", ["xã", "phường"]), Some("xã"));
    }
}
