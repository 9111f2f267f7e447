//! `kehoach show`: a plan in canonical form. git reads plans through it, so whatever a plan looks like, there is an answer.

use super::version_arguments::Show;
use super::{Exit, files, report};
use crate::canonical::{canonical, show};
use crate::diagnostic::Level;
use crate::pipeline;

pub(super) fn run(asked: &Show) -> anyhow::Result<Exit> {
    let plan = files::plan(&asked.plan)?;
    let library = files::library(asked.packs.as_deref())?;
    let read = pipeline::read(&plan, &library, |resolved, _| canonical(resolved));
    let errors = read.findings.count(Level::Error);
    let out = match read.made {
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
