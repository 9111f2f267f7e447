//! `kehoach pack`: packs by themselves, for those who write them.

mod check;
mod diff;
mod new;
mod trial;

use std::path::Path;

use clap::{Args, Subcommand};

use super::common::Common;
use super::exit::Exit;
use super::files;
use super::pack_place::{Place, meant, place};
use super::user_error::{UserError, user_error};
use crate::base::shown;
use crate::model::packs::PackFiles;

/// Bộ dữ liệu của thành phố: kiểm tra, tạo mới, so sánh hai bản
/// en: The packs of cities: check one, create one, compare two versions
#[derive(Debug, Args)]
#[command(override_usage = "kehoach pack <LỆNH>")]
pub(super) struct PackArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArgs),
    New(new::NewArgs),
    Diff(diff::DiffArgs),
}

pub(super) fn run(args: &PackArgs, common: &Common) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Check(args) => check::run(args, common),
        Command::New(args) => new::run(args, common),
        Command::Diff(args) => diff::run(args, common),
    }
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
