//! `kehoach show`: a plan in canonical form. git reads plans through it, so there is an answer for every file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::answer::AnswerOption;
use super::common::{Common, PacksOption};
use super::exit::Exit;
use super::files;
use super::output_name::TEXT;
use super::search::PLAN;
use super::user_error::UserError;
use crate::base::diagnostic::{FILE_NOT_READ, Level};
use crate::compare::canonical::{canonical, show};
use crate::output::write::Inputs;
use crate::pipeline::{self, Library, PlanFile, Projects};

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
    answer: AnswerOption,
    #[command(flatten)]
    packs: PacksOption,
}

/// Finds the packs. git gives the plan of some commit as a copy elsewhere, and stands in the directory of the repository. Nothing is said of
/// it: what git shows is the difference alone.
fn library(args: &ShowArgs) -> Result<Arc<Library>, UserError> {
    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let place = projects.place(&args.plan, files::library)?;
    let place = if place.has_project() { place } else { projects.place(Path::new(PLAN), files::library)? };
    projects.library(&place).map_or_else(|| files::library(None), |library| Ok(Arc::clone(library)))
}

pub(super) fn run(args: &ShowArgs, common: &Common) -> anyhow::Result<Exit> {
    let inputs = Inputs::new().with(&args.plan);
    let answer = args.answer.place(TEXT)?;
    answer.not_an_input(&inputs)?;
    // Without the files next to it: git gives the plan of some commit under another name, and keeps the answer by its content alone.
    let PlanFile { name, bytes, files: _ } = files::plan(&args.plan)?;
    let plan = PlanFile::alone(name, bytes);
    let library = library(args)?;
    let read = pipeline::read(&plan, &library, |resolved, _| canonical(resolved));
    let mistakes = read.findings.iter().filter(|one| one.level == Level::Error && one.meta.code != FILE_NOT_READ.code);
    let errors = mistakes.count();
    let out = match read.output {
        Some(plan) if errors == 0 => show(&plan),
        Some(plan) => show(&plan) + &format!("\n(tệp có {errors} lỗi dữ liệu; phần không đọc được không có ở đây)\n"),
        // Nothing could be made of it: the file as it is.
        None => String::from_utf8_lossy(&plan.bytes).into_owned(),
    };
    answer.write(&out, &inputs, common.lang)?;
    Ok(Exit::Clean)
}
