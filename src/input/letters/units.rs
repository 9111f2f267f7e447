//! A text as clusters: letters with their marks, each with its place and what it stands for.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::form::{compatible, is_vietnamese, meant};
use super::name::is_hidden;
use super::table::TABLE;

/// A letter with its marks, or a sign.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What is typed, composed.
    pub typed: String,
    /// Where the file writes it.
    pub place: Range<usize>,
    /// What it stands for, where that is something else.
    pub put: Option<String>,
    /// Whether it belongs in no Vietnamese document, and nobody knows what was meant.
    pub stray: bool,
}

impl Unit {
    /// Returns what it is read as.
    #[must_use]
    pub fn meant(&self) -> &str {
        self.put.as_deref().unwrap_or(&self.typed)
    }

    /// Returns the character, if it is only one.
    #[must_use]
    pub fn single(&self) -> Option<char> {
        let mut letters = self.typed.chars();
        letters.next().filter(|_| letters.next().is_none())
    }

    pub(super) fn first(&self) -> char {
        self.meant().chars().next().unwrap_or('\0')
    }

    /// Returns whether words are made of it.
    pub(super) fn is_in_word(&self) -> bool {
        self.first().is_alphanumeric()
    }
}

/// Puts characters and their marks together.
#[must_use]
pub fn units(letters: &[(char, Range<usize>)]) -> Vec<Unit> {
    let apart = |letter: char| is_hidden(letter) || TABLE.hidden.contains(&letter);
    let mut out = Vec::with_capacity(letters.len());
    let mut rest = letters.iter().peekable();
    while let Some((letter, place)) = rest.next() {
        let (mut cluster, mut place) = (letter.to_string(), place.clone());
        while !apart(*letter)
            && let Some((mark, behind)) = rest.next_if(|(mark, _)| is_combining_mark(*mark) && !apart(*mark))
        {
            cluster.push(*mark);
            place.end = behind.end;
        }
        out.push(Unit { typed: cluster.nfc().collect(), place, put: None, stray: false });
    }
    out
}

/// Finds what stands for something else by itself: forms, signs, spaces, hidden characters; then marks that stand behind their letter.
pub(super) fn read_signs(units: &mut Vec<Unit>) {
    for at in 0..units.len() {
        let Some(sign) = units[at].single().filter(|sign| !sign.is_ascii()) else { continue };
        let neighbour = |at: Option<usize>| at.and_then(|at| units.get(at)).map_or(' ', |unit| unit.first());
        let (before, behind) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
        units[at].put = if TABLE.hidden.contains(&sign) {
            Some(String::new())
        } else if TABLE.spaces.contains(&sign) {
            Some(" ".to_owned())
        } else if TABLE.degrees.contains(&sign) && before.is_ascii_digit() {
            Some("°".to_owned())
        } else if TABLE.slashes.contains(&sign) && (before.is_alphabetic() || behind.is_alphabetic()) {
            Some("/".to_owned())
        } else {
            TABLE.signs.get(&sign).map(char::to_string).or_else(|| compatible(sign))
        };
    }
    put_marks_on(units);
}

/// A mark that stands behind its letter is put on it: «ê´» is «ế». Between two letters that take none, it is an apostrophe.
fn put_marks_on(units: &mut Vec<Unit>) {
    let mut at = 1;
    while at < units.len() {
        let mark = units[at].single().filter(|sign| !is_combining_mark(*sign)).and_then(|sign| TABLE.marks.get(&sign));
        let Some(mark) = mark.copied() else {
            at += 1;
            continue;
        };
        let letter = &units[at - 1];
        let in_word = |at: Option<usize>| at.and_then(|at| units.get(at)).is_some_and(Unit::is_in_word);
        let alone = !in_word(at.checked_sub(2)) && !in_word(Some(at + 1)) && letter.meant().is_ascii();
        let joined = format!("{}{mark}", letter.meant());
        let composed: String = joined.nfc().collect();
        let put = meant(&joined).map(String::from).unwrap_or(composed);
        if !alone && put.chars().count() == 1 && put.chars().all(is_vietnamese) {
            let behind = units.remove(at);
            let letter = &mut units[at - 1];
            letter.typed.push_str(&behind.typed);
            letter.place.end = behind.place.end;
            letter.put = Some(put);
            continue;
        }
        if mark == '\u{301}' && in_word(Some(at - 1)) && in_word(Some(at + 1)) {
            units[at].put = Some("’".to_owned());
        }
        at += 1;
    }
}
