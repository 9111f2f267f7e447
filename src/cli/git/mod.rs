//! The installed git, called without a shell.

mod blocks;
pub(super) mod revision;
pub(super) mod setup;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::user_error::{UserError, user_error};
use crate::base::diagnostic::io_reason;
use crate::base::disk::real_path;
use crate::base::limits::{PROGRAM_OUTPUT, PROGRAM_SECONDS, TEXT_FILE};
use crate::base::program::{self, Most};
use crate::base::shown;

/// A repository.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    /// The top of its files.
    pub(super) top: PathBuf,
}

/// A file of a commit.
#[derive(Debug)]
pub(super) struct Entry {
    /// Path from the top, with `/`.
    pub(super) path: String,
    object: String,
}

impl Repository {
    /// Returns the repository of a file or directory, which need not exist.
    pub(super) fn of(path: &Path) -> Result<Self, UserError> {
        let directory = existing_directory(path);
        let output = git(&directory, &["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            return Err(not_a_repository(&directory, &output));
        }
        Ok(Self { top: PathBuf::from(line(&output)) })
    }

    /// Returns the path of a file or directory from the top, with `/`.
    pub(super) fn inside(&self, path: &Path) -> Result<String, UserError> {
        let outside = || {
            user_error(
                format!("`{}` nằm ngoài kho git `{}`", shown::path(path), shown::path(&self.top)),
                format!("`{}` is outside of the repository `{}`", shown::path(path), shown::path(&self.top)),
            )
            .hint("chọn tệp trong kho ấy", "choose a file in the repository")
        };
        let directory = existing_directory(path);
        let absolute = std::path::absolute(path).map_err(|_| outside())?;
        // The part that exists may lead through links; the rest is taken as it is written.
        let rest =
            absolute.strip_prefix(std::path::absolute(&directory).map_err(|_| outside())?).map_err(|_| outside())?;
        let absolute = real_path(&directory).map_err(|_| outside())?.join(rest);
        let top = real_path(&self.top).map_err(|_| outside())?;
        let inside = absolute.strip_prefix(top).map_err(|_| outside())?;
        Ok(inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The commit that a name means.
    pub(super) fn commit(&self, revision: &str) -> Result<String, UserError> {
        let unknown = || {
            let error = user_error(
                format!("kho git không có phiên bản `{revision}`"),
                format!("the repository has no revision `{revision}`"),
            );
            if self.is_shallow() {
                return error.hint(WHOLE_HISTORY.0, WHOLE_HISTORY.1);
            }
            error.hint(
                    "xem các phiên bản: git log --oneline; bản trước bản cuối là HEAD~1; nhánh của máy chủ: git fetch, rồi ghi như origin/main",
                    "see the revisions: git log --oneline; the one before the last is HEAD~1; a branch of the server: git fetch, then write it like origin/main",
            )
        };
        if revision.is_empty() || revision.starts_with('-') {
            return Err(unknown());
        }
        let wanted = format!("{revision}^{{commit}}");
        let output = git(&self.top, &["rev-parse", "--verify", "--quiet", wanted.as_str()])?;
        if output.status.success() { Ok(line(&output)) } else { Err(unknown()) }
    }

    /// Returns the commit from which two others went their own ways.
    pub(super) fn merge_base(
        &self,
        (before, one): (&str, &str),
        (after, other): (&str, &str),
    ) -> Result<String, UserError> {
        if let Some(base) = self.maybe(&["merge-base", one, other])?.filter(|base| !base.is_empty()) {
            return Ok(base);
        }
        let error = user_error(
            format!("`{before}` và `{after}` không có bản gốc chung trong kho này"),
            format!("`{before}` and `{after}` have no common ancestor in this repository"),
        );
        if self.is_shallow() {
            return Err(error.hint(WHOLE_HISTORY.0, WHOLE_HISTORY.1));
        }
        Err(error.hint(
            format!("so thẳng hai bản bằng hai dấu chấm: {before}..{after}"),
            format!("compare the two with two dots: {before}..{after}"),
        ))
    }

    /// Returns whether the clone has only the end of its history, as those of CI mostly do.
    fn is_shallow(&self) -> bool {
        self.maybe(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said.as_deref() == Some("true"))
    }

    /// Returns the files of a commit that a path names, or that are below it.
    pub(super) fn files(&self, commit: &str, path: &str) -> Result<Vec<Entry>, UserError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !path.is_empty() {
            arguments.extend(["--", path]);
        }
        let output = self.output_of(&arguments)?;
        let entries = output.split(|byte| *byte == 0).filter_map(|entry| {
            let entry = String::from_utf8_lossy(entry);
            let (head, path) = entry.split_once('\t')?;
            let mut head = head.split(' ');
            let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
            let is_file = kind == "blob" && mode.starts_with("100");
            is_file.then(|| Entry { path: path.to_owned(), object: object.to_owned() })
        });
        Ok(entries.collect())
    }

    /// Returns the paths of the files that differ between two commits.
    pub(super) fn touched(&self, before: &str, after: &str) -> Result<Vec<String>, UserError> {
        let output = self.output_of(&[
            "diff-tree",
            "-r",
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            before,
            after,
        ])?;
        let paths = output.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
    }

    /// Returns what is in a file.
    pub(super) fn content(&self, entry: &Entry) -> Result<Vec<u8>, UserError> {
        let output = limited(&self.top, &["cat-file", "blob", &entry.object], TEXT_FILE)?;
        checked("cat-file", output)
    }

    /// Returns the output of git; an error when it fails.
    pub(super) fn output_of(&self, arguments: &[&str]) -> Result<Vec<u8>, UserError> {
        let output = git(&self.top, arguments)?;
        checked(arguments.first().copied().unwrap_or_default(), output)
    }

    /// The same where a failure means that there is no answer.
    pub(super) fn maybe(&self, arguments: &[&str]) -> Result<Option<String>, UserError> {
        let output = git(&self.top, arguments)?;
        Ok(output.status.success().then(|| line(&output)))
    }
}

/// How a clone gets the history that it lacks.
const WHOLE_HISTORY: (&str, &str) = (
    "kho này chỉ tải về phần cuối của lịch sử; tải đủ bằng: git fetch --unshallow (GitHub Actions: fetch-depth: 0 ở actions/checkout; GitLab: GIT_DEPTH: 0)",
    "this clone has only the end of the history; fetch all of it: git fetch --unshallow (GitHub Actions: fetch-depth: 0 of actions/checkout; GitLab: GIT_DEPTH: 0)",
);

/// What a repository may not make git start: its settings come with it, from whoever made it. Whose repositories are read at all
/// is git's own matter (`safe.directory`, which the settings of the system and of the user may say).
const NO_PROGRAMS: [&str; 5] = [
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    // A directory of the plans that only looks like a repository is none.
    "-c",
    "safe.bareRepository=explicit",
];

/// Runs git in a directory.
pub(super) fn git(directory: &Path, arguments: &[&str]) -> Result<Output, UserError> {
    limited(directory, arguments, PROGRAM_OUTPUT)
}

/// Runs git in a directory. It may print so many bytes.
fn limited(directory: &Path, arguments: &[&str], bytes: usize) -> Result<Output, UserError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(NO_PROGRAMS);
    // Where the hooks are is asked of git itself; that runs none.
    if arguments.first() != Some(&"rev-parse") {
        command.args(["-c", "core.hooksPath=/dev/null"]);
    }
    command.args(arguments);
    // What a partial clone lacks would be fetched, by programs that the repository names.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "").env_remove("GIT_EXTERNAL_DIFF");
    // Its messages are read here, and it must not ask for input.
    command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    program::run(&mut command, Most { seconds: PROGRAM_SECONDS, bytes }).map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => user_error(
            format!("git chạy quá {PROGRAM_SECONDS} giây nên bị dừng"),
            format!("git ran for more than {PROGRAM_SECONDS} s and was stopped"),
        )
        .hint("thử chạy: git status", "try: git status"),
        io::ErrorKind::FileTooLarge => {
            let megabytes = bytes / 1024 / 1024;
            user_error(
                format!("git in ra hơn {megabytes} MB nên bị dừng"),
                format!("git printed more than {megabytes} MB and was stopped"),
            )
            .hint("chọn đúng tệp hoặc thư mục kế hoạch trong kho", "name the plan's own file or directory")
        }
        io::ErrorKind::NotFound => {
            user_error("máy này chưa có chương trình git", "git is not installed on this machine").hint(
                "cài git (https://git-scm.com), hoặc so sánh hai tệp: kehoach diff BẢN-CŨ BẢN-MỚI",
                "install git (https://git-scm.com), or compare two files: kehoach diff OLD NEW",
            )
        }
        _ => user_error("không chạy được git", "cannot start git")
            .because(&io_reason(&error))
            .hint("thử chạy: git --version", "try: git --version"),
    })
}

