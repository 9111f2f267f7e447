//! `kehoach fmt`: formats plan files.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::common::Common;
use super::exit::Exit;
use super::search::{PLAN, search};
use super::terminal::{self, Stream};
use super::user_error::{UserError, user_error};
use super::{files, report, writing};
use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::{Findings, io_reason};
use crate::base::limits::TEXT_FILE;
use crate::base::shown;
use crate::base::source::SourceMap;
use crate::input::load::load;
use crate::output::write::{Change, Inputs};
use crate::pipeline::PlanFile;
use crate::plan_file::format_plan::format_file;

/// The files that are formatted in a directory: plans, and what packs are made of.
const NAMES: [&str; 6] = [PLAN, "city.toml", "agencies.toml", "documents.toml", "baseline.toml", "sections.toml"];

/// Lines around a difference.
const CONTEXT: usize = 3;

/// Trình bày tệp kế hoạch theo một kiểu: thứ tự khóa, mỗi câu một dòng; nội dung và ghi chú giữ nguyên
/// en: Format plan files: order of keys, one sentence per line; content and comments stay
#[derive(Debug, Args)]
#[command(override_usage = "kehoach fmt <KẾ-HOẠCH>... [TÙY CHỌN]")]
pub(super) struct FmtArgs {
    /// Tệp kế hoạch; thư mục: mọi tệp kế hoạch và tệp dữ liệu trong đó; hoặc - để đọc đầu vào chuẩn, ghi ra đầu ra chuẩn
    /// en: Plan files; directories: every plan and data file in them; or - to format the standard input to the standard output
    #[arg(value_name = "KẾ-HOẠCH", required = true)]
    plans: Vec<PathBuf>,
    /// Không ghi gì: chỉ ra những chỗ chưa đúng kiểu, và kết thúc bằng mã 1 nếu có
    /// en: Write nothing: show what is not formatted, and exit with 1 if there is anything
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &FmtArgs, common: &Common) -> anyhow::Result<Exit> {
    let style = terminal::style(common, Stream::Stderr);
    let search = search(&args.plans, &NAMES);
    let (mut unreadable, mut different) = (!search.refusals.is_empty(), Vec::new());
    search.report_notes(style.language);
    search.refusals.iter().for_each(|refusal| report::refusal(refusal, style.language));
    for path in &search.files {
        let input = path == Path::new("-");
        let plan = match if input { standard_input() } else { files::plan(path) } {
            Ok(plan) => plan,
            Err(refusal) => {
                report::refusal(&refusal, style.language);
                unreadable = true;
                continue;
            }
        };
        let Some(formatted) = formatted(&plan, style) else {
            unreadable = true;
            continue;
        };
        let same = formatted.as_bytes() == plan.bytes;
        if args.check {
            if !same {
                report::print(&difference(&plan, &formatted))?;
                let name = shown::name(&plan.name);
                report::status(
                    &format!("{name}: chưa đúng kiểu trình bày"),
                    &format!("{name}: not formatted"),
                    style.language,
                );
                different.push(name);
            }
        } else if input {
            report::print(&formatted)?;
        } else if !same {
            writing::write(&[Change::edit(path, formatted.as_bytes())], &Inputs::new(), "", style.language)?;
            let shown = shown::path(path);
            report::status(&format!("đã trình bày lại {shown}"), &format!("formatted {shown}"), style.language);
        }
    }
    let names: Vec<&str> = different.iter().map(String::as_str).filter(|name| *name != "-").collect();
    if !names.is_empty() {
        let command = format!("kehoach fmt {}", names.join(" "));
        report::status(&format!("sửa bằng lệnh: {command}"), &format!("fix it with: {command}"), style.language);
    }
    Ok(match (unreadable, different.is_empty()) {
        (true, _) => Exit::Usage,
        (false, false) => Exit::Findings,
        (false, true) => Exit::Clean,
    })
}

/// Returns the formatted text of a file. `None`, with its findings reported, when it cannot be read.
fn formatted(plan: &PlanFile, style: Style) -> Option<String> {
    let (mut sources, mut findings) = (SourceMap::new(), Findings::new());
    let formatted = load(&plan.name, &plan.bytes, &mut sources, &mut findings)
        .and_then(|file| format_file(file, &sources, &mut findings));
    if formatted.is_none() {
        report::findings(findings, &sources, style);
    }
    formatted
}

fn difference(plan: &PlanFile, formatted: &str) -> String {
    // The letters that cannot be seen are told apart, too.
    let (old, new) = (shown::words(&String::from_utf8_lossy(&plan.bytes)), shown::words(formatted));
    let name = shown::name(&plan.name);
    TextDiff::from_lines(&old, &new).unified_diff().context_radius(CONTEXT).header(&name, &name).to_string()
}

fn standard_input() -> Result<PlanFile, UserError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(TEXT_FILE as u64 + 1).read_to_end(&mut bytes).map_err(|error| {
        user_error("không đọc được đầu vào chuẩn", "cannot read the standard input")
            .because(&io_reason(&error))
            .hint("ghi tên tệp thay cho -", "name a file instead of -")
    })?;
    Ok(PlanFile::alone("-", bytes))
}
