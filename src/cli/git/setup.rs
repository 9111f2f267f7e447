//! `kehoach git-setup`: lets git show plans by their content, and checks them before a commit.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Repository, blocks};
use crate::base::diagnostic::Language;
use crate::base::disk::{read_bounded, real_path};
use crate::base::limits::TEXT_FILE;
use crate::base::shown;
use crate::cli::common::Common;
use crate::cli::exit::Exit;
use crate::cli::user_error::{UserError, cannot_read, user_error};
use crate::cli::{report, writing};
use crate::output::write::{Change, Inputs};

/// Cho git hiểu kế hoạch: git diff, git log -p hiện nội dung thay vì dấu ngoặc
/// en: Make git understand plans: git diff and git log -p show content instead of brackets
#[derive(Debug, Args)]
#[command(override_usage = "kehoach git-setup [THƯ-MỤC] [TÙY CHỌN]")]
pub(in crate::cli) struct GitSetupArgs {
    /// Thư mục trong kho git; mặc định: thư mục hiện tại
    /// en: A directory in the git repository; default: the current one
    #[arg(value_name = "THƯ-MỤC", default_value = ".")]
    directory: PathBuf,
    /// Thêm bước kiểm tra trước mỗi lần ghi (pre-commit): kế hoạch còn lỗi thì chưa ghi được
    /// en: Add a check before each commit (pre-commit): a plan with errors cannot be committed
    #[arg(long)]
    hook: bool,
    /// Chỉ cho xem sẽ ghi gì, không ghi
    /// en: Only show what would be written, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Gỡ đúng những gì lệnh này đã ghi
    /// en: Remove exactly what this command wrote
    #[arg(long, conflicts_with = "hook")]
    remove: bool,
}

/// The line of `.gitattributes`.
const ATTRIBUTES: &str = "plan.toml diff=kehoach";
/// A hook with nothing but our lines.
const BARE_HOOK: &str = "#!/bin/sh\n";

/// The settings of git for the driver. `PROGRAM` is replaced.
const SETTINGS: [(&str, &str); 2] = [
    ("diff.kehoach.textconv", "PROGRAM show"),
    // The header of a hunk names the item.
    ("diff.kehoach.xfuncname", "^\\[.*\\]$"),
];

/// What git may not keep of the driver's output, and where it keeps it: of two versions of a plan, one would be in the words of the last
/// version of the program, with lines that look changed and are not.
const CACHE: &str = "diff.kehoach.cachetextconv";
const NOTES: &str = "refs/notes/textconv/kehoach";

/// The plans as they are about to be committed, not as they are on the disk: those that are staged; those that name a staged data
/// file, in its directory or above; and all below a staged `kehoach.toml`, or below the one that a staged file of packs is for. A staged file
/// that is only next to a plan is no reason to check it.
const HOOK: &str = r#"kehoach_staged=$(mktemp -d) || exit 1
git diff --cached --name-only -z --diff-filter=ACMR -- ':(glob)**/plan.toml' > "$kehoach_staged/.plans"
git diff --cached --name-only -z --no-renames -- ':(icase)*.csv' | xargs -0 sh -c '
  quote=$(printf "\047")
  for data; do
    directory=$data/
    while [ -n "$directory" ]; do
      directory=${directory%/}
      case $directory in */*) directory=${directory%/*}/ ;; *) directory= ;; esac
      name=${data#"$directory"}
      git show ":${directory}plan.toml" 2>/dev/null | grep -qF -e "\"$name\"" -e "$quote$name$quote" && printf "%s\0" "${directory}plan.toml"
    done
  done' sh >> "$kehoach_staged/.plans"
git diff --cached --name-only -z --no-renames -- ':(glob)**/kehoach.toml' ':(glob)**/vietnam/**' \
  ':(glob)**/city.toml' ':(glob)**/agencies.toml' ':(glob)**/documents.toml' ':(glob)**/baseline.toml' ':(glob)**/sections.toml' |
  xargs -0 sh -c '
  for file; do
    directory= rest=$file
    until [ "$file" = "${directory}kehoach.toml" ] || git cat-file -e ":${directory}kehoach.toml" 2>/dev/null; do
      case $rest in */*) directory=$directory${rest%%/*}/ rest=${rest#*/} ;; *) continue 2 ;; esac
    done
    git --literal-pathspecs ls-files -z -- "${directory:-.}"
  done' sh | xargs -0 sh -c '
  for file; do
    case $file in plan.toml | */plan.toml) printf "%s\0" "$file" ;; esac
  done' sh >> "$kehoach_staged/.plans"
