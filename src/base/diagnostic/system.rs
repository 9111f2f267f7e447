//! Why the operating system refused, in the users' words.

use std::io::{Error, ErrorKind};

use super::{Text, text};

/// Returns whether another program has a file, so that it cannot be opened or replaced now.
#[must_use]
pub fn is_in_use(error: &Error) -> bool {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    const ERROR_LOCK_VIOLATION: i32 = 33;
    let shared = matches!(error.raw_os_error(), Some(ERROR_SHARING_VIOLATION | ERROR_LOCK_VIOLATION));
    error.kind() == ErrorKind::ResourceBusy || (cfg!(windows) && shared)
}

/// Returns the reason of an input or output error; never the system's own text, which comes in any language.
#[must_use]
pub fn io_reason(error: &Error) -> Text {
    let kind = if is_in_use(error) { ErrorKind::ResourceBusy } else { error.kind() };
    let (vietnamese, english) = match kind {
        ErrorKind::NotFound => ("không có tệp hoặc thư mục ấy", "no such file or directory"),
        ErrorKind::PermissionDenied => ("không có quyền", "permission denied"),
        ErrorKind::NotADirectory => ("đó không phải thư mục", "not a directory"),
        ErrorKind::IsADirectory => ("đó là thư mục", "is a directory"),
        ErrorKind::AlreadyExists => ("đã có tệp hoặc thư mục ấy", "the file or directory exists already"),
        ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => ("đã dùng hết dung lượng được cấp", "the disk quota is used up"),
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the file system is read-only"),
        ErrorKind::ResourceBusy => ("tệp đang mở trong chương trình khác", "the file is in use by another program"),
        ErrorKind::InvalidFilename => {
            ("tên tệp quá dài hoặc có ký tự không dùng được", "the file name is invalid or too long")
        }
        ErrorKind::Unsupported => {
            ("đó không phải tệp thường (ống dẫn, thiết bị)", "it is not a regular file but a pipe or a device")
        }
        ErrorKind::TimedOut => ("chạy quá thời gian cho phép", "it took more time than it may"),
        ErrorKind::FileTooLarge => ("dữ liệu dài hơn mức cho phép", "there is more data than there may be"),
        ErrorKind::InvalidData => ("tệp không phải UTF-8", "the file is not UTF-8"),
        _ => {
            return match error.raw_os_error() {
                Some(code) => text(format!("lỗi hệ thống số {code}"), format!("system error {code}")),
                None => text("không rõ nguyên nhân", "unknown cause"),
            };
        }
    };
    text(vietnamese, english)
}
