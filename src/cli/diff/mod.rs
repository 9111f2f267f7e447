//! `kehoach diff`: what changed between two versions of a plan.

mod beneath;
mod revisions;
mod sides;

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::Path;

use super::arguments::{Color, Common};
use super::report::{self, UserError};
use super::version_arguments::{Diff, DiffFormat, FailOn};
use super::{Exit, files};
use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::{Language, text};
use crate::compare::canonical::{Canonical, canonical};
use crate::compare::diff::Change;
use crate::compare::diff::report::{Comparison, HumanStyle, html, human, json, markdown};
use crate::document::compose::compose;
use crate::output::write;
use crate::pipeline::{self, Library, PlanFile};
use sides::Side;

pub(super) fn run(args: &Diff, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let (old, new) = match (&args.rev, args.plans.as_slice()) {
        (Some(range), [plan]) => revisions::sides(range, plan, args.packs.as_deref())?,
        (None, [old, new]) => {
            let library = std::rc::Rc::new(files::library(args.packs.as_deref())?);
            (Side::on_disk(old, std::rc::Rc::clone(&library))?, Side::on_disk(new, library)?)
        }
        (Some(_), _) => {
            return Err(UserError {
                message: text("--rev chỉ đi với một kế hoạch", "--rev goes with one plan"),
                help: text(
                    "viết như: kehoach diff --rev HEAD~1..HEAD plan.toml",
                    "write it like: kehoach diff --rev HEAD~1..HEAD plan.toml",
                ),
            }
            .into());
        }
        (None, _) => {
            return Err(UserError {
                message: text("cần hai bản để so sánh", "two versions are needed"),
                help: text(
                    "viết như: kehoach diff cu/plan.toml moi/plan.toml; hoặc thêm --rev HEAD để so với bản đã ghi trong git",
                    "write it like: kehoach diff old/plan.toml new/plan.toml; or add --rev HEAD to compare with git",
                ),
            }
            .into());
        }
    };
    for (file, folder) in [(&old, &new), (&new, &old)] {
        if file.is_file && !folder.is_file && folder.plans.len() > 1 {
            return Err(file_beside_folder(file, folder).into());
        }
    }
    if let Some(path) = &args.output
        && [&old, &new].into_iter().any(|side| is_read(path, side))
    {
        return Err(would_be_overwritten(path).into());
    }
    let Some(comparisons) = compare(&old, &new, style) else {
        report::status(
            "chưa so sánh được vì còn lỗi dữ liệu",
            "nothing was compared because of the errors",
            style.language,
        );
        return Ok(Exit::Usage);
    };
    let language = style.language;
    let out = match args.format {
        DiffFormat::Human => human(&comparisons, terminal(common, args.output.is_some())),
        DiffFormat::Markdown => markdown(&comparisons, language),
        DiffFormat::Json => json(&comparisons),
        DiffFormat::Html => html(&comparisons, language)?,
    };
    match &args.output {
        Some(path) => write(path, &out, language)?,
        None => report::print(&out)?,
    }
    let mut changes = comparisons.iter().flat_map(|comparison| &comparison.changes);
    let differs = match args.fail_on {
        Some(FailOn::Loosened) => changes.any(Change::may_weaken),
        None => changes.next().is_some(),
    };
    Ok(if differs { Exit::Findings } else { Exit::Clean })
}

/// One file has no partner among several.
fn file_beside_folder(file: &Side, folder: &Side) -> UserError {
    let (one, many, count) = (&file.name, &folder.name, folder.plans.len());
    let first = folder.plans.values().next().map_or("", |plan| plan.name.as_str());
    UserError {
        message: text(
            format!("`{one}` là một tệp, còn thư mục `{many}` có {count} kế hoạch"),
            format!("`{one}` is a file, and the folder `{many}` has {count} plans"),
        ),
        help: text(
            format!("so tệp với tệp, như `{first}`, hoặc thư mục với thư mục"),
            format!("compare a file with a file, such as `{first}`, or a folder with a folder"),
        ),
    }
}

