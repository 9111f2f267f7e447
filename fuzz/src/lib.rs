//! What the targets share: a plan's data flow without the engine.

use std::sync::LazyLock;

use kehoach::internals::canonical::{Canonical, canonical};
use kehoach::internals::compose::compose;
use kehoach::internals::diagnostic::Language;
use kehoach::internals::diagnostic::human::{Style, render};
use kehoach::internals::fonts;
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{self, Composed, Library, PlanFile};
use kehoach::internals::policy::{CheckPolicy, Levels};
use kehoach::internals::render::Settings;

/// The day on which plans are checked.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 15);

/// The packs of the program, read once.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load(&PackFiles::embedded()));

/// Checks bytes as a plan, renders the result, and writes every finding out.
pub fn run(bytes: &[u8]) -> Composed {
    let levels = Levels::default();
    let policy = CheckPolicy { levels: &levels, projects: Vec::new(), today: TODAY };
    let composed = pipeline::check_with_policy(&PlanFile::alone("plan.toml", bytes.to_vec()), &LIBRARY, &policy);
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

/// Returns the canonical form of a plan, if it has no mistakes in its data.
pub fn canonical_of(bytes: &[u8]) -> Option<Canonical> {
    let plan = PlanFile::alone("plan.toml", bytes.to_vec());
    let read = pipeline::read(&plan, &LIBRARY, |resolved, findings| {
        compose(resolved, findings);
        canonical(resolved)
    });
    read.output.filter(|_| !read.findings.has_errors())
}
