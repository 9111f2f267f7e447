//! `kehoach explain`: what a rule finds, why, by which law, and how it should be.

use super::Exit;
use super::arguments::{Common, Explain, TextFormat};
use super::report::{self, UserError};
use crate::base::diagnostic::Language;
use crate::checks::explain;
use crate::checks::policy::no_such_code;
use crate::checks::rules;

pub(super) fn run(args: &Explain, common: &Common) -> anyhow::Result<Exit> {
    let language = Language::from(common.lang);
    let out = match (&args.code, args.format) {
        (None, TextFormat::Human) => explain::list(language),
        (None, TextFormat::Markdown) => explain::page(language),
        (Some(given), format) => {
            let Some(meta) = rules::meta(given) else {
                let (message, help) = no_such_code(given);
                return Err(UserError { message, help }.into());
            };
            match format {
                TextFormat::Human => explain::human(meta, language),
                TextFormat::Markdown => explain::markdown(meta, language),
            }
        }
    };
    report::print(&out)?;
    Ok(Exit::Clean)
}
