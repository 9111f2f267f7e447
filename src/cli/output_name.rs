//! The name that a user gives an output: its ending says what is in it, so that nothing else is written over.

use std::path::{Path, PathBuf};

use super::user_error::{UserError, user_error};
use super::writing;
use crate::base::diagnostic::{list_en, list_vi};
use crate::base::disk::real_path;
use crate::base::shown;
use crate::output::write::is_stream;

/// The endings of a kind of output, the usual one first.
pub(super) type Endings = &'static [&'static str];

pub(super) const PDF: Endings = &["pdf"];
pub(super) const HTML: Endings = &["html", "htm"];
pub(super) const MARKDOWN: Endings = &["md", "markdown"];
pub(super) const JSON: Endings = &["json"];
pub(super) const TEXT: Endings = &["txt"];

/// The endings of files of other kinds: in the proposal of a name they give way.
const OTHERS: [&str; 12] = ["toml", "csv", "json", "html", "htm", "md", "txt", "pdf", "typ", "doc", "docx", "xlsx"];

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    Stdout,
    /// A pipe or a device, which takes one output and has no files beside it.
    Stream(PathBuf),
    File(PathBuf),
}

impl Output {
    /// Returns the place that an option names; `-` is the standard output.
    pub(super) fn of(path: &Path, endings: &Endings, option: &str) -> Result<Self, UserError> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        writing::usable(path, option)?;
        if is_stream(path) {
            return Ok(Self::Stream(path.to_owned()));
        }
        let shown = shown::path(path);
        let usual = endings.first().copied().unwrap_or_default();
        if path.is_dir() {
            let example = path.join("plan").with_extension(usual);
            return Err(user_error(
                format!("`{shown}` là thư mục, không phải tên tệp .{usual}"),
                format!("`{shown}` is a directory, not the name of a .{usual} file"),
            )
            .hint(
                format!("ghi rõ tên tệp, ví dụ {option} {}", shown::path(&example)),
                format!("name the file, for example {option} {}", shown::path(&example)),
            ));
        }
        let ends_well = |path: &Path| {
            path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)))
        };
        let dotted: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        if !ends_well(path) {
            let example = proposal(path, usual);
            let example = shown::path(&example);
            // A report stands beside an answer, which has the standard output.
            let (vi, en) = if option == "-o" {
                ("; ghi ra đầu ra chuẩn thì -o -", "; -o - is the standard output")
            } else {
                ("", "")
            };
            return Err(user_error(
                format!("`{shown}` không có đuôi {}", list_vi(&dotted)),
                format!("`{shown}` does not end in {}", list_en(&dotted)),
            )
            .hint(format!("ghi {option} {example}{vi}"), format!("write {option} {example}{en}")));
        }
        match real_path(path) {
            Ok(real) if path.is_symlink() && !ends_well(&real) => Err(user_error(
                format!("`{shown}` là liên kết đến `{}`, không có đuôi {}", shown::path(&real), list_vi(&dotted)),
                format!("`{shown}` is a link to `{}`, which does not end in {}", shown::path(&real), list_en(&dotted)),
            )
            .hint(format!("chọn tên khác bằng {option}"), format!("choose another name with {option}"))),
            _ => Ok(Self::File(path.to_owned())),
        }
    }

    /// Returns the path of what is written; none for the standard output.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout => None,
            Self::Stream(path) | Self::File(path) => Some(path),
        }
    }

    /// Returns the path of a file, beside which others may be.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdout | Self::Stream(_) => None,
        }
    }
}

/// Returns a name with the usual ending, in place of one of another kind.
fn proposal(path: &Path, usual: &str) -> PathBuf {
    let other = path.extension().is_some_and(|ending| OTHERS.iter().any(|other| ending.eq_ignore_ascii_case(other)));
    if other {
        return path.with_extension(usual);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{usual}"));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Language;

    #[test]
    fn the_ending_decides_and_another_name_is_proposed() {
        assert_eq!(Output::of(Path::new("-"), &PDF, "-o").unwrap(), Output::Stdout);
        assert_eq!(Output::of(Path::new("A.PDF"), &PDF, "-o").unwrap(), Output::File("A.PDF".into()));
        for (given, proposed) in [
            ("plan.toml", "-o plan.pdf;"),
            ("dự toán.csv", "-o dự toán.pdf;"),
            ("ke-hoach.v2", "-o ke-hoach.v2.pdf;"),
            ("ra", "-o ra.pdf;"),
            (".pdf", "-o .pdf.pdf;"),
        ] {
            let refused = Output::of(Path::new(given), &PDF, "-o").unwrap_err();
            let hint = refused.hint.unwrap().get(Language::Vietnamese).to_owned();
            assert!(hint.contains(proposed), "{given}: {hint}");
        }
    }
}
