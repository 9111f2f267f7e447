//! What can be asked of `kehoach verify`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::TEMPLATE;
use super::build_arguments::EngineName;

/// `kehoach verify`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "Tùy chọn")]
#[command(override_usage = "kehoach verify <ĐÃ-KÝ.pdf> [--built <ĐÃ-DỰNG.pdf> | --plan <KẾ-HOẠCH>]")]
pub(super) struct Verify {
    /// Tệp PDF đã ký
    #[arg(value_name = "ĐÃ-KÝ.pdf", help_heading = "Tham số")]
    pub signed: PathBuf,
    /// Tệp PDF mà kehoach đã dựng, trước khi ký
    #[arg(long, value_name = "ĐÃ-DỰNG.pdf")]
    pub built: Option<PathBuf>,
    /// Tệp kế hoạch: dựng lại trong bộ nhớ rồi đối chiếu; đã dựng với tùy chọn nào thì ghi lại tùy chọn ấy
    #[arg(long, value_name = "KẾ-HOẠCH", conflicts_with = "built")]
    pub plan: Option<PathBuf>,
    /// Với --plan: phông chữ đã dùng khi dựng
    #[arg(long, value_name = "TÊN", requires = "plan")]
    pub font: Option<String>,
    /// Với --plan: đã dựng văn bản giấy
    #[arg(long, requires = "plan")]
    pub paper: bool,
    /// Với --plan: đã dựng không có ô chữ ký
    #[arg(long, requires = "plan")]
    pub no_fields: bool,
    /// Với --plan: đường kính con dấu đã dùng khi dựng, mm; mặc định: 36
    #[arg(long, value_name = "MM", requires = "plan")]
    pub seal_diameter: Option<String>,
    /// Với --plan: bộ dàn trang đã dùng khi dựng, embedded hoặc typst
    #[arg(long, value_enum, value_name = "BỘ", hide_possible_values = true, requires = "plan")]
    pub engine: Option<EngineName>,
    /// Với --plan: nơi có chương trình typst
    #[arg(long, value_name = "ĐƯỜNG-DẪN", requires = "plan")]
    pub typst: Option<PathBuf>,
    /// Với --plan: thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC", requires = "plan")]
    pub packs: Option<PathBuf>,
    /// Với --plan: thư mục mẫu trình bày riêng đã dùng khi dựng
    #[arg(long, value_name = "THƯ-MỤC", requires = "plan")]
    pub templates: Option<PathBuf>,
}
