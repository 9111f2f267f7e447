//! `kehoach baseline`: the city's plans, their indicators and minimums, and what a commune's plan promises for them.

mod human;
mod view;

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::{Common, PacksOption, TableFormat};
use super::exit::Exit;
use super::search::PLAN;
use super::terminal::{self, Stream};
use super::user_error::UserError;
use super::{files, report};
use crate::base::diagnostic::text;
use crate::checks::policy::{Levels, is_waived};
use crate::model::conformance::{self, PromisedBy};
use crate::model::id::IdKind;
use crate::model::packs::{Baseline, Pack, Packs};
use crate::pipeline::{self, Projects};
use view::View;

/// Xem các kế hoạch của thành phố: chỉ số, mức tối thiểu, và kế hoạch của xã đạt đến đâu
/// en: Show the city's plans: indicators, minimums, and how far a commune's plan meets them
#[derive(Debug, Args)]
#[command(override_usage = "kehoach baseline [MÃ] [TÙY CHỌN]")]
pub(super) struct BaselineArgs {
    /// Mã kế hoạch của thành phố, như kh-359-2025; không ghi thì liệt kê tất cả
    /// en: Code of the city's plan, such as kh-359-2025; all are listed without it
    #[arg(value_name = "MÃ")]
    id: Option<String>,
    /// Đối chiếu với kế hoạch của xã: đạt, thấp hơn, muộn, thiếu, không so được
    /// en: Compare a commune's plan with it: met, below, late, missing, not comparable
    #[arg(long, value_name = "KẾ-HOẠCH", requires = "id")]
    plan: Option<PathBuf>,
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: TableFormat,
    #[command(flatten)]
    packs: PacksOption,
}

pub(super) fn run(args: &BaselineArgs, common: &Common) -> anyhow::Result<Exit> {
    let style = terminal::style(common, Stream::Stderr);
    let plan = args.plan.as_deref().unwrap_or(Path::new(PLAN));
    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let library = files::find_library(&mut projects, plan)?;
    files::packs_in_use(&projects, common.lang);
    report::packs(&library, style);
    let of_packs = if library.findings.has_errors() { Exit::Findings } else { Exit::Clean };
    let out = terminal::style(common, Stream::Stdout);
    let Some(id) = &args.id else {
        let packs = library.packs.cities.values();
        let views: Vec<View> = packs.flat_map(|pack| pack.baselines.iter().map(|one| View::new(pack, one))).collect();
        report::print(&match args.format {
            TableFormat::Json => view::json_list(&views),
            TableFormat::Human => human::list(&views, out),
        })?;
        return Ok(of_packs);
    };
    let (_, pack, baseline) = find(id, &library.packs)?;
    let (mut view, mut exit) = (View::new(pack, baseline), of_packs);
    if let Some(path) = &args.plan {
        let (levels, place) = (Levels::default(), projects.place(path, files::library)?);
        let policy = projects.policy(&place, &levels, pipeline::today(None));
        let read = pipeline::read(&files::plan(path)?, &library, |resolved, _| {
            let baseline = resolved.pack.baseline(id)?;
            let mut answers =
                conformance::answers(baseline, resolved.pack, resolved.plan, resolved.plan.day(policy.today));
            let terms = &resolved.pack.waiver_terms;
            for answer in &mut answers {
                let waived = |lacks| is_waived(&policy, terms, &answer.demand(lacks));
                answer.verdict = answer.verdict.clone().with_waivers(waived);
            }
            Some(View::new(resolved.pack, baseline).compared_with(&answers, PromisedBy::of(resolved.plan)))
        });
        if read.findings.has_errors() {
            exit = Exit::Findings;
        }
        report::findings(read.findings, &read.sources, style);
        match read.output.flatten() {
            Some(compared) => view = compared,
            None => return Ok(Exit::Findings),
        }
    }
    report::print(&match args.format {
        TableFormat::Json => view::json(&view),
        TableFormat::Human => human::table(&view, out),
    })?;
    Ok(exit)
}

/// Finds a city's plan by its id: the city, its pack and the plan.
pub(super) fn find<'p>(id: &str, packs: &'p Packs) -> Result<(&'p str, &'p Pack, &'p Baseline), UserError> {
    let found = packs.cities.iter().find_map(|(city, pack)| Some((city.as_str(), pack, pack.baseline(id)?)));
    found.ok_or_else(|| {
        let known = packs.cities.values().flat_map(|pack| &pack.baselines).map(|baseline| baseline.id.value.as_str());
        let all = || text("gõ `kehoach baseline` để xem các mã", "run `kehoach baseline` to see the ids");
        UserError::from(IdKind::BASELINE.unknown(id, "", known, all))
    })
}
