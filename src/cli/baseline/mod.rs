//! `kehoach baseline`: the city's plans, their indicators and minimums, and what a commune's plan promises beside them.

mod human;
mod view;

use super::arguments::{Baseline, Common, TableFormat};
use super::report::{self, UserError};
use super::{Exit, files};
use crate::base::diagnostic::text;
use crate::base::vietnamese::fold;
use crate::model::conformance;
use crate::model::packs::Packs;
use crate::pipeline;
use view::View;

pub(super) fn run(args: &Baseline, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let library = files::library(args.packs.as_deref())?;
    if library.findings.has_errors() {
        report::findings(&library.findings.sorted(), &library.sources, style);
        return Ok(Exit::Findings);
    }
    let packs = &library.packs;
    let views: Vec<View> = match &args.id {
        None => {
            packs.values().flat_map(|pack| pack.baselines.iter().map(|baseline| View::new(pack, baseline))).collect()
        }
        Some(id) => vec![find(id, packs)?],
    };
    let mut exit = Exit::Clean;
    let views = match (&args.plan, &args.id) {
        (Some(path), Some(id)) => {
            let plan = files::plan(path)?;
            let read = pipeline::read(&plan, &library, |resolved, _| {
                resolved.pack.baseline(id).map(|baseline| {
                    let answers = conformance::answers(baseline, resolved.pack, resolved.plan);
                    View::new(resolved.pack, baseline).compared_with(&answers)
                })
            });
            if read.findings.has_errors() {
                exit = Exit::Findings;
            }
            report::findings(&read.findings.sorted(), &read.sources, style);
            match read.output.flatten() {
                Some(view) => vec![view],
                None => return Ok(Exit::Findings),
            }
        }
        _ => views,
    };
    let out = match (args.format, &args.id) {
        (TableFormat::Json, None) => view::json_list(&views),
        (TableFormat::Json, Some(_)) => view::json(&views[0]),
        (TableFormat::Human, None) => human::list(&views, style.language),
        (TableFormat::Human, Some(_)) => human::table(&views[0], style.language),
    };
    report::print(&out)?;
    Ok(exit)
}

fn find(id: &str, packs: &Packs) -> Result<View, UserError> {
    let found = packs.values().find_map(|pack| pack.baseline(id).map(|baseline| View::new(pack, baseline)));
    found.ok_or_else(|| {
        let known: Vec<&str> =
            packs.values().flat_map(|pack| &pack.baselines).map(|baseline| baseline.id.value.as_str()).collect();
        let help = match fold::nearest(id, known.iter().copied()) {
            Some(near) => text(format!("có phải ý là `{near}`?"), format!("did you mean `{near}`?")),
            None => text("gõ `kehoach baseline` để xem các mã", "type `kehoach baseline` to see the ids"),
        };
        UserError {
            message: text(
                format!("không có kế hoạch của thành phố nào mã `{id}`"),
                format!("no city plan has the id `{id}`"),
            ),
            help,
        }
    })
}
