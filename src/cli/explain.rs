//! `kehoach explain`: what a rule finds, why, by which law, and how it should be.

use super::Exit;
use super::arguments::{Common, Explain, TextFormat};
use super::report::{self, Refusal};
use crate::base::diagnostic::Language;
use crate::checks::explain;
use crate::checks::policy::no_such_code;
use crate::checks::rules;

pub(super) fn run(asked: &Explain, common: &Common) -> anyhow::Result<Exit> {
    let language = Language::from(common.lang);
    let out = match (&asked.code, asked.format) {
        (None, TextFormat::Human) => explain::list(language),
        (None, TextFormat::Markdown) => explain::page(language),
        (Some(given), format) => {
            let Some(card) = rules::card(given) else {
                let (message, help) = no_such_code(given);
                return Err(Refusal { message, help }.into());
            };
            match format {
                TextFormat::Human => explain::human(card, language),
                TextFormat::Markdown => explain::markdown(card, language),
            }
        }
    };
    report::print(&out)?;
    Ok(Exit::Clean)
}
