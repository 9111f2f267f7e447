//! Reading what the user names.

use std::io::{self, Read as _};
use std::path::Path;

use super::report::Refusal;
use crate::load::SIZE_LIMIT;
use crate::packs::{PackFile, PackFiles};
use crate::pipeline::PlanFile;

/// Reads a plan file; no more of it than decides that it is too large.
pub(super) fn plan(path: &Path) -> Result<PlanFile, Refusal> {
    let shown = path.display();
    let refuse = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => Refusal {
            message: format!("không có tệp `{shown}`"),
            help: "kiểm tra tên tệp và thư mục, ví dụ: kehoach build examples/binh-giang-2026/plan.toml".to_owned(),
        },
        io::ErrorKind::PermissionDenied => Refusal {
            message: format!("không có quyền đọc tệp `{shown}`"),
            help: "mở quyền đọc, hoặc chép tệp sang thư mục của mình".to_owned(),
        },
        _ => Refusal {
            message: format!("không đọc được tệp `{shown}`: {error}"),
            help: "kiểm tra lại tệp ấy".to_owned(),
        },
    };
    if path.is_dir() {
        return Err(Refusal {
            message: format!("`{shown}` là thư mục, không phải tệp kế hoạch"),
            help: format!("thử `{}`", path.join("plan.toml").display()),
        });
    }
    let file = std::fs::File::open(path).map_err(|error| refuse(&error))?;
    let mut bytes = Vec::new();
    file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
    Ok(PlanFile { name: path.to_string_lossy().into_owned(), bytes })
}

/// Reads a folder of packs: `.toml` files of each city's folder and of the folders in it.
pub(super) fn packs(folder: &Path) -> Result<PackFiles, Refusal> {
    let shown = folder.display();
    let refuse = |error: &io::Error| Refusal {
        message: format!("không đọc được thư mục dữ liệu `{shown}`: {error}"),
        help: "--packs cần một thư mục có cấu trúc như plans/: mỗi thành phố một thư mục con".to_owned(),
    };
    let mut files = Vec::new();
    collect(folder, "", 0, &mut files).map_err(|error| refuse(&error))?;
    files.sort_by(|a: &PackFile, b| a.path.cmp(&b.path));
    if files.is_empty() {
        return Err(Refusal {
            message: format!("thư mục dữ liệu `{shown}` không có tệp .toml nào trong thư mục con của thành phố"),
            help: "--packs cần một thư mục có cấu trúc như plans/: mỗi thành phố một thư mục con".to_owned(),
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
        } else if kind.is_file() && depth > 0 && name.ends_with(".toml") {
            let text = std::fs::read_to_string(entry.path())?;
            files.push(PackFile { path: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}
