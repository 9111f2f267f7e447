//! `kehoach schema`: the JSON Schemas of the files that people write, of the sidecar and of a proof.

use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::report;
use crate::output::preflight;
use crate::output::sign;
use crate::plan_file::schema;

/// In lược đồ JSON của tệp kế hoạch, bộ dữ liệu, kehoach.toml, để trình soạn thảo gợi ý khóa và báo chỗ sai
/// en: Print the JSON Schema of the plan file, of packs or of kehoach.toml, by which editors complete keys and show mistakes
#[derive(Debug, Args)]
#[command(override_usage = "kehoach schema [TỆP] > plan.schema.json")]
pub(super) struct SchemaArgs {
    /// Lược đồ của tệp nào: plan (tệp kế hoạch, mặc định), pack (các tệp của bộ dữ liệu), project (kehoach.toml), ky (tệp .ky.json đi kèm PDF) hoặc proof (kết quả build --proof=json)
    /// en: Schema of which file: plan (the plan file, default), pack (the files of packs), project (kehoach.toml), ky (the .ky.json next to a PDF) or proof (the result of build --proof=json)
    #[arg(value_enum, default_value = "plan", value_name = "TỆP")]
    of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaOf {
    Plan,
    Pack,
    Project,
    Ky,
    Proof,
}

pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    let text = match args.of {
        SchemaOf::Plan => schema::text(&schema::plan()),
        SchemaOf::Pack => schema::text(&schema::pack()),
        SchemaOf::Project => schema::text(&schema::project()),
        SchemaOf::Ky => sign::JSON_SCHEMA.to_owned(),
        SchemaOf::Proof => format!("{:#}\n", preflight::schema()),
    };
    report::print(&text)?;
    Ok(Exit::Clean)
}
