//! What can be asked of `kehoach build`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::arguments::TEMPLATE;

/// `kehoach build`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "kehoach build <KẾ-HOẠCH> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Build {
    /// Tệp kế hoạch (plan.toml)
    #[arg(value_name = "KẾ-HOẠCH", help_heading = "Tham số")]
    pub plan: PathBuf,
    /// Nơi ghi: tên tệp, tên thư mục (với --format typ), hoặc - để ghi ra đầu ra chuẩn; mặc định: bên cạnh kế hoạch
    #[arg(short, long, value_name = "TỆP")]
    pub output: Option<PathBuf>,
    /// Dạng văn bản: pdf (mặc định; PDF/A-2a, PDF/UA-1) hoặc typ (thư mục nguồn Typst)
    #[arg(
        long,
        value_enum,
        default_value = "pdf",
        value_name = "DẠNG",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Format,
    /// Bộ dàn trang: embedded (mặc định; có sẵn trong chương trình) hoặc typst (chương trình bên ngoài)
    #[arg(long, value_enum, value_name = "BỘ", hide_possible_values = true)]
    pub engine: Option<EngineName>,
    /// Nơi có chương trình typst; mặc định: tìm trong PATH
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    pub typst: Option<PathBuf>,
    /// Phông chữ có trên máy, như "Times New Roman"; mặc định: phông kèm theo, cùng kích thước chữ
    #[arg(long, value_name = "TÊN")]
    pub font: Option<String>,
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub packs: Option<PathBuf>,
    /// Thư mục mẫu trình bày riêng: main.typ.tera, nd30/*.typ; tệp nào không có thì dùng bản kèm theo
    #[arg(long, value_name = "THƯ-MỤC")]
    pub templates: Option<PathBuf>,
    /// Đo trang in theo từng điểm của Nghị định 30, in bảng kết quả (--proof=json: cho chương trình khác); không đạt thì không ghi
    #[arg(
        long,
        value_enum,
        value_name = "DẠNG",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "human",
        hide_possible_values = true
    )]
    pub proof: Option<ProofFormat>,
    /// Văn bản giấy: dòng chỉ dẫn ở phụ lục ghi đủ số và ngày; văn bản điện tử (mặc định) thì để trống
    #[arg(long)]
    pub paper: bool,
    /// Đóng dấu DỰ THẢO và vẫn dựng khi kế hoạch còn lỗi; bản dự thảo không có ô chữ ký
    #[arg(long)]
    pub draft: bool,
    /// Không đặt sẵn hai ô chữ ký số trong PDF; vị trí vẫn ghi ở tệp .ky.json
    #[arg(long)]
    pub no_fields: bool,
    /// Đường kính con dấu của cơ quan, mm; mặc định: 36
    #[arg(long, value_name = "MM")]
    pub seal_diameter: Option<String>,
    /// Kiểm tra như vào ngày này (2026-01-15); mặc định: hôm nay; văn bản dựng ra không phụ thuộc ngày này
    #[arg(long, value_name = "NGÀY")]
    pub today: Option<Date>,
}

/// Kinds of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A PDF file.
    Pdf,
    /// A folder with a Typst project.
    Typ,
}

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineName {
    /// Inside the program.
    Embedded,
    /// The program `typst`.
    Typst,
}

/// How a proof is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProofFormat {
    /// A table for people.
    Human,
    /// One JSON document.
    Json,
}
