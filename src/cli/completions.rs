//! `kehoach completions`: what a shell offers while a command is typed.

use clap::CommandFactory as _;

use super::arguments::{Arguments, Completions};
use super::{Exit, report};

pub(super) fn run(args: &Completions) -> anyhow::Result<Exit> {
    // Shells take a word with a space apart; `--kind` knows this one without.
    let mut command = Arguments::command()
        .mut_subcommand("new", |new| new.mut_arg("kind", |kind| kind.value_parser(["xã", "phường", "dac-khu"])));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "kehoach", &mut script);
    report::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
