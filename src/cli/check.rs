//! `kehoach check`: holds plans against the rules.

use super::arguments::{Check, Common};
use super::{Exit, files, fix, report, today};
use crate::pipeline;

pub(super) fn run(check: &Check, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let library = files::library(check.packs.as_deref())?;
    let today = today::today(check.today);
    let mut exit = Exit::Clean;
    for path in &check.plans {
        let mut plan = files::plan(path)?;
        if check.fix {
            plan = fix::run(path, plan, &library, today, check.dry_run, style.language)?;
        }
        let written = pipeline::check(&plan, &library, today);
        if written.findings.has_errors() {
            exit = Exit::Findings;
        }
        report::findings(&written.findings.sorted(), &written.sources, style);
    }
    Ok(exit)
}
