//! `kehoach show`: a plan in canonical form. git reads plans through it, so there is an answer for every file.

use std::path::PathBuf;

use clap::Args;

use super::common::PacksOption;
use super::exit::Exit;
use super::{files, report};
use crate::base::diagnostic::{FILE_NOT_READ, Level};
use crate::compare::canonical::{canonical, show};
use crate::pipeline::{self, PlanFile};

/// In kế hoạch thành lời, mỗi dòng một nội dung
/// en: Print a plan in words, one item per line
#[derive(Debug, Args)]
#[command(override_usage = "kehoach show <KẾ-HOẠCH> [TÙY CHỌN]")]
pub(super) struct ShowArgs {
    /// Tệp kế hoạch (plan.toml)
    /// en: The plan file (plan.toml)
    #[arg(value_name = "KẾ-HOẠCH")]
    plan: PathBuf,
    #[command(flatten)]
    packs: PacksOption,
}

pub(super) fn run(args: &ShowArgs) -> anyhow::Result<Exit> {
    // Without the files next to it: git gives the plan of some commit under another name, and keeps the answer by its content alone.
    let PlanFile { name, bytes, files: _ } = files::plan(&args.plan)?;
    let plan = PlanFile::alone(name, bytes);
    let library = files::library(args.packs.directory.as_deref())?;
    let read = pipeline::read(&plan, &library, |resolved, _| canonical(resolved));
    let mistakes = read.findings.iter().filter(|one| one.level == Level::Error && one.meta.code != FILE_NOT_READ.code);
    let errors = mistakes.count();
    let out = match read.output {
        Some(plan) if errors == 0 => show(&plan),
        Some(plan) => show(&plan) + &format!("\n(tệp có {errors} lỗi dữ liệu; phần không đọc được không có ở đây)\n"),
        // Nothing could be made of it: the file as it is.
        None => String::from_utf8_lossy(&plan.bytes).into_owned(),
    };
    report::print(&out)?;
    Ok(Exit::Clean)
}
