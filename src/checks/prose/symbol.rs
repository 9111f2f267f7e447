//! Number and symbol of a document inside a sentence: «85/2016/NĐ-CP», «57-NQ/TW», and what was meant as one: «89- CTtr/TƯ», «57 NQ/TW».

use std::ops::Range;

use crate::model::packs::CitationWords;

/// Returns the places of what looks like number and symbol. Where types are known, another sign between them than it should be is seen.
#[must_use]
pub(super) fn find(text: &str, known: Option<&CitationWords>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let apart = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "/-–.,:".contains(c));
        match symbol_end(text, end, known).filter(|_| apart && end - at <= 5) {
            Some(symbol_end) => {
                out.push(at..symbol_end);
                at = symbol_end;
            }
            None => at = end,
        }
    }
    out
}

/// Returns whether a text has number and symbol of a document.
#[must_use]
pub fn has_symbol(text: &str) -> bool {
    !find(text, None).is_empty()
}

/// Returns whether another sign stands where `/` or `-` should be: only a type or «số» before it tells that it is a symbol.
#[must_use]
pub fn has_other_sign(symbol: &str) -> bool {
    symbol.split(char::is_alphanumeric).any(|gap| !gap.is_empty() && gap.chars().all(|c| OTHER_SIGNS.contains(&c)))
}

/// Returns whether number and symbol are one without a type of document before them.
pub(super) fn speaks_for_itself(symbol: &str, numbered: bool, known: &CitationWords) -> bool {
    let segments: Vec<&str> = segments(symbol).collect();
    let letters = segments.iter().filter(|segment| segment.starts_with(char::is_alphabetic)).count();
    letters > 1 && (numbered || segments.iter().any(|letters| known.is_type(letters)))
}

/// Returns the parts of a symbol between its signs and spaces: number, year, letters. Where a sign was forgotten behind digits,
/// the letters are a part of their own: «13/2023NĐ-CP».
pub fn segments(symbol: &str) -> impl Iterator<Item = &str> {
    symbol.split(['/', '-', '–']).flat_map(|part| part.split(OTHER_SIGNS)).flat_map(|part| {
        let (digits, letters) = part.split_at(digits_before_letters(part));
        [digits, letters].into_iter().filter(|part| !part.is_empty())
    })
}

/// Returns the length of the digits at the start of a text that capitals follow; without such capitals, that of the text.
fn digits_before_letters(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(char::is_uppercase) { digits } else { text.len() }
}

/// Returns where the symbol of a number that ends here ends, if one follows.
fn symbol_end(text: &str, number_end: usize, known: Option<&CitationWords>) -> Option<usize> {
    let mut end = number_end;
    let (mut letters, mut years) = (0, 0);
    let mut last = number_end..number_end;
    let next = |end: usize, letters: usize, last: &str| {
        segment_after(text, end, letters, known).or_else(|| behind_other_sign(text, end, letters, last, known))
    };
    while let Some(next) = next(end, letters, &text[last.clone()]) {
        if text[next.clone()].starts_with(|c: char| c.is_ascii_digit()) {
            if letters > 0 || years > 0 {
                break;
            }
            years += 1;
        } else {
            letters += 1;
        }
        end = next.end;
        last = next;
    }
    let wide = text[number_end..].starts_with('/');
    (letters > 1 || (letters == 1 && wide)).then_some(end)
}

/// Returns the length of the letters and digits that a text begins with; «&» joins the names of a body: «CTTN&BĐG».
fn letters_length(text: &str) -> usize {
    let joins = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        // A space is a mistake, which is read if the day or the body follows.
        let apart = behind.strip_prefix(' ').is_some_and(|behind| {
            let letters = behind.find(|letter: char| !letter.is_uppercase()).unwrap_or(behind.len());
            letters > 1 && [" ngày ", " của "].iter().any(|word| behind[letters..].starts_with(word))
        });
        before.ends_with(char::is_uppercase) && (behind.starts_with(char::is_uppercase) || apart)
    };
    let inside = |at: usize| text[..at].ends_with('&') && joins(at - 1);
    let ends = |(at, letter): (usize, char)| match letter {
        '&' => !joins(at),
        ' ' => !inside(at),
        _ => !letter.is_alphanumeric(),
    };
    text.char_indices().find(|place| ends(*place)).map_or(text.len(), |(at, _)| at)
}

