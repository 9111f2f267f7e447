//! A city's plan that communes answer to: its identity, indicators and standard sections.

use super::Indicator;
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword, one_line};
use crate::model::id::{Id, OwnId};
use crate::model::section::SectionEntry;
use crate::model::time::Time;

/// Where a baseline's content comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// The city's own text.
    Official,
    /// Put together from the plans that quote it.
    Reconstructed,
}

impl Keyword for Provenance {
    const WORDS: &'static [(&'static str, Self)] =
        &[("official", Self::Official), ("reconstructed", Self::Reconstructed)];
}

impl FromNode for Provenance {
    const EXAMPLE: &'static str = "\"reconstructed\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// Whether a city's plan is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaselineStatus {
    Draft,
    Issued,
}

impl Keyword for BaselineStatus {
    const WORDS: &'static [(&'static str, Self)] = &[("draft", Self::Draft), ("issued", Self::Issued)];
}

impl FromNode for BaselineStatus {
    const EXAMPLE: &'static str = "\"draft\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// A city's plan that communes answer to.
#[derive(Debug, Clone)]
pub struct Baseline {
    pub id: Located<Id>,
    /// The city's plan in the registry of legal documents.
    pub document: Located<Id>,
    /// The time that it covers.
    pub horizon: Located<Time>,
    /// Where its content comes from.
    pub provenance: Provenance,
    /// Whether the city has not issued it yet.
    pub is_draft: bool,
    /// Remarks on the sources.
    pub note: Option<String>,
    /// Whether its file has no indicator, not even one that cannot be read.
    pub is_empty: bool,
    /// What it measures.
    pub indicators: Vec<Indicator>,
    /// Its sentences, which plans may share.
    pub sentences: Vec<Sentence>,
    /// Its standard sections.
    pub sections: Vec<SectionEntry>,
}

/// A sentence that plans share.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub id: Located<Id>,
    /// Its words, with expressions.
    pub text: SourceText,
    /// The same on one line.
    pub line: String,
}

impl FromNode for Sentence {
    const EXAMPLE: &'static str = "{ id = \"…\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let text: Option<SourceText> = reader.required("text");
        reader.finish();
        let text = text?;
        Some(Self { id: id?, line: one_line(&text.text), text })
    }
}

impl Baseline {
    /// Reads a whole `baseline.toml`.
    #[must_use]
    pub fn read(mut reader: TableReader<'_, '_, '_>) -> Option<Self> {
        let id = OwnId::of(&mut reader);
        let document = OwnId::required(&mut reader, "document");
        let horizon = reader.required("horizon");
        let provenance = reader.required("provenance");
        let status: Option<BaselineStatus> = reader.optional("status");
        let note = reader.optional("note");
        let is_empty = reader.ids("indicators").is_empty();
        let indicators = reader.list("indicators");
        reader.finish();
        Some(Self {
            id: id?,
            document: document?,
            horizon: horizon?,
            provenance: provenance?,
            is_draft: status == Some(BaselineStatus::Draft),
            note,
            is_empty,
            indicators,
            sentences: Vec::new(),
            sections: Vec::new(),
        })
    }

    /// Reads a whole `sections.toml` into it.
    pub fn read_sections(&mut self, mut reader: TableReader<'_, '_, '_>) {
        self.sentences = reader.list("sentences");
        self.sections = reader.list("sections");
        reader.finish();
    }

    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id.value.as_str() == id)
    }
}
