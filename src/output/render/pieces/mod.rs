//! Text in the pieces that the layout shows as they are: what never breaks at the end of a line, and what may break anywhere.

mod ending;
mod line;
mod symbols;

use serde_json::{Value, json};
use unicode_normalization::char::is_combining_mark;

pub(super) use ending::last_word;
pub(super) use line::line;
use symbols::symbols;

use super::spaces::HOLDING;
use crate::base::limits::WORD;

/// The longest run without a space that surely fits a line of the body: 40 capitals of 14 pt in 165 mm.
const LINE: usize = 40;

/// How many letters of a part without an end of its own stay together in a run that breaks.
const CHUNK: usize = 6;

/// How wide the widest common word is, by [`width`]: «nghiêng». Every column of a table has room for it.
const COMMON: usize = 14;

/// What is between runs. Names, whose spaces do not break, are one run.
pub(super) const BREAKING: [char; 3] = [' ', '\n', '\t'];

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Shown as it is.
    Text(String),
    /// What no line breaks.
    Whole(String),
    /// A run that is too long for a line, which may end behind each of these parts.
    Loose(Vec<Part>),
    /// A run in a cell.
    Fit(Fit),
}

/// A run in a cell: what is shown where the column has room for it, and otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    letters: usize,
    run: Vec<Piece>,
    apart: Vec<Piece>,
}

/// A part of a run that breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// One that may itself be too long for a column, in letters.
    Letters(Vec<String>),
}

/// Returns the pieces of a text in lines as wide as the page.
pub(super) fn wide(words: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for run in words.split_inclusive(BREAKING) {
        // Bytes first: hardly any run has as many.
        if run.len() <= LINE || run.trim_end_matches(BREAKING).chars().count() <= LINE {
            add_run(&mut out, run);
            continue;
        }
        let (run, space) = run.split_at(run.trim_end_matches(BREAKING).len());
        if is_endless(run) {
            add_text(&mut out, run);
        } else if run.contains(HOLDING) {
            for piece in wide(&run.replace(HOLDING, " ")) {
                add(&mut out, piece);
            }
        } else {
            out.push(Piece::Loose(parts(run).flat_map(chunks).map(Part::Text).collect()));
        }
        add_text(&mut out, space);
    }
    out
}

/// Returns the pieces of a text in a cell. `strict`: the column may be narrower than a common word.
pub(super) fn narrow(words: &str, strict: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    for run in words.split_inclusive(BREAKING) {
        let (run, space) = run.split_at(run.trim_end_matches(BREAKING).len());
        let most = if strict { 2 } else { COMMON };
        if is_endless(run) {
            add_text(&mut out, run);
        } else if width(run) <= most {
            add_run(&mut out, run);
        } else {
            let apart = if run.contains(HOLDING) {
                narrow(&run.replace(HOLDING, " "), strict)
            } else {
                vec![Piece::Loose(parts(run).map(|part| by_letters(part, most / 2)).collect())]
            };
            let mut whole = Vec::new();
            add_run(&mut whole, run);
            out.push(Piece::Fit(Fit { letters: run.chars().count(), run: whole, apart }));
        }
        add_text(&mut out, space);
    }
    out
}

/// Returns whether no engine sets a run. It is told, so that nothing is laid out: in pieces it would only take memory.
fn is_endless(run: &str) -> bool {
    run.len() > WORD && !run.contains(HOLDING) && run.chars().count() > WORD
}

/// Returns about how wide a word is, in halves of a small letter: capitals are half as wide again, and more.
pub(super) fn width(word: &str) -> usize {
    let letters = letters(word);
    let is_small = |letter: char| letter.is_lowercase();
    letters * if word.contains(is_small) || !word.contains(char::is_alphabetic) { 2 } else { 3 }
}

/// Returns how many letters a text has. Marks that stand by themselves belong to the letter before them.
pub(super) fn letters(words: &str) -> usize {
    words.chars().filter(|letter| !is_mark(*letter)).count()
}

fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && is_combining_mark(letter)
}

/// Adds text whose symbols do not break.
fn add_run(out: &mut Vec<Piece>, run: &str) {
    let mut from = 0;
    for found in symbols(run) {
        add_text(out, &run[from..found.start]);
        from = found.end;
        out.push(Piece::Whole(run[found].to_owned()));
    }
    add_text(out, &run[from..]);
}

fn add_text(out: &mut Vec<Piece>, words: &str) {
    match out.last_mut() {
        _ if words.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(words),
        _ => out.push(Piece::Text(words.to_owned())),
    }
}

fn add(out: &mut Vec<Piece>, piece: Piece) {
    match piece {
        Piece::Text(words) => add_text(out, &words),
        piece => out.push(piece),
    }
}

/// Returns the parts of a run that end behind its own marks.
fn parts(run: &str) -> impl Iterator<Item = &str> {
    let is_end = |letter: char| matches!(letter, '/' | '.' | '?' | '&' | '=' | '_' | '-');
    let mut rest = run;
    std::iter::from_fn(move || {
        let words = rest.find(is_end).unwrap_or(rest.len());
        let marks = rest[words..].find(|letter| !is_end(letter)).map_or(rest.len(), |at| words + at);
        let (part, behind) = rest.split_at(marks);
        rest = behind;
        Some(part).filter(|part| !part.is_empty())
    })
}

/// Returns a part, or what it breaks into where it is longer than a line.
fn chunks(part: &str) -> Vec<String> {
    let single = singles(part);
    if single.len() <= LINE { vec![part.to_owned()] } else { single.chunks(CHUNK).map(<[_]>::concat).collect() }
}

fn by_letters(part: &str, most: usize) -> Part {
    let single = singles(part);
    if single.len() <= most { Part::Text(part.to_owned()) } else { Part::Letters(single) }
}

/// Returns the letters of a text, each with its marks.
fn singles(words: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for letter in words.chars() {
        match out.last_mut() {
            Some(before) if is_mark(letter) => before.push(letter),
            _ => out.push(letter.to_string()),
        }
    }
    out
}

/// Returns pieces as the data that the layout reads: a text without pieces is a string.
pub(super) fn shown(pieces: Vec<Piece>) -> Value {
    joined(pieces.into_iter().map(Piece::into_value).collect())
}

/// Returns the data of a text whose pieces are there.
pub(super) fn joined(mut pieces: Vec<Value>) -> Value {
    match pieces.as_slice() {
        [] => json!(""),
        [Value::String(_)] => pieces.remove(0),
        _ => Value::Array(pieces),
    }
}

impl Piece {
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Text(words) => json!(words),
            Self::Whole(words) => json!({ "whole": words }),
            Self::Loose(parts) => json!({ "loose": parts.into_iter().map(Part::into_value).collect::<Vec<_>>() }),
            Self::Fit(Fit { letters, run, apart }) => {
                json!({ "fit": shown(run), "letters": letters, "apart": shown(apart) })
            }
        }
    }
}

impl Part {
    fn into_value(self) -> Value {
        match self {
            Self::Text(words) => json!(words),
            Self::Letters(letters) => json!(letters),
        }
    }
}

#[cfg(test)]
mod tests;
