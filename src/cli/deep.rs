//! `kehoach check --deep`: makes the pages of a plan as `kehoach build` does, and measures them.

use std::path::Path;

use crate::checks::policy::Terms;
use crate::output::render::Settings;
use crate::pipeline::Written;

/// Adds what the engine and the proof find to what the rules found.
///
/// Only where every rule could judge: a plan with mistakes in its data has pages that only show them again.
#[cfg(feature = "embedded")]
pub(super) fn measure(
    written: &mut Written,
    settings: &Settings,
    terms: &Terms<'_>,
    folder: Option<&Path>,
) -> anyhow::Result<()> {
    use super::templates;
    use crate::output::engine::Embedded;
    use crate::output::sign;
    use crate::pipeline::{self, Finish};

    let Some(manuscript) = written.made.as_ref().filter(|_| written.whole) else { return Ok(()) };
    let signing = sign::Settings { fields: false, ..sign::Settings::default() };
    let finish = Finish { signing, draft: false, proof: Some(terms) };
    let project = templates::project(manuscript, settings.clone(), folder)?;
    pipeline::finish(&project, &Embedded, finish, written)?;
    Ok(())
}

/// The program `typst` gives no pages back to measure, so this says of each plan that nobody measured it.
#[cfg(not(feature = "embedded"))]
#[allow(clippy::unnecessary_wraps, reason = "the same form as where there is an engine")]
pub(super) fn measure(written: &mut Written, _: &Settings, _: &Terms<'_>, _: Option<&Path>) -> anyhow::Result<()> {
    written.findings.extend(written.file.map(crate::output::preflight::not_measured));
    Ok(())
}
