//! `kehoach show`: a plan in canonical form. git reads plans through it, so whatever a plan looks like, there is an answer.

use super::version_arguments::Show;
use super::{Exit, files, report};
use crate::base::diagnostic::{FILE_NOT_READ, Level};
use crate::compare::canonical::{canonical, show};
use crate::pipeline::{self, PlanFile};

pub(super) fn run(args: &Show) -> anyhow::Result<Exit> {
    // Without the files beside it: git gives the plan of some commit under another name, and keeps the answer by its content alone.
    let PlanFile { name, bytes, beside: _ } = files::plan(&args.plan)?;
    let plan = PlanFile::alone(name, bytes);
    let library = files::library(args.packs.as_deref())?;
    let read = pipeline::read(&plan, &library, |resolved, _| canonical(resolved));
    let mistakes = read.findings.iter().filter(|one| one.level == Level::Error && one.meta.code != FILE_NOT_READ.code);
    let errors = mistakes.count();
    let out = match read.output {
        Some(plan) => {
            let note = if errors == 0 {
                String::new()
            } else {
                format!("\n(tệp có {errors} lỗi dữ liệu; phần không đọc được không có ở đây)\n")
            };
            show(&plan) + &note
        }
        // Nothing could be made of it: as it stands.
        None => String::from_utf8_lossy(&plan.bytes).into_owned(),
    };
    report::print(&out)?;
    Ok(Exit::Clean)
}
