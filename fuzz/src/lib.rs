//! What the targets share: the way of a plan without the engine.

use std::sync::LazyLock;

use kehoach::internals::canonical::{Canonical, canonical};
use kehoach::internals::compose::compose;
use kehoach::internals::diagnostic::Language;
use kehoach::internals::diagnostic::human::{Style, render};
use kehoach::internals::fonts;
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{self, Library, PlanFile, Composed};
use kehoach::internals::render::Settings;

/// The day on which plans are checked.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 15);

/// The packs of the program, read once.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load(&PackFiles::embedded()));

/// Checks bytes as a plan, renders what was made of it, and writes every finding out.
pub fn run(bytes: &[u8]) -> Composed {
    let composed = pipeline::check(&PlanFile::alone("plan.toml", bytes.to_vec()), &LIBRARY, TODAY);
    if let Some(manuscript) = &composed.output {
        let settings = Settings {
            family: fonts::DEFAULT_FAMILY.to_owned(),
            fonts: Vec::new(),
            draft: false,
            paper: false,
            templates: std::collections::BTreeMap::new(),
            undated: None,
        };
        pipeline::project(manuscript, settings).expect("a manuscript is rendered");
    }
    let style = Style { language: Language::Vietnamese, color: false, width: 100 };
    for finding in composed.findings.clone().sorted().iter() {
        let _ = render(finding, &composed.sources, style);
    }
    composed
}

/// What a plan says, if it has no mistakes in its data.
pub fn canonical_of(bytes: &[u8]) -> Option<Canonical> {
    let plan = PlanFile::alone("plan.toml", bytes.to_vec());
    let read = pipeline::read(&plan, &LIBRARY, |resolved, findings| {
        compose(resolved, findings);
        canonical(resolved)
    });
    read.output.filter(|_| !read.findings.has_errors())
}
