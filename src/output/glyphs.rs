//! The gate of the letters: what reaches the page is in the font, and can be seen.
//!
//! An engine knows the letter that is missing, not where it was typed, and lets pass what prints nothing but turns words
//! about. Here each letter is looked up before, and found again in the files of the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ttf_parser::Face;
use unicode_normalization::char::is_combining_mark;

use crate::base::diagnostic::{Diagnostic, MISSING_GLYPH, NOT_ALLOWED, text};
use crate::base::limits::{MARKS, WORD};
use crate::base::source::{FileId, SourceMap, Span};
use crate::document::compose::Manuscript;
use crate::input::decode::{string_ranges, toml_letters};
use crate::input::letters::{Unit, is_hidden, name, units};
use crate::output::typst_project::FontFile;

/// How many more places of a letter are shown.
const MORE: usize = 3;

/// The faces of a document's fonts.
pub struct Faces<'f>(Vec<Face<'f>>);

impl<'f> Faces<'f> {
    /// Returns the faces of font files; one that cannot be read has no letters.
    #[must_use]
    pub fn of(fonts: &'f [FontFile]) -> Self {
        Self(fonts.iter().filter_map(|font| Face::parse(&font.data, font.index).ok()).collect())
    }

    /// Returns whether a letter may not be printed: no face has it, or it prints nothing but changes what is next to it.
    #[must_use]
    pub fn refuse(&self, letter: char) -> bool {
        !letter.is_ascii() && (is_hidden(letter) || !is_left_out(letter) && self.without(letter) == self.0.len())
    }

    /// How many of the faces do not have a letter.
    fn without(&self, letter: char) -> usize {
        self.0.iter().filter(|face| face.glyph_index(letter).is_none()).count()
    }

    /// Which of the four kinds of type do not have a letter that others have: «đậm», «nghiêng».
    fn kinds_without(&self, letter: char) -> Vec<(&'static str, &'static str)> {
        let lacking: Vec<_> = self.0.iter().filter(|face| face.glyph_index(letter).is_none()).collect();
        if lacking.len() == self.0.len() {
            return Vec::new();
        }
        lacking
            .into_iter()
            .map(|face| match (face.is_bold(), face.is_italic()) {
                (false, false) => ("đứng", "regular"),
                (true, false) => ("đậm", "bold"),
                (false, true) => ("nghiêng", "italic"),
                (true, true) => ("đậm nghiêng", "bold italic"),
            })
            .collect()
    }
}

/// Returns the letters of some texts that may not be printed.
#[must_use]
pub fn refused(printed: &[&str], faces: &Faces<'_>) -> BTreeSet<char> {
    let letters: BTreeSet<char> =
        printed.iter().flat_map(|text| text.chars()).filter(|letter| !letter.is_ascii()).collect();
    letters.into_iter().filter(|letter| faces.refuse(*letter)).collect()
}

/// A finding for each letter, where it is typed: in the texts that the plan prints, or in the strings of the packs.
#[must_use]
pub fn findings(
    letters: &BTreeSet<char>,
    faces: &Faces<'_>,
    manuscript: &Manuscript,
    packs: &[FileId],
    sources: &SourceMap,
) -> Vec<Diagnostic> {
    let strings = |file: &FileId| {
        let file = *file;
        string_ranges(sources.file(file).text()).into_iter().map(move |range| Span::new(file, range))
    };
    let mut texts: Vec<Span> = manuscript.texts.iter().map(|text| text.0).collect();
    texts.sort_unstable();
    let mut typed: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    for text in texts.into_iter().chain(packs.iter().flat_map(strings)) {
        let file = sources.file(text.file);
        for (found, place) in pieces(file.text(), text.range(), !file.is_csv()) {
            for letter in found.into_iter().filter(|letter| !letter.is_ascii()) {
                // Capitals are printed where small letters are typed.
                for shape in std::iter::once(letter).chain(letter.to_uppercase()).collect::<BTreeSet<_>>() {
                    if letters.contains(&shape) {
                        typed.entry(shape).or_default().push(Span::new(text.file, place.clone()));
                    }
                }
            }
        }
    }
    let nowhere = [manuscript.origins.plan.0];
    letters
        .iter()
        .map(|letter| finding(*letter, faces, typed.get(letter).map_or(&nowhere[..], Vec::as_slice), sources))
        .collect()
}

