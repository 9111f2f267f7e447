//! The program `typst`, run on a copy of the project.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use super::{Compiled, Complaint, Engine, EngineError, Gravity, LABELS, Mark, TYPST_VERSION};
use crate::base::disk::read_whole;
use crate::base::limits::{PDF_FILE, PROGRAM_OUTPUT, PROGRAM_SECONDS, TYPST_SECONDS};
use crate::base::program::{self, Most};
use crate::base::shown;
use crate::output::typst_project::{MAIN, Project};
use crate::output::write::TemporaryDirectory;

/// The program `typst` at some place.
#[derive(Debug, Clone)]
pub struct External {
    program: OsString,
}

impl External {
    /// Returns the program at this path, or on the search path. Its version must be [`TYPST_VERSION`].
    pub fn new(program: impl Into<OsString>) -> Result<Self, EngineError> {
        let program = program.into();
        let shown = shown::path(Path::new(&program));
        let most = Most { seconds: PROGRAM_SECONDS, bytes: PROGRAM_OUTPUT };
        let output = program::run(Command::new(&program).arg("--version"), most)
            .map_err(|error| EngineError::CannotStart { program: shown.clone(), reason: error })?;
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.split_whitespace().nth(1).unwrap_or_default();
        if version == TYPST_VERSION {
            Ok(Self { program })
        } else {
            let found = said.lines().next().unwrap_or("?").trim().to_owned();
            Err(EngineError::WrongVersion {
                program: shown,
                found: if found.is_empty() { "?".to_owned() } else { found },
            })
        }
    }
}

impl External {
    /// Runs a command of the program on a project in a directory.
    fn run(
        &self,
        command: &str,
        directory: &Path,
        arguments: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Result<Output, EngineError> {
        let mut run = Command::new(&self.program);
        run.args([command, "--diagnostic-format", "short", "--ignore-system-fonts", "--ignore-embedded-fonts"])
            .args(["--jobs", "1", "--font-path"])
            .arg(directory.join(FONTS))
            .arg("--root")
            .arg(directory)
            .env_remove("TYPST_FONT_PATHS");
        program::run(arguments(&mut run), Most { seconds: TYPST_SECONDS, bytes: PROGRAM_OUTPUT }).map_err(|error| {
            let program = shown::path(Path::new(&self.program));
            match error.kind() {
                io::ErrorKind::TimedOut => EngineError::TooLong { program },
                _ => EngineError::CannotStart { program, reason: error },
            }
        })
    }

    /// Returns the marked places, which are not in the PDF.
    fn marks(&self, directory: &Path, main: &Path) -> Result<Vec<Mark>, EngineError> {
        let labels = LABELS.map(|label| format!("<{label}>,")).concat();
        let expression = format!(
            "({labels}).map(query).flatten().map(found => {{ let at = found.location().position(); \
             (label: str(found.label), page: at.page, left: at.x / 1mm, top: at.y / 1mm, measures: found.value) }})"
        );
        let output = self.run("eval", directory, |command| command.arg("--in").arg(main).arg(expression))?;
        if !output.status.success() {
            return Err(EngineError::Broken(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        serde_json::from_slice(&output.stdout).map_err(|error| EngineError::Broken(format!("marks: {error}")))
    }
}

impl Engine for External {
    fn identity(&self) -> String {
        format!("typst {TYPST_VERSION}")
    }

    fn compile(&self, project: &Project) -> Result<Compiled, EngineError> {
        let directory = TemporaryDirectory::new()?;
        write(project, &directory)?;
        let (main, out) = (directory.path().join(MAIN), directory.path().join("out.pdf"));
        let output = self.run("compile", directory.path(), |command| {
            command.args(["--format", "pdf", "--pdf-standard", "a-2a,ua-1"]).arg(&main).arg(&out)
        })?;
        let complaints: Vec<Complaint> =
            String::from_utf8_lossy(&output.stderr).lines().filter_map(complaint).collect();
        if output.status.success() {
            let marks = self.marks(directory.path(), &main)?;
            let pdf = Some(read_whole(&out, PDF_FILE)?.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?);
            return Ok(Compiled { pdf, marks, pages: None, complaints });
        }
        if complaints.is_empty() {
            return Err(EngineError::Broken(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        Ok(Compiled { pdf: None, marks: Vec::new(), pages: None, complaints })
    }
}

const FONTS: &str = "fonts";

/// Writes a project and its fonts into a directory.
fn write(project: &Project, directory: &TemporaryDirectory) -> io::Result<()> {
    for (path, data) in &project.files {
        directory.put(path, data)?;
    }
    // Several faces may be in one file.
    let fonts: BTreeMap<&str, &[u8]> = project.fonts.iter().map(|font| (font.name.as_str(), &*font.data)).collect();
    for (name, data) in fonts {
        directory.put(&format!("{FONTS}/{name}"), data)?;
    }
    Ok(())
}

/// A line such as `main.typ:3:4: error: message`, or `error: message`.
fn complaint(line: &str) -> Option<Complaint> {
    for (sign, gravity) in [("error: ", Gravity::Error), ("warning: ", Gravity::Warning)] {
        let found = if line.starts_with(sign) { Some(0) } else { line.find(&format!(": {sign}")).map(|at| at + 2) };
        if let Some(at) = found {
            return Some(Complaint { gravity, message: line[at + sign.len()..].to_owned() });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_diagnostics_are_read() {
        let read =
            complaint("main.typ:3:4: error: the text `\"漢\"` could not be displayed with font `\"X\"`").unwrap();
        assert_eq!(read.gravity, Gravity::Error);
        assert_eq!(read.missing_glyphs().as_deref(), Some("漢"));
        let read = complaint("error: the text `\"\\u{378}\\\"\"` could not be displayed with font").unwrap();
        assert_eq!(read.missing_glyphs().as_deref(), Some("\u{378}\""));
        let read = complaint("main.typ:3:4: warning: unknown font family: times").unwrap();
        assert_eq!(read.missing_font(), Some("times"));
        assert_eq!(complaint("  hint: try"), None);
    }
}
