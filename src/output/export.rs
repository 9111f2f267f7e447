//! A Typst project as a directory: what typst-cli compiles as it is, and how.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::disk::read_bounded;
use crate::base::limits::TEXT_FILE;
use crate::output::fonts;
use crate::output::render::DATA;
use crate::output::typst_project::{MAIN, Project};
use crate::output::write::{self, Change, Inputs, Reason, Refusal};

const README: &str = "README.md";
/// The first line of the README: by it, the directory of an older project is known.
const TITLE: &str = "# Dự án Typst của một kế hoạch";
/// What is made of the plan, and written again for each.
const OF_THE_PLAN: [&str; 3] = [MAIN, DATA, README];

/// Why a project is not written.
#[derive(Debug)]
pub enum ExportError {
    /// The directory has other files than those of a project.
    Foreign,
    /// A file that does not depend on the plan is not as it would be written: somebody changed it.
    Changed(PathBuf),
    /// A file cannot be written.
    Refused(Refusal),
}

/// Writes a complete project into a directory, which is new, empty, or has an older project. With `force`, changed files are replaced.
pub fn write_project(
    directory: &Path,
    project: &Project,
    inputs: &Inputs,
    force: bool,
) -> Result<Vec<PathBuf>, ExportError> {
    let files = files(project);
    let paths: Vec<PathBuf> = files.keys().map(|name| directory.join(name)).collect();
    for path in &paths {
        // A link in place of a directory would lead out of the project.
        if path.parent().is_some_and(|parent| parent != directory && parent.is_symlink()) {
            let reason = Reason::System(io::ErrorKind::NotADirectory.into());
            return Err(ExportError::Refused(Refusal { path: path.clone(), reason }));
        }
    }
    if let Some(refused) = refused(directory, &files, force) {
        return Err(refused);
    }
    let mut made = Vec::new();
    let changes: Vec<Change<'_>> =
        paths.iter().zip(files.values()).map(|(path, data)| Change::put(path, data)).collect();
    let written = std::iter::once(directory)
        .chain(paths.iter().filter_map(|path| path.parent()))
        .try_for_each(|parent| {
            made.extend(write::make_directory(parent)?);
            Ok(())
        })
        .and_then(|()| write::write(&changes, inputs));
    written.map_err(|refusal| {
        write::remove_directories(&made);
        ExportError::Refused(refusal)
    })
}

/// Returns why the files of a directory must not be replaced.
fn refused(directory: &Path, files: &BTreeMap<String, Vec<u8>>, force: bool) -> Option<ExportError> {
    let mut there = directory.read_dir().ok()?.flatten().peekable();
    there.peek()?;
    let readme = read_bounded(&directory.join(README), TEXT_FILE).unwrap_or_default();
    if !readme.starts_with(TITLE.as_bytes()) {
        return Some(ExportError::Foreign);
    }
    let changed = |(name, data): &(&String, &Vec<u8>)| {
        let path = directory.join(name);
        !OF_THE_PLAN.contains(&name.as_str())
            && path.symlink_metadata().is_ok()
            && !read_bounded(&path, data.len()).is_ok_and(|old| old == **data)
    };
    let (name, _) = files.iter().filter(|_| !force).find(changed)?;
    Some(ExportError::Changed(directory.join(name)))
}

/// Returns the files of a project by their paths with `/`.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.files.clone();
    let mut bundled = false;
    for font in project.fonts.iter().filter(|font| font.bundled) {
        files.insert(format!("fonts/{}", font.name), font.data.to_vec());
        bundled = true;
    }
    if bundled {
        files.insert("fonts/LICENSE".to_owned(), fonts::licence().to_vec());
    }
    files.insert(README.to_owned(), readme(project, bundled).into_bytes());
    files
}

fn readme(project: &Project, bundled: bool) -> String {
    let fonts = if bundled { " --font-path fonts --ignore-system-fonts" } else { "" };
    let note = if bundled {
        String::new()
    } else {
        format!(
            "\nPhông chữ {} phải được cài trên máy / the font {} must be installed.\n",
            project.family, project.family
        )
    };
    format!(
        "{TITLE}\n\n\
         Dựng PDF bằng Typst {version} / build the PDF with Typst {version}:\n\n    \
         typst compile{fonts} --pdf-standard a-2a,ua-1 main.typ\n{note}\n\
         `plan.json` là nội dung, `nd30/` là cách trình bày theo Nghị định 30/2020/NĐ-CP.\n\
         `plan.json` is the content, `nd30/` the layout by Decree 30/2020/NĐ-CP.\n",
        version = crate::output::engine::TYPST_VERSION,
    )
}
