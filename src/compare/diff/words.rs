//! Which words of a text changed.

use std::cmp::Ordering;

use similar::{Algorithm, capture_diff_slices, diff_ratio};

use crate::base::shown;
use crate::compare::canonical::{Line, Piece};

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They stayed.
    Same,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// Words of one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What became of them.
    pub mark: Mark,
    /// As the old version shows them; empty for what is new.
    pub old: String,
    /// As the new version shows them; empty for what is gone.
    pub new: String,
}

impl Segment {
    /// Returns the words: the new ones where both have them.
    #[must_use]
    pub fn words(&self) -> &str {
        if self.mark == Mark::Removed { &self.old } else { &self.new }
    }
}

/// Returns the words of a line, its marks and its tokens, by which it is compared with another one.
pub(super) fn parts(line: &Line) -> Vec<String> {
    units(line, View::Typed).into_iter().map(|unit| unit.key).collect()
}

/// Returns how much two texts have in common, from 0 to 1: of very long ones, and of those that are not alike, at most that.
pub(super) fn ratio(old: &[String], new: &[String]) -> f32 {
    let common = common_words(old, new);
    if common < ALIKE || old.len().max(new.len()) > WORDS {
        return common;
    }
    diff_ratio(&capture_diff_slices(Algorithm::Myers, old, new), old.len(), new.len())
}

