//! Requests that cannot be carried out: wrong arguments, files that cannot be read or written.

use std::io;
use std::path::Path;

use crate::base::diagnostic::{Language, Text, io_reason, text};
use crate::base::shown;
use crate::output::write::unusable;

/// What is wrong with a request, and what to do about it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(super) struct UserError {
    pub message: Text,
    pub hint: Option<Text>,
}

/// An error in Vietnamese and in English.
pub(super) fn user_error(vietnamese: impl Into<String>, english: impl Into<String>) -> UserError {
    UserError { message: text(vietnamese, english), hint: None }
}

impl UserError {
    /// With what to do about it, in place of any earlier hint.
    pub(super) fn hint(self, vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        self.with_hint(text(vietnamese, english))
    }

    /// Returns the same with a hint that is at hand.
    pub(super) fn with_hint(self, hint: Text) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Returns the same with another way out after the first.
    pub(super) fn or_hint(self, vietnamese: &str, english: &str) -> Self {
        let Some(hint) = &self.hint else { return self.hint(vietnamese, english) };
        let (first, second) = (hint.get(Language::Vietnamese), hint.get(Language::English));
        let both = text(format!("{first}; {vietnamese}"), format!("{second}; {english}"));
        self.with_hint(both)
    }

    /// With the cause after a colon.
    pub(super) fn because(self, cause: &Text) -> Self {
        let with = |language| format!("{}: {}", self.message.get(language), cause.get(language));
        Self { message: text(with(Language::Vietnamese), with(Language::English)), hint: self.hint }
    }
}

/// A message with its hint.
impl From<(Text, Text)> for UserError {
    fn from((message, hint): (Text, Text)) -> Self {
        Self { message, hint: Some(hint) }
    }
}

/// What is wrong with a name by which Windows has no file.
pub(super) fn no_such_name(name: &str) -> Text {
    let name = shown::name(name);
    text(
        format!("Windows không có tệp, thư mục tên `{name}`"),
        format!("Windows has no file or directory named `{name}`"),
    )
}

/// A file that cannot be read.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> UserError {
    let shown = shown::path(path);
    let reason = unusable(path).map_or_else(|| io_reason(error), |name| no_such_name(&name));
    user_error(format!("không đọc được tệp `{shown}`"), format!("cannot read the file `{shown}`"))
        .because(&reason)
        .hint("kiểm tra tên và quyền đọc của tệp", "check the file's name and permissions")
}

/// A directory that cannot be read.
pub(super) fn cannot_read_directory(path: &Path, reason: &Text) -> UserError {
    let shown = shown::path(path);
    user_error(format!("không đọc được thư mục `{shown}`"), format!("cannot read the directory `{shown}`"))
        .because(reason)
        .hint(
            "kiểm tra quyền đọc của thư mục, hoặc ghi rõ tên các tệp",
            "check the directory's permissions, or name the files",
        )
}

/// A file or directory that cannot be written.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> UserError {
    let shown = shown::path(path);
    user_error(format!("không ghi được `{shown}`"), format!("cannot write `{shown}`")).because(&io_reason(error)).hint(
        "đóng tệp ấy nếu đang mở trong chương trình khác, hoặc chọn nơi mình có quyền ghi",
        "close the file if another program has it open, or choose a place that you may write to",
    )
}
