//! `kehoach new`: a plan to start from.

mod carry;
mod fresh;
mod schema_line;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::arguments::{Common, New};
use super::report::{self, UserError};
use super::{Exit, files};
use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::{Language, text};
use crate::base::vietnamese::fold;
use crate::document::compose::compose;
use crate::model::packs::{self, Packs};
use crate::model::plan::CommuneKind;
use crate::output::write;
use crate::pipeline::{self, Library};
use crate::plan_file::format_plan;
use crate::plan_file::schema;

pub(super) fn run(args: &New, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let library = files::library(args.packs.as_deref())?;
    if library.findings.has_errors() {
        report::findings(&library.findings.sorted(), &library.sources, style);
        return Ok(Exit::Findings);
    }
    let (city, baseline) = find(&args.baseline, &library.packs)?;
    let path = args.folder.join("plan.toml");
    if path.exists() {
        return Err(is_there(&path).into());
    }
    let kind = args.kind.map(CommuneKind::from);
    let plan = match (&args.from, &args.commune, kind) {
        (Some(old), ..) => match carried(old, args, baseline, &library, style)? {
            Some(carried) => {
                write_beside(&args.folder, &carried.beside)?;
                carried.plan
            }
            None => return Ok(Exit::Findings),
        },
        (None, Some(name), Some(kind)) => {
            fresh::plan(&fresh::Start { name: name.trim(), kind, city: &city, baseline, packs: &library.packs })?
        }
        // The command line asks for both where there is no old plan.
        (None, ..) => return Ok(Exit::Usage),
    };
    fs::create_dir_all(&args.folder).map_err(|error| cannot_write(&path, &error))?;
    let place = match schema_line::address(&plan).map(str::to_owned).or_else(|| schema_line::found(&args.folder)) {
        Some(place) => place,
        None => write_schema(&args.folder, style.language)?,
    };
    let plan = format_plan::format(&schema_line::put(&plan, &place))?;
    write::write_file(&path, plan.as_bytes()).map_err(|error| cannot_write(&path, &error))?;
    let shown = path.display();
    let word = report::command_line_word(&path);
    report::status(
        &format!("đã ghi {shown}; sửa những chỗ ghi TODO, rồi chạy: kehoach build {word}"),
        &format!("wrote {shown}; settle what is marked TODO, then run: kehoach build {word}"),
        style.language,
    );
    Ok(Exit::Clean)
}

fn is_there(path: &Path) -> UserError {
    UserError {
        message: text(
            format!("đã có tệp `{}`", path.display()),
            format!("the file `{}` is there already", path.display()),
        ),
        help: text("chọn thư mục khác, hoặc đổi tên tệp ấy trước", "choose another folder, or rename that file first"),
    }
}

/// Copies the files that a plan names: without its CSV files the new plan would not build. None takes the place of
/// another.
fn write_beside(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), UserError> {
    let other = |(name, bytes): &(&String, &Vec<u8>)| {
        let path = folder.join(name);
        path.exists() && !fs::read(path).is_ok_and(|there| there == **bytes)
    };
    if let Some((name, _)) = files.iter().find(other) {
        return Err(is_there(&folder.join(name)));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))
            .and_then(|()| write::write_file(&path, bytes))
            .map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(())
}

/// What becomes of last year's plan: the new one, and the files that both name.
struct Carried {
    plan: String,
    beside: BTreeMap<String, Vec<u8>>,
}

/// Writes the schema beside the plan, where no folder above has one: editors must find it without a network.
fn write_schema(folder: &Path, language: Language) -> Result<String, UserError> {
    let path = folder.join(schema_line::FILE);
    write::write_file(&path, schema::text().as_bytes()).map_err(|error| cannot_write(&path, &error))?;
    let shown = path.display();
    report::status(
        &format!("đã ghi {shown}, để trình soạn thảo gợi ý; không phải sửa tệp này"),
        &format!("wrote {shown}, by which editors help; it needs no change"),
        language,
    );
    Ok(format!("./{}", schema_line::FILE))
}

/// Last year's plan as a new one. `None`, with its findings told, when it has errors.
fn carried(
    old: &Path,
    args: &New,
    baseline: &packs::Baseline,
    library: &Library,
    style: Style,
) -> anyhow::Result<Option<Carried>> {
    let file = files::plan(old)?;
    let read = pipeline::read(&file, library, |resolved, findings| {
        compose(resolved, findings);
        let answers: Vec<&str> = resolved.plan.answers.iter().map(|id| id.value.as_str()).collect();
        let carry = carry::Carry {
            baseline,
            pack: resolved.pack,
            period: &resolved.plan.header.period.value,
            answers: &answers,
            name: args.commune.as_deref().map(str::trim),
            kind: args.kind.map(|kind| CommuneKind::from(kind).as_str()),
        };
        let plan = carry.plan(&String::from_utf8_lossy(&file.bytes))?;
        let tables = resolved.plan.appendices.iter().flat_map(|appendix| &appendix.tables);
        let beside = tables
            .filter_map(|table| table.csv.as_ref())
            .filter_map(|csv| Some((csv.value.to_string(), file.beside.bytes(csv.value.as_str()).ok()?)))
            .collect();
        Ok::<_, toml_edit::TomlError>(Carried { plan, beside })
    });
    if read.findings.has_errors() {
        report::findings(&read.findings.sorted(), &read.sources, style);
        return Ok(None);
    }
    Ok(read.output.transpose()?)
}

fn find<'p>(id: &str, packs: &'p Packs) -> Result<(String, &'p packs::Baseline), UserError> {
    let found = packs.iter().find_map(|(city, pack)| pack.baseline(id).map(|baseline| (city.clone(), baseline)));
    found.ok_or_else(|| {
        let known = packs.values().flat_map(|pack| &pack.baselines).map(|baseline| baseline.id.value.as_str());
        let help = match fold::nearest(id, known) {
            Some(near) => text(format!("có phải ý là `{near}`?"), format!("did you mean `{near}`?")),
            None => text("gõ `kehoach baseline` để xem các mã", "type `kehoach baseline` to see the ids"),
        };
        UserError {
            message: text(
                format!("không có kế hoạch của thành phố nào mã `{id}`"),
                format!("no city plan has the id `{id}`"),
            ),
            help,
        }
    })
}

fn cannot_write(path: &Path, error: &io::Error) -> UserError {
    files::cannot_write_but(path, error, text("chọn thư mục khác", "choose another folder"))
}
