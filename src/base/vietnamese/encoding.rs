//! Text typed in the code tables of before Unicode, whose bytes were later taken for Latin letters.

use std::sync::LazyLock;

/// A code table of before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993 (ABC), the fonts `.VnTime` …
    Tcvn3,
    /// VNI, the fonts `VNI-Times` …
    Vni,
}

impl Legacy {
    /// Returns the name that `UniKey` and its users know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI Windows",
        }
    }
}

/// Signs that TCVN3 uses for Vietnamese letters and that never touch a letter in Unicode text. The quotes « and » (ô and
/// ằ) are left out: they do.
const TCVN3_SIGNS: &str = "\u{a1}\u{a2}\u{a3}\u{a4}\u{a5}\u{a6}\u{a7}\u{a8}\u{a9}\u{aa}\u{ac}\u{ad}\u{ae}\u{af}\
\u{b5}\u{b6}\u{b7}\u{b8}\u{b9}\u{bc}\u{bd}\u{be}\u{d7}\u{f7}";

/// Letters that VNI uses and that no Vietnamese word has.
const VNI_LETTERS: &str = "ñÑïÏûÛöÖäÄåÅëËüÜøØîÎ";

/// Returns whether a text seems to be in a legacy code table.
///
/// Two suspect words are asked for, so that one foreign name («Zürich», «m²») is left in peace.
#[must_use]
pub fn detect(text: &str) -> Option<Legacy> {
    const ENOUGH: usize = 2;
    if suspects(text) < ENOUGH {
        return None;
    }
    let words = || text.split(|letter: char| letter.is_whitespace() || "()[]{}\"“”,;:./".contains(letter));
    if words().filter(|word| is_tcvn3(word)).count() >= ENOUGH {
        return Some(Legacy::Tcvn3);
    }
    (words().filter(|word| is_vni(word)).count() >= ENOUGH).then_some(Legacy::Vni)
}

/// How many letters and signs of either table there are. Every plan is read through here, so it looks at bytes: all of
/// them are two bytes in UTF-8, of which the first is C2 or C3.
fn suspects(text: &str) -> usize {
    /// By the second byte: of those after C2, and of those after C3.
    static SUSPECT: LazyLock<[[bool; 256]; 2]> = LazyLock::new(|| {
        let mut suspect = [[false; 256]; 2];
        for letter in TCVN3_SIGNS.chars().chain(VNI_LETTERS.chars()) {
            if let [lead @ (0xc2 | 0xc3), second] = *letter.encode_utf8(&mut [0; 4]).as_bytes() {
                suspect[usize::from(lead == 0xc3)][usize::from(second)] = true;
            }
        }
        suspect
    });
    let [after_c2, after_c3] = &*SUSPECT;
    let pairs = text.as_bytes().windows(2);
    pairs
        .filter(|pair| match pair[0] {
            0xc2 => after_c2[usize::from(pair[1])],
            0xc3 => after_c3[usize::from(pair[1])],
            _ => false,
        })
        .count()
}

/// A sign of TCVN3 that touches a plain Latin letter, and no letter that only Unicode text can have.
fn is_tcvn3(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let touched = letters.windows(2).any(|pair| {
        let sign = |c: char| TCVN3_SIGNS.contains(c);
        (sign(pair[0]) && pair[1].is_ascii_alphabetic()) || (pair[0].is_ascii_alphabetic() && sign(pair[1]))
    });
    touched && !word.chars().any(is_unicode_vietnamese)
}

/// A VNI letter next to a plain Latin letter, and no letter that only Unicode text can have.
fn is_vni(word: &str) -> bool {
    let plain = word.chars().any(|letter| letter.is_ascii_alphabetic());
    plain && word.chars().any(|letter| VNI_LETTERS.contains(letter)) && !word.chars().any(is_unicode_vietnamese)
}

/// Letters of Latin Extended Additional and the four base letters ă, đ, ơ, ư: not to be had in a legacy table.
fn is_unicode_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}') || "ăĂđĐơƠưƯ".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glyphs_of_tcvn3_are_known() {
        assert_eq!(detect("KÕ ho¹ch chuyÓn ®æi sè x· B×nh Giang"), Some(Legacy::Tcvn3));
    }

    #[test]
    fn the_glyphs_of_vni_are_known() {
        assert_eq!(detect("UÛy ban nhaân daân xaõ ñeà nghò thöïc hieän"), Some(Legacy::Vni));
    }

    #[test]
    fn every_letter_of_the_tables_is_two_bytes_that_begin_with_c2_or_c3() {
        for letter in TCVN3_SIGNS.chars().chain(VNI_LETTERS.chars()) {
            assert_eq!(suspects(&letter.to_string()), 1, "{letter}");
        }
        assert_eq!(suspects("Ủy ban nhân dân xã đã trình, ô, ê, ý, à, «ằ»"), 0);
    }

    #[test]
    fn unicode_text_is_left_in_peace() {
        for text in [
            "Ủy ban nhân dân xã Bình Giang · 100 m² · ≥ 95% · 20 °C",
            "Hội nghị tại Zürich về chuyển đổi số",
            "© 2026 Ủy ban nhân dân xã",
            "hoà, thuỷ, kỹ, lý, quý",
            "«Ban chấp hành» và «Ban Thường vụ», mức 1½ lần",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
