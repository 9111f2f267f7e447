//! `kehoach check`: checks plans against the rules.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;

use super::answer::AnswerOption;
use super::common::{Common, PacksOption};
use super::exit::Exit;
use super::output_name::{Endings, JSON, MARKDOWN, TEXT};
use super::search::{PLAN, search};
use super::terminal;
use super::user_error::{UserError, user_error};
use super::{deep, files, fix, report, settings, side_by_side, writing};
use crate::base::diagnostic::Language;
use crate::checks::policy::{Levels, Setting, no_such_code, refused};
use crate::checks::report::{Format, Report, Unit, UnitKind, Words, job_summary, render};
use crate::checks::rules;
use crate::output::write::{self, Inputs};
use crate::pipeline::{self, InPacks, Place, PlanFile, Projects};

/// A terminal shows the progress of more plans than these.
const MANY: usize = 20;

/// Kiểm tra kế hoạch: chỉ tiêu, nhiệm vụ, căn cứ, thể thức, cơ quan, nơi nhận, người ký, câu chữ
/// en: Check plans: targets, tasks, legal bases, form, agencies, recipients, signer, wording
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command")]
#[command(override_usage = "kehoach check <KẾ-HOẠCH>... [TÙY CHỌN]")]
pub(super) struct CheckArgs {
    /// Tệp kế hoạch, hoặc thư mục: mọi plan.toml trong đó
    /// en: Plan files, or directories: every plan.toml in them
    #[arg(value_name = "KẾ-HOẠCH", required = true)]
    plans: Vec<PathBuf>,
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: Format,
    #[command(flatten)]
    answer: AnswerOption,
    /// Cảnh báo cũng tính là không đạt (mã thoát 1)
    /// en: Warnings fail the check too (exit code 1)
    #[arg(long)]
    strict: bool,
    /// Bỏ qua một quy tắc, ghi mã hoặc tên; quy tắc bắt buộc (mức lỗi) thì không bỏ qua được, chỉ miễn trừ được
    /// en: Ignore a rule, by code or name; a duty (level error) cannot be ignored, only waived
    #[arg(short = 'A', long, value_name = "MÃ", value_delimiter = ',')]
    allow: Vec<String>,
    /// Để một quy tắc ở mức cảnh báo
    /// en: Make a rule a warning
    #[arg(short = 'W', long, value_name = "MÃ", value_delimiter = ',')]
    warn: Vec<String>,
    /// Nâng một quy tắc lên mức lỗi
    /// en: Make a rule an error
    #[arg(short = 'D', long, value_name = "MÃ", value_delimiter = ',')]
    deny: Vec<String>,
    /// Lấy ngày này làm ngày kiểm tra (2026-01-15); mặc định: hôm nay, theo giờ Việt Nam
    /// en: Check as of this day (2026-01-15); default: today in Vietnam
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
    /// Sửa luôn những lỗi hình thức sửa được chắc chắn (dấu cách, dấu câu, dấu thanh, lỗi gõ); không đụng đến số, căn cứ, cơ quan, người ký
    /// en: Fix errors of form that are safe to fix (spaces, punctuation, tone marks, typing errors); never numbers, legal bases, agencies or signer
    #[arg(long)]
    fix: bool,
    /// Cùng với --fix: chỉ cho xem sẽ sửa gì, không ghi tệp
    /// en: With --fix: only show what would be fixed, write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Dàn trang từng kế hoạch rồi đo trang in theo Nghị định 30 (các mã BC); lâu hơn
    /// en: Typeset each plan and measure its pages by Decree 30 (codes BC); slower
    #[arg(long)]
    deep: bool,
    /// Cùng với --deep: thư mục mẫu trình bày riêng, thay cho mẫu kèm theo
    /// en: With --deep: directory of custom templates, in place of the bundled ones
    #[arg(long, value_name = "THƯ-MỤC", requires = "deep")]
    templates: Option<PathBuf>,
    #[command(flatten)]
    packs: PacksOption,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    let (format, language) = (args.format, common.lang);
    let answer = args.answer.place(endings(format))?;
    let words = Words { format, style: terminal::style(common, answer.stream()) };
    let levels = levels(args)?;
    let settings = settings::settings(None, false, false, args.templates.as_deref())?;
    let mut search = search(&args.plans, &[PLAN]);
    let mut refusals = std::mem::take(&mut search.refusals);

    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let mut inputs: Vec<(&PathBuf, Place)> = Vec::new();
    for path in &search.files {
        match projects.place(path, files::library) {
            Ok(place) => inputs.push((path, place)),
            // One project file that cannot be read is reported once, however many plans are below it.
            Err(refusal) if refusals.contains(&refusal) => {}
            Err(refusal) => refusals.push(refusal),
        }
    }
    let read = search.files.iter().fold(Inputs::new(), Inputs::with);
    answer.not_an_input(&read)?;
    let today = pipeline::today(args.today);
    let progress = progress(inputs.len(), language);
    let one = |(path, place): &(&PathBuf, Place)| {
        let library = projects.library(place).ok_or_else(|| anyhow::anyhow!("a plan without packs"))?;
        let mut plan = files::plan(path)?;
        let policy = projects.policy(place, &levels, today);
        let check = |plan: &PlanFile| pipeline::check_with_policy(plan, library, &policy);
        if args.fix {
            fix::csv_files(&plan, check, args.dry_run, language)?;
            plan = fix::run(path, plan, check, args.dry_run, language)?;
        }
        let mut composed = check(&plan);
        pipeline::check_glyphs(&mut composed, library, &settings.fonts);
        if args.deep {
            deep::measure(&mut composed, &settings, &policy, args.templates.as_deref())?;
        }
        let of_packs = library.take_own(&mut composed.findings);
        let findings = composed.findings.sorted();
        let mut unit = Unit::new(UnitKind::Plan, &plan.name, &findings, &composed.sources, words);
        unit.complete = composed.complete;
        progress.inc(1);
        Ok((unit, (Arc::clone(library), of_packs)))
    };
    let results: Vec<anyhow::Result<(Unit, InPacks)>> = match () {
        // What was fixed is reported plan by plan.
        () if args.fix => inputs.iter().map(one).collect(),
        () if args.deep => {
            let mut out = Vec::with_capacity(inputs.len());
            side_by_side::in_order(&inputs, one, |result| out.push(result));
            out
        }
        () => inputs.par_iter().map(one).collect(),
    };
    progress.finish_and_clear();

