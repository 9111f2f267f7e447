//! CommonMark to blocks. What an administrative document does not have is reported, never dropped.

mod inline;
mod line;
mod lists;
mod misread;
mod notes;
mod plain;
mod raw;
mod replaced;
mod table;
mod trace;
mod unsupported;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};

pub(super) use line::{line, referred};
pub(super) use notes::Notes;
pub(super) use plain::report_markup;
pub use replaced::{Purpose, changes_only};

use super::content::{Block, Inline, ParagraphStyle};
use crate::base::diagnostic::{Diagnostic, Findings, RuleMeta, Text};
use crate::base::limits::LAYERS;
use crate::input::decode::SourceText;
use crate::model::section::ListMarks;
use misread::Footnotes;
use trace::Traces;

/// Data as words that no reader of CommonMark can take for markup.
#[must_use]
pub fn escape(data: &str) -> String {
    let mut out = String::with_capacity(data.len() + 8);
    for letter in data.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            _ => {
                if letter.is_ascii_punctuation() {
                    out.push('\\');
                }
                out.push(letter);
            }
        }
    }
    out
}

/// Returns the blocks of a text. `rendered` is the text with its expressions evaluated.
///
/// `notes` are the footnotes of the plan that it refers to.
pub(super) fn blocks(
    rendered: &str,
    source: &SourceText,
    marks: ListMarks,
    notes: &Notes,
    findings: &mut Findings,
) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let own = rendered.len();
    let exact = rendered == source.text;
    let mut text = Cow::Borrowed(rendered);
    for name in notes.keys() {
        // Only a footnote that is defined is one.
        text.to_mut().push_str(&format!("\n\n[^{name}]: {name}"));
    }
    let rendered = text.as_ref();
    let mut reader = Reader::new(rendered, source, exact, Cow::Owned(notes.clone()), findings);
    reader.given_from = own;
    reader.marks = marks;
    if rendered.contains("[^") {
        reader.collect_notes(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable());
    }
    let blocks = reader.blocks(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable());
    reader.report_unused_notes(notes);
    reader.report_lost(0..own);
    reader.report_raw(Footnotes::OfTheText);
    blocks
}

type Events<'p, 'e> = &'p mut Peekable<OffsetIter<'e>>;

struct Reader<'r> {
    /// What is read.
    text: &'r str,
    source: &'r SourceText,
    /// Whether offsets in what is read are offsets in the plan's text.
    exact: bool,
    /// How far a place in what is read lies behind the same place in the plan's text; before it when negative.
    shift: isize,
    findings: &'r mut Findings,
    notes: Cow<'r, Notes>,
    /// Where the definitions of footnotes begin that the plan gives.
    given_from: usize,
    /// The footnotes that the text refers to.
    referred: BTreeSet<String>,
    /// Whether a footnote is being read.
    noting: bool,
    /// How lists are marked.
    marks: ListMarks,
    /// How many lists with dashes we are inside of.
    dashes: usize,
    /// How many lists with numbers we are inside of.
    numbers: usize,
    /// How many elements we are inside of.
    depth: usize,
    /// What became of each byte.
    traces: Traces,
    /// Up to where line breaks were reported: one finding a paragraph.
    breaks_reported: usize,
}

impl<'r> Reader<'r> {
    fn new(
        text: &'r str,
        source: &'r SourceText,
        exact: bool,
        notes: Cow<'r, Notes>,
        findings: &'r mut Findings,
    ) -> Self {
        Self {
            text,
            source,
            exact,
            shift: 0,
            findings,
            notes,
            given_from: usize::MAX,
            referred: BTreeSet::new(),
            noting: false,
            marks: ListMarks::default(),
            dashes: 0,
            numbers: 0,
            depth: 0,
            traces: Traces::new(text),
            breaks_reported: 0,
        }
    }

    fn report(&mut self, meta: &'static RuleMeta, range: Range<usize>, message: Text, help: Text) {
        let own = |at: usize| at.saturating_add_signed(-self.shift);
        let span = if self.exact { self.source.inner(own(range.start)..own(range.end)) } else { self.source.span };
        self.findings.push(Diagnostic::new(meta, span, message).help(help));
    }

