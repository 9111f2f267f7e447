//! What can be asked of the program.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Language;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Biên dịch kế hoạch của xã, phường (TOML) thành văn bản KẾ HOẠCH đúng thể thức Nghị định 30/2020/NĐ-CP
#[derive(Debug, Parser)]
#[command(name = "kehoach", version, styles = STYLES, disable_help_subcommand = true, arg_required_else_help = true)]
#[command(help_template = "{about}\n\nCách dùng: {usage}\n\n{all-args}")]
#[command(subcommand_help_heading = "Lệnh", next_help_heading = "Tùy chọn")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Ngôn ngữ của thông báo / language of messages
    #[arg(long, global = true, value_enum, default_value = "vi", value_name = "NGÔN-NGỮ")]
    pub lang: Lang,
    /// Tô màu thông báo
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "KHI-NÀO")]
    pub color: Color,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Lang {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Self::Vietnamese,
            Lang::En => Self::English,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Khi in ra màn hình
    Auto,
    /// Luôn luôn
    Always,
    /// Không bao giờ
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Dựng văn bản: kiểm tra kế hoạch rồi ghi tệp PDF
    Build(Build),
}

/// `kehoach build`.
#[derive(Debug, Args)]
#[command(help_template = "{about}\n\nCách dùng: {usage}\n\n{all-args}")]
pub(super) struct Build {
    /// Tệp kế hoạch (plan.toml)
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số")]
    pub plan: PathBuf,
    /// Nơi ghi: một tệp, một thư mục (với --format typ), hoặc - để ghi ra đầu ra chuẩn [mặc định: bên cạnh kế hoạch]
    #[arg(short, long, value_name = "TỆP")]
    pub output: Option<PathBuf>,
    /// Dạng văn bản
    #[arg(long, value_enum, default_value = "pdf", value_name = "DẠNG")]
    pub format: Format,
    /// Bộ dàn trang
    #[arg(long, value_enum, value_name = "BỘ")]
    pub engine: Option<EngineName>,
    /// Nơi có chương trình typst [mặc định: tìm trong PATH]
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    pub typst: Option<PathBuf>,
    /// Phông chữ có trên máy, như "Times New Roman" [mặc định: phông kèm theo, cùng kích thước chữ]
    #[arg(long, value_name = "TÊN")]
    pub font: Option<String>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
    /// Đóng dấu DỰ THẢO và vẫn dựng khi kế hoạch còn lỗi
    #[arg(long)]
    pub draft: bool,
}

/// Kinds of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tệp PDF (PDF/A-2a, PDF/UA-1)
    Pdf,
    /// Thư mục nguồn Typst
    Typ,
}

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineName {
    /// Có sẵn trong chương trình
    Embedded,
    /// Chương trình typst bên ngoài
    Typst,
}
