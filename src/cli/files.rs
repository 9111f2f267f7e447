//! Reading what the user names.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::common::PacksOption;
use super::search::{PLAN, look_alike_in};
use super::user_error::{UserError, cannot_read, cannot_read_directory, user_error};
use super::walk::{Walk, broken_link, leads_out, slashed};
use super::{pack_place, report};
use crate::base::diagnostic::{Language, Text, io_reason, text};
use crate::base::disk::read_whole;
use crate::base::limits::{PACKS, PDF_FILE, TEXT_FILE};
use crate::base::shown;
use crate::base::vietnamese::composed::composed;
use crate::checks::report::Tree;
use crate::model::packs::{PackFile, PackFiles, is_read};
use crate::pipeline::{Library, PlanFile, ProjectError, Projects};

/// Reads a plan file.
pub(super) fn plan(path: &Path) -> Result<PlanFile, UserError> {
    let shown = shown::path(path);
    if path.is_dir() {
        let error = user_error(
            format!("`{shown}` là thư mục, không phải tệp kế hoạch"),
            format!("`{shown}` is a directory, not a plan"),
        );
        let inside = path.join(PLAN);
        return Err(if inside.is_file() {
            error.hint(format!("thử `{}`", shown::path(&inside)), format!("try `{}`", shown::path(&inside)))
        } else {
            error.hint("ghi rõ tên tệp, như `xa-toi/plan.toml`", "name the file, such as `my-commune/plan.toml`")
        });
    }
    if let Some(error) = other_format(path) {
        return Err(error);
    }
    PlanFile::open(path).map_err(|error| unreadable(path, &error))
}

/// Returns the files that the readers of a report have: those of the repository of the current directory, or those below it.
pub(super) fn tree() -> Tree {
    let Ok(directory) = std::env::current_dir() else { return Tree::default() };
    let top = directory.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&directory);
    Tree::new(&slashed(&directory), &slashed(top))
}

/// Returns the refusal of a file that is another kind of document by its name.
fn other_format(path: &Path) -> Option<UserError> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    let (vi, en, help_vi, help_en) = match ending.as_str() {
        "pdf" => ("văn bản PDF", "a PDF", "tệp kế hoạch là tệp có đuôi .toml", "a plan is a file that ends in .toml"),
        "doc" | "docx" | "odt" | "rtf" => (
            "văn bản Word",
            "a Word document",
            "tạo kế hoạch mới bằng `kehoach new`, rồi chép từng phần của văn bản này vào",
            "make a plan with `kehoach new` and copy the parts of this document into it",
        ),
        "xls" | "xlsx" | "ods" => (
            "bảng tính",
            "a spreadsheet",
            "lưu bảng thành CSV UTF-8, rồi ghi tên tệp ấy ở `csv` của một bảng trong kế hoạch",
            "save it as CSV UTF-8 and name that file with `csv` in a table of the plan",
        ),
        "csv" => (
            "bảng CSV",
            "a CSV table",
            "ghi tên tệp này ở `csv` của một bảng trong kế hoạch",
            "name this file with `csv` in a table of the plan",
        ),
        _ => return None,
    };
    let shown = shown::path(path);
    let error =
        user_error(format!("`{shown}` là {vi}, không phải tệp kế hoạch"), format!("`{shown}` is {en}, not a plan"));
    let plan = path.with_extension("toml");
    Some(if plan.is_file() {
        error.hint(format!("dùng `{}`", shown::path(&plan)), format!("use `{}`", shown::path(&plan)))
    } else {
        error.hint(help_vi, help_en)
    })
}

fn unreadable(path: &Path, error: &io::Error) -> UserError {
    match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => broken_link(path),
        io::ErrorKind::NotFound => no_file(path),
        _ => cannot_read(path, error),
    }
}

impl From<ProjectError> for UserError {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Unreadable(path, error) => unreadable(&path, &error),
            ProjectError::LinkOut(path) => leads_out(&path),
            ProjectError::NoPacks { project, packs } => {
                let (project, packs) = (shown::path(&project), shown::path(&packs));
                user_error(
                    format!("`packs` của `{project}` ghi thư mục không có: `{packs}`"),
                    format!("`packs` of `{project}` names a missing directory: `{packs}`"),
                )
                .hint(
                    "ghi đường dẫn từ thư mục của kehoach.toml, như `packs = \"plans\"`",
                    "write the path from the directory of kehoach.toml, such as `packs = \"plans\"`",
                )
            }
        }
    }
}

