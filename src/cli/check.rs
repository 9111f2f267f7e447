//! `kehoach check`: holds plans against the rules.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::arguments::Common;
use super::check_arguments::{Check, CheckFormat};
use super::report::{self, Stream, UserError};
use super::{Exit, deep, files, fix, search, settings};
use crate::base::diagnostic::{Language, text};
use crate::checks::policy::{Levels, Setting, no_such_code, refused};
use crate::checks::report::{Format, Report, Unit, UnitKind, Words, job_summary, render};
use crate::checks::rules;
use crate::pipeline::{self, Place, PlanFile, Projects};

/// Of more plans than these a terminal shows how far the work is.
const MANY: usize = 20;

pub(super) fn run(check: &Check, common: &Common) -> anyhow::Result<Exit> {
    let format = Format::from(check.format);
    let style = report::style_of(common, Stream::Stdout);
    let words = Words { format, style };
    let levels = levels(check)?;
    let settings = settings::settings(None, false, false, check.templates.as_deref())?;
    let library = files::library(check.packs.as_deref())?;
    let (paths, mut refusals) = search::plans(&check.plans);

    let mut projects = Projects::default();
    let mut inputs: Vec<(PathBuf, Place)> = Vec::new();
    for path in paths {
        match projects.place(&path, &library).map_err(UserError::from) {
            Ok(place) => inputs.push((path, place)),
            // One project file that cannot be read is told once, however many plans are below it.
            Err(refusal) if refusals.iter().any(|rendered| rendered.message == refusal.message) => {}
            Err(refusal) => refusals.push(refusal),
        }
    }
    let today = pipeline::today(check.today);
    let progress = progress(inputs.len(), style.language);
    let one = |(path, place): &(PathBuf, Place)| {
        let mut plan = files::plan(path)?;
        let policy = projects.policy(place, &levels, today);
        let judged = |plan: &PlanFile| pipeline::check_with_policy(plan, &library, &policy);
        if check.fix {
            plan = fix::run(path, plan, judged, check.dry_run, style.language)?;
        }
        let mut composed = judged(&plan);
        pipeline::check_glyphs(&mut composed, &library, &settings.fonts);
        if check.deep {
            deep::measure(&mut composed, &settings, &policy, check.templates.as_deref())?;
        }
        let findings = composed.findings.sorted();
        let mut unit = Unit::new(UnitKind::Plan, &plan.name, &findings, &composed.sources, words);
        unit.complete = composed.complete;
        progress.inc(1);
        Ok(unit)
    };
    let results: Vec<anyhow::Result<Unit>> =
        // What was mended is told plan by plan.
        if check.fix { inputs.iter().map(one).collect() } else { inputs.par_iter().map(one).collect() };
    progress.finish_and_clear();

    let mut units = projects.shared_units(&library, words);
    for result in results {
        match result.map_err(anyhow::Error::downcast) {
            Ok(unit) => units.push(unit),
            Err(Ok(refusal)) => refusals.push(refusal),
            Err(Err(fault)) => return Err(fault),
        }
    }
    let report = Report { units, language: style.language, strict: check.strict };
    if report.plans().next().is_some() {
        report::print(&render(&report, format))?;
        if format == Format::Github {
            write_job_summary(&report)?;
        }
    }
    for refusal in &refusals {
        report::refusal(refusal, style.language);
    }
    Ok(match () {
        () if !refusals.is_empty() || !projects.are_readable() => Exit::Usage,
        () if report.fails() => Exit::Findings,
        () => Exit::Clean,
    })
}

/// The levels that the flags set.
fn levels(check: &Check) -> Result<Levels, UserError> {
    let mut levels = Levels::default();
    let flags =
        [("-A", Setting::Allow, &check.allow), ("-W", Setting::Warn, &check.warn), ("-D", Setting::Deny, &check.deny)];
    for (flag, setting, codes) in flags {
        for given in codes {
            let Some(meta) = rules::meta(given) else {
                let (message, help) = no_such_code(given);
                return Err(UserError { message, help });
            };
            if let Some((message, help)) = refused(meta, setting) {
                return Err(UserError { message, help });
            }
            if levels.of(meta).is_some_and(|other| other != setting) {
                return Err(UserError {
                    message: text(
                        format!("`{}` được ghi hai mức khác nhau, một là {flag}", meta.code),
                        format!("`{}` is given two levels, one of them {flag}", meta.code),
                    ),
                    help: text("giữ một trong -A, -W, -D", "keep one of -A, -W, -D"),
                });
            }
            levels.set_level(meta, setting);
        }
    }
    Ok(levels)
}

/// How far the work is, for who waits at a terminal; silent for all others.
fn progress(plans: usize, language: Language) -> ProgressBar {
    let template = match language {
        Language::Vietnamese => "{bar:30} {pos}/{len} kế hoạch",
        Language::English => "{bar:30} {pos}/{len} plans",
    };
    match ProgressStyle::with_template(template) {
        Ok(style) if plans > MANY && io::stderr().is_terminal() => ProgressBar::new(plans as u64).with_style(style),
        _ => ProgressBar::hidden(),
    }
}

/// GitHub Actions names a file for the summary of a step; other steps may have written to it.
fn write_job_summary(report: &Report) -> Result<(), UserError> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let path = Path::new(&path);
    let composed = OpenOptions::new().create(true).append(true).open(path);
    composed.and_then(|mut file| file.write_all(job_summary(report).as_bytes())).map_err(|error| UserError {
        message: text(
            format!(
                "không ghi được bản tóm tắt `{}`: {}",
                path.display(),
                report::reason(&error, Language::Vietnamese)
            ),
            format!(
                "the job summary `{}` cannot be written: {}",
                path.display(),
                report::reason(&error, Language::English)
            ),
        ),
        help: text("kiểm tra biến GITHUB_STEP_SUMMARY", "see the variable GITHUB_STEP_SUMMARY"),
    })
}

impl From<CheckFormat> for Format {
    fn from(format: CheckFormat) -> Self {
        match format {
            CheckFormat::Human => Self::Human,
            CheckFormat::Short => Self::Short,
            CheckFormat::Json => Self::Json,
            CheckFormat::Jsonl => Self::Jsonl,
            CheckFormat::Sarif => Self::Sarif,
            CheckFormat::Github => Self::Github,
            CheckFormat::Markdown => Self::Markdown,
            CheckFormat::Junit => Self::Junit,
        }
    }
}
