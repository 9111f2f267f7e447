//! `kehoach doctor`: checks whether this machine has what the program needs.

mod check;
mod machine;
mod program;
mod view;

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::{Common, PacksOption, TableFormat};
use super::exit::Exit;
use super::search::PLAN;
use super::{files, report};
use check::State;

/// Xem máy này đã đủ để dựng văn bản chưa: phông chữ, dữ liệu thành phố, bảng mã, git, typst, quyền ghi
/// en: Check whether this machine has what a build needs: fonts, packs, encoding, git, typst, permissions
#[derive(Debug, Args)]
#[command(override_usage = "kehoach doctor [TÙY CHỌN]")]
pub(super) struct DoctorArgs {
    /// Dạng in ra: {values}
    /// en: Output format: {values}
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: TableFormat,
    /// Nơi có chương trình typst; mặc định: tìm trong PATH
    /// en: Path of the program typst; default: found in PATH
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    typst: Option<PathBuf>,
    #[command(flatten)]
    packs: PacksOption,
}

pub(super) fn run(args: &DoctorArgs, common: &Common) -> anyhow::Result<Exit> {
    let library = files::library_of(Path::new(PLAN), &args.packs, common.lang)?;
    let mut checks = vec![program::version(), program::engine(args.typst.as_deref())];
    checks.extend([program::bundled_fonts(), program::times()]);
    checks.push(program::packs(&library));
    checks.extend([machine::encoding(), machine::terminal(), machine::git(), machine::writing()]);
    let packs = view::packs(&library.packs);
    let out = match args.format {
        TableFormat::Human => view::human(&checks, &packs, common.lang),
        TableFormat::Json => view::json(&checks, &packs),
    };
    report::print(&out)?;
    let broken = checks.iter().any(|check| check.state == State::Broken);
    Ok(if broken { Exit::Findings } else { Exit::Clean })
}
