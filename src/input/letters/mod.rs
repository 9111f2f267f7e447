//! Letters that look like Vietnamese ones and are not, forms of letters, and characters that cannot be seen.
//!
//! A text is read as what its letters stand for, as it is read composed (NFC): so a look-alike is one finding, and not another
//! wherever it is compared with something. Where nobody knows what was meant, the letter stays.

mod form;
mod name;
mod table;
mod units;
mod word;

use std::ops::Range;

pub use form::is_usual;
use form::is_vietnamese;
pub use name::{is_hidden, name};
pub use units::{Unit, units};

use crate::base::vietnamese::character::Character;
use crate::input::expressions::{calls, has_tags, literal, tags, tokens};
use table::TABLE;

/// Reads a text: finds what each of its letters stands for. The letters come with their places.
#[must_use]
pub fn read(letters: &[(char, Range<usize>)]) -> Vec<Unit> {
    let mut units = units(letters);
    let parts = parts(&units);
    let before = units.len();
    units::read_signs(&mut units);
    // Marks that were put on their letters: the parts are found again.
    let parts = if units.len() == before { parts } else { self::parts(&units) };
    for (unit, part) in units.iter_mut().zip(&parts) {
        let kept = match part {
            Part::Words => true,
            Part::Code => unit.put.as_deref().is_some_and(|put| put.trim().is_empty()),
            Part::Id => false,
        };
        if !kept {
            unit.put = None;
        }
    }
    let words: Vec<bool> = parts.iter().map(|part| *part == Part::Words).collect();
    word::classify(&mut units, &words);
    units
}

/// What a place of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Words: of the text, or between the quotes of an expression.
    Words,
    /// The rest of an expression.
    Code,
    /// The id that an expression calls: whoever looks it up says what is wrong with it.
    Id,
}

fn parts(units: &[Unit]) -> Vec<Part> {
    let text: String = units.iter().map(|unit| unit.typed.as_str()).collect();
    if !has_tags(&text) {
        return vec![Part::Words; units.len()];
    }
    let (mut code, mut words) = (Vec::new(), Vec::new());
    for tag in tags(&text) {
        words.extend(tokens(&text, tag.inside).into_iter().filter_map(|token| literal(&text, token)));
        code.push(tag.range);
    }
    let ids = calls(&text).into_iter().map(|call| call.range).collect();
    let (mut ids, mut words, mut code) = (Ranges::new(ids), Ranges::new(words), Ranges::new(code));
    let mut at = 0;
    units
        .iter()
        .map(|unit| {
            let part = match (ids.have(at), words.have(at), code.have(at)) {
                (true, ..) => Part::Id,
                (false, false, true) => Part::Code,
                (false, ..) => Part::Words,
            };
            at += unit.typed.len();
            part
        })
        .collect()
}

/// Ranges in their order, asked for places in their order.
struct Ranges(std::iter::Peekable<std::vec::IntoIter<Range<usize>>>);

impl Ranges {
    fn new(ranges: Vec<Range<usize>>) -> Self {
        Self(ranges.into_iter().peekable())
    }

    fn have(&mut self, at: usize) -> bool {
        while self.0.next_if(|range| range.end <= at).is_some() {}
        self.0.peek().is_some_and(|range| range.contains(&at))
    }
}

/// Returns a value as it was meant where it is compared with known ones: look-alikes are the letters that they look like, what cannot
/// be seen is left out, and any run of spaces is one.
#[must_use]
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return single_spaces(text);
    }
    // Letters of the language and signs that are nothing else: nearly every name.
    if text.chars().all(|letter| is_vietnamese(letter) || letter.is_ascii_digit() || " -,.()/&".contains(letter)) {
        return single_spaces(text);
    }
    let letters: Vec<(char, Range<usize>)> = text.chars().map(|letter| (letter, 0..0)).collect();
    let mut units = units(&letters);
    units::read_signs(&mut units);
    let read: String = units
        .iter()
        .map(|unit| match unit.put {
            None => form::meant(&unit.typed).map_or_else(|| unit.typed.clone(), String::from),
            Some(_) => unit.meant().to_owned(),
        })
        .filter(|read| !read.chars().all(is_hidden))
        .collect();
    single_spaces(&read)
}

fn single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a value in the form of an id: as it was meant, in lower case, without marks, with `-` for spaces, `_` and any dash.
#[must_use]
pub fn id_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in plain(text).chars() {
        if is_separator(letter) {
            if !out.is_empty() && !out.ends_with(['-', '.']) {
                out.push('-');
            }
        } else if letter == '.' {
            out.truncate(out.trim_end_matches('-').len());
            out.push('.');
        } else if !unicode_normalization::char::is_combining_mark(letter) {
            out.push(Character::of(letter).bare);
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Returns whether a character parts the words of an id, the right one or one typed for it.
#[must_use]
pub fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '‐'..='―' | '−' | '﹘' | '⸺' | '⸻' | '～' | '~')
}

/// Returns what in a value looks like something else or cannot be seen, named, in both languages; none where nothing does. For
/// messages: both values would look the same.
#[must_use]
pub fn strange_in(text: &str) -> Option<(String, String)> {
    if is_usual(text) && !text.contains('\u{a0}') {
        return None;
    }
    let strange = |letter: char| {
        TABLE.alike.contains_key(&letter)
            || TABLE.hidden.contains(&letter)
            || TABLE.signs.contains_key(&letter)
            || is_hidden(letter)
            || (letter.is_whitespace() && !letter.is_ascii())
            || form::compatible(letter).is_some()
    };
    let mut letters: Vec<char> = Vec::new();
    for letter in text.chars().filter(|letter| strange(*letter)) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    let names: Vec<(String, String)> = letters.into_iter().map(name).collect();
    let joined = |part: fn(&(String, String)) -> &str| names.iter().map(part).collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| (joined(|name| &name.0), joined(|name| &name.1)))
}

