//! `kehoach check --deep`: makes the pages of a plan as `kehoach build` does, and measures them.

use std::path::Path;

use crate::checks::policy::CheckPolicy;
use crate::output::render::Settings;
use crate::pipeline::Composed;

/// Adds what the engine and the proof find to what the rules found.
///
/// Only where every rule could judge: a plan with mistakes in its data has pages that only show them again.
#[cfg(feature = "embedded")]
pub(super) fn measure(
    composed: &mut Composed,
    settings: &Settings,
    policy: &CheckPolicy<'_>,
    folder: Option<&Path>,
) -> anyhow::Result<()> {
    use super::templates;
    use crate::output::engine::Embedded;
    use crate::output::sign;
    use crate::pipeline::{self, FinishOptions};

    let Some(manuscript) = composed.output.as_ref().filter(|_| composed.complete) else { return Ok(()) };
    let signing = sign::Settings { fields: false, ..sign::Settings::default() };
    let finish = FinishOptions { signing, draft: false, measure: Some(policy) };
    let project = templates::project(manuscript, settings.clone(), folder)?;
    pipeline::finish(&project, &Embedded, finish, composed)?;
    Ok(())
}

/// The program `typst` gives no pages back to measure, so this says of each plan that nobody measured it.
#[cfg(not(feature = "embedded"))]
#[allow(clippy::unnecessary_wraps, reason = "the same form as where there is an engine")]
pub(super) fn measure(
    composed: &mut Composed,
    _: &Settings,
    _: &CheckPolicy<'_>,
    _: Option<&Path>,
) -> anyhow::Result<()> {
    composed.findings.extend(composed.file.map(crate::output::preflight::not_measured));
    Ok(())
}
