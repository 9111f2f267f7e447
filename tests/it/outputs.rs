//! What the program writes takes the place of nothing that is the user's, whatever command writes it and whatever is there.

use crate::support::{kehoach, smallest};
use std::fs;
use std::path::Path;

const TABLE: &str = "\n[[sections]]\nid = \"von\"\ntitle = \"Kinh phí\"\ntext = \"Chi tiết tại Phụ lục kèm theo.\"\n\n[[appendices]]\nid = \"kinh-phi\"\ntitle = \"Dự toán kinh phí\"\n\n[[appendices.tables]]\nid = \"du-toan\"\n\
    csv = \"dự toán.csv\"\ncolumns = [{ id = \"ten\", title = \"Nội dung\" }, { id = \"so\", title = \"Số tiền\", type = \"number\" }]\n";

/// A directory with a plan, what belongs to it, and files of the user.
fn place() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("plan.toml", &(smallest() + TABLE));
    put("dự toán.csv", "ten;so\nMáy tính;5\n");
    put("kehoach.toml", "");
    put("kế hoạch.pdf", &smallest());
    put("kế hoạch.html", &smallest());
    put("word.pdf", "%PDF-1.7 <xmp:CreatorTool>Word</xmp:CreatorTool>");
    put("signed.pdf", "%PDF-1.7 <xmp:CreatorTool>Typst 0.15.1</xmp:CreatorTool> /ByteRange [0 1 2 3]");
    put("built.pdf", "%PDF-1.7 <xmp:CreatorTool>Typst 0.15.1</xmp:CreatorTool>");
    put("built.ky.json", "{\"pdf\": {\"sha256\": \"ab\"}}");
    put("other.ky.json", "{}");
    put("riêng/README.md", "# Của tôi\n");
    directory
}

/// Every file below a directory, with its bytes and, for a link, where it leads.
fn everything(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut left = vec![directory.to_owned()];
    while let Some(directory) = left.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_symlink() {
                found.push((name, fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()));
            } else if path.is_dir() {
                left.push(path);
            } else if path.is_file() {
                found.push((name, fs::read(path).unwrap()));
            } else {
                found.push((name, b"special".to_vec()));
            }
        }
    }
    found.sort();
    found
}

/// Runs the program; what it says has `DIR` in place of the directory.
fn run(directory: &Path, arguments: &[&str]) -> (i32, String) {
    let output = kehoach().current_dir(directory).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let real = directory.canonicalize().unwrap();
    (output.status.code().unwrap(), said.replace(real.to_str().unwrap(), "DIR"))
}

/// Runs what must be refused, in both languages: nothing changes. Returns what is said.
fn refused(directory: &Path, arguments: &[&str]) -> String {
    let before = everything(directory);
    let mut out = String::new();
    for language in ["vi", "en"] {
        let arguments = [arguments, &["--lang", language]].concat();
        let (code, said) = run(directory, &arguments);
        assert_eq!(code, 2, "{arguments:?}: {said}");
        out.push_str(&format!("$ kehoach {}\n{said}", arguments.join(" ")));
    }
    assert!(everything(directory) == before, "{arguments:?} changed a file");
    out + "\n"
}

#[test]
fn an_output_is_no_input_and_no_file_of_another_kind() {
    let directory = place();
    let mut rendered = String::new();
    for arguments in [
        &["build", "plan.toml", "-o", "plan.toml"][..],
        &["build", "plan.toml", "-o", "dự toán.csv"],
        &["build", "plan.toml", "-o", "kehoach.toml"],
        &["build", "plan.toml", "-o", "khong-co-duoi"],
        &["build", "kế hoạch.pdf"],
        &["build", "kế hoạch.pdf", "-o", "./riêng/../kế hoạch.pdf"],
        &["build", "plan.toml", "--format", "typ", "-o", "plan.toml"],
        &["build", "plan.toml", "--format", "typ", "-o", "typ.pdf"],
        &["build", "plan.toml", "--format", "typ", "-o", "riêng"],
        &["build", "plan.toml", "-o", "riêng"],
        &["build", "plan.toml", "-o", "word.pdf"],
        &["build", "plan.toml", "-o", "signed.pdf"],
        &["build", "plan.toml", "-o", "other.pdf"],
        &["build", "plan.toml", "--draft", "-o", "signed.pdf"],
        &["build", "plan.toml", "--draft", "-o", "built.pdf"],
        &["build", "plan.toml", "--draft", "--force", "-o", "built.pdf"],
        &["diff", "plan.toml", "kế hoạch.html", "-o", "plan.toml"],
        &["diff", "plan.toml", "kế hoạch.html", "--format", "html", "-o", "kế hoạch.html"],
        &["diff", "plan.toml", "plan.toml", "--format", "json", "-o", "dự toán.csv"],
        &["diff", "plan.toml", "plan.toml", "--format", "markdown", "-o", "a.txt"],
        &["diff", "plan.toml", "plan.toml", "-o", "riêng"],
        &["verify", "signed.pdf", "--report", "plan.toml"],
        &["verify", "signed.pdf", "--report", "-"],
        &["man", "-o", "plan.toml"],
        &["man", "-o", "-"],
        &["new", ".", "--baseline", "kh-359-2025", "--commune", "X", "--kind", "xã"],
    ] {
        rendered.push_str(&refused(directory.path(), arguments));
    }
    insta::assert_snapshot!("refused_outputs", rendered);
}

