//! `kehoach new`: a plan to start from.

mod batch;
mod carry;
mod commune;
mod entry;
pub(super) mod fresh;
mod schema_line;
mod years;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use self::commune::KindParser;
use super::baseline::find;
use super::common::{Common, PacksOption};
use super::exit::Exit;
use super::terminal::{self, Stream};
use super::user_error::{UserError, user_error};
use super::{files, report, writing};
use crate::base::diagnostic::Language;
use crate::base::diagnostic::human::Style;
use crate::base::disk::read_bounded;
use crate::base::shown;
use crate::document::compose::compose;
use crate::model::packs;
use crate::model::plan::{CommuneKind, Issuer};
use crate::output::write::{Change, Inputs};
use crate::pipeline::{self, Library};
use crate::plan_file::format_plan;
use crate::plan_file::schema;

/// Tạo kế hoạch mới: dựng được ngay, ghi sẵn mục chuẩn và mức tối thiểu của thành phố
/// en: Create a new plan that can be built at once, with the city's standard sections and minimums
#[derive(Debug, Args)]
#[command(override_usage = "kehoach new <THƯ-MỤC> --baseline <MÃ> --commune <TÊN> --kind <LOẠI>")]
pub(super) struct NewArgs {
    /// Thư mục của kế hoạch; plan.toml được ghi vào đó, kèm plan.schema.json cho trình soạn thảo nếu gần đó chưa có
    /// en: Directory of the plan; plan.toml is written there, with plan.schema.json for editors unless one is near
    #[arg(value_name = "THƯ-MỤC")]
    directory: PathBuf,
    /// Kế hoạch của thành phố mà xã triển khai thực hiện, như kh-359-2025; xem các mã: kehoach baseline
    /// en: The city's plan that this one answers, such as kh-359-2025; see the codes: kehoach baseline
    #[arg(long, value_name = "MÃ")]
    baseline: String,
    /// Tên riêng của xã, như "Bình Giang"
    /// en: Proper name of the commune, such as "Bình Giang"
    #[arg(long, value_name = "TÊN", required_unless_present = "from")]
    commune: Option<String>,
    /// Loại: xã, phường hoặc "đặc khu"
    /// en: Kind: xã, phường or "đặc khu"
    #[arg(long, value_parser = KindParser, value_name = "LOẠI", required_unless_present = "from")]
    kind: Option<CommuneKind>,
    /// Kế hoạch năm trước: giữ nguyên nội dung và ghi chú, đánh dấu TODO những gì phải quyết lại
    /// en: Last year's plan: content and comments stay, what must be decided again is marked TODO
    #[arg(long, value_name = "KẾ-HOẠCH")]
    from: Option<PathBuf>,
    #[command(flatten)]
    packs: PacksOption,
}

