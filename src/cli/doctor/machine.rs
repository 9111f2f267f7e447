//! The machine around the program: console, git, disk.

use std::io::IsTerminal as _;
use std::process::{Command, Stdio};

use super::{Check, State};
use crate::base::diagnostic::{Language, text};
use crate::cli::report::reason;

pub(super) fn encoding() -> Check {
    let label = text("bảng mã", "encoding");
    let found = if cfg!(windows) { code_page() } else { locale() };
    let said = match found {
        Some((shown, true)) => return Check::new("encoding", label, State::Fine, text(shown.clone(), shown)),
        Some((shown, false)) => text(format!("{shown}, không phải UTF-8"), format!("{shown}, not UTF-8")),
        None => text("không rõ: máy không nói dùng bảng mã nào", "unknown: this machine names none"),
    };
    let check = Check::new("encoding", label, State::Warning, said);
    if cfg!(windows) {
        check.help(text(
            "gõ `chcp 65001` trước khi chuyển đầu ra vào tệp hoặc chương trình khác",
            "type `chcp 65001` before the output goes to a file or another program",
        ))
    } else {
        check.help(text(
            "gõ `export LC_ALL=C.UTF-8`, hoặc một bảng mã UTF-8 có trên máy (`locale -a`)",
            "type `export LC_ALL=C.UTF-8`, or another UTF-8 locale of this machine (`locale -a`)",
        ))
    }
}

/// What programs of the locale are told to write.
fn locale() -> Option<(String, bool)> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value)));
    let (name, value) = locale?;
    let plain = value.to_ascii_lowercase().replace('-', "");
    Some((format!("{name}={value}"), plain.contains("utf8")))
}

/// The code page of the console, as `chcp` tells it in any language: the number at its end.
fn code_page() -> Option<(String, bool)> {
    const UTF_8: &str = "65001";
    let said = output("chcp.com", &[])?;
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    Some((format!("chcp {digits}"), digits == UTF_8))
}

pub(super) fn terminal() -> Check {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let (vi, en) = match (std::io::stderr().is_terminal(), plain) {
        (false, _) => ("đầu ra không phải màn hình, không tô màu", "no terminal; no colours"),
        (true, true) => ("có đặt NO_COLOR, không tô màu", "NO_COLOR is set; no colours"),
        (true, false) => ("thông báo được tô màu", "messages are coloured"),
    };
    Check::new("terminal", text("màn hình", "terminal"), State::Fine, text(vi, en))
}

pub(super) fn git() -> Check {
    let label = text("git", "git");
    let Some(version) = output("git", &["--version"]) else {
        return Check::new("git", label, State::Warning, text("không chạy được", "it cannot be started")).help(text(
            "không cần để dựng văn bản; cài git nếu muốn lưu và so sánh các bản của kế hoạch",
            "not needed to build; install git to keep and compare versions of a plan",
        ));
    };
    if output("git", &["rev-parse", "--is-inside-work-tree"]).is_none() {
        return Check::new(
            "git",
            label,
            State::Fine,
            text(
                format!("{version}; thư mục này không ở trong kho git"),
                format!("{version}; this folder is in no repository"),
            ),
        );
    }
    match output("git", &["config", "--get", "diff.kehoach.textconv"]) {
        Some(_) => Check::new(
            "git",
            label,
            State::Fine,
            text(
                format!("{version}, kho này so sánh kế hoạch theo nội dung"),
                format!("{version}; this repository compares plans by content"),
            ),
        ),
        None => Check::new(
            "git",
            label,
            State::Warning,
            text(
                format!("{version}, kho này chưa so sánh kế hoạch theo nội dung"),
                format!("{version}; this repository compares plans by lines only"),
            ),
        )
        .help(text("chạy `kehoach git-setup` trong kho này", "run `kehoach git-setup` in this repository")),
    }
}

pub(super) fn writing() -> Check {
    let label = text("quyền ghi", "writing");
    match tempfile::Builder::new().prefix(".kehoach-").tempfile_in(".") {
        Ok(_) => {
            Check::new("writing", label, State::Fine, text("ghi được vào thư mục này", "this folder can be written to"))
        }
        Err(error) => Check::new(
            "writing",
            label,
            State::Broken,
            text(
                format!("không ghi được vào thư mục này: {}", reason(&error, Language::Vietnamese)),
                format!("this folder cannot be written to: {}", reason(&error, Language::English)),
            ),
        )
        .help(text(
            "chuyển sang thư mục của mình, hoặc chỉ nơi ghi bằng -o khi dựng",
            "go to a folder of your own, or name a place with -o when you build",
        )),
    }
}

/// The first line that a program says, if it is there and content.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| said.lines().next().unwrap_or_default().trim().to_owned())
}
