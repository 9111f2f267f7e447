//! `kehoach build`: checks plans, then writes their documents.

mod names;
mod one;
mod several;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::common::{Common, PacksOption, TableFormat};
use super::engine::EngineName;
use super::exit::Exit;
use super::files;
use super::user_error::{UserError, user_error};
use crate::output::write::Inputs;
use crate::pipeline::Projects;
use one::Job;

/// Dựng văn bản: kiểm tra kế hoạch rồi ghi tệp PDF
/// en: Build the document: check the plan, then write the PDF
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command")]
#[command(override_usage = "kehoach build <KẾ-HOẠCH>... [TÙY CHỌN]")]
pub(super) struct BuildArgs {
    /// Tệp kế hoạch (plan.toml); nhiều tệp, hoặc thư mục thì dựng từng kế hoạch trong đó
    /// en: The plan file (plan.toml); of several files, and of directories, every plan is built
    #[arg(value_name = "KẾ-HOẠCH", required = true, num_args = 1..)]
    plans: Vec<PathBuf>,
    /// Nơi ghi: tên tệp, tên thư mục (với --format typ), hoặc - để ghi ra đầu ra chuẩn; mặc định: bên cạnh kế hoạch
    /// en: Where to write: a file, a directory (with --format typ), or - for the standard output; default: next to the plan
    #[arg(short, long, value_name = "TỆP")]
    output: Option<PathBuf>,
    /// Thư mục ghi văn bản của nhiều kế hoạch, mỗi văn bản mang tên thư mục của kế hoạch; mặc định: bên cạnh từng kế hoạch
    /// en: Directory for the documents of several plans, each named after the directory of its plan; default: next to each plan
    #[arg(long, value_name = "THƯ-MỤC")]
    out_dir: Option<PathBuf>,
    /// Dạng văn bản: pdf (mặc định; PDF/A-2a, PDF/UA-1) hoặc typ (thư mục nguồn Typst)
    /// en: Format of the document: pdf (default; PDF/A-2a, PDF/UA-1) or typ (a directory of Typst sources)
    #[arg(long, value_enum, default_value = "pdf", value_name = "DẠNG")]
    format: Format,
    /// Bộ dàn trang: embedded (mặc định; có sẵn trong chương trình) hoặc typst (chương trình bên ngoài)
    /// en: Typesetting engine: embedded (default; inside the program) or typst (an external program)
    #[arg(long, value_enum, value_name = "BỘ")]
    engine: Option<EngineName>,
    /// Nơi có chương trình typst; mặc định: tìm trong PATH
    /// en: Path of the program typst; default: found in PATH
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    typst: Option<PathBuf>,
    /// Phông chữ có trên máy, như "Times New Roman"; mặc định: phông kèm theo, cùng kích thước chữ
    /// en: An installed font, such as "Times New Roman"; default: the bundled font, which is as wide
    #[arg(long, value_name = "TÊN")]
    font: Option<String>,
    #[command(flatten)]
    packs: PacksOption,
    /// Thư mục mẫu trình bày riêng: main.typ.tera, nd30/*.typ; tệp nào không có thì dùng bản kèm theo
    /// en: Directory of custom templates: main.typ.tera, nd30/*.typ; a missing file is taken from the bundled ones
    #[arg(long, value_name = "THƯ-MỤC")]
    templates: Option<PathBuf>,
    /// Đo trang in theo từng điểm của Nghị định 30, in bảng kết quả: human (mặc định) hoặc json (--proof=json, cho chương trình khác); không đạt thì không ghi
    /// en: Measure the pages by each clause of Decree 30 and print a table, human or json (--proof=json); nothing is written when a clause is not met
    #[arg(long, value_enum, value_name = "DẠNG", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    proof: Option<TableFormat>,
    /// Văn bản giấy: dòng chỉ dẫn ở phụ lục ghi đủ số và ngày; văn bản điện tử (mặc định) thì để trống
    /// en: A document on paper: references in appendices have number and date; in an electronic one (default) they are blank
    #[arg(long)]
    paper: bool,
    /// Đóng dấu DỰ THẢO và vẫn dựng khi kế hoạch còn lỗi; bản dự thảo không có ô chữ ký, ghi vào tệp riêng (plan.du-thao.pdf)
    /// en: Build a draft, marked as such, in spite of errors; it has no signature fields and a file of its own (plan.du-thao.pdf)
    #[arg(long)]
    draft: bool,
    /// Ghi đè cả tệp PDF đã ký, tệp PDF không do kehoach dựng, tệp mẫu đã sửa tay; không bao giờ ghi đè tệp mà lệnh này đọc
    /// en: Replace even a signed PDF, a PDF that kehoach did not build, templates that were edited; never a file that is read
    #[arg(long)]
    force: bool,
    /// Không đặt sẵn hai ô chữ ký số trong PDF; vị trí vẫn ghi ở tệp .ky.json
    /// en: Leave out the two signature fields of the PDF; their places are still in the .ky.json file
    #[arg(long)]
    no_fields: bool,
    /// Đường kính con dấu của cơ quan, mm; mặc định: 36
    /// en: Diameter of the agency's seal in mm; default: 36
    #[arg(long, value_name = "MM")]
    seal_diameter: Option<String>,
    /// Lấy ngày này làm ngày kiểm tra (2026-01-15); mặc định: hôm nay; văn bản dựng ra không phụ thuộc ngày này
    /// en: Check as of this day (2026-01-15); default: today; the document does not depend on it
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Pdf,
    Typ,
}

impl BuildArgs {
    /// Returns the plan, where it is one and its document has one place.
    pub(super) fn only_plan(&self) -> Option<&Path> {
        match self.plans.as_slice() {
            [plan] if self.out_dir.is_none() && !plan.is_dir() => Some(plan),
            _ => None,
        }
    }
}

pub(super) fn run(args: &BuildArgs, common: &Common) -> anyhow::Result<Exit> {
    match args.only_plan() {
        Some(plan) => once(args, plan, common).map(|(exit, _)| exit),
        None => several::run(args, common),
    }
}

/// Builds a plan once, and returns what was read for it, too.
pub(super) fn once(args: &BuildArgs, plan: &Path, common: &Common) -> anyhow::Result<(Exit, Inputs)> {
    let job = Job { plan: plan.to_owned(), output: args.output.clone() };
    let request = job.request(args)?;
    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let place = projects.place(plan, files::library)?;
    files::packs_in_use(&projects, common.lang);
    let made = request.make(common, &projects, &place)?;
    made.finish(args, common, false)
}

/// What does not go with several plans.
fn one_plan_only(option: &str, vietnamese: &str, english: &str) -> UserError {
    user_error(format!("{option} chỉ đi với một kế hoạch"), format!("{option} takes one plan"))
        .hint(vietnamese, english)
}
