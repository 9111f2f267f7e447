//! The machine around the program: console, git, disk.

use std::path::Path;
use std::process::{Command, Output};

use super::check::{Check, State, Topic};
use crate::base::diagnostic::{Language, io_reason};
use crate::base::limits::{PROGRAM_OUTPUT, PROGRAM_SECONDS};
use crate::base::program::{self, Most};
use crate::cli::git;
use crate::cli::terminal::{NoColors, Stream, no_colors};
use crate::output::write;

pub(super) fn encoding() -> Check {
    let topic = Topic("encoding", "bảng mã", "encoding");
    let check = match if cfg!(windows) { code_page() } else { locale() } {
        Some((shown, true)) => return topic.is(State::Fine, shown.as_str(), shown.as_str()),
        Some((shown, false)) => {
            topic.is(State::Warning, format!("{shown}, không phải UTF-8"), format!("{shown}, not UTF-8"))
        }
        None => topic.is(State::Warning, "không xác định được bảng mã của máy", "unknown: no locale is set"),
    };
    if cfg!(windows) {
        check.help(
            "gõ `chcp 65001` trước khi chuyển đầu ra vào tệp hoặc chương trình khác",
            "run `chcp 65001` before sending output to a file or another program",
        )
    } else {
        check.help(
            "gõ `export LC_ALL=C.UTF-8`, hoặc một bảng mã UTF-8 có trên máy (`locale -a`)",
            "run `export LC_ALL=C.UTF-8`, or with another UTF-8 locale of this machine (`locale -a`)",
        )
    }
}

/// Returns the locale, and whether it is UTF-8.
fn locale() -> Option<(String, bool)> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value)));
    let (name, value) = locale?;
    let plain = value.to_ascii_lowercase().replace('-', "");
    Some((format!("{name}={value}"), plain.contains("utf8")))
}

/// Returns the code page of the console: the number at the end of what `chcp` prints in any language.
fn code_page() -> Option<(String, bool)> {
    const UTF_8: &str = "65001";
    let most = Most { seconds: PROGRAM_SECONDS, bytes: PROGRAM_OUTPUT };
    let said = first_line(&program::run(&mut Command::new("chcp.com"), most).ok()?)?;
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    Some((format!("chcp {digits}"), digits == UTF_8))
}

pub(super) fn terminal() -> Check {
    let (vi, en) = match no_colors(Stream::Stderr) {
        Some(NoColors::NotATerminal) => ("đầu ra không phải màn hình, không tô màu", "not a terminal; no colours"),
        Some(NoColors::NoColor) => ("có đặt NO_COLOR, không tô màu", "NO_COLOR is set; no colours"),
        Some(NoColors::Dumb) => ("TERM=dumb, không tô màu", "TERM=dumb; no colours"),
        Some(NoColors::OldWindow) => ("cửa sổ lệnh kiểu cũ, không tô màu", "an old console; no colours"),
        None => ("thông báo được tô màu", "messages are coloured"),
    };
    Topic("terminal", "màn hình", "terminal").is(State::Fine, vi, en)
}

pub(super) fn git() -> Check {
    let topic = Topic("git", "git", "git");
    let asked = |arguments: &[&str]| first_line(&git::git(Path::new("."), arguments).ok()?);
    let Some(version) = asked(&["--version"]) else {
        return topic.is(State::Warning, "không chạy được", "cannot be started").help(
            "không cần để dựng văn bản; cài git nếu muốn lưu và so sánh các bản của kế hoạch",
            "not needed to build; install git to keep and compare versions of a plan",
        );
    };
    if asked(&["rev-parse", "--is-inside-work-tree"]).is_none() {
        return topic.is(
            State::Fine,
            format!("{version}; thư mục này không ở trong kho git"),
            format!("{version}; this directory is not in a repository"),
        );
    }
    if asked(&["config", "--get", "--type=bool", "diff.kehoach.cachetextconv"]).is_some_and(|kept| kept == "true") {
        return topic
            .is(
                State::Warning,
                format!("{version}, kho này còn giữ lời của bản kehoach cũ cho git diff"),
                format!("{version}; this repository keeps words of an older kehoach for git diff"),
            )
            .help("chạy lại `kehoach git-setup` trong kho này", "run `kehoach git-setup` again in this repository");
    }
    if asked(&["config", "--get", "diff.kehoach.textconv"]).is_some() {
        return topic.is(
            State::Fine,
            format!("{version}, kho này so sánh kế hoạch theo nội dung"),
            format!("{version}; this repository compares plans by content"),
        );
    }
    topic
        .is(
            State::Warning,
            format!("{version}, kho này chưa so sánh kế hoạch theo nội dung"),
            format!("{version}; this repository compares plans by lines only"),
        )
        .help("chạy `kehoach git-setup` trong kho này", "run `kehoach git-setup` in this repository")
}

pub(super) fn writing() -> Check {
    let topic = Topic("writing", "quyền ghi", "writing");
    let reason = match write::probe(Path::new(".")) {
        None => return topic.is(State::Fine, "ghi được vào thư mục này", "this directory is writable"),
        Some(error) => io_reason(&error),
    };
    topic
        .is(
            State::Broken,
            format!("không ghi được vào thư mục này: {}", reason.get(Language::Vietnamese)),
            format!("this directory is not writable: {}", reason.get(Language::English)),
        )
        .help(
            "chuyển sang thư mục của mình, hoặc chỉ nơi ghi bằng -o khi dựng",
            "change to a directory of yours, or choose a place with -o when you build",
        )
}

/// Returns the first line that a program printed, if it succeeded.
fn first_line(output: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| said.lines().next().unwrap_or_default().trim().to_owned())
}