/// Returns how many words two texts share in any order, from 0 to 1. Texts in order share no more, and it takes no longer than sorting.
fn common_words(old: &[String], new: &[String]) -> f32 {
    fn sorted(words: &[String]) -> Vec<&String> {
        let mut out: Vec<&String> = words.iter().collect();
        out.sort_unstable();
        out
    }
    let (mut old, mut new) = (sorted(old).into_iter().peekable(), sorted(new).into_iter().peekable());
    let all = old.len() + new.len();
    let mut common = 0;
    while let (Some(one), Some(other)) = (old.peek(), new.peek()) {
        match one.cmp(other) {
            Ordering::Less => drop(old.next()),
            Ordering::Greater => drop(new.next()),
            Ordering::Equal => {
                common += 2;
                old.next();
                new.next();
            }
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a text has fewer words")]
    if all == 0 { 1.0 } else { common as f32 / all as f32 }
}

/// From here on, two lines are one that changed.
pub(super) const ALIKE: f32 = 0.4;

/// A paragraph of more words than this is reported as a whole: nobody reads what changed inside of a dozen pages without a break.
pub(super) const WORDS: usize = 5_000;

pub(super) fn segment(mark: Mark, words: String) -> Segment {
    match mark {
        Mark::Removed => Segment { mark, old: words, new: String::new() },
        Mark::Added => Segment { mark, old: String::new(), new: words },
        Mark::Same => Segment { mark, old: words.clone(), new: words },
    }
}

/// How words are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Shown,
    Typed,
}

impl View {
    pub(super) fn words(self, line: &Line) -> String {
        shown::words(&match self {
            Self::Shown => line.shown(),
            Self::Typed => line.typed(),
        })
    }
}

/// A word, a mark of punctuation, or a token.
#[derive(Debug, Clone)]
struct Unit {
    key: String,
    words: String,
    /// Whether a blank precedes it.
    blank: bool,
}

const OPENING: &str = "([{«“\"‘'*";
const CLOSING: &str = ",.;:)]}»”\"’'?!…*";

fn units(line: &Line, view: View) -> Vec<Unit> {
    let mut out = Vec::new();
    let mut blank = false;
    for piece in &line.0 {
        match piece {
            Piece::Token(token) => {
                let words = if view == View::Shown { &token.shown } else { &token.typed };
                out.push(Unit { key: words.clone(), words: shown::words(words), blank });
                blank = false;
            }
            Piece::Words(words) => {
                blank |= words.starts_with(char::is_whitespace);
                for (at, word) in words.split_whitespace().enumerate() {
                    let before = if at == 0 { blank } else { true };
                    word_units(word, before, &mut out);
                }
                blank = words.ends_with(char::is_whitespace);
            }
        }
    }
    out
}

/// Marks around a word are units of their own, so that the word stays the same when only they change.
fn word_units(word: &str, mut blank: bool, out: &mut Vec<Unit>) {
    let mut push = |words: &str| {
        if !words.is_empty() {
            out.push(Unit { key: words.to_owned(), words: shown::words(words), blank: std::mem::take(&mut blank) });
        }
    };
    let core = word.trim_start_matches(|letter| OPENING.contains(letter));
    let (opening, rest) = word.split_at(word.len() - core.len());
    let inner = rest.trim_end_matches(|letter| CLOSING.contains(letter));
    let (inner, closing) = rest.split_at(inner.len());
    for mark in opening.split_inclusive(|_| true) {
        push(mark);
    }
    push(inner);
    for mark in closing.split_inclusive(|_| true) {
        push(mark);
    }
}

/// Returns the words of a line that changed.
pub(super) fn segments(old: &Line, new: &Line, view: View) -> Vec<Segment> {
    let (before, after) = (units(old, view), units(new, view));
    let all_new = || vec![segment(Mark::Removed, view.words(old)), segment(Mark::Added, view.words(new))];
    let keys = |units: &[Unit]| units.iter().map(|unit| unit.key.clone()).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(&before), keys(&after));
    if before.len().max(after.len()) > WORDS || common_words(&old_keys, &new_keys) < ALIKE {
        return all_new();
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys);
    if diff_ratio(&ops, before.len(), after.len()) < ALIKE {
        return all_new();
    }
    let mut runs: Vec<(Mark, std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for op in &ops {
        let (tag, old, new) = op.as_tag_tuple();
        let mark = if tag == similar::DiffTag::Equal { Mark::Same } else { Mark::Removed };
        runs.push((mark, old, new));
    }
    join_small_islands(&mut runs);
    let mut out = Vec::new();
    for (mark, old, new) in runs {
        let (was, is) = (text(&before[old.clone()], old.start == 0), text(&after[new.clone()], new.start == 0));
        if mark == Mark::Same {
            out.push(Segment { mark, old: was, new: is });
        } else {
            if !was.is_empty() {
                out.push(segment(Mark::Removed, was));
            }
            if !is.is_empty() {
                out.push(segment(Mark::Added, is));
            }
        }
    }
    if out.iter().all(|segment| segment.mark == Mark::Same) {
        // Only blanks differ.
        return all_new();
    }
    out
}

/// A single word between two changes is easier to read as part of them.
fn join_small_islands(runs: &mut Vec<(Mark, std::ops::Range<usize>, std::ops::Range<usize>)>) {
    let mut at = 1;
    while at + 1 < runs.len() {
        let small = runs[at].0 == Mark::Same && runs[at].1.len() <= 1;
        if small && runs[at - 1].0 != Mark::Same && runs[at + 1].0 != Mark::Same {
            let (_, old, new) = runs.remove(at + 1);
            runs.remove(at);
            runs[at - 1].1.end = old.end;
            runs[at - 1].2.end = new.end;
        } else {
            at += 1;
        }
    }
}

fn text(units: &[Unit], first: bool) -> String {
    let mut out = String::new();
    for (at, unit) in units.iter().enumerate() {
        if unit.blank && !(first && at == 0) {
            out.push(' ');
        }
        out.push_str(&unit.words);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::canonical::{Token, Value};
    use crate::compare::diff::lines::{Row, rows};

    #[test]
    fn a_token_is_one_word_and_shows_what_it_means() {
        let line = |id: &str, shown: &str| {
            Value::line(Line(vec![Piece::Words("theo ".to_owned()), Piece::Token(Token::plain(id, shown))]))
        };
        let [Row::Changed(segments)] = &rows(&line("a", "Nghị quyết 1"), &line("b", "Nghị quyết 2"))[..] else {
            panic!()
        };
        assert_eq!(segments[1], segment(Mark::Removed, " Nghị quyết 1".to_owned()));
        let [Row::Changed(segments)] = &rows(&line("a", "như nhau"), &line("b", "như nhau"))[..] else { panic!() };
        assert_eq!(
            segments[1],
            segment(Mark::Removed, " a".to_owned()),
            "what prints the same is shown as it is typed"
        );
    }
}
