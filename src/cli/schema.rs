//! `kehoach schema`: the JSON Schema of the plan file.

use super::{Exit, report};
use crate::schema;

pub(super) fn run() -> anyhow::Result<Exit> {
    report::print(&schema::text())?;
    Ok(Exit::Clean)
}
