//! `kehoach schema`: the JSON Schemas of the plan file, of the sidecar and of a proof.

use super::arguments::{Schema, SchemaOf};
use super::{Exit, report};
use crate::output::preflight;
use crate::output::sign;
use crate::plan_file::schema;

pub(super) fn run(args: &Schema) -> anyhow::Result<Exit> {
    let text = match args.of {
        SchemaOf::Plan => schema::text(),
        SchemaOf::Ky => sign::JSON_SCHEMA.to_owned(),
        SchemaOf::Proof => format!("{:#}\n", preflight::schema()),
    };
    report::print(&text)?;
    Ok(Exit::Clean)
}
