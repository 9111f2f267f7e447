//! How a section begins: with a heading, with a heading and its text in one line, or with a numbered paragraph.

use super::Composer;
use super::cells::first_paragraph;
use super::content::{Block, HeadingStyle, Origin, ParagraphStyle};
use super::sections::Numbered;
use crate::base::diagnostic::{Diagnostic, MISSING_KEY, NOT_ALLOWED, NOT_SHOWN, text};
use crate::base::vietnamese::capitals::in_capitals;
use crate::model::section::Section;

impl Composer<'_, '_> {
    /// Returns the head of a section; what is in it is taken out of the text.
    pub(super) fn section_head(
        &mut self,
        section: &Section,
        numbered: Numbered,
        body: &mut Vec<Block>,
    ) -> Option<Block> {
        if !section.has_title() {
            return self.numbered_paragraph(section, numbered, body);
        }
        let title = self.line(&section.title);
        let large = matches!(numbered.style, HeadingStyle::Part | HeadingStyle::Section);
        let title = if large { in_capitals(&title) } else { title };
        let (title, run_in) = if section.runs_in() && self.may_run_in(section, large) {
            (format!("{}:", title.trim_end_matches(':')), first_paragraph(body))
        } else {
            (title, None)
        };
        Some(Block::Heading {
            level: numbered.level,
            style: numbered.style,
            number: numbered.number,
            title,
            run_in,
            origin: Origin(section.title.span),
        })
    }

    fn may_run_in(&mut self, section: &Section, large: bool) -> bool {
        let Some(span) = section.run_in.as_ref().map(|run_in| run_in.span) else { return true };
        let finding = if large {
            let message = text(
                "tiêu đề của phần, mục (I, II) in hoa, đứng riêng một dòng: không in liền lời văn được",
                "the title of a part or a section I, II is in capitals on a line of its own: no text follows on it",
            );
            let help = text(
                "bỏ `run_in`; chỉ khoản, điểm (1., 1.1., a) mới in liền lời văn",
                "remove `run_in`; it is for sections 1., 1.1. and a) only",
            );
            Diagnostic::new(&NOT_ALLOWED, span, message).help(help)
        } else if section.text.is_empty() {
            let message = text(
                "`run_in` không có tác dụng: mục không có lời văn để in liền tiêu đề",
                "`run_in` has no effect: the section has no text that could follow its title",
            );
            let help = text("thêm `text = \"…\"`, hoặc bỏ khóa này", "add `text = \"…\"`, or remove the key");
            Diagnostic::new(&NOT_SHOWN, span, message).help(help)
        } else {
            return true;
        };
        self.findings.push(finding);
        false
    }

    /// A section without a title is a paragraph with a number (Decree 30, Appendix I, V.6.b: «Trường hợp không có tiêu đề»).
    fn numbered_paragraph(&mut self, section: &Section, numbered: Numbered, body: &mut Vec<Block>) -> Option<Block> {
        if let Some(run_in) = section.run_in.as_ref().filter(|run_in| run_in.value) {
            let message = text(
                "`run_in` không có tác dụng: mục không có tiêu đề",
                "`run_in` has no effect: the section has no title",
            );
            let help = text("thêm `title = \"…\"`, hoặc bỏ `run_in`", "add `title = \"…\"`, or remove `run_in`");
            self.findings.push(Diagnostic::new(&NOT_SHOWN, run_in.span, message).help(help));
        }
        let large = matches!(numbered.style, HeadingStyle::Part | HeadingStyle::Section);
        if let Some(content) = (!large).then(|| first_paragraph(body)).flatten() {
            return Some(Block::Paragraph { marker: numbered.number, style: ParagraphStyle::Normal, content });
        }
        // Of text that could not be read another finding speaks; a standard section that is not known would have a title.
        let unread = !large && body.is_empty() && !section.text.is_empty();
        if !unread && !self.resolved.plan.lacks_standard(self.resolved.pack) {
            let message = text(
                format!("mục `{}` chưa có tiêu đề", section.id.value),
                format!("the section `{}` has no title", section.id.value),
            );
            let help = if large {
                text("thêm dòng `title = \"…\"`", "add a line `title = \"…\"`")
            } else {
                text(
                    "thêm dòng `title = \"…\"`; đoạn đánh số không có tiêu đề thì `text` mở đầu bằng một đoạn văn",
                    "add a line `title = \"…\"`; the `text` of a numbered paragraph without a title begins with a paragraph",
                )
            };
            self.findings.push(Diagnostic::new(&MISSING_KEY, section.id.span, message).help(help));
        }
        None
    }
}
