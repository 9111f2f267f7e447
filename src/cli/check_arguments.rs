//! What can be asked of `kehoach check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::arguments::TEMPLATE;

/// `kehoach check`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command")]
#[command(help_template = TEMPLATE, override_usage = "kehoach check <KẾ-HOẠCH>... [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Check {
    /// Tệp kế hoạch, hoặc thư mục: mọi plan.toml trong đó
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số", required = true)]
    pub plans: Vec<PathBuf>,
    /// Dạng in ra: human (mặc định), short, json, jsonl, sarif, github, markdown hoặc junit
    #[arg(
        long,
        value_enum,
        default_value = "human",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CheckFormat,
    /// Cảnh báo cũng tính là không đạt (mã thoát 1)
    #[arg(long)]
    pub strict: bool,
    /// Bỏ qua một quy tắc, ghi mã hoặc tên; nghĩa vụ (mức lỗi) thì không bỏ qua được, chỉ miễn trừ được
    #[arg(short = 'A', long, value_name = "MÃ", value_delimiter = ',')]
    pub allow: Vec<String>,
    /// Để một quy tắc ở mức cảnh báo
    #[arg(short = 'W', long, value_name = "MÃ", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// Nâng một quy tắc lên mức lỗi
    #[arg(short = 'D', long, value_name = "MÃ", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// Kiểm tra như vào ngày này (2026-01-15); mặc định: hôm nay, theo giờ Việt Nam
    #[arg(long, value_name = "NGÀY")]
    pub today: Option<Date>,
    /// Sửa luôn những lỗi hình thức sửa được chắc chắn (dấu cách, dấu câu, dấu thanh, lỗi gõ); không đụng đến số, căn cứ, cơ quan, người ký
    #[arg(long)]
    pub fix: bool,
    /// Cùng với --fix: chỉ cho xem sẽ sửa gì, không ghi tệp
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Dàn trang từng kế hoạch rồi đo trang in theo Nghị định 30 (các mã BC); lâu hơn
    #[arg(long)]
    pub deep: bool,
    /// Cùng với --deep: thư mục mẫu trình bày riêng, thay cho mẫu kèm theo
    #[arg(long, value_name = "THƯ-MỤC", requires = "deep")]
    pub templates: Option<PathBuf>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    Human,
    /// A line a finding.
    Short,
    /// One JSON document.
    Json,
    /// A JSON document a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A comment on a pull request.
    Markdown,
    /// `JUnit` XML.
    Junit,
}