/// Returns the same in brackets, to be added to a message; nothing where there is nothing strange.
#[must_use]
pub fn in_brackets(text: &str) -> (String, String) {
    strange_in(text).map(|(vi, en)| (format!(" (có {vi})"), format!(" (it has the {en})"))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<(char, Range<usize>)> {
        text.char_indices().map(|(at, letter)| (letter, at..at + letter.len_utf8())).collect()
    }

    /// Returns what a text is read as, and its strays.
    fn found(text: &str) -> (String, String) {
        let units = read(&letters(text));
        (
            units.iter().map(Unit::meant).collect(),
            units.iter().filter(|unit| unit.stray).map(|unit| unit.typed.as_str()).collect(),
        )
    }

    #[test]
    fn look_alikes_in_vietnamese_words_are_read_as_what_they_stand_for() {
        for (typed, meant) in [
            ("\u{410}I", "AI"),
            ("Vũ Ðình An", "Vũ Đình An"),
            ("Số 57/QÐ-TTg", "Số 57/QĐ-TTg"),
            ("ðồng", "đồng"),
            ("Ɖảng ủy", "Đảng ủy"),
            ("vǎn bản, nƣớc, THƢỜNG", "văn bản, nước, THƯỜNG"),
            ("K\u{435}\u{301} hoạ\u{441}h", "Ké hoạch"),
            ("\u{39a}H-UBND", "KH-UBND"),
            ("αn toàn", "an toàn"),
            ("\u{422}\u{41e}\u{421}", "TOC"),
            ("hồ sơ ﬁle, ＡＩ, năm ２０２６, Ⅳ, 𝐊ế hoạch", "hồ sơ file, AI, năm 2026, IV, Kế hoạch"),
            ("kê´ hoạch, ê´ch", "kế hoạch, ếch"),
            ("chuy\u{200b}ển\u{2011}đổi\u{ad} số\u{2003}xã", "chuyển-đổi số xã"),
            ("359⁄KH-UBND, 1⁄2", "359/KH-UBND, 1⁄2"),
            ("20ºC, 20 ºC, 5˚, 100㎡, KH−UBND, 5 − 3", "20°C, 20 °C, 5°, 100m², KH-UBND, 5 − 3"),
            ("Ꭺ\u{13a2}N, ᴋế ʜoạch", "ATN, kế hoạch"),
            ("e\u{301}\u{302}ch, K\u{2bc}Ho", "ếch, K’Ho"),
            ("thı\u{323} xã", "thị xã"),
        ] {
            assert_eq!(found(typed), (meant.to_owned(), String::new()), "{typed}");
        }
    }

    #[test]
    fn letters_that_no_vietnamese_word_has_are_stray() {
        for (text, strays) in [
            ("hǒ sơ", "ǒ"),
            ("dǜ liệu, Ƕ, thŏng tin, chuyėn đổi", "ǜǶŏė"),
            ("nghiệpü", "ü"),
            ("ė, nghiêŏ, quyêt´, i\u{307}", "ėŏ´i\u{307}"),
            ("Москва", "Москва"),
            ("漢字", "漢字"),
            ("Ελλάδα", "Ελλάδα"),
            ("Kế hoΔch", "Δ"),
            ("việΔt", "Δ"),
            ("n\u{302}ước", "n\u{302}"),
        ] {
            assert_eq!(found(text), (text.to_owned(), strays.to_owned()), "{text}");
        }
    }

    #[test]
    fn foreign_names_and_signs_of_measures_are_left_in_peace() {
        for text in [
            "São Paulo, Zürich, Málaga, Besançon, Malmö, Łódź, Dvořák, Škoda, Ōsaka, Sigurðsson, Guðmundur, Åland, Nestlé",
            "5 μm, 10 µg/m³, 4,7 kΩ, MΩ, α, β-caroten, Δt, π, Σ, λ, ±2σ, 10 Å, Ø110, ống ø 60",
            "100 m², CO₂, 10⁻³, 2ⁿ, ½, 20 °C, ≥ 95%, 5‰, 3 × 4, 10 €, 5 ₫, § 3, © ® ™, №, 5 ℓ, ①",
            "Čư M’gar, Ƀuôn Hồ, Krông Ñô",
            "– — “ ” ‘ ’ « » … • →, 57-NQ/TW, K’Ho",
        ] {
            assert_eq!(found(text), (text.to_owned(), String::new()), "{text}");
        }
    }

    #[test]
    fn ids_and_code_of_expressions_stay() {
        let text = "{{ cite(\"nq-57\u{430}\", issuer=\"Bộ \u{410}\") }}";
        assert_eq!(found(text).0, "{{ cite(\"nq-57\u{430}\", issuer=\"Bộ A\") }}");
    }

    #[test]
    fn values_are_compared_as_they_were_meant() {
        for typed in [
            "Phong-VHXH",
            "phong_vhxh",
            "PHONG VHXH",
            "phong–vhxh",
            " phòng vhxh\u{200b}",
            "ph\u{43e}ng\u{2011}vhxh",
            "phong\u{a0}vhxh",
        ] {
            assert_eq!(id_form(typed), "phong-vhxh", "{typed}");
        }
        assert_eq!(id_form("Nhiem vu . Ha tang"), "nhiem-vu.ha-tang");
        assert_eq!(plain("đặc\u{a0} khu\u{200b}"), "đặc khu");
        assert_eq!(strange_in("phường"), None);
        assert_eq!(strange_in("phường\u{200b}\u{a0}").unwrap().0, "ký tự ẩn U+200B, dấu cách không ngắt U+00A0");
    }
}
