//! What `docs/` tells people to copy works: the YAML is YAML, and every command is one that the program takes.

use std::collections::BTreeSet;
use std::fs;
#[cfg(unix)]
use std::path::Path;

use crate::support::{examples, kehoach, read, root};
use serde_json::Value;

/// The fenced blocks of a page: language and text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(language) if !open => {
                out.push((language.to_owned(), String::new()));
                open = true;
            }
            Some(_) => open = false,
            None if open => {
                let (_, text) = out.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    out
}

fn yaml(page: &str) -> Vec<Value> {
    let blocks = blocks(page).into_iter().filter(|(language, _)| language == "yaml");
    blocks.map(|(_, text)| serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))).collect()
}

/// Every command of the program in a page: in blocks, and in lines that are indented by four spaces.
fn commands(page: &str) -> BTreeSet<Vec<String>> {
    let fenced = blocks(page).into_iter().flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let indented = page.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned);
    let outside = page.split("```").step_by(2);
    let inline = outside.flat_map(|text| text.split('`').skip(1).step_by(2)).map(|code| code.replace('\n', " "));
    fenced
        .chain(indented)
        .chain(inline)
        .filter_map(|line| {
            let line = line.replace("kehoach.exe", "kehoach");
            let at = line.find("kehoach ").filter(|at| *at == 0 || line[..*at].ends_with(['-', ' ', ':']))?;
            let words = line[at..].split(['>', '|', '#']).next().unwrap().split_whitespace().skip(1);
            Some(words.map(str::to_owned).collect())
        })
        .collect()
}

/// A directory with the examples, as a project of someone's own.
fn project() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in examples() {
        let path = directory.path().join("examples").join(&name);
        fs::create_dir_all(&path).unwrap();
        fs::copy(root().join("examples").join(&name).join("plan.toml"), path.join("plan.toml")).unwrap();
    }
    directory
}

#[test]
fn every_command_of_the_pages_is_one() {
    let directory = project();
    for page in ["docs/ci.md", "docs/check.md"] {
        let commands = commands(&read(page));
        assert!(commands.len() > 2, "{page}: {commands:?}");
        for command in commands {
            if command == ["check"] || command == ["build"] {
                continue;
            }
            let mut arguments = command.clone();
            // The hook's plans come from Git.
            if !arguments.iter().any(|word| word.starts_with("examples") || word == "explain") {
                arguments.push("examples".to_owned());
            }
            let output = kehoach().current_dir(directory.path()).args(&arguments).output().unwrap();
            let rendered = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{page}: {arguments:?}: {rendered}");
            assert!(!output.stdout.is_empty(), "{page}: {arguments:?}");
        }
    }
}

#[test]
fn the_workflow_of_github_checks_and_uploads() {
    let workflow = &yaml(&read("docs/ci.md"))[0];
    assert_eq!(workflow["permissions"]["security-events"], "write");
    let steps = workflow["jobs"]["kiem-tra"]["steps"].as_array().unwrap();
    let run: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert!(run[0].contains("--format github"));
    let file = run[1].split('>').nth(1).unwrap().split_whitespace().next().unwrap();
    let upload =
        steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("upload-sarif"))).unwrap();
    assert_eq!((&upload["with"]["sarif_file"], &upload["if"]), (&Value::from(file), &Value::from("always()")));
}

#[cfg(unix)]
#[test]
fn the_job_of_gitlab_reports_and_fails_where_the_check_does() {
    let pipeline = &yaml(&read("docs/ci.md"))[1];
    let job = &pipeline["ke-hoach"];
    let script: Vec<&str> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let report = job["artifacts"]["reports"]["junit"].as_str().unwrap();
    assert!(script[0].contains(&format!("> {report}")));
    let clean = project();
    fs::remove_dir_all(clean.path().join("examples")).unwrap();
    fs::create_dir_all(clean.path().join("examples/a")).unwrap();
    fs::copy(root().join("tests/support/plan-without-mistakes.toml"), clean.path().join("examples/a/plan.toml"))
        .unwrap();
    let broken = project();
    fs::write(broken.path().join("examples/plan.toml"), "schema =").unwrap();
    for (directory, code) in [(clean.path(), 0), (broken.path(), 1)] {
        assert_eq!(shell(directory, &script.join("\n")), code);
        assert!(fs::read_to_string(directory.join(report)).unwrap().starts_with("<?xml"));
    }
}

#[cfg(unix)]
#[test]
fn the_hook_stops_a_commit_of_a_plan_with_mistakes() {
    let page = read("docs/ci.md");
    let hook = blocks(&page).into_iter().find(|(_, text)| text.starts_with("#!/bin/sh")).unwrap().1;
    let directory = tempfile::tempdir().unwrap();
    let git =
        |arguments: &str| shell(directory.path(), &format!("git -c user.name=a -c user.email=a@b.vn {arguments}"));
    if git("init -q") != 0 {
        // No git, nothing to try.
        return;
    }
    let path = directory.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, hook).unwrap();
    assert_eq!(shell(directory.path(), "chmod +x .git/hooks/pre-commit"), 0);
    let plan = directory.path().join("plan.toml");
    fs::copy(root().join("tests/support/plan-without-mistakes.toml"), &plan).unwrap();
    git("add plan.toml");
    assert_eq!(git("commit -qm một"), 0);
    fs::write(&plan, "schema =").unwrap();
    git("add plan.toml");
    assert_ne!(git("commit -qm hai"), 0);
    fs::write(directory.path().join("ghi-chu.txt"), "").unwrap();
    git("reset -q --hard && git add ghi-chu.txt");
    assert_eq!(git("commit -qm ba"), 0, "a commit without plans");
}

#[cfg(unix)]
/// Runs a script as a runner would, with the program on the search path.
fn shell(directory: &Path, script: &str) -> i32 {
    let program = Path::new(env!("CARGO_BIN_EXE_kehoach")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut command = std::process::Command::new("sh");
    command.current_dir(directory).env("PATH", path).args(["-e", "-c", script]);
    command.output().unwrap().status.code().unwrap()
}

#[test]
fn the_project_file_of_the_page_is_one() {
    let blocks = blocks(&read("docs/check.md"));
    let project: String =
        blocks.iter().filter(|(language, _)| language == "toml").map(|(_, text)| text.as_str()).collect();
    let project = kehoach::internals::policy::Project::read(
        "kehoach.toml",
        project.as_bytes(),
        &kehoach::internals::source::SourceMap::new(),
    );
    assert!(project.findings.is_empty(), "{:?}", project.findings);
    assert_eq!(project.waivers.len(), 1);
}
