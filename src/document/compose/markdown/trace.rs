//! What becomes of each byte of a text that CommonMark reads.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trace {
    /// Nothing has been made of it.
    Lost,
    /// A sign that shows how something is printed.
    Markup,
    /// Printed as it is typed.
    Printed,
    /// Printed as it is typed because a backslash, or the program, says so; or reported already.
    Settled,
}

/// One for each byte of the text.
#[derive(Debug)]
pub(super) struct Traces(Vec<Trace>);

impl Traces {
    pub(super) fn new(text: &str) -> Self {
        Self(vec![Trace::Lost; text.len()])
    }

    /// Words of an event, which are at this place of the text. Returns whether the first of them has a backslash before it that is not
    /// printed.
    pub(super) fn printed(&mut self, text: &str, range: Range<usize>) -> bool {
        let escaped = range.start.checked_sub(1).filter(|before| {
            text.as_bytes()[*before] == b'\\'
                && self.0[*before] == Trace::Lost
                && text.as_bytes().get(range.start).is_some_and(u8::is_ascii_punctuation)
        });
        self.set(range.clone(), Trace::Printed);
        if let Some(backslash) = escaped {
            self.0[backslash] = Trace::Markup;
            self.0[range.start] = Trace::Settled;
        }
        escaped.is_some()
    }

    pub(super) fn markup(&mut self, range: Range<usize>) {
        self.set(range, Trace::Markup);
    }

    /// What a finding speaks of needs no other one.
    pub(super) fn reported(&mut self, range: Range<usize>) {
        self.set(range, Trace::Settled);
    }

    /// Returns whether a byte is printed as it is typed, and might have been meant otherwise.
    pub(super) fn is_literal(&self, at: usize) -> bool {
        self.0.get(at) == Some(&Trace::Printed)
    }

    /// Returns the pieces of a part of the text of which nothing was made, each inside one line, without spaces at their ends.
    pub(super) fn lost(&self, text: &str, within: Range<usize>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        // Of most texts, only spaces are lost.
        let mut bytes = text.as_bytes()[within.clone()].iter().zip(&self.0[within.clone()]);
        if !bytes.any(|(byte, trace)| *trace == Trace::Lost && !byte.is_ascii_whitespace()) {
            return out;
        }
        let mut open = false;
        for (at, letter) in text[within.clone()].char_indices().map(|(at, letter)| (within.start + at, letter)) {
            if letter == '\n' || (self.0[at] != Trace::Lost && !letter.is_whitespace()) {
                open = false;
            } else if self.0[at] == Trace::Lost && !letter.is_whitespace() && letter != '|' {
                let end = at + letter.len_utf8();
                match out.last_mut().filter(|_| open) {
                    Some(last) => last.end = end,
                    None => out.push(at..end),
                }
                open = true;
            }
        }
        out
    }

    fn set(&mut self, range: Range<usize>, trace: Trace) {
        if let Some(traces) = self.0.get_mut(range) {
            traces.fill(trace);
        }
    }
}
