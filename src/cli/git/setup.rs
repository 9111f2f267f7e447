//! `kehoach git-setup`: lets git show plans by what they say, and checks them before a commit.

use std::io;
use std::path::{Path, PathBuf};

use super::{Repository, blocks};
use crate::base::diagnostic::{Language, text};
use crate::cli::Exit;
use crate::cli::arguments::Common;
use crate::cli::files;
use crate::cli::report::{self, UserError, reason};
use crate::cli::version_arguments::GitSetup;
use crate::output::write;

/// The line of `.gitattributes`.
const ATTRIBUTES: &str = "plan.toml diff=kehoach";
/// A hook that is ours alone.
const BARE_HOOK: &str = "#!/bin/sh\n";

/// What git keeps for the driver. `PROGRAM` is put in.
const SETTINGS: [(&str, &str); 3] = [
    ("diff.kehoach.textconv", "PROGRAM show"),
    // git keeps what it has read once, so that a long log is quick.
    ("diff.kehoach.cachetextconv", "true"),
    // The head of a hunk names the item.
    ("diff.kehoach.xfuncname", "^\\[.*\\]$"),
];

/// Where git keeps what the driver gave.
const NOTES: &str = "refs/notes/textconv/kehoach";

/// The plans as they are about to be committed, not as they are on the disk: those that are staged, and those that name a staged data
/// file, in its folder or above. What is only beside a plan does not make it be checked.
const HOOK: &str = r#"kehoach_staged=$(mktemp -d) || exit 1
git diff --cached --name-only -z --diff-filter=ACMR -- ':(glob)**/plan.toml' > "$kehoach_staged/.plans"
git diff --cached --name-only -z --no-renames -- ':(icase)*.csv' | xargs -0 sh -c '
  quote=$(printf "\047")
  for data; do
    folder=$data/
    while [ -n "$folder" ]; do
      folder=${folder%/}
      case $folder in */*) folder=${folder%/*}/ ;; *) folder= ;; esac
      name=${data#"$folder"}
      git show ":${folder}plan.toml" 2>/dev/null | grep -qF -e "\"$name\"" -e "$quote$name$quote" && printf "%s\0" "${folder}plan.toml"
    done
  done' sh >> "$kehoach_staged/.plans"
if [ -s "$kehoach_staged/.plans" ]; then
  git ls-files -z -- '*.toml' ':(icase)*.csv' | git checkout-index -z --stdin --prefix="$kehoach_staged/"
  (cd "$kehoach_staged" && xargs -0 PROGRAM check < .plans) || kehoach_failed=1
fi
rm -rf "$kehoach_staged"
[ -z "$kehoach_failed" ] || { echo 'kehoach: kế hoạch còn lỗi, chưa ghi; bỏ qua bằng git commit --no-verify' >&2; exit 1; }"#;

/// What is to be done to a file.
struct Edit {
    path: PathBuf,
    old: Option<String>,
    /// None when the file goes.
    new: Option<String>,
    runs: bool,
}

pub(in crate::cli) fn run(args: &GitSetup, common: &Common) -> anyhow::Result<Exit> {
    let language = common.lang.into();
    let repository = Repository::of(&args.folder)?;
    let program = program();
    let mut edits = vec![attributes(&repository, args.remove)?];
    if args.hook || args.remove {
        edits.push(hook(&repository, &program, args.remove)?);
    }
    edits.retain(|edit| edit.old != edit.new);
    let settings = settings(&repository, &program, args.remove)?;
    if edits.is_empty() && settings.is_empty() {
        report::status("không có gì phải làm", "there is nothing to do", language);
        return Ok(Exit::Clean);
    }
    for edit in &edits {
        report::status(
            &rendered(edit, &repository, Language::Vietnamese),
            &rendered(edit, &repository, Language::English),
            language,
        );
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
        carry_out(edit).map_err(|error| cannot_write(&edit.path, &error))?;
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
            "done; git diff, git log -p and git show tell plans in words now; undo it with: kehoach git-setup --remove",
            language,
        );
    }
    Ok(Exit::Clean)
}

/// How the shell starts this program: by its name where that finds it, else by its path.
fn program() -> String {
    const NAME: &str = "kehoach";
    let Ok(own) = std::env::current_exe() else { return NAME.to_owned() };
    let same =
        |found: &Path| matches!((found.canonicalize(), own.canonicalize()), (Ok(one), Ok(other)) if one == other);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| [folder.join(NAME), folder.join("kehoach.exe")])
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
    let folder = repository.maybe(&["rev-parse", "--git-path", "hooks"])?.unwrap_or_else(|| ".git/hooks".to_owned());
    let path = repository.top.join(folder).join("pre-commit");
    let old = read(&path)?;
    if remove {
        let new = old.as_ref().and_then(|given| kept(blocks::without(given), given, BARE_HOOK));
        return Ok(Edit { path, old, new, runs: true });
    }
    let given = old.clone().unwrap_or_else(|| BARE_HOOK.to_owned());
    let first = given.lines().next().unwrap_or_default();
    if !(first.starts_with("#!") && first.trim_end().ends_with("sh")) {
        return Err(UserError {
            message: text(
                format!("`{}` không phải tập lệnh sh, không thêm bước kiểm tra vào được", path.display()),
                format!("`{}` is no sh script: the check cannot be added", path.display()),
            ),
            help: text("gọi `kehoach check` trong tập lệnh ấy", "call `kehoach check` in that script"),
        });
    }
    let new = blocks::after_the_first_line(&given, &HOOK.replace("PROGRAM", program));
    Ok(Edit { path, old, new: Some(new), runs: true })
}

/// What is left of a file; none when it was ours alone.
fn kept(left: String, given: &str, bare: &str) -> Option<String> {
    (left == given || left != bare).then_some(left)
}

/// The commands of git that remain to be done.
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
    if remove && repository.maybe(&["rev-parse", "--verify", "--quiet", NOTES])?.is_some() {
        out.push(own(&["update-ref", "-d", NOTES]));
    }
    Ok(out)
}

fn read(path: &Path) -> Result<Option<String>, UserError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(UserError {
            message: text(
                format!("không đọc được `{}`: {}", path.display(), reason(&error, Language::Vietnamese)),
                format!("`{}` cannot be read: {}", path.display(), reason(&error, Language::English)),
            ),
            help: text("kiểm tra lại tệp ấy", "check that file"),
        }),
    }
}

fn carry_out(edit: &Edit) -> io::Result<()> {
    let Some(new) = &edit.new else { return std::fs::remove_file(&edit.path) };
    if let Some(folder) = edit.path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write::write_file(&edit.path, new.as_bytes())?;
    #[cfg(unix)]
    if edit.runs && edit.old.is_none() {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&edit.path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

fn cannot_write(path: &Path, error: &io::Error) -> UserError {
    let help = text("kiểm tra quyền ghi trong kho", "check that the repository may be written");
    files::cannot_write_but(path, error, help)
}

/// What will be done to a file: the lines that come or go.
fn rendered(edit: &Edit, repository: &Repository, language: Language) -> String {
    let shown = edit.path.strip_prefix(&repository.top).unwrap_or(&edit.path).display();
    let (old, new) = (edit.old.as_deref().unwrap_or_default(), edit.new.as_deref().unwrap_or_default());
    let (sign, more, less) = if new.len() >= old.len() { ('+', new, old) } else { ('-', old, new) };
    let known: Vec<&str> = less.lines().collect();
    let lines: Vec<String> =
        more.lines().filter(|line| !known.contains(line)).map(|line| format!("  {sign} {line}")).collect();
    let head = match (&edit.old, &edit.new, language) {
        (None, _, Language::Vietnamese) => format!("tạo {shown}:"),
        (None, _, Language::English) => format!("create {shown}:"),
        (_, None, Language::Vietnamese) => format!("xóa {shown}:"),
        (_, None, Language::English) => format!("delete {shown}:"),
        (_, _, Language::Vietnamese) => format!("sửa {shown}:"),
        (_, _, Language::English) => format!("change {shown}:"),
    };
    format!("{head}\n{}", lines.join("\n"))
}
