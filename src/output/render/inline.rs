//! Words, bold, italic and footnotes as the pieces of a text.

use serde_json::{Value, json};

use super::pieces::{self, Piece, joined};
use super::view::{View, block};
use crate::document::compose::Inline;

/// The lines that a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// As wide as the page.
    Wide,
    /// Those of a cell. `strict`: it may be narrower than a common word.
    Cell { strict: bool },
}

impl View<'_> {
    /// Returns the pieces of some words.
    fn pieces(&self, words: &str) -> Vec<Piece> {
        match self.lines {
            Lines::Wide => pieces::wide(&self.spaces.unbroken(words)),
            Lines::Cell { strict } => pieces::narrow(&self.spaces.unbroken_in_narrow(words), strict),
        }
    }

    /// Returns words that do not come in several pieces of their own.
    pub(super) fn text(&self, words: &str) -> Value {
        pieces::shown(self.pieces(words))
    }
}

/// Returns a text.
pub(super) fn text<'m>(content: &'m [Inline], view: &mut View<'m>) -> Value {
    joined(inlines(content, view))
}

fn inlines<'m>(content: &'m [Inline], view: &mut View<'m>) -> Vec<Value> {
    let mut out = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(words) => out.extend(view.pieces(words).into_iter().map(Piece::into_value)),
            Inline::Strong(inner) => out.push(json!({ "strong": text(inner, view) })),
            Inline::Emphasis(inner) => out.push(json!({ "emph": text(inner, view) })),
            Inline::Break => out.push(json!({ "break": true })),
            Inline::Note(inner) => {
                let (number, first) = view.note_number(inner);
                let lines = std::mem::replace(&mut view.lines, Lines::Wide);
                let content = first.then(|| inner.iter().map(|one| block(one, false, None, view)).collect::<Vec<_>>());
                view.lines = lines;
                out.push(json!({ "note": content, "id": format!("chu-thich-{number}") }));
            }
        }
    }
    out
}

/// Returns a text whose last word, with the marks of notes behind it, is a piece of its own, so that the layout can keep room below it.
pub(super) fn ending<'m>(content: &'m [Inline], view: &mut View<'m>) -> Value {
    Value::Array(ended(content, &[], view))
}

fn ended<'m>(content: &'m [Inline], behind: &[&'m Inline], view: &mut View<'m>) -> Vec<Value> {
    let is_word = |inline: &Inline| match inline {
        Inline::Text(words) => pieces::last_word(words).is_some(),
        Inline::Strong(_) | Inline::Emphasis(_) => true,
        Inline::Break | Inline::Note(_) => false,
    };
    let at = content.iter().rposition(is_word);
    let notes = content[at.map_or(0, |at| at + 1)..].iter().filter(|inline| matches!(inline, Inline::Note(_)));
    let notes: Vec<&Inline> = notes.chain(behind.iter().copied()).collect();
    let mut out = inlines(&content[..at.unwrap_or(0)], view);
    let mut end = Vec::new();
    match at.map(|at| &content[at]) {
        Some(Inline::Strong(inner)) => {
            out.push(json!({ "strong": ended(inner, &notes, view) }));
            return out;
        }
        Some(Inline::Emphasis(inner)) => {
            out.push(json!({ "emph": ended(inner, &notes, view) }));
            return out;
        }
        Some(Inline::Text(words)) => {
            let held = view.spaces.unbroken(words);
            if let Some((before, last)) = pieces::last_word(&held) {
                out.extend(pieces::wide(before).into_iter().map(Piece::into_value));
                end.extend(pieces::wide(last).into_iter().map(Piece::into_value));
            }
        }
        Some(Inline::Break | Inline::Note(_)) | None => {}
    }
    for note in notes {
        end.extend(inlines(std::slice::from_ref(note), view));
    }
    out.push(json!({ "end": joined(end) }));
    out
}

/// Returns the words of a text, each line of their own.
pub(super) fn plain_lines(content: &[Inline], view: &View<'_>) -> String {
    let of = |inline: &Inline| match inline {
        Inline::Text(words) => match view.lines {
            Lines::Wide => view.spaces.unbroken(words).into_owned(),
            Lines::Cell { .. } => view.spaces.unbroken_in_narrow(words).into_owned(),
        },
        Inline::Strong(inner) | Inline::Emphasis(inner) => plain_lines(inner, view),
        Inline::Break => "\n".to_owned(),
        Inline::Note(_) => String::new(),
    };
    content.iter().map(of).collect()
}
