//! What a single character or cluster stands for, whatever is next to it.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::table::TABLE;

/// Marks that make another vowel; they come before the tone.
const SHAPES: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// Returns whether a character is a letter that Vietnamese text has: of the alphabet, or one of ASCII.
#[must_use]
pub fn is_vietnamese(letter: char) -> bool {
    letter.is_ascii_alphabetic() || has_marks(letter)
}

/// A letter of the language that is not in ASCII.
fn has_marks(letter: char) -> bool {
    is_only_vietnamese(letter)
        || matches!(letter, 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý')
        || matches!(letter, 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý')
        || matches!(letter, 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ')
}

/// Returns whether a letter is in no other language that names are taken from.
pub(super) fn is_only_vietnamese(letter: char) -> bool {
    matches!(letter, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}')
}

/// Returns whether a text has only what Vietnamese documents are written with: letters of the language and of ASCII, digits,
/// punctuation, and the signs of measures, money and comparison. Nearly every text is like that, and then nothing in it is strange.
#[must_use]
pub fn is_usual(text: &str) -> bool {
    text.chars().all(|letter| {
        letter.is_ascii()
            || has_marks(letter)
            || matches!(
                letter,
                '\u{a0}' | '°' | '²' | '³' | '¹' | '×' | '±' | '½' | '¼' | '¾' | '«' | '»' | '·' | '§' | '©' | '®'
            )
            || matches!(
                letter,
                '–' | '—'
                    | '‘'
                    | '’'
                    | '“'
                    | '”'
                    | '…'
                    | '•'
                    | '‰'
                    | '€'
                    | '₫'
                    | '≤'
                    | '≥'
                    | '≠'
                    | '≈'
            )
            || matches!(letter, '→' | '←' | '⇒' | '√' | '∞' | '∑' | '™' | '₀'..='₉' | '⁰' | '⁴'..='⁹')
    })
}

/// Returns what a compatibility form stands for: a letter or digit in another width, type or place, letters or a sign set as one.
pub(super) fn compatible(letter: char) -> Option<String> {
    let single = || letter.nfkc().collect::<String>();
    let plain = |form: String| form.chars().all(|sign| sign.is_ascii_alphanumeric()).then_some(form);
    match letter {
        // They would end the string that they are in, or make an expression.
        // And a litre, which is a sign of its own, and the n of a power.
        '＂' | '＇' | '＼' | '｛' | '｝' | 'ℓ' | 'ⁿ' => None,
        '！'..='～'
        | '￠'
        | '￡'
        | '￥'
        | '\u{1d400}'..='\u{1d7ff}'
        | 'ﬀ'..='ﬆ'
        | 'Ⅰ'..='ⅿ'
        | '℃'
        | '℉'
        | 'Ĳ'
        | 'ĳ'
        | 'Ǆ'..='ǌ'
        | 'Ǳ'..='ǳ'
        | '﹐'..='﹖'
        | '﹙'
        | '﹚'
        | '﹟'..='﹢'
        | '﹤'..='﹦'
        | '﹩'..='﹫' => Some(single()),
        '\u{2100}'..='\u{214f}' => plain(single()).filter(|form| form.len() == 1),
        'ⁱ' | '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e3}' | '\u{1d2c}'..='\u{1d6a}' | '\u{1d9b}'..='\u{1dbf}' => {
            plain(single())
        }
        '\u{3371}'..='\u{33df}' => {
            let form = single();
            let power = if form.ends_with('2') { '²' } else { '³' };
            Some(form.strip_suffix(['2', '3']).map_or(form.clone(), |unit| format!("{unit}{power}")))
        }
        _ => None,
    }
}

/// Returns the letter that a cluster stands for, a look-alike or marks in another order; none where it is that letter itself, or none.
pub(super) fn meant(cluster: &str) -> Option<char> {
    let mut signs = cluster.nfc();
    let first = signs.next()?;
    let known = |letter: char| TABLE.alike.get(&letter).map(|(put, _)| *put);
    let (base, inner): (char, Vec<char>) = match known(first) {
        Some(put) => (put, Vec::new()),
        None => {
            let mut parts = std::iter::once(first).nfd();
            let base = parts.next()?;
            (known(base).unwrap_or(base), parts.collect())
        }
    };
    let mut marks: Vec<char> = std::iter::once(base)
        .nfd()
        .skip(1)
        .chain(inner)
        .chain(signs)
        .map(|mark| TABLE.marks.get(&mark).copied().unwrap_or(mark))
        .collect();
    if !marks.iter().all(|mark| is_combining_mark(*mark)) {
        return None;
    }
    marks.sort_by_key(|mark| !SHAPES.contains(mark));
    let base = std::iter::once(base).nfd().next()?;
    let mut composed = std::iter::once(base).chain(marks).nfc();
    let letter = composed.next().filter(|letter| composed.next().is_none() && is_vietnamese(*letter))?;
    (!cluster.chars().eq([letter])).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_stand_for_letters_of_the_language() {
        for (cluster, letter) in [
            ("\u{410}", 'A'),
            ("Ð", 'Đ'),
            ("ǎ", 'ă'),
            ("ǎ\u{301}", 'ắ'),
            ("\u{430}\u{301}", 'á'),
            ("ά", 'á'),
            ("e\u{301}\u{302}", 'ế'),
            ("a\u{342}", 'ã'),
            ("\u{1a3}\u{301}", 'ứ'),
            ("\u{43e}\u{31b}", 'ơ'),
            ("ӑ", 'ă'),
        ] {
            assert_eq!(meant(cluster), Some(letter), "{cluster}");
        }
        for cluster in ["a", "ế", "ü", "ǒ", "й", "Ω", "n\u{302}", "漢", "5"] {
            assert_eq!(meant(cluster), None, "{cluster}");
        }
    }

    #[test]
    fn forms_are_taken_back() {
        for (form, plain) in
            [('ﬁ', "fi"), ('Ⅳ', "IV"), ('５', "5"), ('𝐊', "K"), ('㎡', "m²"), ('㎞', "km"), ('℃', "°C"), ('ᵃ', "a")]
        {
            assert_eq!(compatible(form).as_deref(), Some(plain), "{form}");
        }
        for sign in ['²', '₂', '½', 'ⁿ', '™', '№', 'ℓ', '①', '…', 'Ω', '＂'] {
            assert_eq!(compatible(sign), None, "{sign}");
        }
    }
}
