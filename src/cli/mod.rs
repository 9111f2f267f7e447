//! The command line.

mod arguments;
mod baseline;
mod build;
mod build_arguments;
mod check;
mod check_arguments;
mod completions;
mod deep;
mod diff;
mod doctor;
mod exit;
mod explain;
mod files;
mod fix;
mod fmt;
mod git;
mod man;
mod new;
mod report;
mod schema;
mod search;
mod settings;
mod show;
mod signing;
mod templates;
mod usage;
mod verify;
mod verify_arguments;
mod version_arguments;

use std::process::ExitCode;

use clap::Parser as _;

use crate::base::diagnostic::Language;
use arguments::{Arguments, Command};
pub use exit::Exit;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let Some(refusal) = usage::explain(&error) else {
                // Help and version are answers; clap knows which stream is theirs.
                let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
                return if error.print().is_ok() { exit.into() } else { Exit::Internal.into() };
            };
            report::refusal(&refusal, asked_language());
            return Exit::Usage.into();
        }
    };
    let outcome = match &arguments.command {
        Command::Build(build) => build::run(build, &arguments.common),
        Command::Check(check) => check::run(check, &arguments.common),
        Command::Explain(explain) => explain::run(explain, &arguments.common),
        Command::New(new) => new::run(new, &arguments.common),
        Command::Baseline(baseline) => baseline::run(baseline, &arguments.common),
        Command::Verify(verify) => verify::run(verify, &arguments.common),
        Command::Schema(schema) => schema::run(schema),
        Command::Diff(diff) => diff::run(diff, &arguments.common),
        Command::Show(show) => show::run(show),
        Command::GitSetup(setup) => git::setup::run(setup, &arguments.common),
        Command::Fmt(fmt) => fmt::run(fmt, &arguments.common),
        Command::Doctor(doctor) => doctor::run(doctor, &arguments.common),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man, &arguments.common),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => report::failure(&error, arguments.common.lang.into()).into(),
    }
}

/// The language asked for, when the arguments as a whole could not be read.
fn asked_language() -> Language {
    let words: Vec<String> = std::env::args().collect();
    let english = words.iter().any(|word| word == "--lang=en") || words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if english { Language::English } else { Language::Vietnamese }
}
