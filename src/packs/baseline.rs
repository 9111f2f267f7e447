//! The identity of a city's plan that communes answer to.

use crate::decode::{Decoder, FromNode, Keyword, Node, TableReader, decode_keyword};
use crate::id::Id;
use crate::source::Located;
use crate::time::Time;

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

/// A city's plan that communes answer to.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// Its id.
    pub id: Located<Id>,
    /// The city's plan in the registry of legal documents.
    pub document: Located<Id>,
    /// The time that it covers.
    pub horizon: Located<Time>,
    /// Where its content comes from.
    pub provenance: Provenance,
    /// Remarks on the sources.
    pub note: Option<String>,
}

impl Baseline {
    /// Reads a whole `baseline.toml`.
    #[must_use]
    pub fn read(mut reader: TableReader<'_, '_, '_>) -> Option<Self> {
        let id = reader.required("id");
        let document = reader.required("document");
        let horizon = reader.required("horizon");
        let provenance = reader.required("provenance");
        let note = reader.optional("note");
        reader.finish();
        Some(Self { id: id?, document: document?, horizon: horizon?, provenance: provenance?, note })
    }
}
