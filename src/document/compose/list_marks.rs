//! The marks that a part of the plan gives its lists, where it has no such list.

use super::Composer;
use super::content::Block;
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, text};
use crate::base::source::Span;
use crate::model::section::{ListKeys, ListMarks};

impl Composer<'_, '_> {
    /// The marks of lists where no part of the plan says otherwise.
    pub(super) fn usual_marks(&self) -> ListMarks {
        self.resolved.plan.header.lists.over(ListMarks::default())
    }

    /// Returns the marks of lists in the prose of a part of the plan.
    pub(super) fn marks(&self, keys: &ListKeys) -> ListMarks {
        keys.over(self.usual_marks())
    }

    /// Reports keys that say how lists are marked, where the prose has no such list.
    pub(super) fn report_marks_without_lists<'b>(
        &mut self,
        keys: &ListKeys,
        prose: &(impl Iterator<Item = &'b Block> + Clone),
    ) {
        // A list may be in what could not be read.
        if self.findings.has_errors() {
            return;
        }
        let has = |numbered: bool| {
            prose.clone().any(|block| match block {
                Block::Paragraph { marker: Some(marker), .. } => marker.contains(char::is_alphanumeric) == numbered,
                Block::Paragraph { .. } | Block::Heading { .. } | Block::Table(_) | Block::Landscape(_) => false,
            })
        };
        let own = |span: Span| span.file >= self.resolved.plan.span.file;
        let items = keys.items.as_ref().map(|items| items.span).filter(|span| own(*span) && !has(true));
        let marker = keys.marker.as_ref().map(|marker| marker.span).filter(|span| own(*span) && !has(false));
        self.findings.extend(items.map(|span| {
            let message = text(
                "`items` không có tác dụng: lời văn ở đây không có danh sách đánh số",
                "`items` has no effect: the prose here has no numbered list",
            );
            let help = text(
                "viết mỗi ý một dòng, mở đầu bằng `1. `, `2. `; hoặc bỏ khóa này",
                "write one item a line, beginning with `1. `, `2. `; or remove the key",
            );
            Diagnostic::new(&NOT_SHOWN, span, message).help(help)
        }));
        self.findings.extend(marker.map(|span| {
            let message = text(
                "`marker` không có tác dụng: lời văn ở đây không có danh sách gạch đầu dòng",
                "`marker` has no effect: the prose here has no list with dashes",
            );
            let help = text(
                "viết mỗi ý một dòng, mở đầu bằng `- `; hoặc bỏ khóa này",
                "write one item a line, beginning with `- `; or remove the key",
            );
            Diagnostic::new(&NOT_SHOWN, span, message).help(help)
        }));
    }
}