    /// Returns the words up to the end of an element that is too deep: without markup, so that none is lost in a draft.
    fn flat(&mut self, events: Events<'_, '_>) -> Vec<Inline> {
        if let Some((_, range)) = events.peek() {
            self.unsupported(
                range.clone(),
                &format!("hơn {LAYERS} lớp lồng nhau"),
                &format!("more than {LAYERS} layers in one another"),
                "bớt các lớp danh sách, trích dẫn, chữ đậm, chữ nghiêng lồng nhau",
                "have fewer lists, quotations and emphases in one another",
            );
        }
        let (mut words, mut open) = (String::new(), 0_usize);
        for (event, range) in events.by_ref() {
            self.traces.reported(range);
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 0 => break,
                Event::End(_) => open -= 1,
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    words.push_str(&text);
                }
                _ => words.push(' '),
            }
        }
        if words.is_empty() { Vec::new() } else { vec![Inline::Text(words)] }
    }

    /// Blocks up to the end of the surrounding one.
    fn blocks(&mut self, events: Events<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        self.depth += 1;
        if self.depth > LAYERS {
            let content = self.flat(events);
            push_paragraph(&mut out, None, content);
        } else {
            self.blocks_here(events, &mut out);
        }
        self.depth -= 1;
        out
    }

    fn blocks_here(&mut self, events: Events<'_, '_>, out: &mut Vec<Block>) {
        let mut after_numbers = false;
        while let Some((event, range)) = events.next() {
            let has_numbers = matches!(event, Event::Start(Tag::List(Some(_))));
            match event {
                Event::Start(Tag::Paragraph) => {
                    let content = self.inlines(events);
                    push_paragraph(out, None, content);
                }
                Event::Start(Tag::List(start)) => {
                    if let Some(first) = start.filter(|_| after_numbers) {
                        let printed = lists::mark(self.marks.items.layer(self.numbers), 0, first);
                        self.misread_new_list(range.clone(), &printed);
                    }
                    self.check_start(start, range);
                    self.list(events, start, out);
                }
                Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, range, &alignments))),
                Event::Start(Tag::FootnoteDefinition(_)) => skip(events),
                Event::Start(tag) => {
                    self.unsupported_block(&tag, range);
                    let inner = self.blocks_of_anything(events);
                    out.extend(inner);
                }
                Event::Rule => self.unsupported_rule(range),
                Event::Html(html) => push_paragraph(out, None, vec![Inline::Text(html.trim_end().to_owned())]),
                Event::End(_) => break,
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::TaskListMarker(_) => {
                    let mut content = Vec::new();
                    self.inline(event, range, events, &mut content);
                    push_paragraph(out, None, content);
                }
            }
            after_numbers = has_numbers;
        }
    }

    /// Returns the content of a block that was reported, so that no words are lost in a draft.
    fn blocks_of_anything(&mut self, events: Events<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut content = Vec::new();
        loop {
            match events.peek() {
                None | Some((Event::End(_), _)) => {
                    events.next();
                    break;
                }
                Some((
                    Event::Start(
                        Tag::Paragraph
                        | Tag::List(_)
                        | Tag::Table(_)
                        | Tag::BlockQuote(_)
                        | Tag::CodeBlock(_)
                        | Tag::Heading { .. },
                    ),
                    _,
                )) => {
                    push_paragraph(&mut out, None, std::mem::take(&mut content));
                    out.extend(self.blocks(events));
                    break;
                }
                Some(_) => {
                    if let Some((event, range)) = events.next() {
                        self.inline(event, range, events, &mut content);
                    }
                }
            }
        }
        push_paragraph(&mut out, None, content);
        out
    }
}

/// Passes over the rest of an element.
fn skip(events: Events<'_, '_>) {
    let mut open = 0_usize;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) if open == 0 => break,
            Event::End(_) => open -= 1,
            _ => {}
        }
    }
}

/// Ends the paragraph that is being read; only the first one of an item has its marker.
fn flush(out: &mut Vec<Block>, marker: &mut Option<String>, content: &mut Vec<Inline>) {
    if !content.is_empty() {
        push_paragraph(out, marker.take(), std::mem::take(content));
    }
}

fn push_paragraph(out: &mut Vec<Block>, marker: Option<String>, content: Vec<Inline>) {
    if !content.is_empty() {
        out.push(Block::Paragraph { marker, style: ParagraphStyle::Normal, content });
    }
}