fn finding(letter: char, faces: &Faces<'_>, locations: &[Span], sources: &SourceMap) -> Diagnostic {
    let (name_vi, name_en) = name(letter);
    let kinds = faces.kinds_without(letter);
    let (message, help) = if is_hidden(letter) {
        (
            text(format!("{name_vi} không được có trong văn bản"), format!("{name_en} may not be in a document")),
            text(
                "xóa ký tự ấy: gõ lại đoạn này, hoặc dán ở dạng chữ thuần (Ctrl+Shift+V)",
                "delete it: type the passage again, or paste it as plain text (Ctrl+Shift+V)",
            ),
        )
    } else {
        let only = |words: Vec<&str>| if words.is_empty() { String::new() } else { format!(" {}", words.join(", ")) };
        let vi = only(kinds.iter().map(|kind| kind.0).collect());
        let en = only(kinds.iter().map(|kind| kind.1).collect());
        (
            text(format!("phông chữ{vi} không có {name_vi}"), format!("the{en} font has no {name_en}")),
            text(
                "thay bằng chữ hoặc ký hiệu khác; ký tự lạ thường theo vào khi dán từ trang mạng",
                "use another letter or sign; such characters often come with text pasted from the web",
            ),
        )
    };
    let mut finding = Diagnostic::new(&MISSING_GLYPH, locations[0], message).help(help);
    let others = locations.len() - 1;
    for (at, place) in locations[1..].iter().take(MORE).enumerate() {
        let left = others - at - 1;
        let words = if at + 1 == MORE && left > 0 {
            text(format!("và ở đây, cùng {left} chỗ khác"), format!("and here, and at {left} more places"))
        } else {
            text("và ở đây", "and here")
        };
        finding = finding.related(*place, words);
    }
    debug_assert!(locations.iter().all(|place| place.end <= sources.file(place.file).text().len()));
    finding
}

/// Prints nothing and does no harm: it was reported where it was read.
fn is_left_out(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\n' | '\u{2028}' | '\u{2029}')
}

/// Returns the letters of a range as they are read (composed, escapes written out), with the places where they are typed.
fn pieces(source: &str, range: Range<usize>, escapes: bool) -> Vec<(Vec<char>, Range<usize>)> {
    let written = &source[range.clone()];
    let plain =
        || written.char_indices().map(|(at, sign)| (sign, range.start + at..range.start + at + sign.len_utf8()));
    let letters = if escapes { toml_letters(written, range.start) } else { None }.unwrap_or_else(|| plain().collect());
    let strange = |unit: Unit| (unit.typed.chars().filter(|sign| !sign.is_ascii()).collect::<Vec<char>>(), unit.place);
    units(&letters).into_iter().map(strange).filter(|(letters, _)| !letters.is_empty()).collect()
}

/// Returns whether what a file writes at a place is one of some letters, by itself or by its code.
#[must_use]
pub fn is_one_of(letters: &BTreeSet<char>, place: Span, sources: &SourceMap) -> bool {
    let typed = &sources.file(place.file).text()[place.range()];
    let written = toml_letters(&format!("\"{typed}\""), 0).unwrap_or_default();
    written.iter().map(|letter| letter.0).chain(typed.chars()).any(|letter| letters.contains(&letter))
}

/// Returns whether all letters of a text are among those that usual plans have and every face of the bundled font has: what nearly
/// all plans are, so that no more need be asked of them.
#[must_use]
pub fn is_common(text: &str) -> bool {
    text.chars().all(|letter| {
        matches!(letter, ' '..='~' | '\n' | '\r' | '\t' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{102}' | '\u{103}'
            | '\u{110}' | '\u{111}' | '\u{128}' | '\u{129}' | '\u{168}' | '\u{169}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}'
            | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '≤' | '≥' | '•')
    })
}

/// What an engine comes to no end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endless {
    /// A word without a space.
    Word,
    /// A letter with too many marks.
    Letter,
}

/// Returns where a text has what an engine cannot set in time, and what it is.
#[must_use]
pub fn endless(text: &str) -> Option<(Range<usize>, Endless)> {
    let word = endless_word(text).map(|range| (range, Endless::Word));
    word.or_else(|| crowded_letter(text).map(|range| (range, Endless::Letter)))
}

/// Returns where a letter has more marks, or signs that print nothing, than an engine has room for.
fn crowded_letter(text: &str) -> Option<Range<usize>> {
    let (mut start, mut count) = (0, 0);
    for (at, letter) in text.char_indices() {
        if letter.is_ascii() || !(is_combining_mark(letter) || is_hidden(letter) || is_left_out(letter)) {
            (start, count) = (at, 0);
            continue;
        }
        count += 1;
        if count > MARKS {
            return Some(start..at + letter.len_utf8());
        }
    }
    None
}