pub(super) fn run(args: &NewArgs, common: &Common) -> anyhow::Result<Exit> {
    let style = terminal::style(common, Stream::Stderr);
    let path = args.directory.join("plan.toml");
    let library = files::library_of(&path, &args.packs, common.lang)?;
    report::packs(&library, style);
    // What is wrong in a pack would go on in every plan that starts from it.
    if library.findings.has_errors() {
        return Ok(Exit::Findings);
    }
    let (city, pack, baseline) = find(&args.baseline, &library.packs)?;
    if path.symlink_metadata().is_ok() {
        return Err(is_there(&path).into());
    }
    let commune = args.commune.as_deref().map(|name| commune::named(name, args.kind, pack, common.lang)).transpose()?;
    let mut attached = BTreeMap::new();
    let plan = match (&args.from, &commune, args.kind) {
        (Some(old), ..) => match carried(old, args, commune.as_deref(), baseline, &library, style)? {
            Some(carried) => {
                attached = carried.attached;
                carried.plan
            }
            None => return Ok(Exit::Findings),
        },
        (None, Some(name), Some(kind)) => fresh::plan(&fresh::Start {
            name,
            kind,
            city,
            baseline,
            packs: &library.packs,
            places: &library.lexicon.vocabulary.places,
            today: pipeline::today(None),
        })?,
        // The command line asks for both where there is no old plan.
        (None, ..) => return Ok(Exit::Usage),
    };
    let known = schema_line::address(&plan).map(str::to_owned).or_else(|| schema_line::found(&args.directory));
    let schema = known.is_none().then(|| (args.directory.join(schema_line::FILE), schema::text(&schema::plan())));
    let place = known.unwrap_or_else(|| format!("./{}", schema_line::FILE));
    let plan = format_plan::format(&schema_line::put(&plan, &place))?;
    if cfg!(windows)
        && let (Ok(directory), Ok(program)) = (std::path::absolute(&args.directory), std::env::current_exe())
    {
        attached.extend(batch::files(&directory, &program));
    }
    let mut files = missing(&args.directory, attached)?;
    files.extend(schema.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    files.push((path.clone(), plan.into_bytes()));
    write(&args.directory, &files, style.language)?;
    if let Some((path, _)) = &schema {
        let shown = shown::path(path);
        report::status(
            &format!("đã ghi {shown}, để trình soạn thảo gợi ý; không phải sửa tệp này"),
            &format!("wrote {shown}, with which editors complete and check plans; do not edit it"),
            style.language,
        );
    }
    let shown = shown::path(&path);
    let word = report::shell_word(&path);
    report::status(
        &format!("đã ghi {shown}; sửa những chỗ ghi TODO, rồi chạy: kehoach build {word}"),
        &format!("wrote {shown}; edit what is marked TODO, then run: kehoach build {word}"),
        style.language,
    );
    Ok(Exit::Clean)
}

/// Returns the refusal of a new file where there is one.
pub(super) fn is_there(path: &Path) -> UserError {
    user_error(format!("đã có tệp `{}`", shown::path(path)), format!("the file `{}` exists already", shown::path(path)))
        .hint("chọn thư mục khác, hoặc đổi tên tệp ấy trước", "choose another directory, or rename that file first")
}

/// Returns the files that a plan names and that are not there yet: without its CSV files the new plan could not be built. No other file is
/// replaced.
fn missing(directory: &Path, files: BTreeMap<String, Vec<u8>>) -> Result<Vec<(PathBuf, Vec<u8>)>, UserError> {
    let mut missing = Vec::new();
    for (name, bytes) in files {
        let path = directory.join(name);
        if path.symlink_metadata().is_err() {
            missing.push((path, bytes));
        } else if !read_bounded(&path, bytes.len()).is_ok_and(|there| there == bytes) {
            return Err(is_there(&path));
        }
    }
    Ok(missing)
}

/// Writes the new files, all or none.
fn write(directory: &Path, files: &[(PathBuf, Vec<u8>)], language: Language) -> Result<(), UserError> {
    let changes: Vec<Change<'_>> = files.iter().map(|(path, bytes)| Change::create(path, bytes)).collect();
    let directories = files.iter().filter_map(|(path, _)| path.parent()).chain([directory]);
    let directories: Vec<&Path> = directories.collect();
    writing::in_directories(&directories, &changes, &Inputs::new(), "", language)
}

/// A new plan made of last year's, and the files that both name.
struct Carried {
    plan: String,
    attached: BTreeMap<String, Vec<u8>>,
}

/// Last year's plan as a new one. `None`, with its findings reported, when it has errors.
fn carried(
    old: &Path,
    args: &NewArgs,
    commune: Option<&str>,
    baseline: &packs::Baseline,
    library: &Library,
    style: Style,
) -> anyhow::Result<Option<Carried>> {
    let file = files::plan(old)?;
    let read = pipeline::read(&file, library, |resolved, findings| {
        compose(resolved, findings);
        if resolved.plan.commune.is_none() && (args.commune.is_some() || args.kind.is_some()) {
            let called = resolved.plan.issuer().map(Issuer::called).unwrap_or_default();
            return Err(no_commune(&called).into());
        }
        let answers: Vec<&str> = resolved.plan.answers.iter().map(|id| id.value.as_str()).collect();
        let carry = carry::Carry {
            baseline,
            pack: resolved.pack,
            period: &resolved.plan.header.period.value,
            answers: &answers,
            years: years::Years::between(&resolved.plan.header.period.value, &baseline.horizon.value),
            name: commune,
            kind: args.kind.map(CommuneKind::as_str),
            places: &library.lexicon.vocabulary.places,
            today: pipeline::today(None),
        };
        let plan = carry.plan(&String::from_utf8_lossy(&file.bytes))?;
        let tables = resolved.plan.appendices.iter().flat_map(|appendix| &appendix.tables);
        let attached = tables
            .filter_map(|table| table.csv.as_ref())
            .filter_map(|csv| Some((csv.value.to_string(), file.files.bytes(csv.value.as_str()).ok()?)))
            .collect();
        Ok::<_, anyhow::Error>(Carried { plan, attached })
    });
    if read.findings.has_errors() {
        report::findings(read.findings, &read.sources, style);
        return Ok(None);
    }
    read.output.transpose()
}

/// The issuer of a plan without a commune is carried over as it is.
fn no_commune(called: &str) -> UserError {
    user_error(
        format!("kế hoạch cũ do {called} ban hành, không có tên xã để thay"),
        format!("`{called}` issued the old plan: there is no commune to rename"),
    )
    .hint("bỏ `--commune` và `--kind`", "leave out `--commune` and `--kind`")
}
