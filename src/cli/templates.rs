//! Reading the templates that stand in place of the bundled ones.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::report::{UserError, reason};
use crate::base::diagnostic::{Language, text};
use crate::base::limits::TEMPLATES;
use crate::document::compose::Manuscript;
use crate::output::render::{MAIN_TEMPLATE, RenderError, Settings};
use crate::output::typst_project::Project;
use crate::pipeline::{self, InternalError};

/// Folders in folders: a library has one, and its pictures another.
const DEEPEST: usize = 3;
/// What an exported project has besides the library: made anew for every plan, so it is no template.
const NOT_TEMPLATES: [&str; 2] = ["fonts", "target"];

/// The files of a folder that is laid out like `templates/`, by their paths with `/`; none when no folder is given.
///
/// Taken are [`MAIN_TEMPLATE`] and everything in folders. `main.typ` and `plan.json`, which an exported project has too, are
/// made of the plan.
pub(super) fn read(folder: Option<&Path>) -> Result<BTreeMap<String, Vec<u8>>, UserError> {
    let mut files = BTreeMap::new();
    let Some(folder) = folder else { return Ok(files) };
    let shown = folder.display();
    let help = text(
        "--templates cần một thư mục có cấu trúc như templates/: main.typ.tera, nd30/*.typ; lấy bản gốc bằng kehoach build --format typ",
        "--templates needs a folder like templates/: main.typ.tera, nd30/*.typ; kehoach build --format typ gives the original",
    );
    let mut left = TEMPLATES;
    collect(folder, "", 0, &mut left, &mut files).map_err(|error| UserError {
        message: text(
            format!("không đọc được thư mục mẫu `{shown}`: {}", reason(&error, Language::Vietnamese)),
            format!("the folder of templates `{shown}` cannot be read: {}", reason(&error, Language::English)),
        ),
        help: help.clone(),
    })?;
    if left == 0 {
        return Err(UserError {
            message: text(
                format!("thư mục mẫu `{shown}` lớn hơn 32 MB"),
                format!("the folder of templates `{shown}` is larger than 32 MB"),
            ),
            help: text("chỉ để các tệp của mẫu trong thư mục ấy", "keep nothing but the templates there"),
        });
    }
    if !files.keys().any(|path| path == MAIN_TEMPLATE || is_typst(path)) {
        return Err(UserError {
            message: text(
                format!("thư mục mẫu `{shown}` không có main.typ.tera và không có tệp .typ nào trong thư mục con"),
                format!(
                    "the folder of templates `{shown}` has neither main.typ.tera nor a .typ file in a folder below"
                ),
            ),
            help,
        });
    }
    Ok(files)
}

/// The project of a document. A main file of one's own that cannot be rendered is no fault of the program.
pub(super) fn project(manuscript: &Manuscript, settings: Settings, own: Option<&Path>) -> anyhow::Result<Project> {
    match (pipeline::project(manuscript, settings), own) {
        (Err(InternalError::Render(error)), Some(folder)) => Err(refused(folder, &error).into()),
        (output, _) => Ok(output?),
    }
}

/// Why a main file of one's own cannot be used.
fn refused(folder: &Path, error: &RenderError) -> UserError {
    let main = folder.join(MAIN_TEMPLATE);
    UserError {
        message: text(
            format!("mẫu `{}` không dùng được: {error}", main.display()),
            format!("the template `{}` cannot be used: {error}", main.display()),
        ),
        help: text(
            "xem các biến dùng được trong templates/README.md, mục main.typ.tera",
            "templates/README.md, section main.typ.tera, lists what a template may use",
        ),
    }
}

fn is_typst(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "typ")
}

fn collect(
    folder: &Path,
    prefix: &str,
    depth: usize,
    left: &mut u64,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Links are not followed: a template has nothing outside its folder.
        let kind = entry.file_type()?;
        let hidden = name.starts_with('.') || (depth == 0 && NOT_TEMPLATES.contains(&name.as_str()));
        if kind.is_dir() && depth < DEEPEST && !hidden {
            collect(&entry.path(), &format!("{prefix}{name}/"), depth + 1, left, files)?;
        } else if kind.is_file() && !hidden && (depth > 0 || name == MAIN_TEMPLATE) {
            let mut data = Vec::new();
            fs::File::open(entry.path())?.take(*left).read_to_end(&mut data)?;
            *left -= data.len() as u64;
            files.insert(format!("{prefix}{name}"), data);
        }
    }
    Ok(())
}
