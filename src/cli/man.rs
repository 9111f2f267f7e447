//! `kehoach man`: the manual, a page for each command.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::common::Common;
use super::exit::Exit;
use super::report;
use super::user_error::cannot_write;
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::output::write;

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
    std::fs::create_dir_all(&args.output).map_err(|error| cannot_write(&args.output, &error))?;
    let count = write(&command, &args.output, common.lang)?;
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

/// Writes the pages of a command and of its subcommands, and returns their number.
fn write(command: &Command, directory: &Path, language: Language) -> anyhow::Result<usize> {
    let page = Man::new(command.clone()).source(concat!("kehoach ", env!("CARGO_PKG_VERSION"))).manual("kehoach");
    let path = directory.join(page.get_filename());
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if language == Language::Vietnamese {
        text = with_vietnamese_headings(&text);
    }
    write::write_file(&path, text.as_bytes()).map_err(|error| cannot_write(&path, &error))?;
    command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
        .try_fold(1, |count, inner| Ok(count + write(inner, directory, language)?))
}

fn with_vietnamese_headings(page: &str) -> String {
    let heading = |line: &str| {
        let name = line.strip_prefix(".SH ")?;
        HEADINGS.iter().find(|(english, _)| *english == name).map(|(_, own)| format!(".SH {own}"))
    };
    page.lines().map(|line| heading(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}
