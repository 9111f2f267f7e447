//! `kehoach check --deep`: typesets a plan as `kehoach build` does, and measures its pages.

use std::path::Path;

use crate::checks::policy::CheckPolicy;
use crate::output::render::Settings;
use crate::pipeline::Composed;

/// Adds the findings of the engine and of the proof to those of the rules.
///
/// Only where every rule could check the plan: pages made of wrong data only show the same errors again.
#[cfg(feature = "embedded")]
pub(super) fn measure(
    composed: &mut Composed,
    settings: &Settings,
    policy: &CheckPolicy<'_>,
    custom: Option<&Path>,
) -> anyhow::Result<()> {
    use super::templates;
    use crate::output::engine::Embedded;
    use crate::output::sign;
    use crate::pipeline::{self, FinishOptions};

    let Some(manuscript) = composed.output.as_ref().filter(|_| composed.complete) else { return Ok(()) };
    let signing = sign::Settings { fields: false, ..sign::Settings::default() };
    let finish = FinishOptions { signing, draft: false, measure: Some(policy) };
    let project = templates::project(manuscript, settings.clone(), custom)?;
    pipeline::finish(&project, &Embedded, finish, composed)?;
    Ok(())
}

/// Returns the program `typst` gives no pages back to measure: a finding says of each plan that it was not measured.
#[cfg(not(feature = "embedded"))]
#[allow(clippy::unnecessary_wraps, reason = "the same signature as with an engine")]
pub(super) fn measure(
    composed: &mut Composed,
    _: &Settings,
    _: &CheckPolicy<'_>,
    _: Option<&Path>,
) -> anyhow::Result<()> {
    composed.findings.extend(composed.file.map(crate::output::preflight::not_measured));
    Ok(())
}
