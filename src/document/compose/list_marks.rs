//! The marks of lists: what a part of the plan gives its lists, and where it has no such list.

use super::Composer;
use super::content::Block;
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, text};
use crate::base::source::Span;
use crate::model::section::{ListKeys, ListMarks};

/// The kinds of lists that prose has.
#[derive(Clone, Copy, Default)]
pub(super) struct ListsIn {
    numbered: bool,
    dashed: bool,
}

impl ListsIn {
    pub(super) fn of(prose: &[Block]) -> Self {
        let mut lists = Self::default();
        lists.add(prose);
        lists
    }

    pub(super) fn add(&mut self, prose: &[Block]) {
        for block in prose {
            if let Block::Paragraph { marker: Some(marker), .. } = block {
                *(if is_number(marker) { &mut self.numbered } else { &mut self.dashed }) = true;
            }
        }
    }
}

/// Returns whether the mark of an item is a number or a letter: «1.», «a)».
#[must_use]
pub fn is_number(marker: &str) -> bool {
    marker.contains(char::is_alphanumeric)
}

/// Returns what the marks of one list have in common: «-», «1.», «a)», «(1)».
#[must_use]
pub fn marker_kind(marker: &str) -> String {
    let mut out = String::new();
    for letter in marker.chars() {
        let class = match letter {
            letter if letter.is_numeric() => '1',
            letter if letter.is_alphabetic() => 'a',
            letter => letter,
        };
        if !(class.is_alphanumeric() && out.ends_with(class)) {
            out.push(class);
        }
    }
    out
}

impl Composer<'_, '_> {
    /// Returns the marks of lists where no part of the plan says otherwise.
    pub(super) fn usual_marks(&self) -> ListMarks {
        self.resolved.plan.header.lists.over(ListMarks::default())
    }

    /// Returns the marks of lists in the prose of a part of the plan.
    pub(super) fn marks(&self, keys: &ListKeys) -> ListMarks {
        keys.over(self.usual_marks())
    }

    /// Reports keys that say how lists are marked, where the prose has no such list.
    pub(super) fn report_marks_without_lists(&mut self, keys: &ListKeys, lists: ListsIn) {
        // A list may be in what could not be read.
        if self.findings.has_errors() {
            return;
        }
        let mut report = |span: Option<Span>, has: bool, key: &str, (vi, en): (&str, &str), items: &str| {
            let Some(span) = span.filter(|span| !has && span.file >= self.resolved.plan.span.file) else { return };
            let message = text(
                format!("`{key}` không có tác dụng: lời văn ở đây không có danh sách {vi}"),
                format!("`{key}` has no effect: the prose here has no {en}"),
            );
            let help = text(
                format!("viết mỗi ý một dòng, mở đầu bằng {items}; hoặc bỏ khóa này"),
                format!("write one item a line, beginning with {items}; or remove the key"),
            );
            self.findings.push(Diagnostic::new(&NOT_SHOWN, span, message).help(help));
        };
        let items = keys.items.as_ref().map(|items| items.span);
        report(items, lists.numbered, "items", ("đánh số", "numbered list"), "`1. `, `2. `");
        let marker = keys.marker.as_ref().map(|marker| marker.span);
        report(marker, lists.dashed, "marker", ("gạch đầu dòng", "list with dashes"), "`- `");
    }
}
