//! Words in capitals: of the issuer, of headings, of posts, of the titles of appendices.

/// Units behind a number. In capitals they would be others: «Mb» is an eighth of «MB».
const UNITS: [&str; 34] = [
    "m", "km", "dm", "cm", "mm", "m2", "m3", "km2", "m²", "m³", "km²", "ha", "g", "kg", "mg", "l", "ml", "s", "h",
    "kb", "Kb", "Mb", "Gb", "Tb", "kbps", "Kbps", "Mbps", "Gbps", "Hz", "kV", "V", "W", "Wh", "Wp",
];

/// Returns the text in capitals. A word with capitals inside of it (`IoT`, `VNeID`, `eKYC`, `kWh`) and the unit behind a number keep
/// their letters.
#[must_use]
pub fn in_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut behind_number = false;
    for token in text.split_inclusive(char::is_whitespace) {
        let bare = token.trim_matches(|letter: char| !letter.is_alphanumeric());
        let digits = bare.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
        let is_number = digits.is_empty() && !bare.is_empty();
        let is_unit = (behind_number || digits.len() < bare.len())
            && !digits.is_empty()
            && digits.split('/').all(|part| UNITS.contains(&part));
        if is_unit {
            out.push_str(token);
        } else {
            push_words(token, &mut out);
        }
        behind_number = is_number && !token.trim_end().ends_with([',', ';', ':', '.', ')']);
    }
    out
}

/// Adds a text word by word.
fn push_words(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word = first.is_alphanumeric();
        let end = rest.find(|letter: char| letter.is_alphanumeric() != in_word).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if has_inner_capitals(word) {
            out.push_str(word);
        } else {
            out.push_str(&word.to_uppercase());
        }
        rest = behind;
    }
}

/// Whether a word is written with capitals and small letters on purpose: a Vietnamese word never is.
fn has_inner_capitals(word: &str) -> bool {
    word.is_ascii()
        && word.bytes().skip(1).any(|letter| letter.is_ascii_uppercase())
        && word.bytes().any(|letter| letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::in_capitals;

    #[test]
    fn words_of_their_own_letters_and_units_keep_them() {
        for (text, capitals) in [
            ("Danh mục thiết bị IoT", "DANH MỤC THIẾT BỊ IoT"),
            ("Mở tài khoản VNeID, eKYC", "MỞ TÀI KHOẢN VNeID, eKYC"),
            ("Nâng cấp 12 km đường truyền 100Mbps", "NÂNG CẤP 12 km ĐƯỜNG TRUYỀN 100Mbps"),
            ("Tốc độ 1,5 Gb/s (tối thiểu)", "TỐC ĐỘ 1,5 Gb/s (TỐI THIỂU)"),
            ("Năm 2026 xã Đắk Lắk", "NĂM 2026 XÃ ĐẮK LẮK"),
            ("KH-UBND, 5G, TP. Hải Phòng", "KH-UBND, 5G, TP. HẢI PHÒNG"),
            ("NHiệm vụ m và km", "NHIỆM VỤ M VÀ KM"),
            ("", ""),
        ] {
            assert_eq!(in_capitals(text), capitals);
            assert_eq!(in_capitals(capitals), capitals);
        }
    }
}
