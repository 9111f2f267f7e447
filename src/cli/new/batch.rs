//! The files beside a plan that build it when they are opened in Explorer.

use std::path::Path;

use crate::base::shown;

/// Their names, «build the plan» and «build the draft», and the options behind the plan.
const FILES: [(&str, &str); 2] = [("Dựng kế hoạch.bat", ""), ("Dựng bản dự thảo.bat", " --draft")];

/// Returns their names and texts, for a plan in a directory and the program; both paths are absolute.
pub(super) fn files(directory: &Path, program: &Path) -> impl Iterator<Item = (String, Vec<u8>)> {
    FILES.map(|(name, options)| (name.to_owned(), text(directory, program, options).into_bytes())).into_iter()
}

/// Returns the text of one. A program above the plan is found from there, so that both can be moved together.
fn text(directory: &Path, program: &Path, options: &str) -> String {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let above = program.parent().and_then(|home| directory.strip_prefix(home).ok());
    let program = match above {
        Some(below) => format!("%~dp0{}{}", "..\\".repeat(below.components().count()), escaped(&name)),
        None => escaped(&shown::path(program).replace('/', "\\")),
    };
    // The lines behind the second one are read as UTF-8.
    let lines = ["@echo off", "chcp 65001 >nul", &format!("\"{program}\" \"%~dp0plan.toml\"{options}"), "pause"];
    lines.map(|line| format!("{line}\r\n")).concat()
}

/// In a batch file `%` begins a variable.
fn escaped(path: &str) -> String {
    path.replace('%', "%%")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{files, text};

    fn line(directory: &str, program: &str) -> String {
        text(Path::new(directory), Path::new(program), "").lines().nth(2).unwrap().to_owned()
    }

    #[test]
    fn the_program_is_found_from_the_plan_where_it_is_above() {
        assert_eq!(
            line("/d/Kế hoạch/2026/xa", "/d/Kế hoạch/kehoach.exe"),
            r#""%~dp0..\..\kehoach.exe" "%~dp0plan.toml""#
        );
        assert_eq!(line("/d/xa", "/d/xa/kehoach.exe"), r#""%~dp0kehoach.exe" "%~dp0plan.toml""#);
        assert_eq!(line("/d/xa", "/c/100%/kehoach.exe"), r#""\c\100%%\kehoach.exe" "%~dp0plan.toml""#);
    }

    #[test]
    fn a_draft_is_built_by_a_file_of_its_own() {
        let files: Vec<_> = files(Path::new("/d/xa"), Path::new("/d/kehoach.exe")).collect();
        let lines = files.iter().map(|(name, text)| (name.as_str(), std::str::from_utf8(text).unwrap().lines().nth(2)));
        let expected = [
            ("Dựng kế hoạch.bat", Some(r#""%~dp0..\kehoach.exe" "%~dp0plan.toml""#)),
            ("Dựng bản dự thảo.bat", Some(r#""%~dp0..\kehoach.exe" "%~dp0plan.toml" --draft"#)),
        ];
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }
}