if [ -s "$kehoach_staged/.plans" ]; then
  git ls-files -z -- '*.toml' ':(icase)*.csv' ':(glob)**/vietnam/**' | git checkout-index -z --stdin --prefix="$kehoach_staged/"
  (cd "$kehoach_staged" && xargs -0 PROGRAM check -- < .plans) || kehoach_failed=1
fi
rm -rf "$kehoach_staged"
[ -z "$kehoach_failed" ] || { echo 'kehoach: kế hoạch còn lỗi, chưa ghi; bỏ qua bằng git commit --no-verify' >&2; exit 1; }"#;

/// A change of a file.
struct Edit {
    path: PathBuf,
    old: Option<String>,
    /// None when the file is deleted.
    new: Option<String>,
    runs: bool,
}

pub(in crate::cli) fn run(args: &GitSetupArgs, common: &Common) -> anyhow::Result<Exit> {
    let language = common.lang;
    let repository = Repository::of(&args.directory)?;
    let program = program();
    let mut edits = vec![attributes(&repository, args.remove)?];
    if args.hook || args.remove {
        edits.push(hook(&repository, &program, args.remove)?);
    }
    edits.retain(|edit| edit.old != edit.new);
    let settings = settings(&repository, &program, args.remove)?;
    if edits.is_empty() && settings.is_empty() {
        report::status("không có gì phải làm", "nothing to do", language);
        return Ok(Exit::Clean);
    }
    for edit in &edits {
        print_edit(edit, &repository, language);
    }
    for setting in &settings {
        let line = format!("git {}", setting.iter().map(|word| shown(word)).collect::<Vec<_>>().join(" "));
        report::status(&line, &line, language);
    }
    if args.dry_run {
        report::status("chưa ghi gì (--dry-run)", "nothing was written (--dry-run)", language);
        return Ok(Exit::Clean);
    }
    for edit in &edits {
        apply(edit, language)?;
    }
    for setting in &settings {
        let arguments: Vec<&str> = setting.iter().map(String::as_str).collect();
        repository.output_of(&arguments)?;
    }
    if args.remove {
        report::status("đã gỡ", "removed", language);
    } else {
        report::status(
            "xong; từ nay git diff, git log -p, git show hiện kế hoạch bằng lời; gỡ bằng: kehoach git-setup --remove",
            "done; git diff, git log -p and git show now show plans in words; undo it with: kehoach git-setup --remove",
            language,
        );
    }
    Ok(Exit::Clean)
}

/// Returns the shell's command for this program: its name where PATH finds it, else its path.
fn program() -> String {
    const NAME: &str = "kehoach";
    let Ok(own) = std::env::current_exe() else { return NAME.to_owned() };
    let same = |found: &Path| matches!((real_path(found), real_path(&own)), (Ok(one), Ok(other)) if one == other);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|directory| [directory.join(NAME), directory.join("kehoach.exe")])
        .find(|file| file.is_file());
    if found.is_some_and(|found| same(&found)) {
        NAME.to_owned()
    } else {
        quoted(&own.to_string_lossy().replace('\\', "/"))
    }
}

/// A word for the shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// A word as a person would type it.
fn shown(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._/=".contains(letter);
    if word.chars().all(plain) { word.to_owned() } else { quoted(word) }
}

fn attributes(repository: &Repository, remove: bool) -> Result<Edit, UserError> {
    let path = repository.top.join(".gitattributes");
    let old = read(&path)?;
    let given = old.clone().unwrap_or_default();
    let new = if remove { blocks::without(&given) } else { blocks::at_the_end(&given, ATTRIBUTES) };
    let new = if remove { kept(new, &given, "") } else { Some(new) };
    Ok(Edit { path, new: if remove && old.is_none() { None } else { new }, old, runs: false })
}

