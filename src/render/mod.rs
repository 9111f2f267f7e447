//! The stage that turns the content of a document into a Typst project.
//!
//! The plan's words go into `plan.json` and are shown as text by the library under `templates/nd30`; what Tera writes
//! into `main.typ` stands in string literals only. Nothing that a plan says can become Typst code.

mod main_file;
mod view;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::compose::Manuscript;
use crate::project::{FontFile, MAIN, Project};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The path of the data.
pub const DATA: &str = "plan.json";

/// How a document is set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The family of the text.
    pub family: String,
    /// Its font files.
    pub fonts: Vec<FontFile>,
    /// Whether every page says DỰ THẢO.
    pub draft: bool,
    /// Whether the document is issued on paper: its appendices then repeat number and date (III.1.c).
    pub paper: bool,
}

/// The template of the main file is broken: a fault of the program, not of a plan.
#[derive(Debug, thiserror::Error)]
#[error("the template main.typ.tera cannot be rendered: {0}")]
pub struct RenderError(String);

/// Makes the project.
pub fn render(manuscript: &Manuscript, settings: Settings) -> Result<Project, RenderError> {
    let mut files = BTreeMap::new();
    library(&TEMPLATES, &mut files);
    let template = TEMPLATES
        .get_file(main_file::TEMPLATE)
        .and_then(|file| file.contents_utf8())
        .ok_or_else(|| RenderError("it is missing".to_owned()))?;
    let main = main_file::render(template, manuscript, &settings).map_err(|error| RenderError(error.to_string()))?;
    files.insert(MAIN.to_owned(), main.into_bytes());
    files.insert(DATA.to_owned(), view::json(manuscript, settings.paper).into_bytes());
    Ok(Project { files, fonts: settings.fonts, family: settings.family })
}

/// Every `.typ` file of the templates.
fn library(dir: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        if file.path().extension().is_some_and(|ending| ending == "typ") {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
        }
    }
    for dir in dir.dirs() {
        library(dir, files);
    }
}
