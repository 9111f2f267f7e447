//! The program `typst`, run on a copy of the project.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Compiled, Complaint, Engine, EngineFault, Gravity, TYPST_VERSION};
use crate::project::{MAIN, Project};

/// The program `typst` at some place.
#[derive(Debug, Clone)]
pub struct External {
    program: OsString,
}

impl External {
    /// The program at this place, or on the search path. Its version must be [`TYPST_VERSION`].
    pub fn new(program: impl Into<OsString>) -> Result<Self, EngineFault> {
        let program = program.into();
        let shown = program.to_string_lossy().into_owned();
        let output = Command::new(&program)
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| EngineFault::CannotStart { program: shown.clone(), reason: error })?;
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.split_whitespace().nth(1).unwrap_or_default();
        if version == TYPST_VERSION {
            Ok(Self { program })
        } else {
            let found = said.lines().next().unwrap_or("?").trim().to_owned();
            Err(EngineFault::WrongVersion {
                program: shown,
                found: if found.is_empty() { "?".to_owned() } else { found },
            })
        }
    }
}

impl Engine for External {
    fn identity(&self) -> String {
        format!("typst {TYPST_VERSION}")
    }

    fn compile(&self, project: &Project) -> Result<Compiled, EngineFault> {
        let folder = tempfile::tempdir()?;
        write(project, folder.path())?;
        let out = folder.path().join("out.pdf");
        let output = Command::new(&self.program)
            .args(["compile", "--format", "pdf", "--pdf-standard", "a-2a,ua-1", "--diagnostic-format", "short"])
            .args(["--ignore-system-fonts", "--ignore-embedded-fonts", "--jobs", "1", "--font-path"])
            .arg(folder.path().join(FONTS))
            .arg("--root")
            .arg(folder.path())
            .arg(folder.path().join(MAIN))
            .arg(&out)
            .env_remove("TYPST_FONT_PATHS")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| EngineFault::CannotStart {
                program: self.program.to_string_lossy().into_owned(),
                reason: error,
            })?;
        let complaints: Vec<Complaint> =
            String::from_utf8_lossy(&output.stderr).lines().filter_map(complaint).collect();
        if output.status.success() {
            return Ok(Compiled { pdf: Some(std::fs::read(&out)?), complaints });
        }
        if complaints.is_empty() {
            return Err(EngineFault::Broken(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        Ok(Compiled { pdf: None, complaints })
    }
}

const FONTS: &str = "fonts";

/// Writes a project and its fonts into a folder.
fn write(project: &Project, folder: &Path) -> io::Result<()> {
    let put = |path: PathBuf, data: &[u8]| {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, data)
    };
    for (path, data) in &project.files {
        put(folder.join(path), data)?;
    }
    for font in &project.fonts {
        put(folder.join(FONTS).join(&font.name), &font.data)?;
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
        assert_eq!(read.missing_glyphs(), Some("漢"));
        let read = complaint("main.typ:3:4: warning: unknown font family: times").unwrap();
        assert_eq!(read.missing_font(), Some("times"));
        assert_eq!(complaint("  hint: try"), None);
    }
}
