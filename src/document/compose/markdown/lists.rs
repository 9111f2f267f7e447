//! Lists: bullets stay bullets, numbers become the letters of điểm.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Events, Reader, flush, push_paragraph, skip};
use crate::base::limits::LAYERS;
use crate::base::vietnamese::letter;
use crate::document::compose::content::{Block, Inline};

/// The bullets by depth.
const BULLETS: [&str; 3] = ["-", "+", "•"];

/// The mark of an item as it is typed.
struct TypedMarker {
    range: Range<usize>,
    /// Its number, where it has one.
    number: Option<u64>,
}

impl Reader<'_> {
    /// A list that is printed as a), b), c) begins with 1. `start` is the number of its first item, where it has numbers.
    pub(super) fn check_start(&mut self, start: Option<u64>, range: Range<usize>) {
        if let Some(number) = start.filter(|number| *number != 1) {
            self.misread_list_start(range, number);
        }
    }

    pub(super) fn list(&mut self, events: Events<'_, '_>, start: Option<u64>, out: &mut Vec<Block>) {
        self.depth += 1;
        if self.depth > LAYERS {
            let content = self.flat(events);
            push_paragraph(out, None, content);
        } else {
            self.items(events, start, out);
        }
        self.depth -= 1;
    }

    fn items(&mut self, events: Events<'_, '_>, start: Option<u64>, out: &mut Vec<Block>) {
        if start.is_none()
            && self.dashes >= BULLETS.len()
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
        let bullet = BULLETS[self.dashes.min(BULLETS.len() - 1)];
        self.dashes += usize::from(start.is_none());
        let mut index = 0;
        let mut counts = true;
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let typed = self.typed_marker(range.start);
                    let expected = start.map(|start| start.saturating_add(index as u64));
                    if let Some(expected) = expected.filter(|expected| counts && typed.number != Some(*expected)) {
                        counts = false;
                        self.misread_item_number(typed.range.clone(), expected);
                    }
                    let marker = match start {
                        Some(_) => letter::point(index) + ")",
                        None => bullet.to_owned(),
                    };
                    if &self.text[typed.range.clone()] == "+" && marker != "+" {
                        self.misread_bullet(typed.range.clone(), &marker);
                    }
                    index += 1;
                    self.item(events, typed.range, marker, out);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.dashes -= usize::from(start.is_none());
    }

    /// Returns the mark with which an item begins.
    fn typed_marker(&mut self, start: usize) -> TypedMarker {
        let text = self.text;
        let start = start + text[start..].len() - text[start..].trim_start().len();
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let end = text.ceil_char_boundary((start + digits + 1).min(text.len()));
        self.traces.markup(start..end);
        TypedMarker { range: start..end, number: text[start..start + digits].parse().ok() }
    }

    fn item(&mut self, events: Events<'_, '_>, typed: Range<usize>, marker: String, out: &mut Vec<Block>) {
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
                Some((Event::Start(Tag::List(start)), range)) => {
                    let (start, range) = (*start, range.clone());
                    events.next();
                    flush(out, &mut marker, &mut content);
                    match marker.take() {
                        None => self.check_start(start, range),
                        Some(_) if start.is_none() => self.misread_empty_item(typed.clone()),
                        // Of «- 4. …» the rule on typed numbers speaks.
                        Some(_) => {}
                    }
                    self.list(events, start, out);
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
        if marker.is_some() && content.is_empty() {
            self.misread_empty_item(typed);
        }
        push_paragraph(out, marker.take(), content);
    }

    fn block_in_item(&mut self, event: Event<'_>, range: Range<usize>, events: Events<'_, '_>, out: &mut Vec<Block>) {
        match event {
            Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, range, &alignments))),
            Event::Start(Tag::FootnoteDefinition(_)) => skip(events),
            Event::Start(tag) => {
                self.unsupported_block(&tag, range);
                out.extend(self.blocks_of_anything(events));
            }
            Event::Html(html) => push_paragraph(out, None, vec![Inline::Text(html.trim_end().to_owned())]),
            Event::Rule => self.unsupported_rule(range),
            _ => {}
        }
    }
}
