//! A finished page as measurable parts: what is printed, whatever the layout claims.

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A rectangle of a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Right side.
    pub right: f64,
    /// Lower side.
    pub bottom: f64,
}

impl Extent {
    /// Returns the smallest rectangle around both.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// A finished page.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPage {
    /// Width, in points.
    pub width: f64,
    /// Height, in points.
    pub height: f64,
    /// Its text, in the order of the document.
    pub runs: Vec<Run>,
    /// Its visible lines and boxes.
    pub rules: Vec<Rule>,
    /// Its pictures.
    pub images: Vec<Extent>,
}

/// What part of the document's structure something is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Within {
    /// In neither of those below.
    #[default]
    Text,
    Table,
    /// In a footnote.
    Note,
}

/// A run of text of one font on one line.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a property of type of its own")]
pub struct Run {
    /// Its letters.
    pub text: String,
    /// Left end, in points.
    pub left: f64,
    /// Right end, in points.
    pub right: f64,
    /// Baseline, in points from the top.
    pub baseline: f64,
    /// Size, in points.
    pub size: f64,
    /// Family of the font.
    pub family: String,
    pub bold: bool,
    pub italic: bool,
    pub black: bool,
    /// Whether it is horizontal; a stamp across the page is not.
    pub level: bool,
    /// The extent of the outlines of its letters; none if nothing is printed.
    pub ink: Option<Extent>,
    pub within: Within,
}

/// A drawn line or box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub extent: Extent,
    /// Whether it is drawn without gaps.
    pub solid: bool,
    pub within: Within,
}