/// Returns what a command printed; an error when it failed.
fn checked(command: &str, output: Output) -> Result<Vec<u8>, UserError> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = first_line(&output.stderr);
    Err(user_error(format!("git {command} không chạy được: {said}"), format!("git {command} failed: {said}"))
        .hint("kiểm tra kho bằng: git status", "check the repository: git status"))
}

fn not_a_repository(directory: &Path, output: &Output) -> UserError {
    let shown = shown::path(if directory.as_os_str().is_empty() { Path::new(".") } else { directory });
    let said = first_line(&output.stderr);
    if said.contains("not a git repository") {
        return user_error(
            format!("thư mục `{shown}` không nằm trong kho git nào"),
            format!("the directory `{shown}` is not in a git repository"),
        )
        .hint(
            "tạo kho bằng: git init; hoặc so sánh hai tệp: kehoach diff BẢN-CŨ BẢN-MỚI",
            "create one: git init; or compare two files: kehoach diff OLD NEW",
        );
    }
    user_error(
        format!("git không mở được kho ở `{shown}`: {said}"),
        format!("git cannot open the repository at `{shown}`: {said}"),
    )
    .hint("thử chạy: git status", "try: git status")
}

/// Returns the nearest directory that exists.
fn existing_directory(path: &Path) -> PathBuf {
    let mut at = path;
    loop {
        if at.as_os_str().is_empty() {
            return PathBuf::from(".");
        }
        if at.is_dir() {
            return at.to_owned();
        }
        match at.parent() {
            Some(parent) => at = parent,
            None => return PathBuf::from("."),
        }
    }
}

/// One line of output; a name may end in a blank, but not in a newline.
fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end_matches(['\n', '\r']).to_owned()
}

fn first_line(bytes: &[u8]) -> String {
    let words = String::from_utf8_lossy(bytes);
    words.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}
