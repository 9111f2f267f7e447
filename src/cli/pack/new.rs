//! `kehoach pack new`: a pack to start from.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use crate::base::shown;
use crate::cli::common::Common;
use crate::cli::exit::Exit;
use crate::cli::new::is_there;
use crate::cli::user_error::{UserError, user_error};
use crate::cli::{report, writing};
use crate::input::letters;
use crate::model::id::Id;
use crate::output::write::{Change, Inputs};
use crate::pipeline;

/// Tạo bộ dữ liệu mới: các tệp ghi sẵn khóa, chỗ phải điền ghi TODO
/// en: Create a new pack: files with their keys, what is left to fill in is marked TODO
#[derive(Debug, Args)]
#[command(override_usage = "kehoach pack new <THƯ-MỤC> --city <TÊN> [TÙY CHỌN]")]
pub(super) struct NewArgs {
    /// Thư mục của thành phố, tỉnh; tên thư mục là mã, như plans/ben-song
    /// en: Directory of the city; its name is the id, such as plans/ben-song
    #[arg(value_name = "THƯ-MỤC")]
    directory: PathBuf,
    /// Tên riêng, như "Bến Sông"
    /// en: Proper name, such as "Bến Sông"
    #[arg(long, value_name = "TÊN")]
    city: String,
    /// Loại: {values}
    /// en: Kind: {values}
    #[arg(long, value_name = "LOẠI", default_value = "tỉnh", value_parser = ["tỉnh", "thành phố"])]
    kind: String,
}

pub(super) fn run(args: &NewArgs, common: &Common) -> anyhow::Result<Exit> {
    let directory = &args.directory;
    let id = id(directory)?;
    let files = files(&id, args.city.trim(), &args.kind, pipeline::today(None));
    let files: Vec<(PathBuf, String)> = files.into_iter().map(|(name, text)| (directory.join(name), text)).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(is_there(path).into());
    }
    let changes: Vec<Change<'_>> = files.iter().map(|(path, text)| Change::create(path, text.as_bytes())).collect();
    let directories: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).chain([&**directory]).collect();
    writing::in_directories(&directories, &changes, &Inputs::new(), "", common.lang)?;
    for (path, _) in &files {
        let shown = shown::path(path);
        report::status(&format!("đã ghi {shown}"), &format!("wrote {shown}"), common.lang);
    }
    let word = report::shell_word(directory);
    report::status(
        &format!("điền những chỗ ghi TODO, rồi chạy: kehoach pack check {word}"),
        &format!("fill in what is marked TODO, then run: kehoach pack check {word}"),
        common.lang,
    );
    Ok(Exit::Clean)
}

/// Returns the id of a pack: the name of its directory.
fn id(directory: &Path) -> Result<String, UserError> {
    let name = directory.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if Id::is_well_formed(&name) && !name.contains('.') {
        return Ok(name);
    }
    let shown = shown::path(directory);
    let plain = letters::id_form(&name).replace('.', "-");
    let proposed = if Id::is_well_formed(&plain) { plain } else { "ben-song".to_owned() };
    Err(user_error(
        format!("tên thư mục `{shown}` không dùng làm mã được"),
        format!("the name of the directory `{shown}` cannot be an id"),
    )
    .hint(
        format!("mã chỉ gồm chữ thường không dấu, số và dấu `-`, như `{proposed}`"),
        format!("ids have lower-case ASCII letters, digits and `-`, such as `{proposed}`"),
    ))
}

/// Returns the files, by their path from the directory of the pack.
fn files(id: &str, name: &str, kind: &str, today: Date) -> Vec<(String, String)> {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    let year = today.year();
    let baseline = format!("kh-{year}");
    vec![
        (
            "city.toml".to_owned(),
            format!(
                "id = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\nas_of = {today} # ngày mà dữ liệu đã theo kịp văn bản ban hành\n\n# Ai được miễn trừ, trong bao lâu; chưa quy định thì để nguyên như ghi chú.\n# [waivers]\n# longest_days = 366\n# granted_by = [\"Ủy ban nhân dân {kind}\"]\n# outermost_only = true\n"
            ),
        ),
        (
            "agencies.toml".to_owned(),
            "# Danh bạ cơ quan. TODO: thêm các phòng, trung tâm, tổ chức mà kế hoạch của xã gọi tới.\n\n[[agencies]]\nid = \"van-phong\"\nname = \"Văn phòng Hội đồng nhân dân và Ủy ban nhân dân\"\nbrief = \"Văn phòng HĐND và UBND\"\nsymbol = \"VP\"\nkind = \"executive\"\n\n[[agencies]]\nid = \"phong-vhxh\"\nname = \"Phòng Văn hóa - Xã hội\"\nsymbol = \"VHXH\"\nkind = \"executive\"\n\n[[agencies]]\nid = \"so-khcn\"\nname = \"Sở Khoa học và Công nghệ\"\nkind = \"superior\"\n".to_owned(),
        ),
        (
            "documents.toml".to_owned(),
            format!(
                "# Danh mục văn bản. TODO: số, ngày của kế hoạch; các văn bản khác mà kế hoạch của xã viện dẫn.\n\n[[documents]]\nid = \"{baseline}-{id}\"\ntype = \"Kế hoạch\"\n# number = \"12/KH-UBND\"\n# date = {year}-01-05\nissuer = \"Ủy ban nhân dân {kind} {name}\"\ntitle = \"về chuyển đổi số năm {year}\"\n"
            ),
        ),
        (
            format!("{baseline}/baseline.toml"),
            format!(
                "# Kế hoạch của {kind}: chỉ số và mức tối thiểu giao cho xã.\n\nid = \"{baseline}\"\ndocument = \"{baseline}-{id}\"\nhorizon = \"{year}\"\nprovenance = \"official\"\nstatus = \"draft\" # TODO: bỏ dòng này khi kế hoạch đã ban hành\n\n# TODO: mỗi chỉ số một [[indicators]] như sau, mức và trích dẫn lấy từ văn bản:\n#\n# [[indicators]]\n# id = \"kh-{year}-ho-so\"\n# text = \"Tỷ lệ hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình\"\n# required = true\n# commune = {{ op = \">=\", value = 80, unit = \"%\", by = \"{year}\" }}\n# quotes = [{{ source = \"Kế hoạch số …, mục …\", text = \"…\" }}]\n# confidence = \"high\"\n"
            ),
        ),
    ]
}
