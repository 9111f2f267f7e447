//! What somebody does who does not live in a terminal: a plan dropped onto the program, a plan built at every save, answers in files.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::support::{deaf, kehoach, program, smallest};

fn directory(plan: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("plan.toml"), plan).unwrap();
    directory
}

fn broken() -> String {
    smallest().replace("period", "perio")
}

fn run(directory: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = kehoach().current_dir(directory).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_plan_alone_is_built() {
    let directory = directory(&smallest());
    let (code, _, said) = run(directory.path(), &["plan.toml", "--format", "typ", "-o", "ra"]);
    assert_eq!(code, 0, "{said}");
    assert!(directory.path().join("ra/main.typ").is_file());
}

#[test]
fn several_plans_are_built_one_after_another_and_the_worst_decides() {
    let directory = directory(&smallest());
    fs::write(directory.path().join("sai.toml"), broken()).unwrap();
    let (code, _, said) = run(directory.path(), &["plan.toml", "sai.toml", "khong-co.toml", "--format", "typ"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("sai.toml:") && said.contains("không có tệp `khong-co.toml`"), "{said}");
    assert!(directory.path().join("plan-typ/main.typ").is_file() && !directory.path().join("sai-typ").exists());
}

#[test]
fn what_check_and_show_answer_goes_into_a_file_as_it_is() {
    let directory = directory(&smallest());
    for (arguments, name) in [
        (&["check", "plan.toml"][..], "kiểm tra.txt"),
        (&["check", "plan.toml", "--format", "sarif"], "a.sarif"),
        (&["show", "plan.toml"], "lời.txt"),
    ] {
        let (code, printed, _) = run(directory.path(), arguments);
        let (code_of_file, nothing, said) = run(directory.path(), &[arguments, &["-o", name]].concat());
        assert_eq!((code_of_file, nothing.as_str()), (code, ""), "{said}");
        assert!(said.contains(&format!("đã ghi {name}")), "{said}");
        assert_eq!(fs::read_to_string(directory.path().join(name)).unwrap(), printed);
    }
    for (arguments, wanted) in [
        (["check", "plan.toml", "-o", "plan.toml"], "`plan.toml` không có đuôi `.txt`"),
        (["show", "plan.toml", "-o", "a.json"], "`a.json` không có đuôi `.txt`"),
    ] {
        let (code, _, said) = run(directory.path(), &arguments);
        assert_eq!(code, 2);
        assert!(said.contains(wanted), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused_in_words() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let strange = OsStr::from_bytes(b"\xff");
    for arguments in [
        [OsStr::new("explain"), strange],
        [OsStr::new("check"), strange],
        [strange, strange],
        [OsStr::new("--lang"), strange],
        [OsStr::new("schema"), strange],
    ] {
        let output = kehoach().args(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("lỗi: ") && said.contains("cách sửa: "), "{arguments:?}: {said}");
    }
}

/// A program that watches a plan, and the lines that it says.
struct Watching {
    program: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(directory: &Path) -> Self {
        let mut command = Command::new(program());
        let command = deaf(command.current_dir(directory)).stderr(Stdio::piped());
        let mut program = command.args(["watch", "plan.toml", "--format", "typ", "-o", "ra"]).spawn().unwrap();
        let stream = BufReader::new(program.stderr.take().unwrap());
        let (to, lines) = channel();
        thread::spawn(move || stream.lines().map_while(Result::ok).try_for_each(|line| to.send(line)));
        Self { program, lines }
    }

    /// Returns what is said until the program waits for the next change.
    fn until_it_waits(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_mins(2)).unwrap_or_else(|_| panic!("only: {said}"));
            if line.starts_with("đang theo dõi plan.toml") {
                return said;
            }
            said += &(line + "\n");
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_plan_that_is_watched_is_built_at_every_save_and_keeps_the_last_good_document() {
    let directory = directory(&smallest());
    let (plan, made) = (directory.path().join("plan.toml"), directory.path().join("ra/plan.json"));
    let watching = Watching::start(directory.path());
    assert!(watching.until_it_waits().contains("đã ghi ra/main.typ"));
    let first = fs::read_to_string(&made).unwrap();

    fs::write(&plan, broken()).unwrap();
    let said = watching.until_it_waits();
    assert!(said.contains("perio") && said.contains("chưa dựng văn bản vì còn lỗi"), "{said}");
    assert_eq!(fs::read_to_string(&made).unwrap(), first);

    // Editors put a new file in the place of the old one.
    let new = directory.path().join("mới.toml");
    fs::write(&new, smallest().replace("Bình", "An")).unwrap();
    fs::rename(&new, &plan).unwrap();
    assert!(watching.until_it_waits().contains("đã ghi ra/main.typ"));

    // What is done to a project above the plan counts from the moment that it is there.
    fs::write(directory.path().join("kehoach.toml"), "không phải TOML").unwrap();
    let said = watching.until_it_waits();
    assert!(said.contains("kehoach.toml"), "{said}");
}

#[test]
fn only_a_plan_that_is_there_is_watched() {
    let (code, _, said) = run(tempfile::tempdir().unwrap().path(), &["watch", "plan.toml"]);
    assert_eq!(code, 2);
    assert!(said.contains("không có tệp `plan.toml`"), "{said}");
}
