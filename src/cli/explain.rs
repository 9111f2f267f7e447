//! `kehoach explain`: what a rule finds, why, by which law, and how it should be.

use clap::{Args, ValueEnum};

use super::common::Common;
use super::exit::Exit;
use super::report;
use super::user_error::UserError;
use crate::checks::explain;
use crate::checks::policy::no_such_code;
use crate::checks::rules;

/// Giải thích một quy tắc: tìm gì, vì sao, căn cứ nào, viết thế nào cho đúng
/// en: Explain a rule: what it finds, why, by which law, and how to write it correctly
#[derive(Debug, Args)]
#[command(override_usage = "kehoach explain <MÃ> [TÙY CHỌN]\nkehoach explain --all")]
pub(super) struct ExplainArgs {
    /// Mã hoặc tên của quy tắc, như CT001 hoặc below-minimum
    /// en: Code or name of the rule, such as CT001 or below-minimum
    #[arg(value_name = "MÃ", required_unless_present = "all")]
    code: Option<String>,
    /// Liệt kê mọi quy tắc; với --format markdown: trọn trang docs/rules.md
    /// en: List all rules; with --format markdown: the whole page docs/rules.md
    #[arg(long, conflicts_with = "code")]
    all: bool,
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: TextFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TextFormat {
    Human,
    Markdown,
}

pub(super) fn run(args: &ExplainArgs, common: &Common) -> anyhow::Result<Exit> {
    let language = common.lang;
    let meta = match &args.code {
        Some(given) => Some(rules::meta(given).ok_or_else(|| UserError::from(no_such_code(given)))?),
        None => None,
    };
    let out = match (meta, args.format) {
        (None, TextFormat::Human) => explain::list(language),
        (None, TextFormat::Markdown) => explain::page(language),
        (Some(meta), TextFormat::Human) => explain::human(meta, language),
        (Some(meta), TextFormat::Markdown) => explain::markdown(meta, language),
    };
    report::print(&out)?;
    Ok(Exit::Clean)
}
