//! `kehoach fmt`: plan files in their one layout.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::arguments::{Common, Fmt};
use super::report::{self, UserError, reason};
use super::search::{leads_out, outside};
use super::{Exit, files};
use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::{Findings, Language, text};
use crate::base::limits::TEXT_FILE;
use crate::base::source::SourceMap;
use crate::input::load::load;
use crate::output::write;
use crate::pipeline::PlanFile;
use crate::plan_file::format_plan::format_file;

/// The names of files that are formatted when a folder is given: plans, and what packs are made of.
const NAMES: [&str; 6] =
    ["plan.toml", "city.toml", "agencies.toml", "documents.toml", "baseline.toml", "sections.toml"];

/// Lines around a difference.
const CONTEXT: usize = 3;

pub(super) fn run(args: &Fmt, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let (mut broken, mut different) = (false, Vec::new());
    for path in paths(&args.plans)? {
        let input = path == Path::new("-");
        let plan = if input { standard_input()? } else { files::plan(&path)? };
        let Some(formatted) = formatted(&plan, style) else {
            broken = true;
            continue;
        };
        let same = formatted.as_bytes() == plan.bytes;
        if args.check {
            if !same {
                report::print(&difference(&plan, &formatted))?;
                let name = &plan.name;
                different.push(name.clone());
                report::status(
                    &format!("{name}: chưa đúng kiểu trình bày"),
                    &format!("{name}: not in the one layout"),
                    style.language,
                );
            }
        } else if input {
            report::print(&formatted)?;
        } else if !same {
            write(&path, &formatted)?;
            let shown = path.display();
            report::status(&format!("đã trình bày lại {shown}"), &format!("formatted {shown}"), style.language);
        }
    }
    let names: Vec<&str> = different.iter().map(String::as_str).filter(|name| *name != "-").collect();
    if !names.is_empty() {
        let command = format!("kehoach fmt {}", names.join(" "));
        report::status(&format!("sửa bằng lệnh: {command}"), &format!("mend it with: {command}"), style.language);
    }
    Ok(match (broken, !different.is_empty()) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

/// The text of a file in its one layout. `None`, with its findings told, when it cannot be read.
fn formatted(plan: &PlanFile, style: Style) -> Option<String> {
    let (mut sources, mut findings) = (SourceMap::new(), Findings::new());
    let formatted = load(&plan.name, &plan.bytes, &mut sources, &mut findings)
        .and_then(|file| format_file(file, &sources, &mut findings));
    if formatted.is_none() {
        report::findings(&findings.sorted(), &sources, style);
    }
    formatted
}

fn difference(plan: &PlanFile, formatted: &str) -> String {
    let old = String::from_utf8_lossy(&plan.bytes);
    let diff = TextDiff::from_lines(old.as_ref(), formatted);
    diff.unified_diff().context_radius(CONTEXT).header(&plan.name, &plan.name).to_string()
}

/// A link stays a link: what it leads to is written.
fn write(path: &Path, formatted: &str) -> Result<(), UserError> {
    std::fs::canonicalize(path)
        .and_then(|real| write::write_file(&real, formatted.as_bytes()))
        .map_err(|error| files::cannot_write(path, &error))
}

fn standard_input() -> Result<PlanFile, UserError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(TEXT_FILE as u64 + 1).read_to_end(&mut bytes).map_err(|error| UserError {
        message: text(
            format!("không đọc được đầu vào chuẩn: {}", reason(&error, Language::Vietnamese)),
            format!("the standard input cannot be read: {}", reason(&error, Language::English)),
        ),
        help: text("ghi tên tệp thay cho -", "name a file in place of -"),
    })?;
    Ok(PlanFile::alone("-", bytes))
}

/// The files that were named, and those of the folders.
fn paths(args: &[PathBuf]) -> Result<Vec<PathBuf>, UserError> {
    let mut out = Vec::new();
    for path in args {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        collect(path, path, &mut found).map_err(|error| unreadable(path, &error))?;
        if found.is_empty() {
            let shown = path.display();
            return Err(UserError {
                message: text(
                    format!("thư mục `{shown}` không có tệp kế hoạch nào"),
                    format!("the folder `{shown}` has no plan"),
                ),
                help: text(
                    format!(
                        "tệp kế hoạch tên là plan.toml; tệp tên khác thì ghi rõ, như `{}`",
                        path.join("ke-hoach.toml").display()
                    ),
                    format!(
                        "a plan is called plan.toml; name any other file, such as `{}`",
                        path.join("my-plan.toml").display()
                    ),
                ),
            });
        }
        found.sort();
        out.append(&mut found);
    }
    Ok(out)
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let kind = entry.file_type()?;
        if kind.is_dir() && !name.starts_with('.') {
            collect(root, &entry.path(), out)?;
        } else if !kind.is_dir() && NAMES.contains(&name.as_ref()) {
            if kind.is_symlink() && leads_out(&entry.path(), root) {
                return Err(io::Error::other(outside(&entry.path()).message.to_string()));
            }
            out.push(entry.path());
        }
    }
    Ok(())
}

fn unreadable(folder: &Path, error: &io::Error) -> UserError {
    let shown = folder.display();
    UserError {
        message: text(
            format!("không đọc được thư mục `{shown}`: {}", reason(error, Language::Vietnamese)),
            format!("the folder `{shown}` cannot be read: {}", reason(error, Language::English)),
        ),
        help: text("ghi rõ tên từng tệp", "name each file"),
    }
}
