//! One line of prose: the markup inside of a paragraph, but no lists, headings or other blocks.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::misread::Footnotes;
use super::{Notes, Reader};
use crate::base::diagnostic::Findings;
use crate::document::compose::content::Inline;
use crate::input::decode::SourceText;

/// Put before a line, so that nothing at its start opens a block: «- a» and «1. a» stay as they are. Emphasis takes it
/// for the start of the line, because it is a space.
const LEAD: char = '\u{a0}';

/// Reads a line. `start` is its place in the plan's text, if known; `notes` are the footnotes that it may
/// refer to.
pub(in crate::document::compose) fn line(
    line: &str,
    start: Option<usize>,
    source: &SourceText,
    notes: &Notes,
    findings: &mut Findings,
) -> Vec<Inline> {
    let blank = line.len() - line.trim_start().len();
    let mut text = String::from(LEAD);
    text.push_str(line.trim());
    for name in referred(line).filter(|name| notes.contains_key(*name)) {
        // Only a footnote that is defined is one.
        text.push_str(&format!("\n\n[^{name}]: {name}"));
    }
    let own = 0..LEAD.len_utf8() + line.trim().len();
    let mut reader = Reader::new(&text, source, start.is_some(), Cow::Borrowed(notes), findings);
    reader.shift = LEAD.len_utf8().cast_signed() - (start.unwrap_or(0) + blank).cast_signed();
    let mut events = Parser::new_ext(&text, Options::ENABLE_FOOTNOTES).into_offset_iter().peekable();
    let mut out = match events.next() {
        Some((Event::Start(Tag::Paragraph), _)) => reader.inlines(&mut events),
        _ => vec![Inline::Text(text.clone())],
    };
    reader.report_lost(own);
    reader.report_raw(Footnotes::OfTheTable);
    if let Some(Inline::Text(words)) = out.first_mut() {
        *words = words.trim_start_matches(LEAD).to_owned();
    }
    out.retain(|inline| !matches!(inline, Inline::Text(words) if words.is_empty()));
    out
}

/// Returns the names of the footnotes that a text refers to: `[^gia]`.
pub(in crate::document::compose) fn referred(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("[^").filter_map(move |(at, open)| {
        let rest = &text[at + open.len()..];
        let name = &rest[..rest.find(']')?];
        let escaped = text[..at].ends_with('\\');
        (!escaped && !name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
    })
}
