//! Where `build` writes, and what it must not replace there.

use std::io;
use std::path::{Path, PathBuf};

use super::output_name::{Output, PDF};
use super::user_error::{UserError, cannot_read, user_error};
use super::{files, signing, writing};
use crate::base::disk::read_bounded;
use crate::base::limits::TEXT_FILE;
use crate::base::shown;
use crate::output::export::ExportError;
use crate::output::sign::{Standing, is_sidecar};

/// What a draft is called beside its plan: it never stands in the place of what is to be signed.
const DRAFT: &str = "du-thao.pdf";

/// What is written, and where.
#[derive(Debug)]
pub(super) enum Place {
    Pdf(Output),
    /// The directory of a Typst project.
    Project(PathBuf),
}

/// The place of a document, and what may happen to what is there.
#[derive(Debug)]
pub(super) struct Target {
    pub place: Place,
    pub draft: bool,
    /// Whether files of others may be replaced.
    pub force: bool,
}

impl Place {
    /// Returns the place of a PDF: where `-o` says, or beside the plan.
    pub(super) fn pdf(plan: &Path, output: Option<&Path>, draft: bool) -> Result<Self, UserError> {
        Output::of(&output.map_or_else(|| beside(plan, draft), Path::to_owned), &PDF, "-o").map(Self::Pdf)
    }

    /// Returns the directory of a project: where `-o` says, or beside the plan.
    pub(super) fn project(plan: &Path, output: Option<&Path>) -> Result<Self, UserError> {
        let Some(path) = output else {
            let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
            return Ok(Self::Project(plan.with_file_name(format!("{stem}-typ"))));
        };
        if path == Path::new("-") {
            return Err(user_error(
                "--format typ ghi nhiều tệp, không ghi ra đầu ra chuẩn được",
                "--format typ writes several files, which cannot go to the standard output",
            )
            .hint("ghi tên thư mục, ví dụ -o typ", "name a directory, for example -o typ"));
        }
        writing::usable(path, "-o")?;
        let shown = shown::path(path);
        let directory = text_of_the_need();
        if path.symlink_metadata().is_ok() && !path.is_dir() {
            return Err(user_error(
                format!("`{shown}` là tệp, không phải thư mục"),
                format!("`{shown}` is a file, not a directory"),
            )
            .hint(directory.0, directory.1));
        }
        if !path.is_dir() && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            return Err(user_error(
                format!("`{shown}` là tên tệp PDF, không phải tên thư mục"),
                format!("`{shown}` is the name of a PDF, not of a directory"),
            )
            .hint(directory.0, directory.1));
        }
        Ok(Self::Project(path.to_owned()))
    }
}

/// Returns the name of the document beside its plan.
pub(super) fn beside(plan: &Path, draft: bool) -> PathBuf {
    plan.with_extension(if draft { DRAFT } else { "pdf" })
}

fn text_of_the_need() -> (&'static str, &'static str) {
    ("--format typ cần tên thư mục, ví dụ -o typ", "--format typ needs a directory, for example -o typ")
}

impl Target {
    /// Refuses to replace what nobody can build again: a signed document, a file of another program, and, by a draft, a document with
    /// its sidecar.
    pub(super) fn may_be_replaced(&self) -> Result<(), UserError> {
        let Place::Pdf(Output::File(path)) = &self.place else { return Ok(()) };
        let sidecar = signing::sidecar_of(path);
        if self.draft && sidecar.symlink_metadata().is_ok() {
            return Err(not_by_a_draft(path, &sidecar));
        }
        if self.force {
            return Ok(());
        }
        if path.metadata().is_ok_and(|there| there.is_file()) {
            match Standing::of(&files::pdf(path)?) {
                Standing::Unsigned => {}
                Standing::Signed => return Err(signed(path)),
                Standing::Foreign => return Err(foreign(path)),
            }
        }
        match read_bounded(&sidecar, TEXT_FILE) {
            Ok(old) if !is_sidecar(&old) => Err(foreign(&sidecar)),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(cannot_read(&sidecar, &error)),
        }
    }
}

fn signed(path: &Path) -> UserError {
    let shown = shown::path(path);
    let other = shown::path(&renamed(path, "moi"));
    user_error(
        format!("`{shown}` đã có chữ ký số, không ghi đè; tệp còn nguyên"),
        format!("`{shown}` is signed: it is not overwritten, and is unchanged"),
    )
    .hint(
        format!("cất tệp đã ký sang nơi khác, hoặc dựng ra tệp mới bằng -o {other}; chắc chắn muốn bỏ bản đã ký thì thêm --force"),
        format!("move the signed file away, or build another one with -o {other}; --force gives the signed one up"),
    )
}

fn foreign(path: &Path) -> UserError {
    let shown = shown::path(path);
    user_error(
        format!("`{shown}` không phải tệp do kehoach ghi, không ghi đè; tệp còn nguyên"),
        format!("`{shown}` was not written by kehoach: it is not overwritten, and is unchanged"),
    )
    .hint(
        "chọn tên khác bằng -o; chắc chắn không cần tệp ấy nữa thì thêm --force",
        "choose another name with -o; --force gives that file up",
    )
}

fn not_by_a_draft(path: &Path, sidecar: &Path) -> UserError {
    let (shown, beside) = (shown::path(path), shown::path(sidecar));
    let other = shown::path(&renamed(path, "du-thao"));
    user_error(
        format!("`{shown}` là văn bản chờ ký, có `{beside}` đi kèm; bản dự thảo không ghi vào đó, hai tệp còn nguyên"),
        format!(
            "`{shown}` is a document to be signed, with `{beside}`: a draft does not replace it, both are unchanged"
        ),
    )
    .hint(format!("bỏ -o, hoặc ghi -o {other}"), format!("leave -o out, or write -o {other}"))
}

/// Returns the name of another PDF: `plan.pdf` and `moi` give `plan.moi.pdf`.
fn renamed(path: &Path, word: &str) -> PathBuf {
    path.with_extension(format!("{word}.pdf"))
}

/// Returns why a project was not written, as a user is told.
pub(super) fn not_exported(directory: &Path, error: &ExportError) -> UserError {
    let shown = shown::path(directory);
    match error {
        ExportError::Foreign => user_error(
            format!("thư mục `{shown}` có tệp khác, không phải dự án Typst do kehoach ghi; chưa ghi gì vào đó"),
            format!("the directory `{shown}` has other files than a Typst project of kehoach: nothing was written"),
        )
        .hint(
            "chọn thư mục mới hoặc thư mục trống, ví dụ -o typ",
            "choose a new or an empty directory, for example -o typ",
        ),
        ExportError::Changed(path) => {
            let path = shown::path(path);
            user_error(
                format!("`{path}` đã được sửa hoặc của bản kehoach khác, không ghi đè; chưa ghi gì vào thư mục ấy"),
                format!("`{path}` was edited or is of another version of kehoach: nothing was written"),
            )
            .hint(
                "chọn thư mục khác bằng -o; muốn bỏ chỗ đã sửa thì thêm --force",
                "choose another directory with -o; --force gives the edits up",
            )
        }
        ExportError::Refused(refusal) => writing::refused(refusal, "-o"),
    }
}
