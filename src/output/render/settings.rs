//! What can be chosen of a document's rendering.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::output::typst_project::FontFile;

/// How a document is rendered.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The font family of the text.
    pub family: String,
    /// Its font files.
    pub fonts: Vec<FontFile>,
    /// Whether every page says DỰ THẢO.
    pub draft: bool,
    /// Whether the document is issued on paper: its appendices then repeat number and date (III.1.c).
    pub paper: bool,
    /// Custom templates, by their paths in `templates/`: they replace bundled ones or are added to them.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// The date of the file if the plan has no date of issue; without it, the first day of the plan's period.
    pub undated: Option<Date>,
}
