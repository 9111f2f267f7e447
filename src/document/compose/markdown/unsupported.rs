//! Markup that an administrative document does not have: what it is called, and how to do without it.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::Reader;
use crate::base::diagnostic::{Diagnostic, UNSUPPORTED_MARKUP, text};

impl Reader<'_> {
    pub(super) fn unsupported_block(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.unsupported(
                range,
                "tiêu đề trong lời văn",
                "a heading in prose",
                "khai báo tiêu đề thành một [[sections]]; dấu # đầu dòng viết thành \\#, bỏ dòng --- hoặc === dưới chữ",
                "declare it as one of [[sections]]; write \\# at the start of a line; remove --- or === under text",
            ),
            Tag::BlockQuote(_) => self.unsupported(
                range,
                "đoạn trích bắt đầu bằng >",
                "a quotation that starts with >",
                "dấu > đầu dòng viết thành \\>",
                "write \\> at the start of a line",
            ),
            Tag::CodeBlock(_) => self.unsupported(
                range,
                "đoạn mã",
                "a block of code",
                "bỏ bốn dấu cách đầu dòng, hoặc bỏ dòng ```",
                "remove the four spaces at the start of the line, or the line ```",
            ),
            _ => self.unsupported(
                range,
                "định dạng này",
                "this markup",
                "viết thành đoạn văn thường",
                "write it as a plain paragraph",
            ),
        }
    }

    pub(super) fn unsupported(&mut self, range: Range<usize>, vi: &str, en: &str, help_vi: &str, help_en: &str) {
        let own = |at: usize| at.saturating_add_signed(-self.shift);
        let span = if self.exact { self.source.inner(own(range.start)..own(range.end)) } else { self.source.span };
        self.findings.push(
            Diagnostic::new(
                &UNSUPPORTED_MARKUP,
                span,
                text(
                    format!("văn bản hành chính không có {vi}"),
                    format!("an administrative document does not have {en}"),
                ),
            )
            .help(text(help_vi, help_en)),
        );
    }
}
