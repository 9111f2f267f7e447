//! What can be asked of the program.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::build_arguments::Build;
use super::check_arguments::Check;
use super::verify_arguments::Verify;
use super::version_arguments::{Diff, GitSetup, Show};
use crate::base::diagnostic::Language;
use crate::model::plan::CommuneKind;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// How the help of every command is laid out.
pub(super) const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Biên dịch kế hoạch của xã, phường (TOML) thành văn bản KẾ HOẠCH đúng thể thức Nghị định 30/2020/NĐ-CP
#[derive(Debug, Parser)]
#[command(name = "kehoach", version, styles = STYLES, max_term_width = 100, help_template = TEMPLATE)]
#[command(override_usage = "kehoach <LỆNH>", subcommand_help_heading = "Lệnh", subcommand_value_name = "LỆNH")]
#[command(
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
#[command(after_help = "\nXem cách dùng một lệnh: kehoach <LỆNH> --help")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
    /// In số phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Tùy chọn chung")]
    version: Option<bool>,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn chung")]
pub(super) struct Common {
    /// Ngôn ngữ của thông báo: vi (mặc định) hoặc en
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "vi",
        value_name = "NGÔN-NGỮ",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub lang: Lang,
    /// Tô màu thông báo: auto (mặc định, khi in ra màn hình), always hoặc never
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "KHI-NÀO",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub color: Color,
    /// In hướng dẫn này
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
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
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Dựng văn bản: kiểm tra kế hoạch rồi ghi tệp PDF
    Build(Build),
    /// Kiểm tra kế hoạch: chỉ tiêu, nhiệm vụ, căn cứ, thể thức, cơ quan, nơi nhận, người ký, câu chữ
    Check(Check),
    /// Giải thích một quy tắc: tìm gì, vì sao, căn cứ nào, viết thế nào cho đúng
    Explain(Explain),
    /// Tạo kế hoạch mới: dựng được ngay, ghi sẵn mục chuẩn và mức tối thiểu của thành phố
    New(New),
    /// Xem các kế hoạch của thành phố: chỉ số, mức tối thiểu, và kế hoạch của xã đạt đến đâu
    Baseline(Baseline),
    /// Đối chiếu tệp đã ký với bản đã dựng: ngoài chữ ký, số và ngày, không có gì bị sửa
    Verify(Verify),
    /// So sánh hai bản kế hoạch: cam kết nào yếu đi, mạnh lên, và mọi thay đổi khác
    Diff(Diff),
    /// In kế hoạch thành lời, mỗi dòng một nội dung
    Show(Show),
    /// Cho git hiểu kế hoạch: git diff, git log -p hiện nội dung thay vì dấu ngoặc
    #[command(name = "git-setup")]
    GitSetup(GitSetup),
    /// In lược đồ JSON của tệp kế hoạch, để trình soạn thảo gợi ý khóa và báo chỗ sai
    #[command(help_template = TEMPLATE, override_usage = "kehoach schema [TỆP] > plan.schema.json")]
    Schema(Schema),
    /// Trình bày tệp kế hoạch theo một kiểu: thứ tự khóa, mỗi câu một dòng; nội dung và ghi chú giữ nguyên
    Fmt(Fmt),
    /// Xem máy này đã đủ để dựng văn bản chưa: phông chữ, dữ liệu thành phố, bảng mã, git, typst, quyền ghi
    Doctor(Doctor),
    /// In kịch bản gợi ý lệnh cho bash, zsh, fish, powershell hoặc elvish
    Completions(Completions),
    /// Ghi trang hướng dẫn (man) của mọi lệnh vào một thư mục
    Man(Man),
}

/// `kehoach new`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, next_help_heading = "Tùy chọn")]
#[command(override_usage = "kehoach new <THƯ-MỤC> --baseline <MÃ> --commune <TÊN> --kind <LOẠI>")]
pub(super) struct New {
    /// Thư mục của kế hoạch; plan.toml được ghi vào đó, kèm plan.schema.json cho trình soạn thảo nếu gần đó chưa có
    #[arg(value_name = "THƯ-MỤC", help_heading = "Tham số")]
    pub folder: PathBuf,
    /// Kế hoạch của thành phố mà kế hoạch này trả lời, như kh-359-2025; xem các mã: kehoach baseline
    #[arg(long, value_name = "MÃ")]
    pub baseline: String,
    /// Tên riêng của xã, như "Bình Giang"
    #[arg(long, value_name = "TÊN", required_unless_present = "from")]
    pub commune: Option<String>,
    /// Loại: xã, phường hoặc "đặc khu"
    #[arg(long, value_enum, value_name = "LOẠI", hide_possible_values = true, required_unless_present = "from")]
    pub kind: Option<Kind>,
    /// Kế hoạch năm trước: giữ nguyên nội dung và ghi chú, đánh dấu TODO những gì phải quyết lại
    #[arg(long, value_name = "KẾ-HOẠCH")]
    pub from: Option<PathBuf>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// Kinds of commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Xã.
    #[value(name = "xã", alias = "xa")]
    Commune,
    /// Phường.
    #[value(name = "phường", alias = "phuong")]
    Ward,
    /// Đặc khu.
    #[value(name = "đặc khu", alias = "dac-khu")]
    SpecialZone,
}

