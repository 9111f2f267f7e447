//! Where a command's answer goes: to the standard output, or to a file. PowerShell writes what it is given through `>` in another encoding.

use std::path::PathBuf;

use clap::Args;

use super::output_name::{Endings, Output};
use super::terminal::Stream;
use super::user_error::UserError;
use super::{report, writing};
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::output::write::{Change, Inputs};

/// The file of an answer.
#[derive(Debug, Args)]
pub(super) struct AnswerOption {
    /// Ghi vào tệp này, thay vì in ra
    /// en: Write to this file instead of printing
    #[arg(short, long, value_name = "TỆP")]
    output: Option<PathBuf>,
}

impl AnswerOption {
    /// Returns where the answer goes; a name with another ending than these is refused.
    pub(super) fn place(&self, endings: Endings) -> Result<Answer, UserError> {
        let output = self.output.as_deref();
        output.map_or(Ok(Output::Stdout), |path| Output::of(path, &endings, "-o")).map(Answer)
    }
}

/// The place of an answer.
pub(super) struct Answer(Output);

impl Answer {
    /// Returns what the place shows.
    pub(super) fn stream(&self) -> Stream {
        if self.0.path().is_some() { Stream::File } else { Stream::Stdout }
    }

    /// Refuses a file that the command reads.
    pub(super) fn not_an_input(&self, inputs: &Inputs) -> Result<(), UserError> {
        self.0.path().map_or(Ok(()), |path| writing::not_an_input(path, inputs, "-o"))
    }

    /// Writes the answer.
    pub(super) fn write(&self, out: &str, inputs: &Inputs, language: Language) -> Result<(), UserError> {
        let Some(path) = self.0.path() else { return report::print(out) };
        writing::write(&[Change::put(path, out.as_bytes())], inputs, "-o", language)?;
        let shown = shown::path(path);
        report::status(&format!("đã ghi {shown}"), &format!("wrote {shown}"), language);
        Ok(())
    }
}
