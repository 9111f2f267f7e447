//! `kehoach pack`: packs by themselves, for those who write them.

mod check;
mod new;
mod trial;

use clap::{Args, Subcommand};

use super::common::Common;
use super::exit::Exit;

/// Bộ dữ liệu của thành phố: kiểm tra, tạo mới
/// en: The packs of cities: check one, create one
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
}

pub(super) fn run(args: &PackArgs, common: &Common) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Check(args) => check::run(args, common),
        Command::New(args) => new::run(args, common),
    }
}
