//! The file beside a plan that builds it when it is opened in Explorer.

use std::path::Path;

use crate::base::shown;

/// Its name: «build the plan».
pub(super) const FILE: &str = "Dựng kế hoạch.bat";

/// Returns its text, for a plan in a directory and the program; both paths are absolute. A program above the plan is found from there, so
/// that both can be moved together.
pub(super) fn text(directory: &Path, program: &Path) -> String {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let above = program.parent().and_then(|home| directory.strip_prefix(home).ok());
    let program = match above {
        Some(below) => format!("%~dp0{}{}", "..\\".repeat(below.components().count()), escaped(&name)),
        None => escaped(&shown::path(program).replace('/', "\\")),
    };
    // The lines behind the second one are read as UTF-8.
    let lines = ["@echo off", "chcp 65001 >nul", &format!("\"{program}\" \"%~dp0plan.toml\""), "pause"];
    lines.map(|line| format!("{line}\r\n")).concat()
}

/// In a batch file `%` begins a variable.
fn escaped(path: &str) -> String {
    path.replace('%', "%%")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::text;

    fn line(directory: &str, program: &str) -> String {
        text(Path::new(directory), Path::new(program)).lines().nth(2).unwrap().to_owned()
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
}
