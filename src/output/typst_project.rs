//! A Typst project: what the render stage makes and an engine takes. Knows neither plans nor engines.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The path of the main file.
pub const MAIN: &str = "main.typ";

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// File name.
    pub name: String,
    /// The bytes.
    pub data: Cow<'static, [u8]>,
    /// Index of the face, in a collection.
    pub index: u32,
    /// Whether the program brings it; a font of the system is not copied into exported projects.
    pub bundled: bool,
}

/// A Typst project, whole: nothing outside it is read when it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Files by path, with `/`; [`MAIN`] is among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Fonts.
    pub fonts: Vec<FontFile>,
    /// The family that the text is set in.
    pub family: String,
    /// Whether some of the templates are not the program's.
    pub own_templates: bool,
}
