//! Writing files, and what a user is told when one is not written.

use std::io;
use std::path::{Path, PathBuf};

use super::report;
use super::user_error::{UserError, cannot_write, no_such_name, user_error};
use super::walk::broken_link;
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::output::write::{self, Change, Inputs, Reason, Refusal};

/// Carries out changes: all, or none. `option` is the option that chose the place; empty when none did.
pub(super) fn write(
    changes: &[Change<'_>],
    inputs: &Inputs,
    option: &str,
    language: Language,
) -> Result<(), UserError> {
    let left = write::write(changes, inputs).map_err(|refusal| refused(&refusal, option))?;
    swept(&left, language);
    Ok(())
}

/// The same in directories that need not be there yet; those that were made for nothing are removed.
pub(super) fn in_directories(
    directories: &[&Path],
    changes: &[Change<'_>],
    inputs: &Inputs,
    option: &str,
    language: Language,
) -> Result<(), UserError> {
    let mut made = Vec::new();
    let written = directories
        .iter()
        .try_for_each(|directory| {
            made.extend(write::make_directory(directory)?);
            Ok(())
        })
        .map_err(|refusal| refused(&refusal, option))
        .and_then(|()| write(changes, inputs, option, language));
    written.inspect_err(|_| write::remove_directories(&made))
}

/// Tells what was left by runs that were killed, and is removed.
pub(super) fn swept(left: &[PathBuf], language: Language) {
    for path in left {
        let shown = shown::path(path);
        report::status(
            &format!("đã xóa tệp tạm mà một lần chạy bị ngắt để lại: {shown}"),
            &format!("removed temporary files that an interrupted run left: {shown}"),
            language,
        );
    }
}

/// Refuses an output by whose name this system has no file, before anything is looked for there.
pub(super) fn usable(path: &Path, option: &str) -> Result<(), UserError> {
    write::refuse_name(path).map_err(|refusal| refused(&refusal, option))
}

/// Refuses an output that is an input, before any work is done.
pub(super) fn not_an_input(path: &Path, inputs: &Inputs, option: &str) -> Result<(), UserError> {
    if inputs.hold(path) {
        Err(refused(&Refusal { path: path.to_owned(), reason: Reason::Input }, option))
    } else {
        Ok(())
    }
}

/// Returns why a file was not written, as a user is told.
pub(super) fn refused(refusal: &Refusal, option: &str) -> UserError {
    let path = &refusal.path;
    let shown = shown::path(path);
    let (vi, en) = match option {
        "" => (String::new(), String::new()),
        option => (format!(" bằng {option}"), format!(" with {option}")),
    };
    let other = (format!("chọn tên khác{vi}"), format!("choose another name{en}"));
    let elsewhere = (format!("chọn nơi khác{vi}"), format!("choose another place{en}"));
    let cannot = |reason_vi: &str, reason_en: &str| {
        user_error(format!("không ghi được `{shown}`: {reason_vi}"), format!("cannot write `{shown}`: {reason_en}"))
    };
    match &refusal.reason {
        Reason::Input => user_error(
            format!("`{shown}` là tệp mà lệnh này đọc, không ghi đè; tệp ấy còn nguyên"),
            format!("`{shown}` is read by this command: it is not overwritten, and is unchanged"),
        )
        .hint(other.0, other.1),
        Reason::Name(name) => {
            let reason = no_such_name(name);
            cannot(reason.get(Language::Vietnamese), reason.get(Language::English)).hint(
                format!("{}, không có dấu < > : \" | ? *, không kết thúc bằng dấu chấm hay dấu cách, không phải CON, PRN, AUX, NUL, COM1, LPT1…", other.0),
                format!("{}, without < > : \" | ? *, no full stop or space at the end, and not CON, PRN, AUX, NUL, COM1, LPT1…", other.1),
            )
        }
        Reason::Directory => cannot("đó là thư mục", "it is a directory")
            .hint(format!("ghi rõ tên tệp{vi}, không ghi tên thư mục"), format!("name a file{en}, not a directory")),
        Reason::Special => cannot("đó không phải tệp thường", "it is not a regular file").hint(other.0, other.1),
        Reason::Link(real) => user_error(
            format!(
                "`{shown}` là liên kết đến `{}`, không ghi qua liên kết; chưa có gì bị thay đổi",
                shown::path(real)
            ),
            format!("`{shown}` is a link to `{}`: nothing was written through it", shown::path(real)),
        )
        .hint(format!("ghi rõ `{}`", shown::path(real)), format!("name `{}` itself", shown::path(real))),
        Reason::BrokenLink => broken_link(path),
        Reason::HardLink => cannot(
            "tệp ấy còn có tên khác (liên kết cứng), ghi vào đây thì tên kia vẫn là bản cũ; tệp còn nguyên",
            "the file has another name (a hard link), which would keep the old content; it is unchanged",
        )
        .hint(
            format!("{}; hoặc chép tệp ra rồi thay liên kết bằng bản chép", other.0),
            format!("{}; or put a copy in place of the link", other.1),
        ),
        Reason::ReadOnly => cannot("tệp chỉ cho đọc; tệp còn nguyên", "the file is read-only; it is unchanged").hint(
            format!("mở quyền ghi cho tệp (trên Windows: bỏ dấu «Read-only» trong Properties), hoặc {}", other.0),
            format!("make the file writable, or {}", other.1),
        ),
        Reason::Exists => super::new::is_there(path),
        Reason::NoDirectory => cannot("không có thư mục ấy", "no such directory").hint(
            format!("thư mục ấy chưa có; tạo thư mục trước, hoặc {}", elsewhere.0),
            format!("that directory does not exist; create it, or {}", elsewhere.1),
        ),
        Reason::Busy => cannot(
            "một lệnh kehoach khác đang ghi ở đó mãi chưa xong; chưa có gì bị thay đổi",
            "another run of kehoach is writing there and does not end; nothing was changed",
        )
        .hint("đợi lệnh ấy xong rồi chạy lại", "wait until it has ended, then run this again"),
        Reason::Held => cannot(
            "tệp đang mở trong chương trình khác; tệp còn nguyên",
            "another program has the file open; it is unchanged",
        )
        .hint(
            format!("đóng tệp ấy trong Word, Acrobat hoặc trình duyệt rồi chạy lại, hoặc {}", other.0),
            format!("close it in Word, Acrobat or the browser and run this again, or {}", other.1),
        ),
        Reason::Torn(kept) => user_error(
            format!("mới ghi được một phần: `{shown}` là bản mới, tệp đi cùng vẫn là bản cũ"),
            format!("only a part was written: `{shown}` is new, the file that belongs to it is old"),
        )
        .hint(
            format!("chạy lại lệnh này; các bản cũ còn trong `{}`", shown::path(kept)),
            format!("run this again; the old files are in `{}`", shown::path(kept)),
        ),
        Reason::System(error) => match error.kind() {
            io::ErrorKind::PermissionDenied => cannot_write(path, error).hint(
                format!("không có quyền ghi ở đó; {}", elsewhere.0),
                format!("you may not write there; {}", elsewhere.1),
            ),
            _ => cannot_write(path, error).hint(
                format!("{}; tệp cũ, nếu có, vẫn còn nguyên", elsewhere.0),
                format!("{}; an old file is unchanged", elsewhere.1),
            ),
        },
    }
}
