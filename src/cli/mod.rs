//! The command line.

mod arguments;
mod build;
mod exit;
mod files;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
pub use exit::Exit;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not mistakes; clap knows which stream is theirs.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
            return if error.print().is_ok() { exit.into() } else { Exit::Internal.into() };
        }
    };
    let outcome = match &arguments.command {
        Command::Build(build) => build::run(build, &arguments.common),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => {
            let exit = report::failure(&error, &arguments.common);
            exit.into()
        }
    }
}
