//! The last stage: writes the output, completely or not at all.

use std::io::{self, Write};
use std::path::Path;

use crate::output::fonts;
use crate::output::typst_project::Project;

/// Writes a file by way of a temporary one next to it, which then replaces it. A failure leaves the old file as it was.
pub fn write_file(path: &Path, data: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".kehoach-").tempfile_in(folder)?;
    file.write_all(data)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Others cannot read a temporary file, but a document they may.
        let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode() & 0o777);
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a complete Typst project into a directory: what typst-cli compiles as it is, and how.
pub fn write_project(folder: &Path, project: &Project) -> io::Result<()> {
    let put = |name: &str, data: &[u8]| {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            // A link in place of a directory would lead out of the project.
            if parent != folder && parent.is_symlink() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            std::fs::create_dir_all(parent)?;
        }
        write_file(&path, data)
    };
    for (name, data) in &project.files {
        put(name, data)?;
    }
    let bundled: Vec<_> = project.fonts.iter().filter(|font| font.bundled).collect();
    for font in &bundled {
        put(&format!("fonts/{}", font.name), &font.data)?;
    }
    if !bundled.is_empty() {
        put("fonts/LICENSE", fonts::licence())?;
    }
    put("README.md", readme(project, !bundled.is_empty()).as_bytes())
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
        "# Dự án Typst của một kế hoạch\n\n\
         Dựng PDF bằng Typst {version} / build the PDF with Typst {version}:\n\n    \
         typst compile{fonts} --pdf-standard a-2a,ua-1 main.typ\n{note}\n\
         `plan.json` là nội dung, `nd30/` là cách trình bày theo Nghị định 30/2020/NĐ-CP.\n\
         `plan.json` is the content, `nd30/` the layout by Decree 30/2020/NĐ-CP.\n",
        version = crate::output::engine::TYPST_VERSION,
    )
}