fn no_file(path: &Path) -> UserError {
    let shown = shown::path(path);
    let error = user_error(format!("không có tệp `{shown}`"), format!("no such file: `{shown}`"));
    let look_alike = path.file_name().filter(|name| *name == PLAN).and_then(|_| look_alike_in(path.parent()?));
    match look_alike {
        Some(other) => error.hint(
            format!("có tệp `{}`: đổi tên thành {PLAN}", shown::path(&other)),
            format!("there is a file `{}`: rename it to {PLAN}", shown::path(&other)),
        ),
        None => error.hint(
            "kiểm tra tên tệp và thư mục, ví dụ: kehoach build examples/binh-giang-2026/plan.toml",
            "check the name and the directory, for example: kehoach build examples/binh-giang-2026/plan.toml",
        ),
    }
}

/// Reads a PDF.
pub(super) fn pdf(path: &Path) -> Result<Vec<u8>, UserError> {
    let shown = shown::path(path);
    read_whole(path, PDF_FILE).map_err(|error| cannot_read(path, &error))?.ok_or_else(|| {
        let limit = PDF_FILE / 1024 / 1024;
        user_error(format!("tệp `{shown}` lớn hơn {limit} MB"), format!("`{shown}` is larger than {limit} MB")).hint(
            "văn bản đã ký chỉ vài MB; kiểm tra xem có chọn nhầm tệp không",
            "a signed document has a few MB; check whether this is the right file",
        )
    })
}

/// Returns the sidecar of a PDF; none where it is missing, not text, or too large to be one.
pub(super) fn sidecar_text(path: &Path) -> Option<String> {
    String::from_utf8(read_whole(path, TEXT_FILE).ok()??).ok()
}

/// The bytes of files by their names.
type NamedBytes = Vec<(String, Vec<u8>)>;

/// Reads the wanted files of a directory, by their paths from there; none when they have more bytes than the limit. Nothing is passed
/// over: a file of data that is not read would change the result without a word.
pub(super) fn data(
    walk: Walk<'_>,
    limit: usize,
    help: &Text,
    wanted: impl FnMut(&Path) -> bool,
) -> Result<Option<NamedBytes>, UserError> {
    if let Err(error) = walk.root.read_dir() {
        return Err(cannot_read_directory(walk.root, &io_reason(&error)).with_hint(help.clone()));
    }
    let found = walk.run(wanted);
    if let Some(one) = found.passed_over.first() {
        return Err(one.error(walk.root));
    }
    let mut left = limit;
    let mut files = Vec::with_capacity(found.files.len());
    for inside in found.files {
        let path = walk.root.join(&inside);
        let Some(bytes) = read_whole(&path, left).map_err(|error| cannot_read(&path, &error))? else { return Ok(None) };
        left -= bytes.len();
        files.push((slashed(&inside), bytes));
    }
    Ok(Some(files))
}

/// Reads packs: those of a directory, or the bundled ones.
pub(super) fn library(directory: Option<&Path>) -> Result<Arc<Library>, UserError> {
    let files = directory.map(packs).transpose()?.unwrap_or_else(PackFiles::embedded);
    Ok(Arc::new(Library::load(&files)))
}

/// Finds the packs of a plan and says where they are, for a command that needs nothing else of its project.
pub(super) fn library_of(plan: &Path, packs: &PacksOption, language: Language) -> Result<Arc<Library>, UserError> {
    let mut projects = Projects::with_packs(packs.directory.as_deref());
    let found = find_library(&mut projects, plan)?;
    packs_in_use(&projects, language);
    Ok(found)
}