    let (mut plans, mut in_packs) = (Vec::new(), Vec::new());
    for result in results {
        match result.map_err(anyhow::Error::downcast) {
            Ok((unit, found)) => {
                plans.push(unit);
                in_packs.push(found);
            }
            Err(Ok(refusal)) => refusals.push(refusal),
            Err(Err(internal)) => return Err(internal),
        }
    }
    let units = projects.shared_units(words, &in_packs, today).into_iter().chain(plans).collect();
    let report = Report { units, packs: projects.packs_used(), language, strict: args.strict, tree: files::tree() };
    if report.plans().next().is_some() {
        answer.write(&render(&report, format), &read, language)?;
        if format == Format::Github {
            write_job_summary(&report, &read)?;
        }
    }
    files::packs_in_use(&projects, language);
    search.report_notes(language);
    for refusal in &refusals {
        report::refusal(refusal, language);
    }
    // These have no place for it.
    if matches!(format, Format::Short | Format::Github | Format::Gitlab) {
        report.packs_in_words().iter().for_each(|line| report::said(line));
    }
    Ok(match () {
        () if !refusals.is_empty() || !projects.are_readable() => Exit::Usage,
        () if report.fails() => Exit::Findings,
        () => Exit::Clean,
    })
}

/// Returns the endings of a file in a format.
fn endings(format: Format) -> Endings {
    match format {
        Format::Human | Format::Short | Format::Github => TEXT,
        Format::Json | Format::Gitlab => JSON,
        Format::Jsonl => &["jsonl"],
        Format::Sarif => &["sarif", "json"],
        Format::Markdown => MARKDOWN,
        Format::Junit => &["xml"],
    }
}

/// Returns the levels that the flags set.
fn levels(args: &CheckArgs) -> Result<Levels, UserError> {
    let mut levels = Levels::default();
    let flags =
        [("-A", Setting::Allow, &args.allow), ("-W", Setting::Warn, &args.warn), ("-D", Setting::Deny, &args.deny)];
    for (flag, setting, codes) in flags {
        for given in codes {
            let meta = rules::meta(given).ok_or_else(|| no_such_code(given))?;
            if let Some(refused) = refused(meta, setting) {
                return Err(refused.into());
            }
            if levels.of(meta).is_some_and(|other| other != setting) {
                return Err(user_error(
                    format!("`{}` được ghi hai mức khác nhau, một là {flag}", meta.code),
                    format!("`{}` is given two levels, one of them {flag}", meta.code),
                )
                .hint("giữ một trong -A, -W, -D", "keep one of -A, -W, -D"));
            }
            levels.set_level(meta, setting);
        }
    }
    Ok(levels)
}

/// A bar for a user who waits at a terminal; hidden for everyone else.
pub(super) fn progress(plans: usize, language: Language) -> ProgressBar {
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
fn write_job_summary(report: &Report, plans: &Inputs) -> Result<(), UserError> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let path = Path::new(&path);
    let written = path.metadata().map_or(0, |known| usize::try_from(known.len()).unwrap_or(usize::MAX));
    write::append(path, job_summary(report, written).as_bytes(), plans).map_err(|refusal| {
        writing::refused(&refusal, "")
            .hint("kiểm tra biến GITHUB_STEP_SUMMARY", "check the variable GITHUB_STEP_SUMMARY")
    })
}
