//! `kehoach man`: the manual, a page for each command.

use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man as Page;

use super::arguments::{Arguments, Common, Man};
use super::report;
use super::{Exit, files};
use crate::output::write;

/// The headings that the pages come with, and what they are called here.
const HEADINGS: [(&str, &str); 6] = [
    ("NAME", "TÊN"),
    ("SYNOPSIS", "\"CÁCH DÙNG\""),
    ("DESCRIPTION", "\"MÔ TẢ\""),
    ("Lệnh", "LỆNH"),
    ("EXTRA", "\"XEM THÊM\""),
    ("VERSION", "\"PHIÊN BẢN\""),
];

pub(super) fn run(args: &Man, common: &Common) -> anyhow::Result<Exit> {
    let mut command = Arguments::command();
    command.build();
    let refuse = |error: std::io::Error| files::cannot_write(&args.output, &error);
    std::fs::create_dir_all(&args.output).map_err(refuse)?;
    let count = write(&command, &args.output)?;
    let shown = args.output.display();
    let example = args.output.join("kehoach.1");
    let example = example.display();
    report::status(
        &format!("đã ghi {count} trang vào {shown}; đọc thử: man {example}"),
        &format!("wrote {count} pages to {shown}; read one: man {example}"),
        common.lang.into(),
    );
    Ok(Exit::Clean)
}

/// Writes the page of a command and those of its own commands; gives their number.
fn write(command: &Command, folder: &Path) -> anyhow::Result<usize> {
    let page = Page::new(command.clone()).source(concat!("kehoach ", env!("CARGO_PKG_VERSION"))).manual("kehoach");
    let path = folder.join(page.get_filename());
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    let text = translated(&String::from_utf8_lossy(&bytes));
    write::write_file(&path, text.as_bytes()).map_err(|error| files::cannot_write(&path, &error))?;
    command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
        .try_fold(1, |count, inner| Ok(count + write(inner, folder)?))
}

/// The page with headings in Vietnamese.
fn translated(page: &str) -> String {
    let heading = |line: &str| {
        let name = line.strip_prefix(".SH ")?;
        HEADINGS.iter().find(|(english, _)| *english == name).map(|(_, own)| format!(".SH {own}"))
    };
    page.lines().map(|line| heading(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}
