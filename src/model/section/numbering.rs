//! How headings are numbered.

use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, decode_keyword};

/// How one level of headings is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberingLevel {
    /// «Phần I», title below.
    Part,
    /// «I.», in capitals.
    Roman,
    /// «1.».
    Arabic,
    /// «1.1.», with the parent's number.
    Dotted,
    /// «1.1.1.», with the number of a parent that is dotted itself.
    Deeper,
    Letter,
}

impl Keyword for NumberingLevel {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("Phần", Self::Part),
        ("I.", Self::Roman),
        ("1.", Self::Arabic),
        ("1.1.", Self::Dotted),
        ("1.1.1.", Self::Deeper),
        ("a)", Self::Letter),
    ];
}

impl FromNode for NumberingLevel {
    const EXAMPLE: &'static str = "\"I.\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// How headings are numbered, from the top level down (Decree 30, Appendix I, V.6b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering(Vec<NumberingLevel>);

impl Default for Numbering {
    fn default() -> Self {
        use NumberingLevel::{Arabic, Dotted, Letter, Roman};
        Self(vec![Roman, Arabic, Dotted, Letter])
    }
}

impl Numbering {
    /// These levels, from the top.
    #[must_use]
    pub fn new(levels: Vec<NumberingLevel>) -> Self {
        Self(levels)
    }

    /// Reports «Phần» below another level: it is the largest part of a document.
    fn check_parts(levels: &[Option<Located<NumberingLevel>>], decoder: &mut Decoder<'_>) {
        for level in levels.iter().skip(1).flatten().filter(|level| level.value == NumberingLevel::Part) {
            decoder.report(
                &NOT_ALLOWED,
                level.span,
                text("`Phần` chỉ dùng cho cấp trên cùng", "`Phần` is for the top level only"),
                text(
                    "đưa `\"Phần\"` lên đầu: `numbering = [\"Phần\", \"I.\", \"1.\"]`",
                    "put `\"Phần\"` first: `numbering = [\"Phần\", \"I.\", \"1.\"]`",
                ),
            );
        }
    }

    /// Reports «1.1.1.» below a level that has no «1.1.»: a number takes those above along.
    fn check_deeper(levels: &[Option<Located<NumberingLevel>>], decoder: &mut Decoder<'_>) {
        let is_dotted = |level: NumberingLevel| matches!(level, NumberingLevel::Dotted | NumberingLevel::Deeper);
        for (at, level) in levels.iter().enumerate() {
            let Some(level) = level.as_ref().filter(|level| level.value == NumberingLevel::Deeper) else { continue };
            // What was misread above it may be meant for one.
            let is_below =
                at > 0 && levels[at - 1].as_ref().is_none_or(|above: &Located<NumberingLevel>| is_dotted(above.value));
            if !is_below {
                decoder.report(
                    &NOT_ALLOWED,
                    level.span,
                    text("`1.1.1.` chỉ dùng ngay dưới cấp `1.1.`", "`1.1.1.` stands directly below `1.1.`"),
                    text(
                        "viết đủ các cấp: `numbering = [\"I.\", \"1.\", \"1.1.\", \"1.1.1.\"]`",
                        "write all levels: `numbering = [\"I.\", \"1.\", \"1.1.\", \"1.1.1.\"]`",
                    ),
                );
            }
        }
    }

    /// All levels, from the top.
    #[must_use]
    pub fn levels(&self) -> &[NumberingLevel] {
        &self.0
    }

    /// Returns the numbering of a level, from 0; below the last one all are letters.
    #[must_use]
    pub fn level(&self, depth: usize) -> NumberingLevel {
        self.0.get(depth).copied().unwrap_or(NumberingLevel::Letter)
    }
}

impl FromNode for Numbering {
    const EXAMPLE: &'static str = "[\"I.\", \"1.\"]";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = Vec::<Option<Located<NumberingLevel>>>::from_node(node, decoder)?;
        if given.is_empty() {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text("`numbering` không ghi cấp nào", "`numbering` has no level"),
                text(
                    "viết như `numbering = [\"I.\", \"1.\", \"1.1.\", \"a)\"]`, hoặc bỏ khóa này để đánh số như thường dùng",
                    "write it like `numbering = [\"I.\", \"1.\", \"1.1.\", \"a)\"]`, or leave it out for the usual one",
                ),
            );
        }
        Self::check_parts(&given, decoder);
        Self::check_deeper(&given, decoder);
        // A level that was reported keeps its place, as one that may be below any other: what is deeper is not reported for it.
        let level = |level: Option<Located<NumberingLevel>>| level.map_or(NumberingLevel::Dotted, |level| level.value);
        (!given.is_empty()).then(|| Self::new(given.into_iter().map(level).collect()))
    }
}

/// How the children of a section are numbered, where it is not the document's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildNumbering {
    /// Labels without a number.
    None,
    /// Numbered so.
    Level(NumberingLevel),
}

impl Keyword for ChildNumbering {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Self::None),
        ("I.", Self::Level(NumberingLevel::Roman)),
        ("1.", Self::Level(NumberingLevel::Arabic)),
        ("1.1.", Self::Level(NumberingLevel::Dotted)),
        ("1.1.1.", Self::Level(NumberingLevel::Deeper)),
        ("a)", Self::Level(NumberingLevel::Letter)),
    ];
}

impl FromNode for ChildNumbering {
    const EXAMPLE: &'static str = "\"a)\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}
