//! One side of a comparison: its plans, by their path inside the folder, and the packs that they are read with.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::base::diagnostic::{Language, text};
use crate::cli::files;
use crate::cli::report::{UserError, reason};
use crate::pipeline::{Library, PlanFile};

/// The name of a plan file in a folder.
pub(super) const PLAN: &str = "plan.toml";

/// One side.
#[derive(Debug)]
pub(super) struct Side {
    /// What it is called.
    pub name: String,
    /// Its plans.
    pub plans: BTreeMap<String, PlanFile>,
    /// Whether it has more plans, which both sides have alike.
    pub left_out: bool,
    /// Whether it is one file; else it is a folder.
    pub is_file: bool,
    /// Its packs.
    pub library: Rc<Library>,
}

impl Side {
    /// A file or a folder of the disk.
    pub(super) fn on_disk(path: &Path, library: Rc<Library>) -> Result<Self, UserError> {
        let name = path.to_string_lossy().into_owned();
        let mut plans = BTreeMap::new();
        let is_file = !path.is_dir();
        if is_file {
            plans.insert(PLAN.to_owned(), files::plan(path)?);
        } else {
            let mut found = Vec::new();
            collect(path, "", &mut found).map_err(|error| UserError {
                message: text(
                    format!("không đọc được thư mục `{name}`: {}", reason(&error, Language::Vietnamese)),
                    format!("the folder `{name}` cannot be read: {}", reason(&error, Language::English)),
                ),
                help: text("kiểm tra lại thư mục ấy", "check that folder"),
            })?;
            for inside in found {
                let plan = files::plan(&path.join(&inside))?;
                plans.insert(inside, plan);
            }
            if plans.is_empty() {
                return Err(UserError {
                    message: text(
                        format!("thư mục `{name}` không có tệp {PLAN} nào"),
                        format!("the folder `{name}` has no {PLAN}"),
                    ),
                    help: text("ghi rõ tên tệp kế hoạch", "name the file of the plan"),
                });
            }
        }
        Ok(Self { name, plans, left_out: false, is_file, library })
    }
}

/// The plan files below a folder; hidden folders are none of the user's.
fn collect(folder: &Path, prefix: &str, out: &mut Vec<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && !name.starts_with('.') {
            collect(&entry.path(), &format!("{prefix}{name}/"), out)?;
        } else if !kind.is_dir() && name == PLAN {
            out.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
