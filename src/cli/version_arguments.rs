//! What can be asked about versions of plans.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::TEMPLATE;

/// `kehoach diff`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "Tùy chọn")]
#[command(
    override_usage = "kehoach diff <BẢN-CŨ> <BẢN-MỚI> [TÙY CHỌN]\n           kehoach diff --rev <A..B> <KẾ-HOẠCH> [TÙY CHỌN]"
)]
#[command(after_help = "\nMã thoát: 0 như nhau, 1 có thay đổi, 2 không so sánh được.")]
pub(super) struct Diff {
    /// Hai tệp hoặc hai thư mục; với --rev: một tệp hoặc một thư mục
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số", required = true, num_args = 1..=2)]
    pub plans: Vec<PathBuf>,
    /// Đọc hai bản từ git, như v1..v2 hay HEAD~1..HEAD; một phiên bản thôi (HEAD) thì so với tệp đang có trên máy
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    pub rev: Option<String>,
    /// Dạng in ra: human (mặc định), markdown (góp ý trên pull request), html (một trang để đọc và in) hoặc json
    #[arg(
        long,
        value_enum,
        default_value = "human",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: DiffFormat,
    /// Ghi vào tệp này, thay vì in ra
    #[arg(short, long, value_name = "TỆP")]
    pub output: Option<PathBuf>,
    /// loosened: chỉ báo mã 1 khi có cam kết yếu đi, không so sánh được hoặc không còn đạt mức tối thiểu của thành phố (dùng trong CI)
    #[arg(long, value_enum, value_name = "KHI-NÀO", hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// Forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For the terminal.
    Human,
    /// For a pull request.
    Markdown,
    /// For a chairman.
    Html,
    /// For programs.
    Json,
}

/// What counts as a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Weaker promises.
    Loosened,
}

/// `kehoach show`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach show <KẾ-HOẠCH> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Show {
    /// Tệp kế hoạch (plan.toml)
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số")]
    pub plan: PathBuf,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// `kehoach git-setup`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach git-setup [THƯ-MỤC] [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct GitSetup {
    /// Thư mục trong kho git; mặc định: thư mục hiện tại
    #[arg(value_name = "THƯ-MỤC", help_heading = "Tham số", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// Thêm bước kiểm tra trước mỗi lần ghi (pre-commit): kế hoạch còn lỗi thì chưa ghi được
    #[arg(long)]
    pub hook: bool,
    /// Chỉ cho xem sẽ ghi gì, không ghi
    #[arg(long)]
    pub dry_run: bool,
    /// Gỡ đúng những gì lệnh này đã ghi
    #[arg(long, conflicts_with = "hook")]
    pub remove: bool,
}
