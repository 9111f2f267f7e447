//! `kehoach man`: the manual, a page for each command.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::common::Common;
use super::exit::Exit;
use super::user_error::user_error;
use super::{report, writing};
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::output::write::{Change, Inputs};

/// The headings that the pages come with, and what they are called in Vietnamese.
const HEADINGS: [(&str, &str); 6] = [
    ("NAME", "TÊN"),
    ("SYNOPSIS", "\"CÁCH DÙNG\""),
    ("DESCRIPTION", "\"MÔ TẢ\""),
    ("Lệnh", "LỆNH"),
    ("EXTRA", "\"XEM THÊM\""),
    ("VERSION", "\"PHIÊN BẢN\""),
];

/// Ghi trang hướng dẫn (man) của mọi lệnh vào một thư mục
/// en: Write the manual (man) page of every command to a directory
#[derive(Debug, Args)]
#[command(override_usage = "kehoach man -o <THƯ-MỤC>")]
pub(super) struct ManArgs {
    /// Thư mục nhận các trang kehoach.1, kehoach-build.1, …
    /// en: Directory for the pages kehoach.1, kehoach-build.1, ...
    #[arg(short, long, value_name = "THƯ-MỤC")]
    output: PathBuf,
}

pub(super) fn run(args: &ManArgs, common: &Common, mut command: Command) -> anyhow::Result<Exit> {
    command.build();
    if args.output == Path::new("-") {
        return Err(user_error(
            "lệnh man ghi nhiều tệp, không ghi ra đầu ra chuẩn được",
            "man writes several files, which cannot go to the standard output",
        )
        .hint("ghi tên thư mục, ví dụ -o trang", "name a directory, for example -o pages")
        .into());
    }
    let mut pages = Vec::new();
    collect(&command, &args.output, common.lang, &mut pages)?;
    let changes: Vec<Change<'_>> = pages.iter().map(|(path, page)| Change::put(path, page.as_bytes())).collect();
    writing::in_directories(&[&args.output], &changes, &Inputs::new(), "-o", common.lang)?;
    let count = pages.len();
    let shown = shown::path(&args.output);
    let example = args.output.join("kehoach.1");
    let example = shown::path(&example);
    report::status(
        &format!("đã ghi {count} trang vào {shown}; đọc thử: man {example}"),
        &format!("wrote {count} pages to {shown}; read one: man {example}"),
        common.lang,
    );
    Ok(Exit::Clean)
}

/// Collects the pages of a command and of its subcommands.
fn collect(
    command: &Command,
    directory: &Path,
    language: Language,
    pages: &mut Vec<(PathBuf, String)>,
) -> anyhow::Result<()> {
    let page = Man::new(command.clone()).source(concat!("kehoach ", env!("CARGO_PKG_VERSION"))).manual("kehoach");
    let path = directory.join(page.get_filename());
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if language == Language::Vietnamese {
        text = with_vietnamese_headings(&text);
    }
    pages.push((path, text));
    command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
        .try_for_each(|inner| collect(inner, directory, language, pages))
}

fn with_vietnamese_headings(page: &str) -> String {
    let heading = |line: &str| {
        let name = line.strip_prefix(".SH ")?;
        HEADINGS.iter().find(|(english, _)| *english == name).map(|(_, own)| format!(".SH {own}"))
    };
    page.lines().map(|line| heading(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}
