//! docs/bo-du-lieu.md, done as its reader would: every file, every change, every command.

use std::fs;
use std::path::Path;

use crate::guide::{Fence, fences, seen, shows, words};
use crate::support::{kehoach, read};

const PAGE: &str = "docs/bo-du-lieu.md";

/// Writes a file, or changes one.
fn write(directory: &Path, fence: &Fence) {
    let (place, lines) = fence.lines.split_first().unwrap();
    let at = format!("{PAGE}:{}: {place}", fence.line);
    let place = place.strip_prefix("# ").unwrap_or_else(|| panic!("{at}: no file"));
    let text = lines.join("\n") + "\n";
    let old = |name: &str| fs::read_to_string(directory.join(name)).unwrap_or_else(|_| panic!("{at}"));
    let (name, text) = if let Some(name) = place.strip_prefix("Thêm vào ").and_then(|rest| rest.strip_suffix(':')) {
        (name, old(name) + &text)
    } else if let Some((name, words)) = place.strip_prefix("Trong ").and_then(|rest| rest.split_once(" thay dòng có «"))
    {
        let words = words.strip_suffix("» bằng:").unwrap_or_else(|| panic!("{at}"));
        let old = old(name);
        assert_eq!(old.lines().filter(|line| line.contains(words)).count(), 1, "{at}");
        let put = |line: &str| if line.contains(words) { text.clone() } else { format!("{line}\n") };
        (name, old.lines().map(put).collect())
    } else {
        (place, text)
    };
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(directory: &Path, fence: &Fence) -> usize {
    let mut lines = fence.lines.iter().peekable();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        let at = format!("{PAGE}:{}: {line}", fence.line);
        let words = words(line.strip_prefix("> kehoach ").unwrap_or_else(|| panic!("{at}: no command")));
        let mut expected: Vec<String> = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("> ")) {
            expected.push(line.clone());
        }
        let fails = expected.iter().any(|line| line.contains(": lỗi["));
        let output = kehoach().current_dir(directory).args(&words).output().unwrap();
        // The packs in use are said while the work goes on.
        let said = if words[0] == "baseline" { [output.stderr, output.stdout] } else { [output.stdout, output.stderr] };
        let said = seen(&String::from_utf8(said.concat()).unwrap());
        assert_eq!(output.status.code(), Some(i32::from(fails)), "{at}\n{said}");
        let said: Vec<&str> = said.lines().collect();
        assert!(shows(&said, &expected), "{at}\nthe page:\n{}\nthe program:\n{}", expected.join("\n"), said.join("\n"));
        commands += 1;
    }
    commands
}

#[test]
fn a_pack_is_written_by_the_page_alone() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("kehoach.toml"), "").unwrap();
    let (mut commands, mut files) = (0, 0);
    for fence in fences(&read(PAGE)) {
        match fence.language.as_str() {
            "console" => commands += run(directory.path(), &fence),
            "toml" => {
                write(directory.path(), &fence);
                files += 1;
            }
            "text" => {}
            other => panic!("{PAGE}:{}: nobody tries a block of `{other}`", fence.line),
        }
    }
    assert!(commands >= 7 && files >= 12, "{commands} commands, {files} files");
}

/// The page names every key that a pack may have.
#[test]
fn every_key_of_a_pack_is_on_the_page() {
    let page = read(PAGE);
    let codes: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    for file in ["agency", "baseline", "indicator", "legal_document", "waiver_terms"] {
        let source = read(format!("src/model/packs/{file}.rs"));
        let mut keys = 0;
        for call in ["optional", "required", "list"] {
            for (at, _) in source.match_indices(&format!("reader.{call}")) {
                let key = source[at..].split('"').nth(1).unwrap();
                if matches!(key, "source" | "on" | "replaced_by" | "indicators" | "sentences" | "sections") {
                    continue;
                }
                assert!(codes.iter().any(|code| *code == key || code.contains(&format!("[{key}]"))), "{file}: {key}");
                keys += 1;
            }
        }
        assert!(keys > 1, "{file}");
    }
}
