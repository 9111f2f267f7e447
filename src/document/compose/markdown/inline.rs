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
            Event::Text(words) => {
                self.words(&words, range);
                push_words(out, &words);
            }
            Event::Html(words) | Event::InlineHtml(words) => {
                // The tag that closes belongs to the one that opens.
                if words.starts_with("</") {
                    self.traces.reported(range);
                } else {
                    self.unsupported_html(range, &words);
                }
                push_words(out, &words);
            }
            Event::InlineMath(words) | Event::DisplayMath(words) => push_words(out, &words),
            Event::SoftBreak => {
                self.soft_break(range.end);
                push_words(out, " ");
            }
            Event::HardBreak => {
                self.traces.markup(range);
                out.push(Inline::Break);
            }
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
                self.traces.markup(range);
                self.referred.insert(name.to_string());
                let note = self.notes.get(name.as_ref()).cloned().unwrap_or_default();
                out.push(Inline::Note(note));
            }
            Event::Start(Tag::Emphasis) => {
                self.emphasis(range, 1);
                let inner = self.inlines(events);
                out.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Strong) => {
                self.emphasis(range, 2);
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

impl Reader<'_> {
    /// Follows words to their place in the text.
    fn words(&mut self, words: &str, range: Range<usize>) {
        let typed = &self.text[range.clone()];
        if typed != words && typed.starts_with('&') {
            self.misread_entity(range.clone(), words);
            self.traces.reported(range);
            return;
        }
        let start = range.start;
        if self.traces.printed(self.text, range) && self.text[start..].strip_prefix('\\').is_some_and(begins_a_path) {
            self.misread_backslash(start - 1..start + 1);
        }
    }

    /// Follows the signs of bold and italic words: one or two at either end.
    fn emphasis(&mut self, range: Range<usize>, signs: usize) {
        let inner = range.start + signs..range.end.saturating_sub(signs).max(range.start + signs);
        self.traces.markup(range.start..inner.start);
        self.traces.markup(inner.end..range.end);
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        let first = self.text[inner.clone()].chars().next();
        let last = self.text[inner].chars().next_back();
        let inside_a_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let closes = |letter: Option<char>| letter.is_some_and(|letter| ")]}”’»,.;:!?".contains(letter));
        let opens = |letter: Option<char>| letter.is_some_and(|letter| "([{“‘«".contains(letter));
        if inside_a_word(before) || inside_a_word(after) || closes(first) || opens(last) {
            self.misread_emphasis(range);
        }
    }
}

/// Returns whether a text goes on as a network path does behind its first signs: «may-chu\\chung».
fn begins_a_path(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_alphanumeric() || "-_.".contains(letter));
    rest.len() < text.len() && rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

fn push_words(out: &mut Vec<Inline>, words: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(words),
        _ => out.push(Inline::Text(words.to_owned())),
    }
}
