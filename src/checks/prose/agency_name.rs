//! Names of agencies inside a sentence, also where their capitals, marks or hyphens are wrong.

use std::borrow::Cow;
use std::ops::Range;

use super::word::words;
use super::word_set::WordSet;
use super::word_traits::{Word, first_word};
use crate::base::vietnamese::character::Character;
use crate::base::vietnamese::fold::same_but_case;

/// Names to look for, each with its meaning.
#[derive(Debug)]
pub struct Names<'n, T> {
    /// Names that begin with the same word are adjacent, longer ones first.
    names: Vec<Name<'n, T>>,
    /// The first words, to pass over most of a text quickly.
    first: WordSet,
}

#[derive(Debug)]
struct Name<'n, T> {
    text: Cow<'n, str>,
    first: Word,
    /// The first letter of the second word, without marks: it tells most words of a text from the name.
    second: Option<char>,
    /// How many words follow the first.
    others: usize,
    meaning: T,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundName<T> {
    pub range: Range<usize>,
    /// Its meaning.
    pub meaning: T,
}

impl<'n, T: Copy> Names<'n, T> {
    /// Names to look for. Of two that are alike, the first is found.
    pub fn new<N: Into<Cow<'n, str>>>(names: impl IntoIterator<Item = (N, T)>) -> Self {
        let known = |(name, meaning): (N, T)| {
            let name: Cow<'n, str> = name.into();
            let first = first_word(&name)?;
            let mut others = words(&name[first.end()..]).map(|other| &name[first.end() + other.start..]).peekable();
            let second = others.peek().and_then(|other| bare_initial(other));
            let others = others.count();
            Some(Name { text: name, first, second, others, meaning })
        };
        let mut names: Vec<Name<'n, T>> = names.into_iter().filter_map(known).collect();
        names.sort_by_key(|name| (name.first.print(), std::cmp::Reverse(name.others)));
        let first = WordSet::of(names.iter().map(|name| name.text.as_ref()));
        Self { names, first }
    }

    /// Returns the names in a text of these words, in order; of names that begin at one place, the longest.
    #[must_use]
    pub fn find(&self, text: &str, words: &[Word]) -> Vec<FoundName<T>> {
        let mut out = Vec::new();
        let mut free_from = 0;
        for (at, word) in words.iter().enumerate().filter(|(_, word)| self.first.may_hold(word)) {
            if word.start() < free_from {
                continue;
            }
            let from = self.names.partition_point(|name| name.first.print() < word.print());
            let second = words.get(at + 1).and_then(|next| bare_initial(&text[next.start()..]));
            let alike = self.names[from..].iter().take_while(|name| name.first.may_be(word));
            let mut alike = alike.filter(|name| name.second.is_none() || name.second == second);
            let found = alike.find_map(|name| Some((name.end(text, &words[at..])?, name.meaning)));
            if let Some((end, meaning)) = found {
                out.push(FoundName { range: word.start()..end, meaning });
                free_from = end;
            }
        }
        out
    }
}

fn bare_initial(word: &str) -> Option<char> {
    word.chars().next().map(|letter| Character::of(letter).bare)
}

impl<T> Name<'_, T> {
    /// Returns where the name ends, if it begins with the first of these words of the text.
    fn end(&self, text: &str, typed: &[Word]) -> Option<usize> {
        let first = typed.first()?;
        // Without their marks, «Sở» would be the same as «số».
        if !same_but_case(&text[first.range()], &self.text[self.first.range()]) {
            return None;
        }
        let mut end = first.end();
        let mut following = typed[1..].iter();
        let mut named = self.first.end();
        for other in words(&self.text[named..]) {
            let (start, stop) = (self.first.end() + other.start, self.first.end() + other.end);
            let word = following.next()?;
            let comma = self.text[named..start].trim_end().ends_with(',');
            if !joins(&text[end..word.start()], comma) || !folds_alike(&text[word.range()], &self.text[start..stop]) {
                return None;
            }
            (end, named) = (word.end(), stop);
        }
        Some(end)
    }
}

/// Returns whether two words of a name may be joined so, rightly or wrongly. A comma that the name does not have ends it: «các phòng, ban».
fn joins(between: &str, comma: bool) -> bool {
    between.len() <= 5 && between.chars().all(|c| matches!(c, ' ' | '-' | '–' | '&') || (comma && c == ','))
}

fn folds_alike(one: &str, other: &str) -> bool {
    let bare = |letter| Character::of(letter).bare;
    one.chars().map(bare).eq(other.chars().map(bare))
}

#[cfg(test)]
mod tests {
    use super::super::word_traits::words_with_traits;
    use super::*;

    fn found(text: &str) -> Vec<(&str, usize)> {
        let names = Names::new([
            ("Phòng Văn hóa - Xã hội", 0),
            ("Phòng Kinh tế", 1),
            ("Phòng Kinh tế, Hạ tầng và Đô thị", 2),
            ("Sở Khoa học và Công nghệ", 3),
        ]);
        names.find(text, &words_with_traits(text)).into_iter().map(|name| (&text[name.range], name.meaning)).collect()
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