fn hook(repository: &Repository, program: &str, remove: bool) -> Result<Edit, UserError> {
    let directory = repository.maybe(&["rev-parse", "--git-path", "hooks"])?.unwrap_or_else(|| ".git/hooks".to_owned());
    let path = repository.top.join(directory).join("pre-commit");
    let old = read(&path)?;
    if remove {
        let new = old.as_ref().and_then(|given| kept(blocks::without(given), given, BARE_HOOK));
        return Ok(Edit { path, old, new, runs: true });
    }
    let given = old.clone().unwrap_or_else(|| BARE_HOOK.to_owned());
    let first = given.lines().next().unwrap_or_default();
    if !(first.starts_with("#!") && first.trim_end().ends_with("sh")) {
        return Err(user_error(
            format!("`{}` không phải tập lệnh sh, không thêm bước kiểm tra vào được", shown::path(&path)),
            format!("`{}` is not an sh script: the check cannot be added", shown::path(&path)),
        )
        .hint("gọi `kehoach check` trong tập lệnh ấy", "call `kehoach check` in that script"));
    }
    let new = blocks::after_the_first_line(&given, &HOOK.replace("PROGRAM", program));
    Ok(Edit { path, old, new: Some(new), runs: true })
}

/// Returns the rest of a file; none when it had only our lines.
fn kept(left: String, given: &str, bare: &str) -> Option<String> {
    (left == given || left != bare).then_some(left)
}

/// The git commands that are still needed.
fn settings(repository: &Repository, program: &str, remove: bool) -> Result<Vec<Vec<String>>, UserError> {
    let mut out = Vec::new();
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    for (key, value) in SETTINGS {
        let wanted = value.replace("PROGRAM", program);
        let known = repository.maybe(&["config", "--local", "--get", key])?;
        match (known, remove) {
            (Some(_), true) => out.push(own(&["config", "--local", "--unset-all", key])),
            (None, true) => {}
            (Some(known), false) if known == wanted => {}
            (_, false) => out.push(own(&["config", "--local", "--replace-all", key, &wanted])),
        }
    }
    if repository.maybe(&["config", "--local", "--get", CACHE])?.is_some() {
        out.push(own(&["config", "--local", "--unset-all", CACHE]));
    }
    if repository.maybe(&["rev-parse", "--verify", "--quiet", NOTES])?.is_some() {
        out.push(own(&["update-ref", "-d", NOTES]));
    }
    Ok(out)
}

fn read(path: &Path) -> Result<Option<String>, UserError> {
    let text = read_bounded(path, TEXT_FILE).and_then(|bytes| match String::from_utf8(bytes) {
        Ok(text) if text.len() > TEXT_FILE => Err(io::ErrorKind::FileTooLarge.into()),
        Ok(text) => Ok(text),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    });
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_read(path, &error)),
    }
}

fn apply(edit: &Edit, language: Language) -> Result<(), UserError> {
    let change = match (&edit.old, &edit.new) {
        (_, None) => Change::remove(&edit.path),
        (Some(_), Some(new)) => Change::edit(&edit.path, new.as_bytes()),
        (None, Some(new)) if edit.runs => Change::create(&edit.path, new.as_bytes()).executable(),
        (None, Some(new)) => Change::create(&edit.path, new.as_bytes()),
    };
    let directory = edit.path.parent().unwrap_or(&edit.path);
    writing::in_directories(&[directory], &[change], &Inputs::new(), "", language)
        .map_err(|error| error.or_hint("kiểm tra quyền ghi trong kho", "check that you may write in the repository"))
}

/// Prints a change: the lines that are added or removed.
fn print_edit(edit: &Edit, repository: &Repository, language: Language) {
    let shown = shown::path(edit.path.strip_prefix(&repository.top).unwrap_or(&edit.path));
    let (old, new) = (edit.old.as_deref().unwrap_or_default(), edit.new.as_deref().unwrap_or_default());
    let (sign, more, less) = if new.len() >= old.len() { ('+', new, old) } else { ('-', old, new) };
    let known: Vec<&str> = less.lines().collect();
    let lines = more.lines().filter(|line| !known.contains(line));
    let lines = lines.fold(String::new(), |lines, line| format!("{lines}\n  {sign} {line}"));
    let (vi, en) = match (&edit.old, &edit.new) {
        (None, _) => ("tạo", "create"),
        (_, None) => ("xóa", "delete"),
        _ => ("sửa", "change"),
    };
    report::status(&format!("{vi} {shown}:{lines}"), &format!("{en} {shown}:{lines}"), language);
}
