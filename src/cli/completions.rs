//! `kehoach completions`: what a shell offers while a command is typed.

use clap::{Args, Command};

use super::exit::Exit;
use super::report;

/// In kịch bản gợi ý lệnh cho bash, zsh, fish, powershell hoặc elvish
/// en: Print a completion script for bash, zsh, fish, powershell or elvish
#[derive(Debug, Args)]
#[command(override_usage = "kehoach completions <TRÌNH-LỆNH>")]
#[command(after_help = "Bash: kehoach completions bash > ~/.local/share/bash-completion/completions/kehoach\n\
    PowerShell: kehoach completions powershell >> $PROFILE")]
pub(super) struct CompletionsArgs {
    /// bash, zsh, fish, powershell hoặc elvish
    /// en: bash, zsh, fish, powershell or elvish
    #[arg(value_name = "TRÌNH-LỆNH", value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &CompletionsArgs, command: Command) -> anyhow::Result<Exit> {
    // Shells split a word with a space; `--kind` knows this one without.
    let mut command =
        command.mut_subcommand("new", |new| new.mut_arg("kind", |kind| kind.value_parser(["xã", "phường", "dac-khu"])));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "kehoach", &mut script);
    report::print_bytes(&script)?;
    Ok(Exit::Clean)
}
