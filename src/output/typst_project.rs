//! A Typst project: the output of the render stage and the input of an engine. Knows neither plans nor engines.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The path of the main file.
pub const MAIN: &str = "main.typ";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// File name.
    pub name: String,
    /// The bytes.
    pub data: Cow<'static, [u8]>,
    /// Index of the face, in a collection.
    pub index: u32,
    /// Whether it is bundled; a system font is not copied into exported projects.
    pub bundled: bool,
}

/// A complete Typst project: nothing outside it is read when it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Files by path, with `/`; [`MAIN`] is among them.
    pub files: BTreeMap<String, Vec<u8>>,
    pub fonts: Vec<FontFile>,
    /// The font family of the text.
    pub family: String,
    /// Whether there are custom templates.
    pub own_templates: bool,
}
