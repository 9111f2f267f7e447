//! `kehoach schema`: the JSON Schemas of the plan file, of the sidecar and of a proof.

use super::arguments::{Schema, SchemaOf};
use super::{Exit, report};
use crate::{proof, schema, sign};

pub(super) fn run(asked: &Schema) -> anyhow::Result<Exit> {
    let text = match asked.of {
        SchemaOf::Plan => schema::text(),
        SchemaOf::Ky => format!("{:#}\n", sign::schema()),
        SchemaOf::Proof => format!("{:#}\n", proof::schema()),
    };
    report::print(&text)?;
    Ok(Exit::Clean)
}
