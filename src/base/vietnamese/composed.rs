//! Composed letters (NFC): «ệ» as one character, not as «e» with two marks.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Returns whether a text is certainly composed; where in doubt, it is not.
#[must_use]
pub fn is_composed(text: &str) -> bool {
    only_usual_letters(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Returns the text with composed letters.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_composed(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Returns whether all is ASCII, Latin up to U+02FF or of U+1E80 to U+1EFF, a dash, quote or dot of U+2010 to U+203F, or a sign of
/// comparison. None of these takes part in composition, and nearly every plan has nothing else: it is read at the pace of its bytes.
fn only_usual_letters(bytes: &[u8]) -> bool {
    // Bytes from CC on begin a character; those below are ASCII, begin a character up to U+02FF, or continue one.
    bytes.iter().enumerate().all(|(at, byte)| {
        *byte < 0xcc
            || matches!(&bytes[at..], [0xe1, 0xba | 0xbb, ..] | [0xe2, 0x80, 0x90..=0xbf, ..] | [0xe2, 0x89, ..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_composed_is() {
        for letter in (0..=0x22ff_u32).filter_map(char::from_u32) {
            let text = letter.to_string();
            if only_usual_letters(text.as_bytes()) {
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "U+{:04X}", u32::from(letter));
            }
        }
        assert!(only_usual_letters("Ủy ban nhân dân xã “Bình Giang” – 2026 …".as_bytes()));
    }

    #[test]
    fn loose_marks_are_put_together() {
        assert_eq!(composed("u\u{309}y ban \u{2126}"), "ủy ban Ω");
        assert!(matches!(composed("ủy ban ≥ 95%"), Cow::Borrowed(_)));
    }
}
