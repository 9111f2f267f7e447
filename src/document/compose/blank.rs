//! Texts that are written and print nothing: blank ones, and those whose markup and expressions give nothing.

use super::beginning::Place;
use super::content::{Block, Inline, plain_text};
use super::{Composer, markdown};
use crate::base::diagnostic::{Diagnostic, Findings, NOTHING_TO_PRINT, text};
use crate::base::source::Span;
use crate::base::vietnamese::letter::is_blank;
use crate::document::texts::{Owner, PrintedText, Role};
use crate::input::decode::SourceText;
use crate::input::expressions::{TagKind, tags};
use crate::model::plan::{Piece, Plan};
use crate::model::section::ListMarks;

impl Composer<'_, '_> {
    /// Reports the texts that print nothing, once everything is written: to look at a text again cites nothing any more.
    pub(super) fn report_blank_texts(&mut self, texts: &[PrintedText<'_>]) {
        let plan = self.resolved.plan;
        for written in texts.iter().filter(|written| is_judged(written, plan)) {
            if self.prints_nothing(written) && !self.is_reported(written.source.span) {
                let signer = written.source.span == plan.signer.name.span;
                let (vi, en) = if signer { ("họ tên người ký", "the signer's name") } else { name(written) };
                let how = if written.source.is_blank() {
                    text(format!("{vi} để trống"), format!("{en} is empty"))
                } else {
                    text(format!("{vi} không in ra chữ nào"), format!("{en} prints nothing"))
                };
                let help = text(
                    "viết nội dung vào đây; khóa không bắt buộc thì bỏ cả dòng",
                    "write its content; leave an optional key out",
                );
                self.findings.push(Diagnostic::new(&NOTHING_TO_PRINT, written.source.span, how).help(help));
            }
        }
        for assignment in plan.assignments.iter().filter(|one| one.agencies.is_empty() && one.title.is_none()) {
            self.report_nameless(assignment.span);
        }
    }

    fn report_nameless(&mut self, span: Span) {
        if !self.is_reported(span) {
            let message = text("phân công chưa ghi cơ quan nào", "the assignment names no agency");
            let help = text("ghi `agency = \"phong-vhxh\"`", "write `agency = \"phong-vhxh\"`");
            self.findings.push(Diagnostic::new(&NOTHING_TO_PRINT, span, message).help(help));
        }
    }

    /// Returns whether something was found there: a text that could not be read prints nothing either.
    fn is_reported(&self, span: Span) -> bool {
        let inside = |one: Span| one.file == span.file && span.start <= one.start && one.end <= span.end;
        self.findings.iter().any(|finding| inside(finding.span))
    }

    fn prints_nothing(&self, written: &PrintedText<'_>) -> bool {
        let source = written.source;
        if let Owner::Target(target) = written.owner
            && written.role == Role::Target
            && target.pieces().iter().any(|piece| matches!(piece, Piece::Placeholder(..)))
        {
            return false;
        }
        if !source.text.contains('{') && source.text.contains(char::is_alphanumeric) {
            return false;
        }
        let (outside, decided) = outside_of_tags(source);
        if !decided && outside.contains(char::is_alphanumeric) {
            return false;
        }
        match self.expressions.render(source, written.role.is_prose(), Place::Beginning) {
            Ok(words) if written.role.is_prose() => !any_word(&markdown::blocks(
                &words,
                source,
                ListMarks::default(),
                &markdown::Notes::new(),
                &mut Findings::new(),
            )),
            Ok(words) => is_blank(&words),
            Err(_) => false,
        }
    }
}

fn is_judged(written: &PrintedText<'_>, plan: &Plan) -> bool {
    let own = written.source.span.file >= plan.span.file;
    // An empty closing is none, and a cell may be empty.
    own && written.source.is_written() && !matches!(written.role, Role::Closing | Role::Cell)
}

/// Returns the text without its tags, and whether a condition decides what of it is printed.
fn outside_of_tags(source: &SourceText) -> (String, bool) {
    let (mut out, mut at, mut decided) = (String::new(), 0, false);
    for tag in tags(&source.text) {
        out.push_str(&source.text[at..tag.range.start]);
        at = tag.range.end;
        decided |= tag.kind == TagKind::Statement;
    }
    out.push_str(&source.text[at..]);
    (out, decided)
}

fn any_word(blocks: &[Block]) -> bool {
    let any = |content: &[Inline]| !is_blank(&plain_text(content));
    blocks.iter().any(|block| match block {
        Block::Heading { title, .. } => !is_blank(title),
        Block::Paragraph { content, .. } => any(content),
        Block::Table(table) => {
            let rows = table.head.iter().chain(table.rows.iter().map(|row| &row.cells));
            rows.flatten().any(|cell| any(&cell.content))
        }
        Block::Landscape(inner) => any_word(inner),
    })
}

/// Returns what a text is called, in both languages.
fn name(written: &PrintedText<'_>) -> (&'static str, &'static str) {
    match (written.role, written.owner) {
        (Role::Subject, _) => ("trích yếu", "the subject"),
        (Role::Opening, _) => ("lời mở đầu", "the opening"),
        (Role::Article, _) => ("điều của quyết định", "the article of the decision"),
        (Role::Title, Owner::Section(_)) => ("tiêu đề của mục", "the title of the section"),
        (Role::Title, Owner::Group(_)) => ("tên nhóm", "the title of the group"),
        (Role::Title, Owner::Appendix(_)) => ("tiêu đề của phụ lục", "the title of the appendix"),
        (Role::Title, Owner::Table(_)) => ("tên bảng", "the caption of the table"),
        (Role::Title, Owner::Assignment(_)) => ("tiêu đề của phân công", "the title of the assignment"),
        (Role::Title, _) => ("tên loại văn bản", "the type of the document"),
        (Role::Head, _) => ("tên cột", "the title of the column"),
        (Role::Basis, _) => ("căn cứ", "the basis"),
        (Role::Target, _) => ("lời của chỉ tiêu", "the wording of the target"),
        (Role::Label, _) => ("nhãn của dòng", "the label"),
        (Role::Task | Role::TaskProse, _) => ("lời của nhiệm vụ", "the wording of the task"),
        (Role::TaskDetail, _) => ("phần này của nhiệm vụ", "this part of the task"),
        (Role::Assignment, _) => ("lời của phân công", "the text of the assignment"),
        (Role::Unit, _) => ("đơn vị tính", "the unit"),
        (Role::Note, _) => ("lời ghi chú", "the note"),
        (Role::Party, Owner::Document) => ("chức vụ, quyền hạn của người ký", "the position of the signer"),
        (Role::Party, _) => ("tên cơ quan", "the name of the body"),
        (Role::Recipient, _) => ("nơi nhận", "the recipient"),
        (Role::Name, Owner::Document) => ("tên riêng, ký hiệu hoặc địa danh", "the name, symbol or place"),
        (Role::Name, Owner::Agency(_)) => ("tên cơ quan", "the name of the agency"),
        (Role::Name, _) => ("phần này của văn bản viện dẫn", "this part of the legal document"),
        (Role::Section | Role::Closing | Role::Appendix | Role::Cell, _) => ("lời văn ở đây", "this text"),
    }
}
