//! Reading custom templates.

use std::collections::BTreeMap;
use std::path::Path;

use super::files;
use super::user_error::{UserError, user_error};
use super::walk::Walk;
use crate::base::diagnostic::text;
use crate::base::limits::{MAIN_FILE, TEMPLATE_SECONDS, TEMPLATES};
use crate::base::shown;
use crate::document::compose::Manuscript;
use crate::output::render::{MAIN_TEMPLATE, RenderError, Settings};
use crate::output::typst_project::Project;
use crate::pipeline::{self, InternalError};

/// A library of layout is a directory, its pictures are in another one, and that may have one more.
const DEPTH: usize = 4;
/// What an exported project has besides the library: it is rewritten for every plan, so it is not a template.
const NOT_TEMPLATES: &[&str] = &["fonts", "target"];

/// Returns the files of a directory that is laid out like `templates/`, by their paths with `/`; none when no directory is given.
///
/// Taken are [`MAIN_TEMPLATE`] and everything in directories. `main.typ` and `plan.json`, which an exported project has too, are
/// made of the plan.
pub(super) fn read(directory: Option<&Path>) -> Result<BTreeMap<String, Vec<u8>>, UserError> {
    let Some(root) = directory else { return Ok(BTreeMap::new()) };
    let shown = shown::path(root);
    let help = text(
        "--templates cần một thư mục có cấu trúc như templates/: main.typ.tera, nd30/*.typ; lấy bản gốc bằng kehoach build --format typ",
        "--templates needs a directory like templates/: main.typ.tera, nd30/*.typ; kehoach build --format typ writes the originals",
    );
    let walk = Walk { root, depth: Some(DEPTH), gitignore: false, skip: NOT_TEMPLATES };
    let is_template = |path: &Path| path.components().count() > 1 || path == Path::new(MAIN_TEMPLATE);
    let Some(files) = files::data(walk, TEMPLATES, &help, is_template)? else {
        let limit = TEMPLATES / 1024 / 1024;
        return Err(user_error(
            format!("thư mục mẫu `{shown}` lớn hơn {limit} MB"),
            format!("the templates directory `{shown}` is larger than {limit} MB"),
        )
        .hint("chỉ để các tệp của mẫu trong thư mục ấy", "keep only the files of the templates there"));
    };
    let is_typst = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "typ");
    if !files.iter().any(|(path, _)| path == MAIN_TEMPLATE || is_typst(path)) {
        return Err(user_error(
            format!("thư mục mẫu `{shown}` không có main.typ.tera và không có tệp .typ nào trong thư mục con"),
            format!("the templates directory `{shown}` has neither main.typ.tera nor a .typ file in a subdirectory"),
        )
        .with_hint(help));
    }
    Ok(files.into_iter().collect())
}

/// Returns the project of a document. A custom main template that cannot be rendered is the user's error.
pub(super) fn project(manuscript: &Manuscript, settings: Settings, custom: Option<&Path>) -> anyhow::Result<Project> {
    match (pipeline::project(manuscript, settings), custom) {
        (Err(InternalError::Render(error)), Some(directory)) => Err(cannot_render(directory, &error).into()),
        (output, _) => Ok(output?),
    }
}

fn cannot_render(directory: &Path, error: &RenderError) -> UserError {
    let main = directory.join(MAIN_TEMPLATE);
    if matches!(error, RenderError::Endless) {
        let (main, megabytes) = (shown::path(&main), MAIN_FILE / 1024 / 1024);
        return user_error(
            format!("mẫu `{main}` chạy quá {TEMPLATE_SECONDS} giây hoặc cho ra hơn {megabytes} MB nên bị dừng"),
            format!(
                "the template `{main}` ran for over {TEMPLATE_SECONDS} s or gave over {megabytes} MB and was stopped"
            ),
        )
        .hint("xem các vòng lặp `for` trong mẫu", "see the `for` loops of the template");
    }
    user_error(
        format!("mẫu `{}` không dùng được: {error}", shown::path(&main)),
        format!("cannot use the template `{}`: {error}", shown::path(&main)),
    )
    .hint(
        "xem các biến dùng được trong templates/README.md, mục main.typ.tera",
        "see templates/README.md, section main.typ.tera, for the variables of a template",
    )
}
