//! The stage that turns the content of a document into a Typst project.
//!
//! The plan's words go into `plan.json` and are shown as text by the library under `templates/nd30`; what Tera writes
//! into `main.typ` stands in string literals only. Nothing that a plan says can become Typst code.

mod main_file;
mod view;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::document::compose::Manuscript;
use crate::output::typst_project::{FontFile, MAIN, Project};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The path of the data.
pub const DATA: &str = "plan.json";

/// The name of the template of the main file.
pub const MAIN_TEMPLATE: &str = main_file::TEMPLATE;

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
    /// Templates of one's own, by their paths in `templates/`: they take the place of the bundled ones, or stand beside them.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// The day that the file gives as its own where the plan has no date of issue; without it, the first day of the plan's
    /// period.
    pub undated: Option<jiff::civil::Date>,
}

/// The template of the main file is broken: a fault of the program, unless it is the user's own.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RenderError(String);

/// Makes the project.
pub fn render(manuscript: &Manuscript, settings: Settings) -> Result<Project, RenderError> {
    let mut files = BTreeMap::new();
    library(&TEMPLATES, &mut files);
    let own = settings.templates.iter().filter(|(path, _)| path.as_str() != MAIN_TEMPLATE);
    files.extend(own.map(|(path, data)| (path.clone(), data.clone())));
    let template = match settings.templates.get(MAIN_TEMPLATE) {
        Some(own) => std::str::from_utf8(own).ok(),
        None => TEMPLATES.get_file(MAIN_TEMPLATE).and_then(|file| file.contents_utf8()),
    };
    let template = template.ok_or_else(|| RenderError("it is missing, or not UTF-8".to_owned()))?;
    let main = main_file::render(template, manuscript, &settings).map_err(|error| RenderError(chain(&error)))?;
    files.insert(MAIN.to_owned(), main.into_bytes());
    files.insert(DATA.to_owned(), data(manuscript, settings.paper).into_bytes());
    let own_templates = !settings.templates.is_empty();
    Ok(Project { files, fonts: settings.fonts, family: settings.family, own_templates })
}

/// Returns the data of the project: everything that is printed.
#[must_use]
pub fn data(manuscript: &Manuscript, paper: bool) -> String {
    view::json(manuscript, paper)
}

/// An error with what it comes from.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
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
