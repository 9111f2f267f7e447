//! CommonMark to blocks. What an administrative document does not have is reported, never dropped.

mod inline;
mod line;
mod table;
mod unsupported;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};

pub(super) use line::{line, referred};

use super::content::{Block, Inline, ParagraphStyle};
use crate::base::diagnostic::Findings;
use crate::base::limits::LAYERS;
use crate::base::vietnamese::letter;
use crate::input::decode::SourceText;

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
pub(super) fn blocks(rendered: &str, source: &SourceText, findings: &mut Findings) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let exact = rendered == source.text;
    let mut reader = Reader {
        source,
        exact,
        shift: 0,
        findings,
        notes: Cow::Owned(Notes::new()),
        noting: false,
        dashes: 0,
        depth: 0,
    };
    if rendered.contains("[^") {
        reader.collect_notes(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable());
    }
    reader.blocks(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable())
}

/// Footnotes by name.
pub(super) type Notes = BTreeMap<String, Arc<Vec<Block>>>;

type Events<'p, 'e> = &'p mut Peekable<OffsetIter<'e>>;

struct Reader<'r> {
    source: &'r SourceText,
    /// Whether offsets in the rendered text are offsets in the plan's text.
    exact: bool,
    /// How far a place in what is read lies behind the same place in the plan's text; before it when negative.
    shift: isize,
    findings: &'r mut Findings,
    notes: Cow<'r, Notes>,
    /// Whether a footnote is being read.
    noting: bool,
    /// How many lists with dashes we are inside of.
    dashes: usize,
    /// How many elements we are inside of.
    depth: usize,
}

impl Reader<'_> {
    /// Footnotes may follow the place that refers to them: a first pass collects them.
    fn collect_notes(&mut self, events: Events<'_, '_>) {
        while let Some((event, range)) = events.next() {
            if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                let note = self.note(events, range);
                self.notes.to_mut().insert(name.to_string(), Arc::new(note));
            }
        }
    }

    /// A footnote holds paragraphs only.
    fn note(&mut self, events: Events<'_, '_>, range: Range<usize>) -> Vec<Block> {
        self.noting = true;
        let mut note = self.blocks(events);
        self.noting = false;
        if note.iter().any(|block| matches!(block, Block::Table(_))) {
            self.unsupported(
                range,
                "bảng trong chú thích",
                "a table in a footnote",
                "đưa bảng ra ngoài chú thích",
                "move the table out of the footnote",
            );
            note.retain(|block| !matches!(block, Block::Table(_)));
        }
        note
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
        for (event, _) in events.by_ref() {
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
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    let content = self.inlines(events);
                    push_paragraph(out, None, content);
                }
                Event::Start(Tag::List(start)) => self.list(events, start.is_some(), out),
                Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, &alignments))),
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.blocks(events);
                }
                Event::Start(tag) => {
                    self.unsupported_block(&tag, range);
                    let inner = self.blocks_of_anything(events);
                    out.extend(inner);
                }
                Event::Rule => {
                    self.unsupported(range, "đường kẻ ngang", "a rule", "bỏ dòng `---`", "remove the line `---`");
                }
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

    fn list(&mut self, events: Events<'_, '_>, ordered: bool, out: &mut Vec<Block>) {
        self.depth += 1;
        if self.depth > LAYERS {
            let content = self.flat(events);
            push_paragraph(out, None, content);
        } else {
            self.items(events, ordered, out);
        }
        self.depth -= 1;
    }

    fn items(&mut self, events: Events<'_, '_>, ordered: bool, out: &mut Vec<Block>) {
        const DASHES: [&str; 3] = ["-", "+", "•"];
        if !ordered
            && self.dashes >= DASHES.len()
            && let Some((_, range)) = events.peek()
        {
            self.unsupported(
                range.clone(),
                "danh sách gạch đầu dòng lồng quá ba lớp",
                "a list with dashes inside of three others",
                "chỉ có ba dấu «-», «+», «•»; đưa lớp này ra ngoài một lớp",
                "there are three marks only, «-», «+» and «•»; move this list one layer out",
            );
        }
        let dash = DASHES[self.dashes.min(DASHES.len() - 1)];
        self.dashes += usize::from(!ordered);
        let mut index = 0;
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let marker = if ordered { letter::point(index) + ")" } else { dash.to_owned() };
                    index += 1;
                    self.item(events, marker, out);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.dashes -= usize::from(!ordered);
    }

    fn item(&mut self, events: Events<'_, '_>, marker: String, out: &mut Vec<Block>) {
        let mut marker = Some(marker);
        let mut content = Vec::new();
        loop {
            match events.peek() {
                None | Some((Event::End(_), _)) => {
                    events.next();
                    break;
                }
                Some((Event::Start(Tag::Paragraph), _)) => {
                    events.next();
                    flush(out, &mut marker, &mut content);
                    let paragraph = self.inlines(events);
                    push_paragraph(out, marker.take(), paragraph);
                }
                Some((Event::Start(Tag::List(start)), _)) => {
                    let ordered = start.is_some();
                    events.next();
                    flush(out, &mut marker, &mut content);
                    self.list(events, ordered, out);
                }
                Some((
                    Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
                    | Event::Text(_)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
                    | Event::FootnoteReference(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::TaskListMarker(_),
                    _,
                )) => {
                    if let Some((event, range)) = events.next() {
                        self.inline(event, range, events, &mut content);
                    }
                }
                Some(_) => {
                    flush(out, &mut marker, &mut content);
                    if let Some((event, range)) = events.next() {
                        self.block_in_item(event, range, events, out);
                    }
                }
            }
        }
        push_paragraph(out, marker.take(), content);
    }

    fn block_in_item(&mut self, event: Event<'_>, range: Range<usize>, events: Events<'_, '_>, out: &mut Vec<Block>) {
        match event {
            Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, &alignments))),
            Event::Start(tag) => {
                self.unsupported_block(&tag, range);
                out.extend(self.blocks_of_anything(events));
            }
            Event::Html(html) => push_paragraph(out, None, vec![Inline::Text(html.trim_end().to_owned())]),
            Event::Rule => {
                self.unsupported(range, "đường kẻ ngang", "a rule", "bỏ dòng `---`", "remove the line `---`");
            }
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
