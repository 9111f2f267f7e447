//! Reading what the user names.

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::beside::Folder;
use super::report::{Refusal, reason};
use crate::diagnostic::{Language, Text, text};
use crate::load::SIZE_LIMIT;
use crate::packs::{PackFile, PackFiles, is_toml};
use crate::pipeline::{Library, PlanFile};

/// Reads a plan file; no more of it than decides that it is too large. Files beside it are read when the plan names them.
pub(super) fn plan(path: &Path) -> Result<PlanFile, Refusal> {
    let shown = path.display();
    let refuse = |error: &io::Error| {
        let (message, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                text(format!("không có tệp `{shown}`"), format!("there is no file `{shown}`")),
                text(
                    "kiểm tra tên tệp và thư mục, ví dụ: kehoach build examples/binh-giang-2026/plan.toml",
                    "check the name and the folder, for instance: kehoach build examples/binh-giang-2026/plan.toml",
                ),
            ),
            io::ErrorKind::PermissionDenied => (
                text(format!("không có quyền đọc tệp `{shown}`"), format!("the file `{shown}` may not be read")),
                text(
                    "mở quyền đọc, hoặc chép tệp sang thư mục của mình",
                    "give yourself the right to read it, or copy it",
                ),
            ),
            _ => (
                text(
                    format!("không đọc được tệp `{shown}`: {}", reason(error, Language::Vietnamese)),
                    format!("the file `{shown}` cannot be read: {}", reason(error, Language::English)),
                ),
                text("kiểm tra lại tệp ấy", "check that file"),
            ),
        };
        Refusal { message, help }
    };
    if path.is_dir() {
        let inside = path.join("plan.toml");
        let help = if inside.is_file() {
            text(format!("thử `{}`", inside.display()), format!("try `{}`", inside.display()))
        } else {
            text("ghi rõ tên tệp, như `xa-toi/plan.toml`", "name the file, such as `my-commune/plan.toml`")
        };
        return Err(Refusal {
            message: text(
                format!("`{shown}` là thư mục, không phải tệp kế hoạch"),
                format!("`{shown}` is a folder, not a plan"),
            ),
            help,
        });
    }
    let file = std::fs::File::open(path).map_err(|error| refuse(&error))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(SIZE_LIMIT as u64);
    // One byte more than the file has: so the end is found without a larger buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
    Ok(PlanFile { name: path.to_string_lossy().into_owned(), bytes, beside: Arc::new(Folder::of(path)) })
}

/// Reads a PDF.
pub(super) fn pdf(path: &Path) -> Result<Vec<u8>, Refusal> {
    let shown = path.display();
    std::fs::read(path).map_err(|error| Refusal {
        message: text(
            format!("không đọc được tệp `{shown}`: {}", reason(&error, Language::Vietnamese)),
            format!("the file `{shown}` cannot be read: {}", reason(&error, Language::English)),
        ),
        help: text("kiểm tra tên tệp và thư mục", "check the name and the folder"),
    })
}

/// The packs in use: those of a folder, or the embedded ones.
pub(super) fn library(folder: Option<&Path>) -> Result<Library, Refusal> {
    let files = folder.map(packs).transpose()?.unwrap_or_else(PackFiles::embedded);
    Ok(Library::load(&files))
}

/// Reads a folder of packs: `.toml` files of each city's folder and of the folders in it.
fn packs(folder: &Path) -> Result<PackFiles, Refusal> {
    let shown = folder.display();
    let help = text(
        "--packs cần một thư mục có cấu trúc như plans/: mỗi thành phố một thư mục con",
        "--packs needs a folder like plans/: one folder a city",
    );
    let refuse = |error: &io::Error| Refusal {
        message: text(
            format!("không đọc được thư mục dữ liệu `{shown}`: {}", reason(error, Language::Vietnamese)),
            format!("the folder of packs `{shown}` cannot be read: {}", reason(error, Language::English)),
        ),
        help: help.clone(),
    };
    let mut files = Vec::new();
    collect(folder, "", 0, &mut files).map_err(|error| refuse(&error))?;
    files.sort_by(|a: &PackFile, b| a.path.cmp(&b.path));
    if files.is_empty() {
        return Err(Refusal {
            message: text(
                format!("thư mục dữ liệu `{shown}` không có tệp .toml nào trong thư mục con của thành phố"),
                format!("the folder of packs `{shown}` has no .toml file in the folder of a city"),
            ),
            help,
        });
    }
    Ok(PackFiles { root: folder.to_string_lossy().trim_end_matches(['/', '\\']).to_owned(), files })
}

fn collect(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<PackFile>) -> io::Result<()> {
    /// City, baseline, and nothing below.
    const DEEPEST: usize = 2;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEEPEST {
            collect(&entry.path(), &format!("{prefix}{name}/"), depth + 1, files)?;
        } else if kind.is_file() && depth > 0 && is_toml(&name) {
            let text = std::fs::read_to_string(entry.path())?;
            files.push(PackFile { path: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}

/// Why a file or folder cannot be written.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Refusal {
    let help = text(
        "đóng tệp ấy nếu đang mở trong chương trình khác, hoặc chọn nơi mình có quyền ghi",
        "close it if another program has it open, or choose a place that you may write to",
    );
    cannot_write_but(path, error, help)
}

/// The same, with what to do where the command knows better.
pub(super) fn cannot_write_but(path: &Path, error: &io::Error, help: Text) -> Refusal {
    let shown = path.display();
    let (vi, en) = (reason(error, Language::Vietnamese), reason(error, Language::English));
    Refusal {
        message: text(format!("không ghi được `{shown}`: {vi}"), format!("`{shown}` cannot be written: {en}")),
        help,
    }
}
