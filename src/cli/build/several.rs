//! Several plans: made side by side, told and written in the order of their names.

use std::path::PathBuf;

use super::names::names;
use super::one::Job;
use super::{BuildArgs, Format, one_plan_only};
use crate::cli::check::progress;
use crate::cli::common::{Common, TableFormat};
use crate::cli::exit::Exit;
use crate::cli::search::{PLAN, search};
use crate::cli::user_error::UserError;
use crate::cli::{files, report, side_by_side, writing};
use crate::output::write;
use crate::pipeline::{Place, Projects};

pub(super) fn run(args: &BuildArgs, common: &Common) -> anyhow::Result<Exit> {
    let language = common.lang;
    if args.output.is_some() {
        return Err(one_plan_only(
            "-o",
            "nhiều kế hoạch thì ghi --out-dir THƯ-MỤC",
            "for several plans, write --out-dir DIR",
        )
        .into());
    }
    if args.proof == Some(TableFormat::Json) {
        return Err(one_plan_only(
            "--proof=json",
            "dùng --proof, hoặc dựng riêng từng kế hoạch",
            "use --proof, or build them apart",
        )
        .into());
    }
    let mut search = search(&args.plans, &[PLAN]);
    let mut refusals = std::mem::take(&mut search.refusals);
    let jobs = jobs(&search.files, args)?;
    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let mut placed: Vec<(&Job, Place)> = Vec::new();
    for job in &jobs {
        match projects.place(&job.plan, files::library) {
            Ok(place) => placed.push((job, place)),
            // One project file that cannot be read is reported once, however many plans are below it.
            Err(refusal) if refusals.contains(&refusal) => {}
            Err(refusal) => refusals.push(refusal),
        }
    }
    files::packs_in_use(&projects, language);
    let made = match &args.out_dir {
        Some(directory) => {
            write::make_directory(directory).map_err(|refusal| writing::refused(&refusal, "--out-dir"))?
        }
        None => Vec::new(),
    };
    let progress = progress(placed.len(), language);
    let (mut exit, mut built, mut failed) = (Exit::Clean, 0, Ok(()));
    let mut told: Vec<UserError> = Vec::new();
    let make = |(job, place): &(&Job, Place)| job.request(args)?.make(common, &projects, place);
    side_by_side::in_order(&placed, make, |made| {
        progress.inc(1);
        let ended = progress.suspend(|| made.and_then(|made| made.finish(args, common, true)));
        match ended.map_err(anyhow::Error::downcast::<UserError>) {
            Ok((one, _)) => {
                built += usize::from(one == Exit::Clean);
                exit = exit.max(one);
            }
            Err(Ok(refusal)) => {
                exit = exit.max(Exit::Usage);
                // What stops all of them, such as an engine that is missing, is said once.
                if !told.contains(&refusal) {
                    progress.suspend(|| report::refusal(&refusal, language));
                    told.push(refusal);
                }
            }
            Err(Err(internal)) => failed = Err(internal),
        }
    });
    progress.finish_and_clear();
    // One that was made for nothing.
    write::remove_directories(&made);
    failed?;
    search.report_notes(language);
    for refusal in &refusals {
        report::refusal(refusal, language);
        exit = exit.max(Exit::Usage);
    }
    let left = jobs.len() - built;
    report::status(
        &format!("{built} văn bản đã dựng, {left} kế hoạch chưa dựng được"),
        &format!("documents built: {built}, plans without one: {left}"),
        language,
    );
    Ok(exit)
}

/// Returns where the document of each plan goes.
fn jobs(plans: &[PathBuf], args: &BuildArgs) -> Result<Vec<Job>, UserError> {
    let Some(directory) = &args.out_dir else {
        return Ok(plans.iter().map(|plan| Job { plan: plan.clone(), output: None }).collect());
    };
    let ending = match args.format {
        Format::Typ => "",
        Format::Pdf if args.draft => ".du-thao.pdf",
        Format::Pdf => ".pdf",
    };
    let job = |(plan, name): (&PathBuf, String)| Job {
        plan: plan.clone(),
        output: Some(directory.join(format!("{name}{ending}"))),
    };
    Ok(plans.iter().zip(names(plans)?).map(job).collect())
}
