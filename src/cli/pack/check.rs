//! `kehoach pack check`: what is wrong with packs, without any plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::trial;
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::shown;
use crate::checks::report::{Format, Report, Unit, UnitKind, Words, render};
use crate::cli::common::Common;
use crate::cli::exit::Exit;
use crate::cli::pack_place::{Place, meant, place};
use crate::cli::terminal::{self, Stream};
use crate::cli::user_error::{UserError, user_error};
use crate::cli::{files, report};
use crate::model::packs::PackFiles;
use crate::pipeline::Library;

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
}

pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    let words = Words { format: args.format, style: terminal::style(common, Stream::Stdout) };
    let library = Library::load(&read(&args.directory)?);
    let mut findings = library.findings.clone();
    findings.append(trial::findings(&library)?);
    let name = args.directory.to_string_lossy();
    let unit = Unit::new(UnitKind::Packs, &name, &in_packs(findings), &library.sources, words);
    let report = Report { units: vec![unit], language: common.lang, strict: args.strict, tree: files::tree() };
    report::print(&render(&report, args.format))?;
    Ok(if report.fails() { Exit::Findings } else { Exit::Clean })
}

/// Returns each finding once, in the order of the files.
fn in_packs(findings: Findings) -> Vec<Diagnostic> {
    let mut sorted = findings.sorted();
    sorted.dedup_by_key(|finding| (finding.span, finding.meta.code));
    sorted
}

/// Reads the packs of a directory, or the one whose directory it is.
fn read(directory: &Path) -> Result<PackFiles, UserError> {
    let shown = shown::path(directory);
    match place(directory) {
        Place::City(city) => {
            // Shown as they are reached from here.
            let above = match directory.file_name().and(directory.parent()) {
                Some(parent) if parent.as_os_str().is_empty() => ".".to_owned(),
                Some(parent) => parent.to_string_lossy().into_owned(),
                None => format!("{}/..", directory.to_string_lossy().trim_end_matches(['/', '\\'])),
            };
            Ok(PackFiles::read(above, files::toml_files(directory, &city)?))
        }
        Place::Baseline(city) => {
            let city = shown::path(&city);
            Err(user_error(
                format!("`{shown}` là thư mục của một kế hoạch thành phố, không phải của cả bộ dữ liệu"),
                format!("`{shown}` is the directory of one city plan, not of a pack"),
            )
            .hint(format!("gõ `kehoach pack check {city}`"), format!("run `kehoach pack check {city}`")))
        }
        Place::Packs => files::packs(directory),
        Place::Other => Err(match meant(directory) {
            Some(meant) => {
                let meant = shown::path(&meant);
                user_error(
                    format!("`{shown}` không phải thư mục của bộ dữ liệu"),
                    format!("`{shown}` is no directory of packs"),
                )
                .hint(format!("gõ `kehoach pack check {meant}`"), format!("run `kehoach pack check {meant}`"))
            }
            None => files::packs(directory).err().unwrap_or_else(|| {
                user_error(
                    format!("`{shown}` không phải thư mục của bộ dữ liệu"),
                    format!("`{shown}` is no directory of packs"),
                )
            }),
        }),
    }
}
