//! `kehoach pack check`: what is wrong with packs, without any plan.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::trial;
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::checks::report::{Format, Report, Unit, UnitKind, Words, render};
use crate::cli::common::Common;
use crate::cli::exit::Exit;
use crate::cli::terminal::{self, Stream};
use crate::cli::{files, report};
use crate::pipeline::{self, Library};

/// Kiểm tra một bộ dữ liệu, hoặc mọi bộ dữ liệu trong một thư mục
/// en: Check one pack, or all packs of a directory
#[derive(Debug, Args)]
#[command(override_usage = "kehoach pack check <THƯ-MỤC> [TÙY CHỌN]")]
pub(super) struct CheckArgs {
    /// Thư mục của một thành phố (có city.toml), hoặc thư mục chứa các thư mục ấy, như plans
    /// en: Directory of a city (with city.toml), or the directory that has such directories, such as plans
    #[arg(value_name = "THƯ-MỤC")]
    directory: PathBuf,
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: Format,
    /// Cảnh báo cũng tính là không đạt (mã thoát 1)
    /// en: Warnings fail the check too (exit code 1)
    #[arg(long)]
    strict: bool,
    /// Lấy ngày này làm ngày kiểm tra (2026-01-15); mặc định: hôm nay, theo giờ Việt Nam
    /// en: Check as of this day (2026-01-15); default: today in Vietnam
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
}

pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    let words = Words { format: args.format, style: terminal::style(common, Stream::Stdout) };
    let packs = super::read(&args.directory)?;
    let library = Library::load(&packs);
    let mut findings = library.findings.clone();
    findings.append(trial::findings(&library)?);
    // The country below them is another's to keep, but where they bring it.
    let is_own = |one: &Diagnostic| packs.brings_country() || !library.packs.is_of_country(one.span.file);
    let today = pipeline::today(args.today);
    findings.extend(library.old_packs(today).into_iter().filter(is_own));
    findings.extend(library.packs_to_come(today).into_iter().filter(is_own));
    let name = args.directory.to_string_lossy();
    let unit = Unit::new(UnitKind::Packs, &name, &in_packs(findings), &library.sources, words);
    let report = Report {
        units: vec![unit],
        packs: library.packs_used(),
        language: common.lang,
        strict: args.strict,
        tree: files::tree(),
    };
    report::print(&render(&report, args.format))?;
    Ok(if report.fails() { Exit::Findings } else { Exit::Clean })
}

/// Returns each finding once, in the order of the files.
fn in_packs(findings: Findings) -> Vec<Diagnostic> {
    let mut sorted = findings.sorted();
    sorted.dedup_by_key(|finding| (finding.span, finding.meta.code));
    sorted
}
