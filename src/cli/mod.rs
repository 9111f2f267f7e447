//! The command line: each command's arguments are next to the function that runs it.

mod answer;
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
mod grid;
mod help;
mod ids;
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
mod side_by_side;
mod signing;
mod target;
mod templates;
mod terminal;
mod usage;
mod user_error;
mod verify;
mod walk;
mod watch;
mod window;
mod writing;

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::base::vietnamese::composed::{composed, is_composed};
#[cfg(feature = "embedded")]
use crate::output::sign::verify::pictures;
use common::{Color, Common};
pub use exit::Exit;
use window::{Request, console};

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
    Watch(watch::WatchArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    New(new::NewArgs),
    Baseline(baseline::BaselineArgs),
    Ids(ids::IdsArgs),
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
    let words: Vec<OsString> = arguments().collect();
    let (program, given) =
        words.split_first().map_or((OsString::from("kehoach"), &[][..]), |(program, given)| (program.clone(), given));
    // No command, but the other half of `verify`.
    #[cfg(feature = "embedded")]
    if given.first().is_some_and(|first| first == pictures::DRAW) {
        return pictures::serve(given);
    }
    let language = from_args("--lang", given).unwrap_or_default();
    let run = |given: Vec<OsString>| run(&program, &given);
    let is_command = |word: &str| Arguments::command().find_subcommand(word).is_some();
    let exit = match Request::of(given, is_command, console::is_own()) {
        Request::Typed => run(given.to_vec()),
        Request::Plans(plans, options) => window::plans(&plans, &options, language, run),
        Request::Alone => window::alone(language, run),
    };
    console::wait(language);
    exit.into()
}

/// Runs a command: the words after the program's name.
fn run(program: &OsStr, given: &[OsString]) -> Exit {
    let language = from_args("--lang", given).unwrap_or_default();
    let color = from_args("--color", given).map_or(ColorChoice::Auto, |color: Color| color.into());
    let command = help::localized(Arguments::command(), language).color(color);
    let line = std::iter::once(program).chain(given.iter().map(OsString::as_os_str));
    let parsed = command.clone().try_get_matches_from(line).and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { command: request, common, .. } = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            let Some(refusal) = usage::explain(&error, &words(given)) else {
                // Help and version are answers; clap knows which stream is theirs.
                let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
                return if error.print().is_ok() { exit } else { Exit::Internal };
            };
            report::refusal(&refusal, language);
            return Exit::Usage;
        }
    };
    interrupt::listen(common.lang);
    let outcome = match &request {
        Command::Build(args) => build::run(args, &common),
        Command::Watch(args) => watch::run(args, &common),
        Command::Check(args) => check::run(args, &common),
        Command::Explain(args) => explain::run(args, &common),
        Command::New(args) => new::run(args, &common),
        Command::Baseline(args) => baseline::run(args, &common),
        Command::Ids(args) => ids::run(args, &common),
        Command::Pack(args) => pack::run(args, &common),
        Command::Verify(args) => verify::run(args, &common),
        Command::Diff(args) => diff::run(args, &common),
        Command::Show(args) => show::run(args, &common),
        Command::GitSetup(args) => git::setup::run(args, &common),
        Command::Schema(args) => schema::run(args),
        Command::Fmt(args) => fmt::run(args, &common),
        Command::Doctor(args) => doctor::run(args, &common),
        Command::Completions(args) => completions::run(args, command),
        Command::Man(args) => man::run(args, &common, command),
    };
    outcome.unwrap_or_else(|error| report::failure(&error, common.lang))
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

/// Returns arguments as words.
fn words(given: &[OsString]) -> Vec<String> {
    given.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}

/// Returns the value of an option before the arguments as a whole are understood: help and refusals depend on it.
fn from_args<T: ValueEnum>(option: &str, given: &[OsString]) -> Option<T> {
    let words = words(given);
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix(option)? {
            "" => words.get(at + 1)?,
            rest => rest.strip_prefix('=')?,
        };
        T::from_str(value, false).ok()
    })
}
