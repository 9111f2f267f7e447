//! Footnotes of prose.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use super::{Events, Reader, skip};
use crate::base::diagnostic::{TEXT_LOST, text};
use crate::document::compose::content::Block;

/// Footnotes by name.
pub(in crate::document::compose) type Notes = BTreeMap<String, Arc<Vec<Block>>>;

impl Reader<'_> {
    /// Footnotes may follow the place that refers to them: a first pass collects them.
    pub(super) fn collect_notes(&mut self, events: Events<'_, '_>) {
        while let Some((event, range)) = events.next() {
            let Event::Start(Tag::FootnoteDefinition(name)) = event else { continue };
            let start = range.start + self.text[range.clone()].find("[^").unwrap_or(0);
            let label = start..start + name.len() + "[^]:".len();
            self.traces.markup(label.clone());
            if start >= self.given_from {
                skip(events);
                continue;
            }
            let note = self.note(events, range);
            if self.notes.contains_key(name.as_ref()) {
                self.report(
                    &TEXT_LOST,
                    label,
                    text(
                        format!("chú thích `{name}` viết hai lần, lần này không in ra"),
                        format!("the footnote `{name}` is defined twice, this one is not printed"),
                    ),
                    text(
                        "đặt tên khác cho một chú thích, hoặc gộp hai chú thích làm một",
                        "rename one of the two, or merge them",
                    ),
                );
                continue;
            }
            self.notes.to_mut().insert(name.to_string(), Arc::new(note));
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

    /// A footnote that no sentence refers to is printed nowhere.
    pub(super) fn report_unused_notes(&mut self, given: &Notes) {
        let unused: Vec<String> = self
            .notes
            .keys()
            .filter(|name| !self.referred.contains(name.as_str()) && !given.contains_key(*name))
            .cloned()
            .collect();
        for name in unused {
            let label = format!("[^{name}]:");
            let at = self.text.find(&label).unwrap_or(0);
            self.report(
                &TEXT_LOST,
                at..(at + label.len()).min(self.text.len()),
                text(
                    format!("không câu nào dẫn chú thích `{name}`, nên chú thích không in ra"),
                    format!("nothing refers to the footnote `{name}`, so it is not printed"),
                ),
                text(
                    format!("viết `[^{name}]` vào chỗ cần chú thích, hoặc bỏ chú thích này"),
                    format!("write `[^{name}]` where it belongs, or remove it"),
                ),
            );
        }
    }
}