/// Finds the packs of a plan.
pub(super) fn find_library(projects: &mut Projects, plan: &Path) -> Result<Arc<Library>, UserError> {
    let place = projects.place(plan, library)?;
    if !projects.are_readable() {
        let shown = shown::name(&place.project_name());
        return Err(user_error(
            format!("`{shown}` có lỗi, nên chưa rõ dùng dữ liệu nào"),
            format!("`{shown}` has errors, so that it is not known which packs to use"),
        )
        .hint("xem lỗi ấy: kehoach check, với một kế hoạch", "kehoach check PLAN shows them"));
    }
    projects.library(&place).map_or_else(|| library(None), |found| Ok(Arc::clone(found)))
}

/// Says which packs of projects are in use.
pub(super) fn packs_in_use(projects: &Projects, language: Language) {
    for said in projects.packs_in_use() {
        report::status(said.get(Language::Vietnamese), said.get(Language::English), language);
    }
}

/// Reads a directory of packs: the `.toml` files of each city's directory and of the directories in it.
pub(super) fn packs(root: &Path) -> Result<PackFiles, UserError> {
    let name = root.to_string_lossy().trim_end_matches(['/', '\\']).to_owned();
    let files = PackFiles::read(name, toml_files(root, "")?);
    if files.has_packs() {
        return Ok(files);
    }
    let shown = shown::path(root);
    let error = if files.files.is_empty() {
        user_error(
            format!("thư mục dữ liệu `{shown}` không có tệp .toml nào trong thư mục con của thành phố"),
            format!("the packs directory `{shown}` has no .toml file in a directory of a city"),
        )
    } else {
        user_error(
            format!("`{shown}` không phải thư mục dữ liệu: không có tệp nào như `TỈNH/city.toml`"),
            format!("`{shown}` is no directory of packs: it has no file such as `CITY/city.toml`"),
        )
    };
    Err(match pack_place::meant(root) {
        Some(meant) => {
            let meant = shown::path(&meant);
            error.hint(
                format!("ghi `--packs {meant}`: thư mục chứa thư mục của thành phố"),
                format!("write `--packs {meant}`: the directory that has the directories of cities"),
            )
        }
        None => error.with_hint(structure()),
    })
}

/// Returns what a directory of packs looks like.
fn structure() -> Text {
    text(
        "--packs, hoặc `packs` của kehoach.toml, cần một thư mục có cấu trúc như plans/: mỗi thành phố một thư mục con",
        "--packs, or `packs` of kehoach.toml, needs a directory like plans/: one directory per city",
    )
}

/// Reads the `.toml` files in the directories of a directory of packs; where `inside` is a city, those of that city's own directory.
pub(super) fn toml_files(root: &Path, inside: &str) -> Result<Vec<PackFile>, UserError> {
    /// A file is in the directory of a city, or of one of its plans.
    const DEPTH: usize = 3;
    let prefix = if inside.is_empty() { String::new() } else { format!("{inside}/") };
    let depth = DEPTH - usize::from(!inside.is_empty());
    let walk = Walk { root, depth: Some(depth), gitignore: false, skip: &[] };
    let is_wanted = |path: &Path| is_read(&format!("{prefix}{}", slashed(path)));
    let small = |files: &Vec<(String, Vec<u8>)>| files.iter().all(|(_, bytes)| bytes.len() <= TEXT_FILE);
    let Some(found) = data(walk, PACKS, &structure(), is_wanted)?.filter(small) else {
        return Err(packs_too_large(&shown::path(root)).with_hint(structure()));
    };
    let mut files = Vec::with_capacity(found.len());
    for (path, bytes) in found {
        let invalid = |_| cannot_read(&root.join(&path), &io::ErrorKind::InvalidData.into());
        let text = String::from_utf8(bytes).map_err(invalid)?;
        files.push(PackFile { path: format!("{prefix}{}", composed(&path)), text });
    }
    Ok(files)
}

/// Returns the refusal of packs that are larger than any city's.
pub(super) fn packs_too_large(shown: &str) -> UserError {
    let (limit, each) = (PACKS / 1024 / 1024, TEXT_FILE / 1024 / 1024);
    user_error(
        format!("thư mục dữ liệu `{shown}` có hơn {limit} MB tệp .toml, hoặc có tệp .toml lớn hơn {each} MB"),
        format!("the packs directory `{shown}` has over {limit} MB of .toml files, or one of over {each} MB"),
    )
    .hint("chỉ để dữ liệu của thành phố trong thư mục ấy", "keep only the data of cities in that directory")
}