/// What people type in place of `/` and `-`.
const OTHER_SIGNS: [char; 3] = [' ', '.', '_'];

/// Returns the letters behind another sign than there should be: of a type, behind the number («57 NQ/TW»), or of the body, behind
/// those of a type («749/QĐ `TTg`», «09/CT.`TTg`»).
fn behind_other_sign(
    text: &str,
    at: usize,
    letters: usize,
    last: &str,
    known: Option<&CitationWords>,
) -> Option<Range<usize>> {
    let known = known?;
    let rest = text[at..].strip_prefix(OTHER_SIGNS)?;
    let length = letters_length(rest);
    let (segment, behind) = rest.split_at(length);
    let fits = match letters {
        0 => {
            let body = behind.strip_prefix(['/', '-', '–']);
            known.is_type(segment) && body.is_some_and(|body| body.starts_with(char::is_uppercase))
        }
        1 => known.is_type(last) && length > 1 && is_abbreviation(segment),
        _ => false,
    };
    fits.then_some(at + 1..at + 1 + length)
}

/// Returns whether letters are those of a body: capitals and digits, or `TTg`.
fn is_abbreviation(letters: &str) -> bool {
    letters == "TTg" || (letters.starts_with(char::is_uppercase) && !letters.contains(char::is_lowercase))
}

/// Returns the next part after a sign. Spaces around the sign are a mistake, which is read if what follows is all in capitals.
fn segment_after(text: &str, at: usize, letters: usize, known: Option<&CitationWords>) -> Option<Range<usize>> {
    let rest = &text[at..];
    if letters == 0 && rest.starts_with(char::is_uppercase) {
        // A sign was forgotten: «13/2023NĐ-CP».
        return Some(at..at + letters_length(rest));
    }
    let sign = rest.trim_start_matches(' ').chars().next().filter(|sign| matches!(sign, '/' | '-' | '–'))?;
    let spaces_before = rest.len() - rest.trim_start_matches(' ').len();
    let after = &rest[spaces_before + sign.len_utf8()..];
    let words = after.trim_start_matches(' ');
    let spaced = spaces_before + after.len() - words.len();
    let length = letters_length(words);
    let segment = &words[..length];
    let start = text.len() - words.len();
    let range = start..start + length;
    if segment.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = digits_before_letters(segment);
        // A digit too many or too few is a mistake, which is read if the letters of a type follow.
        let mistyped = (3..=5).contains(&digits)
            && known.is_some_and(|known| {
                let behind = words[digits..].strip_prefix('/');
                behind.is_some_and(|letters| known.is_type(&letters[..letters_length(letters)]))
            });
        let year = spaced == 0
            && sign == '/'
            && (digits == 4 || mistyped)
            && segment[..digits].bytes().all(|c| c.is_ascii_digit());
        let goes_on = || {
            digits < length
                || words[length..].starts_with('/')
                || behind_other_sign(text, start + digits, 0, "", known).is_some()
        };
        return (year && goes_on()).then_some(start..start + digits);
    }
    if !segment.starts_with(char::is_uppercase) {
        return None;
    }
    if spaced == 0 {
        return Some(range);
    }
    let first_of_party =
        letters == 0 && spaces_before == 0 && sign != '/' && words[length..].trim_start_matches(' ').starts_with('/');
    let second = letters == 1 && spaced <= 2 && is_abbreviation(segment);
    // «02/TTr-CAT- ANCTNB ngày …».
    let third = letters == 2
        && spaced == 1
        && length > 1
        && is_abbreviation(segment)
        && ["ngày ", "của "].iter().any(|word| words[length..].trim_start_matches(' ').starts_with(word));
    (first_of_party || second || third).then_some(range)
}