/// Returns where a text has a run without a space that is longer than an engine can set in time. Quotes end a run: those of a string, where a
/// plan types it.
fn endless_word(text: &str) -> Option<Range<usize>> {
    if has_only_short_runs(text.as_bytes()) {
        return None;
    }
    let mut start = 0;
    for word in text.split(|sign: char| sign.is_whitespace() || sign == '"') {
        if word.len() > WORD && word.chars().count() > WORD {
            return Some(start..start + word.len());
        }
        start += word.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Returns whether no run between spaces, line breaks and quotes has more bytes than a word may have letters. Only the last one of these signs
/// within reach is looked for, so nearly all of a text is passed over.
fn has_only_short_runs(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(reach) = rest.get(..=WORD) {
        match reach.iter().rposition(|byte| matches!(byte, b' ' | b'\n' | b'"')) {
            Some(end) => rest = &rest[end + 1..],
            None => return false,
        }
    }
    true
}

/// A finding for what an engine comes to no end with, where it is typed; at the start of the plan where expressions make it.
#[must_use]
pub fn endless_finding(what: Endless, manuscript: &Manuscript, sources: &SourceMap) -> Diagnostic {
    let typed = manuscript.texts.iter().find_map(|text| {
        let Span { file, start, .. } = text.0;
        let (range, _) = endless(sources.file(file).text().get(text.0.range())?).filter(|(_, found)| *found == what)?;
        Some(Span::new(file, start + range.start..start + range.end))
    });
    let (message, help) = match what {
        Endless::Word => (
            text(
                format!("một chữ dài hơn {WORD} ký tự, không có dấu cách nào"),
                format!("a word is longer than {WORD} characters, without a space"),
            ),
            text("thêm dấu cách, hoặc bỏ đoạn dán nhầm", "put spaces in, or remove what was pasted by mistake"),
        ),
        Endless::Letter => (
            text(
                format!("một chữ cái mang hơn {MARKS} dấu hoặc ký tự ẩn"),
                format!("a letter has more than {MARKS} marks or hidden characters"),
            ),
            text(
                "gõ lại chữ ấy; dấu thừa thường theo vào khi dán",
                "type the letter again; such marks come with pasted text",
            ),
        ),
    };
    Diagnostic::new(&NOT_ALLOWED, typed.unwrap_or(manuscript.origins.plan.0), message).help(help)
}

/// Returns whether a file writes a letter by its code, which [`is_common`] does not see.
#[must_use]
pub fn has_escapes(text: &str) -> bool {
    text.contains('\\') && ["\\u", "\\U", "\\x"].iter().any(|escape| text.contains(escape))
}

/// Returns what the complaint of an engine quotes: some of these letters no face has.
#[must_use]
pub fn quoted(shown: &str, faces: &Faces<'_>) -> BTreeSet<char> {
    let letters: BTreeSet<char> = shown.chars().filter(|letter| !letter.is_whitespace()).collect();
    let missing: BTreeSet<char> = letters.iter().copied().filter(|letter| faces.without(*letter) > 0).collect();
    if missing.is_empty() { letters } else { missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fonts;

    #[test]
    fn usual_letters_and_their_capitals_are_in_every_face_of_the_bundled_font() {
        let fonts = fonts::bundled();
        let faces = Faces::of(&fonts);
        assert_eq!(faces.0.len(), 4);
        let common = (' '..='\u{3000}').filter(|letter| is_common(&letter.to_string()));
        let shapes: BTreeSet<char> = common
            .flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase()).chain(letter.to_lowercase()))
            .collect();
        assert!(shapes.len() > 300, "{}", shapes.len());
        for letter in shapes {
            assert_eq!(faces.without(letter), 0, "{letter} U+{:04X}", u32::from(letter));
            assert!(!faces.refuse(letter), "{letter}");
        }
    }

    #[test]
    fn a_word_without_end_is_found_wherever_it_stands() {
        for length in [WORD - 1, WORD, WORD + 1, 3 * WORD] {
            for (before, behind) in [("", ""), ("xã ", " số"), ("\"", "\""), (&"ngắn ".repeat(WORD), "\u{a0}hết")]
            {
                for letter in ["a", "ệ"] {
                    let text = format!("{before}{}{behind}", letter.repeat(length));
                    let expected = (length > WORD).then(|| before.len()..before.len() + length * letter.len());
                    assert_eq!(endless_word(&text), expected, "{length} {letter}");
                }
            }
        }
    }

    #[test]
    fn letters_are_found_composed_escaped_and_as_they_stand() {
        let found = |source: &str| -> Vec<(String, Range<usize>)> {
            let pieces = pieces(source, 0..source.len(), true).into_iter();
            pieces.map(|(letters, range)| (letters.into_iter().collect(), range)).collect()
        };
        assert_eq!(found("a漢b"), [("漢".to_owned(), 1..4)]);
        assert_eq!(found("e\u{302}\u{301}x"), [("ế".to_owned(), 0..5)]);
        assert_eq!(found("\"a\\u6f22 \\\\u6f22 \\U0001F600\""), [("漢".to_owned(), 2..8), ("😀".to_owned(), 17..27)]);
        assert_eq!(found("'\\u6f22'"), []);
    }
}
