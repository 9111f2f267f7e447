//! Sections and how they show data.

use super::build::{Builder, Fields, word};
use super::listed::{orientation_word, orientation_words};
use super::{Collection, Line, Piece, Token, Value};
use crate::input::decode::SourceText;
use crate::model::section::{
    AssignmentsAs, ChildNumbering, Column, ColumnField, Detail, GroupNumbering, Label, Orientation, Section, Show,
    TargetsAs, TasksAs, TimeForm,
};

impl Builder<'_, '_> {
    pub(super) fn sections(&mut self) {
        for section in self.resolved.sections {
            let Section { id, title, text, after, show, numbering, lists, run_in } = section;
            let title = self.line(title);
            let lines: Vec<Line> = text.iter().flat_map(|text| self.prose(text, lists)).collect();
            let fields = Fields::new()
                .line("title", section.has_title().then(|| title.clone()))
                .add("text", Value::lines(lines.clone()))
                .add("after", Value::lines(after.as_ref().map(|text| self.prose(text, lists)).unwrap_or_default()))
                .line("show", show.as_ref().and_then(|show| self.show(show)))
                .words("numbering", numbering.map(child_numbering))
                .lists(lists)
                .line("run_in", run_in.as_ref().map(|run_in| Line::token(super::document::flag(run_in.value))));
            // A numbered paragraph is known by its words.
            let title = if section.has_title() { title } else { lines.first().cloned().unwrap_or_default() };
            let parent = id.value.parent().unwrap_or_default().to_owned();
            self.named(Collection::Sections, &id.value, Some(parent), title, fields);
            if let Some(item) = self.items.last_mut() {
                item.summary.lines.extend(lines);
            }
        }
    }

    /// How data is shown, in one line; none when all is as usual.
    pub(super) fn show(&self, show: &Show) -> Option<Line> {
        let Show { span: _, bases, targets, tasks, assignments, groups, numbering, labels, columns, orientation } =
            show;
        let mut parts = Vec::new();
        let mut put = |typed: String, shown: String| parts.push(Line::token(Token::plain(typed, shown)));
        if let Some(how) = bases {
            put(format!("bases = {}", word(*how)), format!("căn cứ: {}", super::document::bases_words(*how)));
        }
        if let Some(how) = targets {
            let shown = match how {
                TargetsAs::List => "gạch đầu dòng",
                TargetsAs::Table => "bảng",
            };
            put(format!("targets = {}", word(*how)), format!("chỉ tiêu: {shown}"));
        }
        if let Some(how) = tasks {
            let shown = match how {
                TasksAs::List => "gạch đầu dòng",
                TasksAs::Table => "bảng",
                TasksAs::Record => "a), b), c)",
            };
            put(format!("tasks = {}", word(*how)), format!("nhiệm vụ: {shown}"));
        }
        if let Some(how) = assignments {
            let shown = match how {
                AssignmentsAs::Headings => "đề mục",
                AssignmentsAs::RunIn => "đề mục liền lời",
                AssignmentsAs::Bullets => "gạch đầu dòng",
                AssignmentsAs::Table => "bảng",
            };
            put(format!("assignments = {}", word(*how)), format!("phân công: {shown}"));
        }
        if let Some(orientation) =
            orientation.as_ref().map(|one| one.value).filter(|one| *one != Orientation::default())
        {
            put(format!("orientation = {}", orientation_word(orientation)), orientation_words(orientation).to_owned());
        }
        if let Some(numbering) = numbering.as_ref().map(|one| one.value) {
            let shown = match numbering {
                GroupNumbering::ByGroup => "từ 1 trong mỗi nhóm",
                GroupNumbering::Through => "suốt cả bảng",
            };
            put(format!("numbering = {}", word(numbering)), format!("đánh số dòng: {shown}"));
        }
        if !groups.is_empty() {
            let groups = Line::joined(groups.iter().map(|group| Line::token(self.group(&group.value))), ", ");
            parts.push(Line([vec![Piece::Token(Token::plain("groups = ", "các nhóm: "))], groups.0].concat()));
        }
        if !labels.is_empty() {
            let labels = Line::joined(labels.iter().map(|label| self.label(label)), ", ");
            parts.push(Line([vec![Piece::Token(Token::plain("labels = ", "các nhãn: "))], labels.0].concat()));
        }
        if !columns.is_empty() {
            let columns = Line::joined(columns.iter().map(|column| self.column(column)), ", ");
            parts.push(Line([vec![Piece::Token(Token::plain("columns = ", "các cột: "))], columns.0].concat()));
        }
        (!parts.is_empty()).then(|| Line::joined(parts, "; "))
    }

    fn column(&self, column: &Column) -> Line {
        let Column { detail, title, by, form } = column;
        let name = detail_token(&detail.value);
        let mut line = match title {
            None => Line::token(name),
            Some(title) => self.called(name, title),
        };
        if let Some(by) = by {
            line.0.push(Piece::Words(format!(" ({})", by.value.short())));
        }
        if let Some(TimeForm::Short) = form.as_ref().map(|form| form.value) {
            line.0.push(Piece::Token(Token::plain(" form=short", " (viết gọn)")));
        }
        line
    }

    fn label(&self, label: &Label) -> Line {
        let Label { detail, words } = label;
        self.called(detail_token(detail), words)
    }

    fn called(&self, name: Token, words: &SourceText) -> Line {
        let mut pieces = vec![Piece::Token(name), Piece::Words(" «".to_owned())];
        pieces.extend(self.line(words).0);
        pieces.push(Piece::Words("»".to_owned()));
        Line(pieces)
    }
}

fn child_numbering(numbering: ChildNumbering) -> &'static str {
    match numbering {
        ChildNumbering::None => "none",
        ChildNumbering::Level(level) => word(level),
    }
}

fn detail_token(detail: &Detail) -> Token {
    match detail {
        Detail::Field(field) => Token::plain(word(*field), column_words(*field)),
        Detail::Extra(name) => Token::plain(detail.written(), name.as_str()),
    }
}

fn column_words(field: ColumnField) -> &'static str {
    match field {
        ColumnField::Number => "số thứ tự",
        ColumnField::Text => "lời",
        ColumnField::Unit => "đơn vị tính",
        ColumnField::City => "của thành phố",
        ColumnField::Previous => "kết quả kỳ trước",
        ColumnField::Promise => "mức",
        ColumnField::Work => "việc phải làm",
        ColumnField::Lead => "chủ trì",
        ColumnField::Support => "phối hợp",
        ColumnField::Mode => "trách nhiệm",
        ColumnField::Due => "thời hạn",
        ColumnField::Product => "sản phẩm",
        ColumnField::Agency => "cơ quan",
    }
}
