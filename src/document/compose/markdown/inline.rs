//! Words and their markup inside a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Events, Reader};
use crate::base::limits::LAYERS;
use crate::document::compose::content::Inline;

impl Reader<'_> {
    /// Inlines up to the end of the surrounding element.
    pub(super) fn inlines(&mut self, events: Events<'_, '_>) -> Vec<Inline> {
        self.depth += 1;
        let out = if self.depth > LAYERS { self.flat(events) } else { self.inlines_here(events) };
        self.depth -= 1;
        out
    }

    fn inlines_here(&mut self, events: Events<'_, '_>) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, range)) = events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, events, &mut out);
        }
        out
    }

    pub(super) fn inline(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        events: Events<'_, '_>,
        out: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => push_words(out, &words),
            Event::SoftBreak => push_words(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Code(words) => {
                self.unsupported(
                    range,
                    "đoạn mã giữa hai dấu `",
                    "code between backticks",
                    "bỏ hai dấu `",
                    "remove the backticks",
                );
                push_words(out, &words);
            }
            Event::FootnoteReference(_) if self.noting => self.unsupported(
                range,
                "chú thích trong chú thích",
                "a footnote in a footnote",
                "viết liền vào chú thích thứ nhất",
                "write it into the first one",
            ),
            Event::FootnoteReference(name) => {
                let note = self.notes.get(name.as_ref()).cloned().unwrap_or_default();
                out.push(Inline::Note(note));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines(events);
                out.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Strong) => {
                let inner = self.inlines(events);
                out.push(Inline::Strong(inner));
            }
            Event::Start(Tag::Link { .. }) => {
                self.unsupported(
                    range,
                    "liên kết",
                    "a link",
                    "viết địa chỉ trang ra thành chữ",
                    "write the address out",
                );
                out.extend(self.inlines(events));
            }
            Event::Start(Tag::Image { .. }) => {
                self.unsupported(
                    range,
                    "hình ảnh",
                    "an image",
                    "bỏ hình; dấu ! trước [ viết thành \\!",
                    "remove it; write \\! for an exclamation mark before [",
                );
                out.extend(self.inlines(events));
            }
            Event::Start(_) => out.extend(self.inlines(events)),
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }
}

fn push_words(out: &mut Vec<Inline>, words: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(words),
        _ => out.push(Inline::Text(words.to_owned())),
    }
}
