//! `kehoach pack`: packs by themselves, for those who write them.

mod check;
mod trial;

use clap::{Args, Subcommand};

use super::common::Common;
use super::exit::Exit;

/// Kiểm tra bộ dữ liệu của thành phố: cơ quan, văn bản, kế hoạch thành phố và mức tối thiểu
/// en: Check a city's pack: agencies, documents, city plans and minimums
#[derive(Debug, Args)]
#[command(override_usage = "kehoach pack <LỆNH>")]
pub(super) struct PackArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArgs),
}

pub(super) fn run(args: &PackArgs, common: &Common) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Check(args) => check::run(args, common),
    }
}
