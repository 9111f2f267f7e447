//! A block of the text, and where it is on the pages.

use super::line::Line;
use crate::base::source::Span;
use crate::document::compose::{HeadingStyle, Inline, ParagraphStyle};

/// Lines that show one text, from the top down; never empty.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The complete lines.
    pub lines: Vec<Line>,
}

impl Found {
    pub(super) fn first(&self) -> &Line {
        &self.lines[0]
    }

    pub(super) fn last(&self) -> &Line {
        &self.lines[self.lines.len() - 1]
    }

    pub(super) fn page(&self) -> usize {
        self.first().page
    }

    pub(super) fn all(&self, is_true: impl Fn(&Line) -> bool) -> bool {
        self.lines.iter().all(is_true)
    }
}

/// What a block of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading; `run_in` says that a paragraph is to follow on its line.
    Heading { style: HeadingStyle, run_in: bool },
    /// Words alone between the parts of a decision.
    Resolving,
    /// A paragraph; `plain` says that nothing in it is emphasised, `broken` that it has line breaks.
    Paragraph { style: ParagraphStyle, plain: bool, broken: bool },
}

/// A block of the text and where it is.
#[derive(Debug)]
pub(super) struct Placed {
    pub kind: Kind,
    pub words: String,
    /// Whether what follows a heading is on its line, though the plan has it below.
    pub shares_line: bool,
    /// Where the plan has it, if that is known.
    pub origin: Option<Span>,
    /// Its lines; none if its words are not on the pages.
    pub found: Option<Found>,
}

/// Returns what a paragraph of this style is.
pub(super) fn paragraph(style: ParagraphStyle, content: &[Inline]) -> Kind {
    if style == ParagraphStyle::Resolving {
        return Kind::Resolving;
    }
    Kind::Paragraph {
        style,
        plain: content.iter().all(|part| matches!(part, Inline::Text(_) | Inline::Break | Inline::Note(_))),
        broken: content.iter().any(|part| matches!(part, Inline::Break)),
    }
}