/// Whether a file is one of those that are compared.
fn is_read(path: &Path, side: &Side) -> bool {
    let Ok(there) = path.canonicalize() else { return false };
    side.plans.values().any(|plan| Path::new(&plan.name).canonicalize().is_ok_and(|read| read == there))
}

fn would_be_overwritten(path: &Path) -> UserError {
    let shown = path.display();
    UserError {
        message: text(
            format!("`{shown}` là bản kế hoạch đang so sánh, không ghi đè"),
            format!("`{shown}` is one of the plans that are compared: it is not overwritten"),
        ),
        help: text("chọn tên khác bằng -o, như so-sanh.html", "choose another name with -o, such as so-sanh.html"),
    }
}

/// Every plan of both sides; none when one of them cannot be read, which is told then.
fn compare(old: &Side, new: &Side, style: Style) -> Option<Vec<Comparison>> {
    let mut complete = true;
    for (at, library) in [&old.library, &new.library].into_iter().enumerate() {
        let rendered = at == 1 && std::rc::Rc::ptr_eq(&old.library, &new.library);
        if library.findings.has_errors() && !rendered {
            report::findings(&library.findings.clone().sorted(), &library.sources, style);
            complete = false;
        }
    }
    let mut read = |side: &Side, name: &str| -> Canonical {
        let Some(plan) = side.plans.get(name) else { return Canonical::default() };
        let plan = canonical_of(plan, &side.library, style);
        complete &= plan.is_some();
        plan.unwrap_or_default()
    };
    // A plan that is alone is compared with the one that is alone on the other side, wherever they stand.
    let left_out = old.left_out || new.left_out;
    let pairs: Vec<(&String, &String)> = match (old.plans.len(), new.plans.len()) {
        (1, 1) if !left_out => old.plans.keys().zip(new.plans.keys()).collect(),
        _ => old
            .plans
            .keys()
            .chain(new.plans.keys())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|name| (name, name))
            .collect(),
    };
    let several = left_out || pairs.len() > 1;
    let comparisons = pairs
        .into_iter()
        .map(|(one, other)| {
            let (before, after) = (read(old, one), read(new, other));
            let plan = several.then(|| other.clone());
            Comparison::new(plan, (old.name.clone(), &before), (new.name.clone(), &after))
        })
        // In a folder of many plans, those that stayed would hide those that did not.
        .filter(|comparison| !several || !comparison.changes.is_empty())
        .collect();
    complete.then_some(comparisons)
}

/// A plan with mistakes says nothing certain: they are told instead.
fn canonical_of(plan: &PlanFile, library: &Library, style: Style) -> Option<Canonical> {
    let read = pipeline::read(plan, library, |resolved, findings| {
        compose(resolved, findings);
        canonical(resolved)
    });
    if read.findings.has_errors() {
        report::findings(&read.findings.sorted(), &read.sources, style);
        return None;
    }
    read.output
}

fn terminal(common: &Common, to_file: bool) -> HumanStyle {
    /// Where the output is no terminal.
    const WIDTH: usize = 100;
    let stdout = std::io::stdout();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !plain && !to_file && stdout.is_terminal(),
    };
    let args = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0)).filter(|_| !to_file);
    HumanStyle { language: common.lang.into(), color, width: width.or(args).unwrap_or(WIDTH) }
}

fn write(path: &Path, out: &str, language: Language) -> Result<(), UserError> {
    let shown = path.display();
    write::write_file(path, out.as_bytes()).map_err(|error| UserError {
        message: text(
            format!("không ghi được `{shown}`: {}", report::reason(&error, Language::Vietnamese)),
            format!("`{shown}` cannot be written: {}", report::reason(&error, Language::English)),
        ),
        help: text("chọn nơi khác bằng -o", "choose another place with -o"),
    })?;
    report::status(&format!("đã ghi {shown}"), &format!("wrote {shown}"), language);
    Ok(())
}
