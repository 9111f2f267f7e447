//! `kehoach schema`: the JSON Schemas of the plan file and of the sidecar.

use super::arguments::{Schema, SchemaOf};
use super::{Exit, report};
use crate::{schema, sign};

pub(super) fn run(asked: &Schema) -> anyhow::Result<Exit> {
    let text = match asked.of {
        SchemaOf::Plan => schema::text(),
        SchemaOf::Ky => format!("{:#}\n", sign::schema()),
    };
    report::print(&text)?;
    Ok(Exit::Clean)
}