#[test]
fn force_gives_up_files_of_others_but_no_input() {
    let directory = place();
    for name in ["plan.toml", "dự toán.csv"] {
        refused(directory.path(), &["build", "plan.toml", "--force", "-o", name]);
    }
    refused(directory.path(), &["build", "kế hoạch.pdf", "--force"]);
}

#[test]
fn the_summary_of_a_job_is_not_added_to_a_plan() {
    let directory = place();
    let plan = fs::read(directory.path().join("plan.toml")).unwrap();
    let mut command = kehoach();
    command.current_dir(directory.path()).args(["check", "plan.toml", "--format", "github"]);
    let output = command.env("GITHUB_STEP_SUMMARY", "./riêng/../plan.toml").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("GITHUB_STEP_SUMMARY"), "{said}");
    assert!(fs::read(directory.path().join("plan.toml")).unwrap() == plan);
}

#[test]
fn a_project_replaces_an_older_one_and_nothing_that_was_edited() {
    let directory = place();
    let build = ["build", "plan.toml", "--format", "typ", "-o", "dự án"];
    assert_eq!(run(directory.path(), &build).0, 0);
    fs::write(directory.path().join("dự án/plan.json"), "{}").unwrap();
    assert_eq!(run(directory.path(), &build).0, 0, "what is made of the plan is made again");
    let layout = directory.path().join("dự án/nd30/plan.typ");
    let written = fs::read(&layout).unwrap();
    fs::write(&layout, "// của tôi\n").unwrap();
    let said = refused(directory.path(), &build);
    assert!(said.contains("nd30/plan.typ` đã được sửa"), "{said}");
    // Templates that are read are never written, whatever is asked.
    let own = [&build[..], &["--templates", "dự án", "--force"]].concat();
    assert!(refused(directory.path(), &own).contains("là tệp mà lệnh này đọc"));
    assert_eq!(run(directory.path(), &[&build[..], &["--force"]].concat()).0, 0);
    assert!(fs::read(&layout).unwrap() == written);
}

