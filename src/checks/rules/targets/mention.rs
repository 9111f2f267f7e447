//! Percentages that prose promises, with the words that say of what.

use std::cell::OnceCell;
use std::ops::Range;

use crate::checks::prose::{EmptyWords, Passage, Percentage, Role, Wording, percentages};
use crate::checks::rules::Subject;

/// How far around a percentage its sentence is looked for, in bytes.
const NEARBY: usize = 600;

/// A percentage in the plan's own prose.
#[derive(Debug)]
pub(in crate::checks::rules) struct PercentageMention {
    /// The place of its text among the passages.
    passage: usize,
    percentage: Percentage,
    /// Where its sentence is looked for.
    window: Range<usize>,
    /// The pieces of the sentence that hold no other percentage, the smallest first.
    pieces: Vec<Range<usize>>,
    wordings: OnceCell<Vec<Wording>>,
}

/// The same with its text.
#[derive(Clone, Copy)]
pub(super) struct Mention<'s, 'a> {
    pub passage: &'s Passage<'a>,
    pub percentage: &'s Percentage,
    found: &'s PercentageMention,
    empty: &'s EmptyWords,
}

/// Returns the percentages of the plan's own prose, tasks and assignments; looked for once. The wording of targets is not among them.
pub(super) fn mentions<'s, 'a>(subject: &'s Subject<'_, 'a>) -> impl Iterator<Item = Mention<'s, 'a>> {
    let found = subject.shared.percentages.get_or_init(|| find(subject));
    found.iter().filter_map(|found| {
        let passage = subject.passages.get(found.passage)?;
        Some(Mention { passage, percentage: &found.percentage, found, empty: &subject.lexicon.empty })
    })
}

fn find(subject: &Subject<'_, '_>) -> Vec<PercentageMention> {
    let mut out = Vec::new();
    for (place, passage) in subject.passages.iter().enumerate() {
        let promises = passage.role.is_prose() || matches!(passage.role, Role::Task | Role::TaskDetail);
        if !passage.own || !promises || !(passage.may_hold(&['%']) || passage.plain().contains("phần trăm")) {
            continue;
        }
        let found = percentages(passage.plain(), &subject.lexicon.operators);
        for (at, percentage) in found.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| found.get(at)).map(|one| one.range.end);
            let after = found.get(at + 1).map(|one| one.extent.start);
            out.push(PercentageMention::new(place, passage.plain(), percentage.clone(), before, after));
        }
    }
    out
}

impl PercentageMention {
    fn new(passage: usize, text: &str, percentage: Percentage, before: Option<usize>, after: Option<usize>) -> Self {
        let window = window(text, &percentage.range);
        let line = piece(text, &percentage.range, &window, &['\n']);
        // A row of a table is one piece: what a column says, its head says too.
        let in_table = text.get(line.clone()).is_some_and(|line| line.trim_start().starts_with('|'));
        let levels: &[&[char]] =
            if in_table { &[&['\n']] } else { &[&[',', ';', '.', '\n'], &[';', '.', '\n'], &['.', '\n']] };
        let alone = |piece: &Range<usize>| {
            before.is_none_or(|before| before <= piece.start) && after.is_none_or(|after| after >= piece.end)
        };
        let pieces = levels.iter().map(|ends| piece(text, &percentage.range, &window, ends));
        let pieces = pieces.take_while(alone).collect();
        Self { passage, percentage, window, pieces, wordings: OnceCell::new() }
    }
}

impl<'s> Mention<'s, '_> {
    /// What it may be a percentage of: the words after it, before it, or around it.
    pub(super) fn wordings(&self) -> &'s [Wording] {
        self.found.wordings.get_or_init(|| {
            let text = self.passage.plain();
            let words = |range: Range<usize>| text.get(range).unwrap_or_default();
            let mut out = Vec::with_capacity(self.found.pieces.len() * 3);
            for piece in &self.found.pieces {
                let before = words(piece.start..self.percentage.extent.start);
                let after = words(self.percentage.range.end..piece.end);
                let of = |words: &[&str]| Wording::of(words.iter().copied(), self.empty);
                out.extend([of(&[after]), of(&[before]), of(&[before, after])]);
            }
            out
        })
    }

    /// Returns the words of its sentence.
    pub(super) fn words(&self) -> &'s str {
        let text = self.passage.plain();
        text.get(piece(text, &self.percentage.range, &self.found.window, &['.', '\n'])).unwrap_or_default()
    }
}

/// Returns the text around a range, so far as a sentence may reach.
fn window(text: &str, range: &Range<usize>) -> Range<usize> {
    text.floor_char_boundary(range.start.saturating_sub(NEARBY))..text.floor_char_boundary(range.end + NEARBY)
}

/// Returns the piece of text around a range, up to the nearest ends. A stop inside a number ends nothing.
fn piece(text: &str, range: &Range<usize>, window: &Range<usize>, ends: &[char]) -> Range<usize> {
    let is_end = |at: usize, end: char| {
        let next = text.get(at + end.len_utf8()..).and_then(|rest| rest.chars().next());
        ends.contains(&end) && (end == '\n' || end == ';' || next.is_none_or(char::is_whitespace))
    };
    let (from, to) = (window.start, window.end);
    let before = text.get(from..range.start).unwrap_or_default();
    let start = before.char_indices().rev().find(|(at, letter)| is_end(from + at, *letter));
    let start = start.map_or(from, |(at, letter)| from + at + letter.len_utf8());
    let after = text.get(range.end..to).unwrap_or_default();
    let end = after.char_indices().find(|(at, letter)| is_end(range.end + at, *letter));
    start..end.map_or(to, |(at, _)| range.end + at)
}
