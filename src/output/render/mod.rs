//! The stage that turns the content of a document into a Typst project.
//!
//! The plan's text goes into `plan.json`, and the library under `templates/nd30` shows it as text; what Tera writes into
//! `main.typ` is in string literals only. Nothing in a plan can become Typst code.

mod columns;
mod inline;
mod lists;
mod main_file;
mod pieces;
mod settings;
mod spaces;
mod table;
mod view;

pub use settings::Settings;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::limits::{MAIN_FILE, TEMPLATE_SECONDS};
use crate::document::compose::Manuscript;
use crate::output::typst_project::{MAIN, Project};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The path of the data.
pub const DATA: &str = "plan.json";

/// The name of the template of the main file.
pub const MAIN_TEMPLATE: &str = main_file::TEMPLATE;

/// The template of the main file is broken: an internal error, unless it is the user's own.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// What Tera says of it.
    #[error("{0}")]
    Broken(String),
    /// It does not come to an end.
    #[error(
        "the template of the main file ran for more than {TEMPLATE_SECONDS} s, or gave more than {MAIN_FILE} bytes"
    )]
    Endless,
}

pub fn render(manuscript: &Manuscript, settings: Settings) -> Result<Project, RenderError> {
    let mut files = BTreeMap::new();
    library(&TEMPLATES, &mut files);
    let own = settings.templates.iter().filter(|(path, _)| path.as_str() != MAIN_TEMPLATE);
    files.extend(own.map(|(path, data)| (path.clone(), data.clone())));
    let template = match settings.templates.get(MAIN_TEMPLATE) {
        Some(own) => std::str::from_utf8(own).ok(),
        None => TEMPLATES.get_file(MAIN_TEMPLATE).and_then(|file| file.contents_utf8()),
    };
    let template = template.ok_or_else(|| RenderError::Broken("it is missing, or not UTF-8".to_owned()))?;
    let main = main_file::render(template, manuscript, &settings)?;
    files.insert(MAIN.to_owned(), main.into_bytes());
    files.insert(DATA.to_owned(), view::json(manuscript, settings.paper).into_bytes());
    let own_templates = !settings.templates.is_empty();
    Ok(Project { files, fonts: settings.fonts, family: settings.family, own_templates })
}

impl From<tera::Error> for RenderError {
    fn from(error: tera::Error) -> Self {
        Self::Broken(chain(&error))
    }
}

/// An error with its causes.
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
