//! `kehoach doctor`: what this machine has of what the program needs.

mod machine;
mod program;
mod view;

use super::arguments::{Common, Doctor, TableFormat};
use super::report;
use super::{Exit, files};
use crate::base::diagnostic::Text;

/// How it stands with one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As it should be.
    Fine,
    /// Something cannot be done, or may look wrong.
    Warning,
    /// No document can be built.
    Broken,
}

/// One thing that was looked at.
#[derive(Debug)]
struct Check {
    /// Its name for programs.
    id: &'static str,
    /// Its name for people.
    label: Text,
    state: State,
    /// What was found.
    found: Text,
    /// What to do.
    help: Option<Text>,
}

impl Check {
    fn new(id: &'static str, label: Text, state: State, found: Text) -> Self {
        Self { id, label, state, found, help: None }
    }

    fn help(self, help: Text) -> Self {
        Self { help: Some(help), ..self }
    }
}

pub(super) fn run(args: &Doctor, common: &Common) -> anyhow::Result<Exit> {
    let library = files::library(args.packs.as_deref())?;
    let mut checks = vec![program::version(), program::engine(args.typst.as_deref())];
    checks.extend([program::bundled_fonts(), program::times()]);
    checks.push(program::packs(&library));
    checks.extend([machine::encoding(), machine::terminal(), machine::git(), machine::writing()]);
    let packs = view::packs(&library.packs);
    let out = match args.format {
        TableFormat::Human => view::human(&checks, &packs, common.lang.into()),
        TableFormat::Json => view::json(&checks, &packs),
    };
    report::print(&out)?;
    let broken = checks.iter().any(|check| check.state == State::Broken);
    Ok(if broken { Exit::Findings } else { Exit::Clean })
}
