//! Markup that an administrative document does not have: what it is called, and how to do without it.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::Reader;
use crate::base::diagnostic::{UNSUPPORTED_MARKUP, text};

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
            Tag::HtmlBlock => {
                let words = self.text[range.clone()].to_owned();
                self.unsupported_html(range, words.trim_start());
            }
            _ => self.unsupported(
                range,
                "định dạng này",
                "this markup",
                "viết thành đoạn văn thường",
                "write it as a plain paragraph",
            ),
        }
    }

    pub(super) fn unsupported_rule(&mut self, range: Range<usize>) {
        self.unsupported(range, "đường kẻ ngang", "a rule", "bỏ dòng `---`", "remove the line `---`");
    }

    pub(super) fn unsupported_html(&mut self, range: Range<usize>, words: &str) {
        if words.starts_with("<!--") {
            self.unsupported(
                range,
                "ghi chú kiểu HTML `<!-- … -->`",
                "HTML comments `<!-- … -->`",
                "chuyển ghi chú ra ngoài lời văn, sau dấu # ở đầu dòng; hoặc viết `{# … #}`, chương trình không in",
                "move the comment out of the text, behind a #; or write `{# … #}`, which is not printed",
            );
        } else {
            self.unsupported(
                range,
                "thẻ HTML",
                "HTML tags",
                "bỏ thẻ; chữ đậm viết `**…**`, chữ nghiêng `*…*`; dấu < viết thành `\\<`",
                "remove it; write bold `**…**`, italic `*…*`; write a sign < as `\\<`",
            );
        }
    }

    pub(super) fn unsupported(&mut self, range: Range<usize>, vi: &str, en: &str, help_vi: &str, help_en: &str) {
        self.traces.reported(range.clone());
        self.report(
            &UNSUPPORTED_MARKUP,
            range,
            text(format!("văn bản hành chính không có {vi}"), format!("an administrative document does not have {en}")),
            text(help_vi, help_en),
        );
    }
}
