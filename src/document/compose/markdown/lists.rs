//! Lists: dashes stay dashes, numbers become the letters of điểm or stay numbers, as the plan says.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Events, Reader, flush, push_paragraph, skip};
use crate::base::limits::LAYERS;
use crate::base::vietnamese::letter;
use crate::document::compose::content::{Block, Inline};
use crate::model::section::ItemNumbering;

/// Returns the mark of an item: the letter of its place, or its number.
pub(super) fn mark(numbering: ItemNumbering, index: usize, number: u64) -> String {
    match numbering {
        ItemNumbering::Letter => letter::point(index) + ")",
        ItemNumbering::Arabic => format!("{number}."),
        ItemNumbering::Bracketed => format!("({number})"),
    }
}

/// The mark of an item as it is typed.
struct TypedMarker {
    range: Range<usize>,
    /// Its number, where it has one.
    number: Option<u64>,
}

impl Reader<'_> {
    /// A list that is printed as a), b), c) begins with 1. `start` is the number of its first item, where it has numbers.
    pub(super) fn check_start(&mut self, start: Option<u64>, range: Range<usize>) {
        let lettered = self.numbering() == ItemNumbering::Letter;
        if let Some(number) = start.filter(|number| lettered && *number != 1) {
            self.misread_list_start(range, number);
        }
    }

    /// Returns how the next numbered list is numbered.
    fn numbering(&self) -> ItemNumbering {
        self.marks.items.layer(self.numbers)
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
        self.check_layer(start.is_some(), events.peek().map(|(_, range)| range.clone()));
        let bullets = self.marks.marker.layers();
        let bullet = bullets[self.dashes.min(bullets.len() - 1)];
        let numbering = self.numbering();
        let layer = if start.is_some() { &mut self.numbers } else { &mut self.dashes };
        *layer += 1;
        let mut index = 0;
        let mut counts = true;
        let mut is_reported = false;
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let typed = self.typed_marker(range.start);
                    let number = start.map(|start| start.saturating_add(index as u64));
                    let marker = number.map_or_else(|| bullet.to_owned(), |number| mark(numbering, index, number));
                    if let Some(number) = number.filter(|number| counts && typed.number != Some(*number)) {
                        counts = false;
                        self.misread_item_number(typed.range.clone(), number, &marker);
                    }
                    let sign = &self.text[typed.range.clone()];
                    if !is_reported && matches!(sign, "+" | "*") && sign != marker {
                        is_reported = true;
                        self.misread_bullet(typed.range.clone(), &marker);
                    }
                    index += 1;
                    self.item(events, typed.range, marker, out);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        let layer = if start.is_some() { &mut self.numbers } else { &mut self.dashes };
        *layer -= 1;
    }

    /// Reports a list inside so many others that its marks would look like theirs.
    fn check_layer(&mut self, numbered: bool, range: Option<Range<usize>>) {
        let Some(range) = range else { return };
        let bullets = self.marks.marker.layers();
        if numbered && self.numbers >= ItemNumbering::LAYERS {
            self.unsupported(
                range,
                "danh sách đánh số lồng quá ba lớp",
                "a numbered list inside of three others",
                "chỉ có ba cách đánh số «1.», «a)», «(1)»; đưa lớp này ra ngoài một lớp, hoặc dùng gạch đầu dòng",
                "there are three kinds of numbers only, «1.», «a)» and «(1)»; move this list one layer out, or use dashes",
            );
        } else if !numbered && self.dashes >= bullets.len() {
            let (count, english) = if bullets.len() == 3 { ("ba", "three") } else { ("hai", "two") };
            let signs: Vec<String> = bullets.iter().map(|sign| format!("«{sign}»")).collect();
            let signs = signs.join(", ");
            self.unsupported(
                range,
                &format!("danh sách gạch đầu dòng lồng quá {count} lớp"),
                &format!("a list with dashes inside of {english} others"),
                &format!("chỉ có {count} dấu {signs}; đưa lớp này ra ngoài một lớp"),
                &format!("there are {english} marks only, {signs}; move this list one layer out"),
            );
        }
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
