//! The command line: each command's arguments are next to the function that runs it.

mod baseline;
mod build;
mod check;
mod common;
mod completions;
mod deep;
mod diff;
mod doctor;
mod engine;
mod exit;
mod explain;
mod files;
mod fix;
mod fmt;
mod git;
mod help;
mod interrupt;
mod man;
mod new;
mod output_name;
mod pack;
mod pack_place;
mod report;
mod schema;
mod search;
mod settings;
mod show;
mod signing;
mod target;
mod templates;
mod terminal;
mod usage;
mod user_error;
mod verify;
mod walk;
mod writing;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::base::vietnamese::composed::{composed, is_composed};
use common::{Color, Common};
pub use exit::Exit;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Biên dịch kế hoạch của xã, phường (TOML) thành văn bản KẾ HOẠCH đúng thể thức Nghị định 30/2020/NĐ-CP
/// en: Compile a commune's plan (TOML) into the official Vietnamese document, in the form of Decree 30/2020
#[derive(Debug, Parser)]
#[command(name = "kehoach", version, styles = STYLES, max_term_width = 100, override_usage = "kehoach <LỆNH>")]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(arg_required_else_help = true)]
#[command(
    after_help = "Xem cách dùng một lệnh: kehoach <LỆNH> --help en: See how a command is used: kehoach <COMMAND> --help"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
    /// In số phiên bản
    /// en: Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    New(new::NewArgs),
    Baseline(baseline::BaselineArgs),
    Pack(pack::PackArgs),
    Verify(verify::VerifyArgs),
    Diff(diff::DiffArgs),
    Show(show::ShowArgs),
    GitSetup(git::setup::GitSetupArgs),
    Schema(schema::SchemaArgs),
    Fmt(fmt::FmtArgs),
    Doctor(doctor::DoctorArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let language = from_args("--lang").unwrap_or_default();
    let color = from_args("--color").map_or(ColorChoice::Auto, |color: Color| color.into());
    let command = help::localized(Arguments::command(), language).color(color);
    let parsed =
        command.clone().try_get_matches_from(arguments()).and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { command: request, common, .. } = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            let Some(refusal) = usage::explain(&error) else {
                // Help and version are answers; clap knows which stream is theirs.
                let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
                return if error.print().is_ok() { exit.into() } else { Exit::Internal.into() };
            };
            report::refusal(&refusal, language);
            return Exit::Usage.into();
        }
    };
    interrupt::listen(common.lang);
    let outcome = match &request {
        Command::Build(args) => build::run(args, &common),
        Command::Check(args) => check::run(args, &common),
        Command::Explain(args) => explain::run(args, &common),
        Command::New(args) => new::run(args, &common),
        Command::Baseline(args) => baseline::run(args, &common),
        Command::Pack(args) => pack::run(args, &common),
        Command::Verify(args) => verify::run(args, &common),
        Command::Diff(args) => diff::run(args, &common),
        Command::Show(args) => show::run(args),
        Command::GitSetup(args) => git::setup::run(args, &common),
        Command::Schema(args) => schema::run(args),
        Command::Fmt(args) => fmt::run(args, &common),
        Command::Doctor(args) => doctor::run(args, &common),
        Command::Completions(args) => completions::run(args, command),
        Command::Man(args) => man::run(args, &common, command),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => report::failure(&error, common.lang).into(),
    }
}

/// Returns the arguments of the process with composed letters, as all words are compared. The name of a file that is there stays.
fn arguments() -> impl Iterator<Item = OsString> {
    std::env::args_os().map(|argument| {
        let Some(words) = argument.to_str().filter(|words| !is_composed(words)) else { return argument };
        let value = words.split_once('=').map_or(words, |(_, value)| value);
        if Path::new(value).exists() || Path::new(words).exists() {
            argument
        } else {
            composed(words).into_owned().into()
        }
    })
}

/// Returns the value of an option before the arguments as a whole are understood: help and refusals depend on it.
fn from_args<T: ValueEnum>(option: &str) -> Option<T> {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix(option)? {
            "" => words.get(at + 1)?,
            rest => rest.strip_prefix('=')?,
        };
        T::from_str(value, false).ok()
    })
}
