//! Places that the layout marks for filling in and signing the document: labelled `metadata` of Typst.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The labels that are looked for; templates/README.md says what each marks.
pub const LABELS: [&str; 4] = ["so", "ngay", "thang", "chu-ky"];

/// A marked place of the finished layout.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Mark {
    pub label: String,
    /// Page, from 1.
    pub page: usize,
    /// Distance from the left edge of the page, in millimetres.
    pub left: f64,
    /// Distance from the top edge of the page, in millimetres.
    pub top: f64,
    /// The measures of the place: its `width`, `height` and more, in millimetres.
    pub measures: BTreeMap<String, f64>,
}