impl From<Kind> for CommuneKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Commune => Self::Commune,
            Kind::Ward => Self::Ward,
            Kind::SpecialZone => Self::SpecialZone,
        }
    }
}

/// `kehoach baseline`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach baseline [MÃ] [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Baseline {
    /// Mã kế hoạch của thành phố, như kh-359-2025; không ghi thì liệt kê tất cả
    #[arg(value_name = "MÃ", help_heading = "Tham số")]
    pub id: Option<String>,
    /// Đặt kế hoạch của xã bên cạnh: đạt, thấp hơn, thiếu, hay không so sánh được
    #[arg(long, value_name = "KẾ-HOẠCH", requires = "id")]
    pub plan: Option<PathBuf>,
    /// Dạng in ra: human (mặc định) hoặc json
    #[arg(
        long,
        value_enum,
        default_value = "human",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TableFormat,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// Kinds of printed tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// `kehoach explain`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach explain <MÃ> [TÙY CHỌN]\n          kehoach explain --all", next_help_heading = "Tùy chọn")]
pub(super) struct Explain {
    /// Mã hoặc tên của quy tắc, như CT001 hoặc below-minimum
    #[arg(value_name = "MÃ", help_heading = "Tham số", required_unless_present = "all")]
    pub code: Option<String>,
    /// Liệt kê mọi quy tắc; với --format markdown: trọn trang docs/rules.md
    #[arg(long, conflicts_with = "code")]
    pub all: bool,
    /// Dạng in ra: human (mặc định) hoặc markdown
    #[arg(
        long,
        value_enum,
        default_value = "human",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TextFormat,
}

/// Kinds of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// For people.
    Human,
    /// A page.
    Markdown,
}

/// `kehoach schema`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Lược đồ của tệp nào: plan (tệp kế hoạch, mặc định), ky (tệp .ky.json đi kèm PDF) hoặc proof (kết quả build --proof=json)
    #[arg(
        value_enum,
        default_value = "plan",
        value_name = "TỆP",
        help_heading = "Tham số",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub of: SchemaOf,
}

/// The files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The plan file.
    Plan,
    /// The sidecar of a PDF.
    Ky,
    /// What was measured on the pages.
    Proof,
}

/// `kehoach fmt`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach fmt <KẾ-HOẠCH>... [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Fmt {
    /// Tệp kế hoạch; thư mục: mọi tệp kế hoạch và tệp dữ liệu trong đó; hoặc - để đọc đầu vào chuẩn, ghi ra đầu ra chuẩn
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số", required = true)]
    pub plans: Vec<PathBuf>,
    /// Không ghi gì: chỉ ra những chỗ chưa đúng kiểu, và kết thúc bằng mã 1 nếu có
    #[arg(long)]
    pub check: bool,
}

/// `kehoach doctor`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach doctor [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Doctor {
    /// Dạng in ra: human (mặc định) hoặc json
    #[arg(
        long,
        value_enum,
        default_value = "human",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TableFormat,
    /// Nơi có chương trình typst; mặc định: tìm trong PATH
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    pub typst: Option<PathBuf>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
}

/// `kehoach completions`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach completions <TRÌNH-LỆNH>", next_help_heading = "Tùy chọn")]
#[command(after_help = "\nBash: kehoach completions bash > ~/.local/share/bash-completion/completions/kehoach\n\
    PowerShell: kehoach completions powershell >> $PROFILE")]
pub(super) struct Completions {
    /// bash, zsh, fish, powershell hoặc elvish
    #[arg(value_name = "TRÌNH-LỆNH", help_heading = "Tham số", value_enum, hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

/// `kehoach man`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach man -o <THƯ-MỤC>", next_help_heading = "Tùy chọn")]
pub(super) struct Man {
    /// Thư mục nhận các trang kehoach.1, kehoach-build.1, …
    #[arg(short, long, value_name = "THƯ-MỤC")]
    pub output: PathBuf,
}
