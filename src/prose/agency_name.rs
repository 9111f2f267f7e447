//! Names of agencies inside a sentence, also where their capitals, marks or hyphens are wrong.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::word::words;
use crate::vietnamese::fold::fold;

/// Names to look for, each with what it stands for.
#[derive(Debug)]
pub struct Names<T> {
    /// By the first letter of the first word, longer names first.
    by_letter: BTreeMap<char, Vec<Name<T>>>,
    /// The first bytes of those letters, small and capital: a text is passed over quickly.
    first_bytes: [bool; 256],
}

#[derive(Debug)]
struct Name<T> {
    /// In lower case, with marks: without them, «Sở» could not be told from «số».
    first: String,
    /// The other words, folded, and whether a comma stands before them.
    others: Vec<(bool, String)>,
    meaning: T,
}

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundName<T> {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it stands for.
    pub meaning: T,
}

impl<T: Copy> Names<T> {
    /// Names to look for. Of two that are alike, the first is found.
    pub fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let mut by_letter: BTreeMap<char, Vec<Name<T>>> = BTreeMap::new();
        for (name, meaning) in names {
            let mut words = words(name);
            let Some(first) = words.next().map(|range| name[range].to_lowercase()) else { continue };
            let Some(letter) = first.chars().next() else { continue };
            let others = words.map(|range| (name[..range.start].trim_end().ends_with(','), fold(&name[range])));
            by_letter.entry(letter).or_default().push(Name { first, others: others.collect(), meaning });
        }
        let mut first_bytes = [false; 256];
        for (letter, names) in &mut by_letter {
            names.sort_by_key(|name| std::cmp::Reverse(name.others.len()));
            for form in std::iter::once(*letter).chain(letter.to_uppercase()) {
                let mut bytes = [0; 4];
                form.encode_utf8(&mut bytes);
                first_bytes[usize::from(bytes[0])] = true;
            }
        }
        Self { by_letter, first_bytes }
    }

    /// The names in a text, in order; of names that begin at one place, the longest.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<FoundName<T>> {
        let mut out = Vec::new();
        let mut free_from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at < free_from || !self.first_bytes[usize::from(byte)] || text[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let Some(names) = text[at..]
                .chars()
                .next()
                .and_then(|first| first.to_lowercase().next())
                .and_then(|letter| self.by_letter.get(&letter))
            else {
                continue;
            };
            let Some(word) = words(&text[at..]).next().map(|word| at..at + word.end) else { continue };
            if let Some((end, meaning)) = names.iter().find_map(|name| Some((name.end(text, &word)?, name.meaning))) {
                out.push(FoundName { range: at..end, meaning });
                free_from = end;
            }
        }
        out
    }
}

impl<T> Name<T> {
    /// Where the name ends, if it begins with this word of the text.
    fn end(&self, text: &str, first: &Range<usize>) -> Option<usize> {
        if !text[first.clone()].chars().flat_map(char::to_lowercase).eq(self.first.chars()) {
            return None;
        }
        let mut end = first.end;
        let mut following = words(&text[end..]);
        for (comma, other) in &self.others {
            let word = following.next()?;
            let (start, stop) = (first.end + word.start, first.end + word.end);
            if !joins(&text[end..start], *comma) || !folds_to(&text[start..stop], other) {
                return None;
            }
            end = stop;
        }
        Some(end)
    }
}

/// Whether two words of a name may be joined so, rightly or wrongly. A comma that the name does not have ends it: «các phòng, ban».
fn joins(between: &str, comma: bool) -> bool {
    between.len() <= 5 && between.chars().all(|c| matches!(c, ' ' | '-' | '–' | '&') || (comma && c == ','))
}

fn folds_to(word: &str, folded: &str) -> bool {
    word.chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .eq(folded.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, usize)> {
        let names = Names::new([
            ("Phòng Văn hóa - Xã hội", 0),
            ("Phòng Kinh tế", 1),
            ("Phòng Kinh tế, Hạ tầng và Đô thị", 2),
            ("Sở Khoa học và Công nghệ", 3),
        ]);
        names.find(text).into_iter().map(|name| (&text[name.range], name.meaning)).collect()
    }

    #[test]
    fn names_are_found_however_they_are_joined() {
        for typed in
            ["phòng Văn hóa – Xã hội", "Phòng Văn hoá -Xã Hội", "PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa Xã hội"]
        {
            assert_eq!(found(&format!("phối hợp {typed} xã")), [(typed, 0)]);
        }
    }

    #[test]
    fn the_longest_name_is_found() {
        assert_eq!(
            found("Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Kinh tế, các thôn"),
            [("Phòng Kinh tế, Hạ tầng và Đô thị", 2), ("Phòng Kinh tế", 1)]
        );
    }

    #[test]
    fn other_words_are_no_names() {
        for text in [
            "số khoa học và công nghệ",
            "phòng, chống",
            "Phòng Văn hóa. Xã hội số",
            "Phòng Văn hóa và Thông tin",
            "Phòng",
            "Phòng, Kinh tế",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
