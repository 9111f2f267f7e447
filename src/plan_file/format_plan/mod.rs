//! The formatting of plan files: order of keys, one sentence or item per line, nothing aligned, comments where they were.
//!
//! Only the layout changes: what a plan says before and after is the same, and what is laid out already stays as it is.

mod comments;
mod order;
mod parts;
mod prose;
mod sentences;
mod value;
mod write;

use std::sync::LazyLock;

use crate::base::diagnostic::Findings;
use crate::base::source::{FileId, SourceMap};
use crate::input::decode::parse;
use crate::plan_file::schema;

/// The widest line of lists and tables; a line of prose is as long as its sentence.
pub const WIDTH: usize = 120;

/// The schema is long; it is read once for any number of files.
static LAYOUT: LazyLock<schema::Layout> = LazyLock::new(schema::layout);

/// Returns a formatted file of the sources. `None` when it is not TOML; the reasons are findings.
#[must_use]
pub fn format_file(file: FileId, sources: &SourceMap, findings: &mut Findings) -> Option<String> {
    let text = sources.file(file).text();
    let mut syntax = Findings::new();
    parse(file, text, &mut syntax);
    if syntax.is_empty() {
        // Both readers know the same TOML. Should they ever differ, the file is better left alone.
        return Some(format(text).unwrap_or_else(|_| text.to_owned()));
    }
    findings.append(syntax);
    None
}

/// Returns a formatted TOML text. Its line ends stay what most of them are.
pub fn format(text: &str) -> Result<String, toml_edit::TomlError> {
    let windows = 2 * text.matches("\r\n").count() > text.matches('\n').count();
    let plain = text.replace("\r\n", "\n");
    let document: toml_edit::DocumentMut = plain.parse()?;
    let placed = toml_edit::Document::parse(plain.as_str())?;
    let mut file = parts::read(&document, &placed);
    order::sort(&mut file, &LAYOUT);
    let out = write::write(&file, &LAYOUT);
    Ok(if windows { out.replace('\n', "\r\n") } else { out })
}
