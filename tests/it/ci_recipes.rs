//! What `docs/` tells people to copy works: the YAML is YAML, and every command is one that the program takes.

use std::collections::BTreeSet;
use std::fs;

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
            // The others need a repository, and are tried in one.
            if command.len() == 1 || ["diff", "git-setup"].contains(&command[0].as_str()) {
                continue;
            }
            let mut arguments = command.clone();
            if !arguments.iter().any(|word| word.starts_with("examples") || word == "explain") {
                arguments.push("examples".to_owned());
            }
            let output = kehoach().current_dir(directory.path()).args(&arguments).output().unwrap();
            let rendered = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{page}: {arguments:?}: {rendered}");
            let is_file = arguments.iter().any(|word| word == "-o");
            assert_ne!(output.stdout.is_empty(), !is_file, "{page}: {arguments:?}");
        }
    }
}

#[cfg(unix)]
mod in_a_repository {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use serde_json::Value;

    use super::{blocks, yaml};
    use crate::git::Repository;
    use crate::support::{deaf, read, root};

    /// How a recipe ended, and all that it said.
    struct Ran {
        code: i32,
        said: String,
    }

    /// Runs a script as a runner would, with the program on the search path.
    fn script(shell: &[&str], directory: &Path, script: &str, variables: &BTreeMap<String, String>) -> Ran {
        let program = Path::new(env!("CARGO_BIN_EXE_kehoach")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(shell[0]);
        let command = deaf(&mut command).current_dir(directory).env("PATH", path).envs(variables);
        let output = command.args(&shell[1..]).args(["-c", script]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        Ran { code: output.status.code().unwrap(), said }
    }

    const SH: [&str; 2] = ["sh", "-e"];
    const BASH: [&str; 6] = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"];

    fn variables(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn right(commune: &str) -> String {
        read("tests/support/plan-without-mistakes.toml").replace("Bình Giang", commune).replacen(
            "value = 95",
            "value = 99",
            1,
        )
    }

    /// A department's repository: names with blanks and marks, packs of the program.
    fn office() -> Repository {
        let repository = Repository::new();
        repository.put("kehoach.toml", "");
        for commune in ["Kiến Minh", "Kiến Thụy", "Tiên Lãng"] {
            repository.put(&format!("examples/xã {commune}/năm 2026/plan.toml"), &right(commune));
        }
        repository.commit("Dự thảo");
        repository.git(&["branch", "-m", "main"]);
        repository
    }

    const PLAN: &str = "examples/xã Kiến Minh/năm 2026/plan.toml";

    /// What a branch does, whether the check passes then, and whether the comparison with the branch that it goes to does.
    type Case = (&'static str, fn(&Repository), bool, bool);

    const CASES: [Case; 7] = [
        (
            "nobody is told what others changed meanwhile",
            |kho| kho.put(PLAN, &right("Kiến Minh").replace("Vũ Đăng Chương", "Phạm Văn Tuấn")),
            true,
            true,
        ),
        (
            "a target is lowered",
            |kho| kho.put(PLAN, &right("Kiến Minh").replacen("value = 99", "value = 96", 1)),
            true,
            false,
        ),
        ("a plan with mistakes", |kho| kho.put("examples/xã Mới/plan.toml", "schema ="), false, false),
        (
            "a plan is renamed",
            |kho| drop(kho.git(&["mv", "examples/xã Kiến Minh", "examples/xã Kiến Minh (mới)"])),
            true,
            true,
        ),
        ("a plan is removed", |kho| drop(kho.git(&["rm", "-q", PLAN])), true, false),
        ("the project file alone", |kho| kho.put("kehoach.toml", "must_answer = [\"kh-999-2026\"]\n"), false, true),
        ("something else", |kho| kho.put("ghi chú.txt", "x"), true, true),
    ];

    /// A clone of the branch, while `main` went on.
    struct Cloned {
        origin: Repository,
        place: tempfile::TempDir,
        base: String,
    }

    impl Cloned {
        fn of(case: &Case, more: &[&str]) -> Self {
            let origin = office();
            origin.git(&["switch", "-q", "-c", "sua"]);
            case.1(&origin);
            origin.commit(case.0);
            origin.git(&["switch", "-q", "main"]);
            let other = "examples/xã Kiến Thụy/năm 2026/plan.toml";
            origin.put(other, &right("Kiến Thụy").replacen("value = 99", "value = 100", 1));
            origin.commit("Người khác nâng chỉ tiêu");
            let base = origin.git(&["merge-base", "main", "sua"]).stdout.trim().to_owned();
            let clone = Self { origin, place: tempfile::tempdir().unwrap(), base };
            let (from, to) = (format!("file://{}", clone.origin.path().display()), clone.path());
            let ended =
                clone.origin.git(&[&["clone", "-q", "--branch", "sua"], more, &[&from, to.to_str().unwrap()]].concat());
            assert_eq!(ended.code, 0, "{}", ended.stderr);
            clone
        }

        fn path(&self) -> PathBuf {
            self.place.path().join("bản sao")
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.path().join(name)).unwrap()
        }
    }

    /// Runs the steps of the workflow of the page; the code is the worst.
    fn workflow(clone: &Cloned) -> Ran {
        let workflow = &yaml(&read("docs/ci.md"))[0];
        assert_eq!(workflow["permissions"]["security-events"], "write");
        let steps = workflow["jobs"]["kiem-tra"]["steps"].as_array().unwrap();
        assert_eq!(steps[0]["with"]["fetch-depth"], 0);
        let summary = clone.path().join("tom-tat.md");
        let mut all = Ran { code: 0, said: String::new() };
        for step in steps {
            let Some(run) = step["run"].as_str() else { continue };
            let mut given = variables(&[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
            if let Some(name) = step.get("env") {
                assert_eq!(name["NHANH"], "${{ github.base_ref }}");
                given.insert("NHANH".to_owned(), "main".to_owned());
            }
            let ran = script(&BASH, &clone.path(), run, &given);
            all = Ran { code: all.code.max(ran.code), said: all.said + &ran.said };
        }
        let upload =
            steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("upload-sarif"))).unwrap();
        let sarif: Value = serde_json::from_str(&clone.text(upload["with"]["sarif_file"].as_str().unwrap())).unwrap();
        assert_eq!(sarif["version"], "2.1.0");
        assert!(fs::read_to_string(summary).unwrap().starts_with("### Kiểm tra kế hoạch: "));
        all
    }

    /// Runs the steps of the action.
    fn action(clone: &Cloned, inputs: &[(&str, &str)]) -> Ran {
        let action: Value = serde_saphyr::from_str(&read("action.yml")).unwrap();
        assert_eq!(action["runs"]["using"], "composite");
        let given = variables(inputs);
        let known = action["inputs"].as_object().unwrap();
        assert!(given.keys().all(|name| known.contains_key(name)));
        let input = |name: &str| {
            given.get(name).cloned().unwrap_or_else(|| known[name]["default"].as_str().unwrap().to_owned())
        };
        let output = clone.place.path().join("output");
        fs::write(&output, "").unwrap();
        let mut all = Ran { code: 0, said: String::new() };
        for step in action["runs"]["steps"].as_array().unwrap() {
            assert_eq!(step["shell"], "bash");
            match step.get("if").map(|condition| condition.as_str().unwrap()) {
                None if all.code > 0 => continue,
                Some("${{ !cancelled() && inputs.fail-on != '' }}") if input("fail-on").is_empty() => continue,
                None | Some("${{ !cancelled() && inputs.fail-on != '' }}") => {}
                Some(other) => panic!("{other}"),
            }
            let mut environment = variables(&[("GITHUB_OUTPUT", output.to_str().unwrap())]);
            for (name, value) in step["env"].as_object().unwrap() {
                let value = match value.as_str().unwrap() {
                    "${{ github.action_path }}" => root().display().to_string(),
                    "${{ runner.temp }}/kehoach" => clone.place.path().display().to_string(),
                    "${{ steps.program.outputs.path }}" => {
                        fs::read_to_string(&output).unwrap().trim().strip_prefix("path=").unwrap().to_owned()
                    }
                    "${{ inputs.base || (github.base_ref && format('origin/{0}', github.base_ref)) }}" => {
                        Some(input("base")).filter(|base| !base.is_empty()).unwrap_or_else(|| "origin/main".to_owned())
                    }
                    one => input(one.strip_prefix("${{ inputs.").unwrap().strip_suffix(" }}").unwrap()),
                };
                environment.insert(name.clone(), value);
            }
            let ran = script(&BASH, &clone.path(), step["run"].as_str().unwrap(), &environment);
            all = Ran { code: all.code.max(ran.code), said: all.said + &ran.said };
        }
        all
    }

    /// Runs the job of the template for GitLab.
    fn gitlab(clone: &Cloned) -> Ran {
        let template: Value = serde_saphyr::from_str(&read("ci/gitlab.yml")).unwrap();
        let including = &yaml(&read("docs/ci.md"))[2];
        assert_eq!(including["include"][0]["local"], "ci/gitlab.yml");
        let job = &template["ke-hoach"];
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for variables in [&job["variables"], &including["ke-hoach"]["variables"]] {
            given.extend(
                variables
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())),
            );
        }
        assert_eq!(given["GIT_DEPTH"], "0");
        given.insert("CI_MERGE_REQUEST_DIFF_BASE_SHA".to_owned(), clone.base.clone());
        let lines: Vec<&str> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        let ran = script(&SH, &clone.path(), &lines.join("\n"), &given);
        let reports = &job["artifacts"]["reports"];
        let junit = clone.text(reports["junit"].as_str().unwrap());
        roxmltree::Document::parse(&junit).unwrap();
        let quality: Value = serde_json::from_str(&clone.text(reports["codequality"].as_str().unwrap())).unwrap();
        assert!(
            quality
                .as_array()
                .unwrap()
                .iter()
                .all(|one| clone.path().join(one["location"]["path"].as_str().unwrap()).is_file())
        );
        ran
    }

    /// Writes the two comments of the page.
    fn comments(clone: &Cloned) -> Ran {
        let recipe = blocks(&read("docs/ci.md")).into_iter().find(|(language, _)| language == "sh").unwrap().1;
        let ran = script(&SH, &clone.path(), &recipe, &BTreeMap::new());
        if ran.code == 0 {
            for name in ["binh-luan.md", "so-sanh.md"] {
                assert!(clone.text(name).chars().count() < 65_536);
            }
        }
        ran
    }

    /// Tries a recipe with what branches do; `code` is the one that it ends with where the check and the comparison end with these.
    fn try_with_each(recipe: impl Fn(&Cloned) -> Ran, code: impl Fn(i32, i32) -> i32) {
        for case in CASES.iter().take(6) {
            let (why, _, checks, compares) = *case;
            let clone = Cloned::of(case, &[]);
            // A plan with mistakes cannot be compared.
            let compared = if why == "a plan with mistakes" { 2 } else { i32::from(!compares) };
            let ran = recipe(&clone);
            assert_eq!(ran.code, code(i32::from(!checks), compared), "{why}: {}", ran.said);
            let said = ran.said.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_shown = said.contains("bản cũ: ");
            for (case, words) in [
                ("a plan is renamed", "(trước ở xã Kiến Minh/năm 2026/plan.toml)"),
                ("a plan is removed", "(kế hoạch bị bỏ)"),
            ] {
                assert_eq!(said.contains(words), is_shown && why == case, "{why}: {said}");
            }
            assert!(!said.contains("Kiến Thụy/năm 2026/plan.toml: Kế hoạch"), "{why}: of others: {said}");
        }
    }

    #[test]
    fn the_workflow_of_github_says_what_the_branch_did() {
        try_with_each(workflow, i32::max);
    }

    #[test]
    fn the_action_says_what_the_branch_did() {
        try_with_each(|clone| action(clone, &[("paths", "examples"), ("fail-on", "loosened,unmet")]), i32::max);
    }

    #[test]
    fn the_job_of_gitlab_says_what_the_branch_did() {
        try_with_each(gitlab, i32::max);
    }

    #[test]
    fn the_comments_say_what_the_branch_did() {
        // They are written whatever was found; where nothing can be compared, there is nothing to write.
        try_with_each(comments, |_, compared| i32::from(compared == 2));
    }

    #[test]
    fn every_recipe_says_that_the_history_is_missing() {
        // As runners clone by themselves: the last commit of each branch.
        let clone = Cloned::of(&CASES[0], &["--depth", "1", "--no-single-branch"]);
        for ran in [
            workflow(&clone),
            gitlab(&clone),
            action(&clone, &[("paths", "examples"), ("fail-on", "loosened")]),
            comments(&clone),
        ] {
            assert_ne!(ran.code, 0, "{}", ran.said);
            assert!(ran.said.contains("git fetch --unshallow"), "{}", ran.said);
        }
    }

    #[test]
    fn the_inputs_of_the_action_reach_the_program() {
        let clone = Cloned::of(&CASES[2], &[]);
        let exe = env!("CARGO_BIN_EXE_kehoach");
        let ran = action(&clone, &[("program", exe), ("format", "sarif"), ("output", "kết quả.sarif")]);
        assert_eq!(ran.code, 1, "{}", ran.said);
        assert!(clone.text("kết quả.sarif").contains("\"version\": \"2.1.0\""));
        // Several paths, one a line, with blanks.
        let paths = "examples/xã Kiến Minh\n\nexamples/xã Tiên Lãng\n";
        let ran = action(&clone, &[("paths", paths), ("format", "human"), ("fail-on", "unmet")]);
        assert_eq!(ran.code, 0, "{}", ran.said);
        for name in ["Kiến Minh", "Tiên Lãng"] {
            assert!(ran.said.contains(&format!("examples/xã {name}/năm 2026/plan.toml: 0 lỗi")), "{}", ran.said);
        }
        fs::write(
            clone.path().join(PLAN),
            right("Kiến Minh").replacen("value = 99", "value = 96.5", 1).replace("việc", "việc "),
        )
        .unwrap();
        let strict = |strict: &str| action(&clone, &[("paths", "examples/xã Kiến Minh"), ("strict", strict)]);
        let (lax, strict) = (strict("false"), strict("true"));
        assert_eq!((lax.code, strict.code), (0, 1), "{}", lax.said);
        let nowhere = action(&clone, &[("paths", "khong-co")]);
        assert_eq!(nowhere.code, 2, "{}", nowhere.said);
    }

    /// The hook that the page shows is the one of the program.
    #[test]
    fn the_hook_of_the_page_stops_a_commit_of_a_plan_with_mistakes() {
        for case in &CASES {
            let (why, change, checks, _) = *case;
            let repository = office();
            let command = read("docs/ci.md");
            let command =
                command.lines().find_map(|line| line.strip_prefix("    kehoach git-setup ")).unwrap().to_owned();
            assert_eq!(
                repository.kehoach(&[&["git-setup"], &command.split(' ').collect::<Vec<_>>()[..]].concat()).code,
                0
            );
            change(&repository);
            repository.git(&["add", "-A"]);
            let ended = repository.git(&["commit", "-q", "-m", why]);
            assert_eq!(ended.code, i32::from(!checks), "{why}: {}", ended.stderr);
        }
    }

    /// The hook for the framework pre-commit: when it runs, and what it runs.
    #[test]
    fn the_hook_for_pre_commit_checks_what_is_in_the_repository() {
        let hooks: Value = serde_saphyr::from_str(&read(".pre-commit-hooks.yaml")).unwrap();
        let used = &yaml(&read("docs/ci.md"))[3]["repos"][0]["hooks"][0]["id"];
        let hook = &hooks[0];
        assert_eq!((&hook["id"], &hook["pass_filenames"]), (used, &Value::Bool(false)));
        let none = BTreeMap::new();
        let (files, here) = (hook["files"].as_str().unwrap(), tempfile::tempdir().unwrap());
        for (name, runs) in [
            ("plan.toml", true),
            ("xã Kiến Minh/plan.toml", true),
            ("sở/kehoach.toml", true),
            ("a/bảng.CSV", true),
            ("plans/haiphong/kh-359-2025/baseline.toml", true),
            ("plans/vietnam/words/typos.toml", true),
            ("myplan.toml", false),
            ("Cargo.toml", false),
            ("plan.toml.bak", false),
        ] {
            let ran = script(&SH, here.path(), &format!("printf '%s\\n' '{name}' | grep -qE '{files}'"), &none);
            assert_eq!(ran.code == 0, runs, "{name}");
        }
        for case in &CASES {
            let (why, change, checks, _) = *case;
            let repository = office();
            change(&repository);
            repository.git(&["add", "-A"]);
            // What nobody added is nobody's business.
            repository.put("nháp/plan.toml", "schema =");
            let ran = script(&SH, repository.path(), hook["entry"].as_str().unwrap(), &none);
            assert_eq!(ran.code == 0, checks, "{why}: {}", ran.said);
        }
    }
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
