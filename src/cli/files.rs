//! Reading what the user names.

use std::io::{self, Read as _};
use std::path::Path;

use super::report::{UserError, reason};
use super::search::outside;
use crate::base::diagnostic::{Language, Text, text};
use crate::base::limits::{PACKS, PDF_FILE, TEXT_FILE};
use crate::model::packs::{PackFile, PackFiles, is_toml};
use crate::pipeline::{Library, PlanFile, ProjectError};

/// Reads a plan file.
pub(super) fn plan(path: &Path) -> Result<PlanFile, UserError> {
    let shown = path.display();
    if path.is_dir() {
        let inside = path.join("plan.toml");
        let help = if inside.is_file() {
            text(format!("thử `{}`", inside.display()), format!("try `{}`", inside.display()))
        } else {
            text("ghi rõ tên tệp, như `xa-toi/plan.toml`", "name the file, such as `my-commune/plan.toml`")
        };
        return Err(UserError {
            message: text(
                format!("`{shown}` là thư mục, không phải tệp kế hoạch"),
                format!("`{shown}` is a folder, not a plan"),
            ),
            help,
        });
    }
    PlanFile::open(path).map_err(|error| cannot_read(path, &error))
}

/// Why a plan or a project file cannot be read.
fn cannot_read(path: &Path, error: &io::Error) -> UserError {
    let shown = path.display();
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
            text("mở quyền đọc, hoặc chép tệp sang thư mục của mình", "give yourself the right to read it, or copy it"),
        ),
        _ => (
            text(
                format!("không đọc được tệp `{shown}`: {}", reason(error, Language::Vietnamese)),
                format!("the file `{shown}` cannot be read: {}", reason(error, Language::English)),
            ),
            text("kiểm tra lại tệp ấy", "check that file"),
        ),
    };
    UserError { message, help }
}

impl From<ProjectError> for UserError {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Unreadable { path, error } => cannot_read(&path, &error),
            ProjectError::Outside(path) => outside(&path),
        }
    }
}

/// Reads a PDF.
pub(super) fn pdf(path: &Path) -> Result<Vec<u8>, UserError> {
    let shown = path.display();
    let bytes = bounded(path, PDF_FILE).map_err(|error| UserError {
        message: text(
            format!("không đọc được tệp `{shown}`: {}", reason(&error, Language::Vietnamese)),
            format!("the file `{shown}` cannot be read: {}", reason(&error, Language::English)),
        ),
        help: text("kiểm tra tên tệp và thư mục", "check the name and the folder"),
    })?;
    bytes.ok_or_else(|| {
        let limit = PDF_FILE / 1024 / 1024;
        UserError {
            message: text(format!("tệp `{shown}` lớn hơn {limit} MB"), format!("`{shown}` is larger than {limit} MB")),
            help: text(
                "văn bản đã ký chỉ vài MB; kiểm tra xem có chọn nhầm tệp không",
                "a signed document has a few MB; see whether this is the right file",
            ),
        }
    })
}

/// The sidecar beside a PDF; none where it is missing, no text, or too large to be one.
pub(super) fn sidecar_text(path: &Path) -> Option<String> {
    String::from_utf8(bounded(path, TEXT_FILE).ok()??).ok()
}

/// The bytes of a file; none when there are more than the limit.
fn bounded(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// The packs in use: those of a folder, or the embedded ones.
pub(super) fn library(folder: Option<&Path>) -> Result<Library, UserError> {
    let files = folder.map(packs).transpose()?.unwrap_or_else(PackFiles::embedded);
    Ok(Library::load(&files))
}

/// Reads a folder of packs: `.toml` files of each city's folder and of the folders in it.
fn packs(folder: &Path) -> Result<PackFiles, UserError> {
    let shown = folder.display();
    let help = text(
        "--packs cần một thư mục có cấu trúc như plans/: mỗi thành phố một thư mục con",
        "--packs needs a folder like plans/: one folder a city",
    );
    let refuse = |error: &io::Error| UserError {
        message: text(
            format!("không đọc được thư mục dữ liệu `{shown}`: {}", reason(error, Language::Vietnamese)),
            format!("the folder of packs `{shown}` cannot be read: {}", reason(error, Language::English)),
        ),
        help: help.clone(),
    };
    let mut files = Vec::new();
    let mut left = PACKS;
    if collect(folder, "", 0, &mut left, &mut files).map_err(|error| refuse(&error))?.is_none() {
        let limit = PACKS / 1024 / 1024;
        return Err(UserError {
            message: text(
                format!("thư mục dữ liệu `{shown}` có hơn {limit} MB tệp .toml, hoặc có tệp .toml lớn hơn 4 MB"),
                format!("the folder of packs `{shown}` has over {limit} MB of .toml files, or one of over 4 MB"),
            ),
            help,
        });
    }
    files.sort_by(|a: &PackFile, b| a.path.cmp(&b.path));
    if files.is_empty() {
        return Err(UserError {
            message: text(
                format!("thư mục dữ liệu `{shown}` không có tệp .toml nào trong thư mục con của thành phố"),
                format!("the folder of packs `{shown}` has no .toml file in the folder of a city"),
            ),
            help,
        });
    }
    Ok(PackFiles { root: folder.to_string_lossy().trim_end_matches(['/', '\\']).to_owned(), files })
}

/// Gives none when there is more than may be `left`.
fn collect(
    folder: &Path,
    prefix: &str,
    depth: usize,
    left: &mut usize,
    files: &mut Vec<PackFile>,
) -> io::Result<Option<()>> {
    /// City, baseline, and nothing below.
    const DEEPEST: usize = 2;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEEPEST {
            if collect(&entry.path(), &format!("{prefix}{name}/"), depth + 1, left, files)?.is_none() {
                return Ok(None);
            }
        } else if kind.is_file() && depth > 0 && is_toml(&name) {
            let Some(bytes) = bounded(&entry.path(), TEXT_FILE.min(*left))? else { return Ok(None) };
            *left -= bytes.len();
            let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            files.push(PackFile { path: format!("{prefix}{name}"), text });
        }
    }
    Ok(Some(()))
}

/// Why a file or folder cannot be written.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> UserError {
    let help = text(
        "đóng tệp ấy nếu đang mở trong chương trình khác, hoặc chọn nơi mình có quyền ghi",
        "close it if another program has it open, or choose a place that you may write to",
    );
    cannot_write_but(path, error, help)
}

/// The same, with what to do where the command knows better.
pub(super) fn cannot_write_but(path: &Path, error: &io::Error, help: Text) -> UserError {
    let shown = path.display();
    let (vi, en) = (reason(error, Language::Vietnamese), reason(error, Language::English));
    UserError {
        message: text(format!("không ghi được `{shown}`: {vi}"), format!("`{shown}` cannot be written: {en}")),
        help,
    }
}