#[test]
fn names_with_blanks_and_vietnamese_letters_are_written() {
    let directory = place();
    fs::create_dir(directory.path().join("so sánh")).unwrap();
    for (format, name) in
        [("human", "Kết quả.TXT"), ("markdown", "kết quả.md"), ("html", "ẩn ý.htm"), ("json", "đ.json")]
    {
        let path = format!("so sánh/{name}");
        let (code, said) =
            run(directory.path(), &["diff", "plan.toml", "kế hoạch.html", "--format", format, "-o", &path]);
        assert_eq!((code, said), (1, format!("đã ghi {path}\n")));
        assert!(!fs::read(directory.path().join(path)).unwrap().is_empty());
    }
    let printed = |arguments: &[&str]| kehoach().current_dir(directory.path()).args(arguments).output().unwrap().stdout;
    let diff = ["diff", "plan.toml", "kế hoạch.html"];
    assert!(!printed(&diff).is_empty() && printed(&[&diff[..], &["-o", "-"]].concat()) == printed(&diff));
    assert_eq!(fs::read_dir(directory.path().join("so sánh")).unwrap().count(), 4, "nothing else is left");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::process::{Child, Command, Stdio};

    use super::*;

    /// A plan that `fmt` and `check --fix` would write again.
    fn untidy() -> String {
        smallest().replace("schema = 1", "schema   =   1")
    }

    fn fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_second_name_of_an_input_is_the_input() {
        let directory = place();
        let at = |name: &str| directory.path().join(name);
        symlink("plan.toml", at("link.pdf")).unwrap();
        symlink("kế hoạch.pdf", at("link-pdf.pdf")).unwrap();
        fs::hard_link(at("plan.toml"), at("hard.pdf")).unwrap();
        fs::hard_link(at("plan.toml"), at("hard.html")).unwrap();
        symlink(".", at("here")).unwrap();
        let mut rendered = String::new();
        for arguments in [
            &["build", "plan.toml", "-o", "link.pdf"][..],
            &["build", "kế hoạch.pdf", "-o", "link-pdf.pdf"],
            &["build", "plan.toml", "-o", "hard.pdf"],
            &["build", "plan.toml", "-o", "hard.pdf", "--force"],
            &["build", "kế hoạch.pdf", "-o", "here/kế hoạch.pdf"],
            &["diff", "plan.toml", "plan.toml", "--format", "html", "-o", "hard.html"],
        ] {
            rendered.push_str(&refused(directory.path(), arguments));
        }
        insta::assert_snapshot!("refused_links", rendered);
    }

    /// A comparison that is written to a place.
    fn diff(to: &str) -> Vec<&str> {
        vec!["diff", "plan.toml", "kế hoạch.html", "--format", "html", "-o", to]
    }

    #[test]
    fn links_devices_and_closed_files_are_never_replaced() {
        let directory = place();
        let at = |name: &str| directory.path().join(name);
        fs::write(at("that.html"), "cũ").unwrap();
        symlink("that.html", at("link.html")).unwrap();
        symlink("khong-co.html", at("hong.html")).unwrap();
        fs::write(at("hai.html"), "cũ").unwrap();
        fs::hard_link(at("hai.html"), at("ba.html")).unwrap();
        fs::write(at("dong.html"), "cũ").unwrap();
        fs::set_permissions(at("dong.html"), fs::Permissions::from_mode(0o444)).unwrap();
        let mut rendered = String::new();
        for to in ["hong.html", "hai.html", "dong.html", "khong/co/x.html", "plan.toml/x.html", "/dev/full"] {
            rendered.push_str(&refused(directory.path(), &diff(to)));
        }
        insta::assert_snapshot!("refused_places", rendered);
        assert_eq!(run(directory.path(), &diff("link.html")).0, 1);
        assert!(at("link.html").is_symlink() && fs::read_to_string(at("that.html")).unwrap().starts_with("<!"));
        assert_eq!(run(directory.path(), &diff("/dev/null")).0, 1);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        let output = kehoach().current_dir(directory.path()).args(diff("/dev/stdout")).output().unwrap();
        assert!(output.stdout.starts_with(b"<!"), "{output:?}");
        fifo(&at("pipe"));
        let reader = std::thread::spawn({
            let pipe = at("pipe");
            move || fs::read(pipe).unwrap()
        });
        assert_eq!(run(directory.path(), &diff("pipe")).0, 1);
        assert!(reader.join().unwrap().starts_with(b"<!"));
        assert!(!fs::symlink_metadata(at("pipe")).unwrap().is_file());
    }

    #[test]
    fn a_plan_is_written_again_where_it_is_with_its_rights() {
        let directory = place();
        let at = |name: &str| directory.path().join(name);
        for command in [&["fmt"][..], &["check", "--fix", "--today", "2026-01-15"]] {
            let wrong = untidy().replace("trực tuyến", "trực tuyến ,");
            fs::write(at("that.toml"), &wrong).unwrap();
            fs::set_permissions(at("that.toml"), fs::Permissions::from_mode(0o640)).unwrap();
            let _ = fs::remove_file(at("link.toml"));
            symlink("that.toml", at("link.toml")).unwrap();
            let (_, said) = run(directory.path(), &[command, &["link.toml"]].concat());
            assert!(at("link.toml").is_symlink(), "{said}");
            assert_ne!(fs::read_to_string(at("that.toml")).unwrap(), wrong, "{said}");
            assert_eq!(fs::metadata(at("that.toml")).unwrap().mode() & 0o777, 0o640);

            fs::write(at("that.toml"), &wrong).unwrap();
            fs::hard_link(at("that.toml"), at("hai.toml")).unwrap();
            let (code, said) = run(directory.path(), &[command, &["that.toml"]].concat());
            assert!(code == 2 && said.contains("liên kết cứng"), "{said}");
            assert_eq!(fs::read_to_string(at("hai.toml")).unwrap(), wrong);
            fs::remove_file(at("hai.toml")).unwrap();

            fs::set_permissions(at("that.toml"), fs::Permissions::from_mode(0o444)).unwrap();
            let (code, said) = run(directory.path(), &[command, &["that.toml"]].concat());
            assert!(code == 2 && said.contains("chỉ cho đọc"), "{said}");
            assert_eq!(fs::read_to_string(at("that.toml")).unwrap(), wrong);
            fs::set_permissions(at("that.toml"), fs::Permissions::from_mode(0o644)).unwrap();
        }
    }

    #[test]
    fn hooks_and_pages_stay_links() {
        let directory = place();
        let at = |name: &str| directory.path().join(name);
        assert!(Command::new("git").args(["init", "-q"]).current_dir(directory.path()).status().unwrap().success());
        fs::write(at("hook.sh"), "#!/bin/sh\necho toi\n").unwrap();
        fs::create_dir_all(at(".git/hooks")).unwrap();
        symlink("../../hook.sh", at(".git/hooks/pre-commit")).unwrap();
        assert_eq!(run(directory.path(), &["git-setup", "--hook"]).0, 0);
        assert!(at(".git/hooks/pre-commit").is_symlink());
        let hook = fs::read_to_string(at("hook.sh")).unwrap();
        assert!(hook.contains("echo toi") && hook.contains("kehoach"), "{hook}");
        symlink("plan.toml", at("kehoach.1")).unwrap();
        let said = refused(directory.path(), &["man", "-o", "."]);
        assert!(said.contains("là liên kết đến `DIR/plan.toml`"), "{said}");
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_told() {
        let directory = place();
        fs::create_dir(directory.path().join(".kehoach-tam-abcdef")).unwrap();
        fs::write(directory.path().join(".kehoach-tam-abcdef/moi-0"), "dở dang").unwrap();
        let (code, said) = run(directory.path(), &["diff", "plan.toml", "kế hoạch.html", "-o", "a.txt"]);
        assert_eq!(code, 1);
        let told = "đã xóa tệp tạm mà một lần chạy bị ngắt để lại: DIR/.kehoach-tam-abcdef\nđã ghi a.txt\n";
        assert_eq!(said, told);
        assert!(!directory.path().join(".kehoach-tam-abcdef").exists());
    }

    /// Starts a build with an engine that does not come to an end, and waits until it works on its temporary files.
    fn endless(directory: &Path) -> Child {
        let engine = directory.join("typst");
        let script = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'typst 0.15.1' && exit\ntouch started\nexec sleep 60\n";
        fs::write(&engine, script).unwrap();
        fs::set_permissions(&engine, fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir_all(directory.join("tmp")).unwrap();
        let _ = fs::remove_file(directory.join("started"));
        let child = Command::new(env!("CARGO_BIN_EXE_kehoach"))
            .current_dir(directory)
            .args(["build", "plan.toml", "--engine", "typst", "--typst"])
            .arg(&engine)
            .env("TMPDIR", directory.join("tmp"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let waits = (0..600).find(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            directory.join("started").exists()
        });
        assert!(waits.is_some(), "the engine is never started");
        child
    }

    fn temporary(directory: &Path) -> Vec<String> {
        let names = fs::read_dir(directory.join("tmp")).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_signal_leaves_no_temporary_files_and_a_kill_those_that_the_next_run_removes() {
        let directory = place();
        fs::write(directory.path().join("plan.toml"), smallest()).unwrap();
        let before = |name: &(String, Vec<u8>)| !name.0.contains("/tmp/") && !name.0.ends_with("/started");
        for signal in ["INT", "TERM", "HUP", "KILL"] {
            let mut child = endless(directory.path());
            let old: Vec<_> = everything(directory.path()).into_iter().filter(before).collect();
            assert_eq!(temporary(directory.path()).len(), 1, "{signal}: one that is alive, and none of an older run");
            let id = child.id().to_string();
            assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
            let status = child.wait().unwrap();
            assert_eq!(status.code(), (signal != "KILL").then_some(130), "{signal}");
            assert_eq!(temporary(directory.path()).len(), usize::from(signal == "KILL"), "{signal}");
            let new: Vec<_> = everything(directory.path()).into_iter().filter(before).collect();
            assert!(old == new, "{signal}");
        }
        let mut child = endless(directory.path());
        assert_eq!(temporary(directory.path()).len(), 1, "that of the killed run is gone");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[cfg(feature = "embedded")]
mod embedded {
    use super::*;

    #[test]
    fn a_draft_has_its_own_file_and_touches_no_released_pair() {
        let directory = place();
        assert_eq!(run(directory.path(), &["build", "plan.toml"]).0, 0);
        let pair = everything(directory.path());
        let (code, said) = run(directory.path(), &["build", "plan.toml", "--draft"]);
        assert_eq!((code, said.as_str()), (0, "đã ghi plan.du-thao.pdf\n"));
        let draft = directory.path().join("plan.du-thao.pdf");
        assert!(fs::read(&draft).unwrap().starts_with(b"%PDF"));
        fs::remove_file(draft).unwrap();
        assert!(everything(directory.path()) == pair);
        refused(directory.path(), &["build", "plan.toml", "--draft", "-o", "plan.pdf"]);
    }

    #[test]
    fn a_signed_or_foreign_file_is_replaced_only_by_force() {
        for name in ["signed", "word", "other", "built"] {
            let directory = place();
            let output = format!("{name}.pdf");
            if name != "built" {
                refused(directory.path(), &["build", "plan.toml", "-o", &output]);
                assert_eq!(run(directory.path(), &["build", "plan.toml", "-o", &output, "--force"]).0, 0);
            }
            // A document of ours is built again as often as one likes.
            assert_eq!(run(directory.path(), &["build", "plan.toml", "-o", &output]).0, 0, "{name}");
            let sidecar = fs::read_to_string(directory.path().join(format!("{name}.ky.json"))).unwrap();
            let pdf = fs::read(directory.path().join(&output)).unwrap();
            assert!(sidecar.contains(&kehoach::internals::sign::sha256(&pdf)));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pdf_goes_into_a_pipe_without_a_sidecar_and_not_through_a_link() {
        let directory = place();
        assert_eq!(run(directory.path(), &["build", "plan.toml"]).0, 0);
        let link = directory.path().join("link.pdf");
        std::os::unix::fs::symlink("plan.pdf", &link).unwrap();
        assert!(refused(directory.path(), &["build", "plan.toml", "-o", "link.pdf"]).contains("là liên kết đến"));
        let before = everything(directory.path());
        let output =
            kehoach().current_dir(directory.path()).args(["build", "plan.toml", "-o", "/dev/stdout"]).output().unwrap();
        assert!(output.stdout.starts_with(b"%PDF") && output.status.success());
        assert_eq!(run(directory.path(), &["build", "plan.toml", "-o", "/dev/null"]).0, 0);
        assert!(refused(directory.path(), &["build", "plan.toml", "-o", "/dev/full"]).contains("ổ đĩa đã đầy"));
        assert!(everything(directory.path()) == before && !Path::new("/dev/null.ky.json").exists());
    }

    #[test]
    fn builds_side_by_side_leave_a_pair_that_belongs_together() {
        let directory = place();
        let program = env!("CARGO_BIN_EXE_kehoach");
        for _ in 0..3 {
            let builds: Vec<_> = ["30", "34", "38"]
                .map(|seal| {
                    let mut build = std::process::Command::new(program);
                    build.current_dir(directory.path()).args(["build", "plan.toml", "--seal-diameter", seal]);
                    build.spawn().unwrap()
                })
                .into_iter()
                .collect();
            for mut build in builds {
                assert!(build.wait().unwrap().success());
            }
            let sidecar = fs::read_to_string(directory.path().join("plan.ky.json")).unwrap();
            let pdf = fs::read(directory.path().join("plan.pdf")).unwrap();
            assert!(sidecar.contains(&kehoach::internals::sign::sha256(&pdf)));
        }
        let names = everything(directory.path());
        assert!(!names.iter().any(|(name, _)| name.contains("kehoach-tam")), "{names:?}");
    }
}
