//! Comparing words as a person who types without marks would.

use unicode_normalization::UnicodeNormalization as _;

/// Lower case, without marks: «Đặc khu» gives «dac khu».
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
        .nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
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
    use super::*;

    #[test]
    fn marks_and_case_are_folded() {
        assert_eq!(fold("Đặc KHU Ý"), "dac khu y");
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
