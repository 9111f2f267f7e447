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

/// Finds what stands for something else by itself: forms, signs, spaces, hidden characters; then marks that are behind their letter.
pub(super) fn read_signs(units: &mut Vec<Unit>) {
    for at in 0..units.len() {
        let Some(sign) = units[at].single().filter(|sign| !sign.is_ascii()) else { continue };
        let neighbour = |at: Option<usize>| at.and_then(|at| units.get(at)).map_or(' ', Unit::first);
        let (before, behind) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
        // «20ºC», «20 ºC».
        let after_number = before.is_ascii_digit()
            || (before.is_whitespace() && matches!(behind, 'C' | 'F') && neighbour(at.checked_sub(2)).is_ascii_digit());
        units[at].put = if TABLE.hidden.contains(&sign) {
            Some(String::new())
        } else if TABLE.spaces.contains(&sign) {
            Some(" ".to_owned())
        } else if TABLE.degrees.contains(&sign) && after_number {
            Some("°".to_owned())
        } else if TABLE.slashes.contains(&sign) && (before.is_alphabetic() || behind.is_alphabetic()) {
            Some("/".to_owned())
        } else if TABLE.dashes.contains(&sign) && before.is_alphabetic() && behind.is_alphabetic() {
            Some("-".to_owned())
        } else {
            TABLE.signs.get(&sign).map(char::to_string).or_else(|| compatible(sign))
        };
    }
    put_marks_on(units);
}

/// A mark that is behind its letter is put on it: «ê´» is «ế». Between two letters that take none, it is an apostrophe.
fn put_marks_on(units: &mut Vec<Unit>) {
    let is_mark = |unit: &Unit| unit.single().is_some_and(|sign| TABLE.marks.contains_key(&sign));
    if !units.iter().any(is_mark) {
        return;
    }
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut rest = std::mem::take(units).into_iter().peekable();
    while let Some(mut unit) = rest.next() {
        let sign = unit.single().filter(|sign| !is_combining_mark(*sign));
        let mark = sign.and_then(|sign| TABLE.marks.get(&sign).copied());
        let in_word_behind = rest.peek().is_some_and(Unit::is_in_word);
        let in_word_before = out.len().checked_sub(2).is_some_and(|at| out[at].is_in_word());
        if let (Some(mark), Some(letter)) = (mark, out.last_mut()) {
            let joined = format!("{}{mark}", letter.meant());
            let put = meant(&joined).map_or_else(|| joined.nfc().collect(), String::from);
            let alone = !in_word_before && !in_word_behind && letter.meant().is_ascii();
            if !alone && put.chars().count() == 1 && put.chars().all(is_vietnamese) {
                letter.typed.push_str(&unit.typed);
                letter.place.end = unit.place.end;
                letter.put = Some(put);
                continue;
            }
            if mark == '\u{301}' && letter.is_in_word() && in_word_behind {
                unit.put = Some("’".to_owned());
            } else {
                unit.stray = letter.first().is_alphabetic() && in_word_before;
            }
        }
        out.push(unit);
    }
    *units = out;
}
