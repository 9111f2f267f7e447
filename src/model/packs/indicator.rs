//! An indicator: what a baseline measures, and the least that a commune may promise.

use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::{Id, OwnId};
use crate::model::measure::Measure;

/// How sure it is that a minimum is the city's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Two or more independent sources.
    High,
    /// One document quotes it as its parent's.
    Medium,
    /// Inferred.
    Low,
}

impl Confidence {
    /// Returns the Vietnamese word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::High => "cao",
            Self::Medium => "vừa",
            Self::Low => "thấp",
        }
    }
}

impl Keyword for Confidence {
    const WORDS: &'static [(&'static str, Self)] =
        &[("high", Self::High), ("medium", Self::Medium), ("low", Self::Low)];
}

impl FromNode for Confidence {
    const EXAMPLE: &'static str = "\"low\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// Where something was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The document.
    pub source: String,
    /// Its words.
    pub text: String,
}

impl FromNode for Quote {
    const EXAMPLE: &'static str = "{ source = \"…\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let source = reader.required("source");
        let text = reader.required("text");
        reader.finish();
        Some(Self { source: source?, text: text? })
    }
}

/// An indicator (chỉ số, chỉ tiêu của cấp trên).
#[derive(Debug, Clone)]
pub struct Indicator {
    pub id: Located<Id>,
    /// Its wording.
    pub text: String,
    /// What the share is of.
    pub population: Option<String>,
    /// The indicator of another baseline that measures the same thing: a plan that answers one answers the other.
    pub same_as: Option<Located<Id>>,
    /// Whether every commune must promise it.
    pub required: bool,
    /// The city's own value, where it is known.
    pub city: Option<Measure>,
    /// The least that a commune may promise, where it is known.
    pub commune: Option<Measure>,
    /// Where it was read.
    pub quotes: Vec<Quote>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Doubts and parents' values.
    pub note: Option<String>,
}

impl Indicator {
    /// An id for a target that answers it: its own without the name of its baseline.
    #[must_use]
    pub fn short_id(&self) -> &str {
        let id = self.id.value.as_str();
        id.split_once('-').map_or(id, |(_, short)| short)
    }
}

impl FromNode for Indicator {
    const EXAMPLE: &'static str = "{ id = \"…\", text = \"…\", confidence = \"low\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let text: Option<SourceText> = reader.required("text");
        let population = reader.optional("population");
        let same_as = reader.optional("same_as");
        let required = reader.optional("required").unwrap_or_default();
        let city = reader.optional("city");
        let commune = reader.optional("commune");
        let quotes = reader.list("quotes");
        let confidence = reader.required("confidence");
        let note = reader.optional("note");
        reader.finish();
        Some(Self {
            id: id?,
            text: text?.text,
            population,
            same_as,
            required,
            city,
            commune,
            quotes,
            confidence: confidence?,
            note,
        })
    }
}
