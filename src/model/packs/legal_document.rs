//! A legal document of the registry.

use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::{Id, OwnId};
use crate::model::time::Day;

/// How far the registry's data on a document was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// The official text or its opening was read.
    Official,
    /// Two or more independent documents agree.
    Several,
    /// One independent document.
    One,
    /// Only the plans that cite it.
    None,
}

impl Keyword for Verification {
    const WORDS: &'static [(&'static str, Self)] =
        &[("official", Self::Official), ("several", Self::Several), ("one", Self::One), ("none", Self::None)];
}

impl FromNode for Verification {
    const EXAMPLE: &'static str = "\"none\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// A legal document (văn bản): what a citation is made of (Decree 30, Appendix I, II.6.b).
#[derive(Debug, Clone)]
pub struct LegalDocument {
    pub id: Located<Id>,
    /// Type: «Nghị quyết», «Kế hoạch».
    pub kind: SourceText,
    /// Number and symbol: «57-NQ/TW». A law has none.
    pub number: Option<SourceText>,
    /// Day of issue.
    pub date: Option<Located<Day>>,
    /// The body that issued it. A law is cited without it.
    pub issuer: Option<SourceText>,
    /// What follows the issuer: «về đột phá phát triển …».
    pub title: Option<SourceText>,
    /// Other names that texts use: «Đề án 06».
    pub aliases: Vec<String>,
    /// First day in force.
    pub in_force_from: Option<Located<Day>>,
    /// Last day in force.
    pub in_force_until: Option<Located<Day>>,
    /// The ids of those that replaced it.
    pub replaced_by: Vec<Located<Id>>,
    /// How far this was verified.
    pub verification: Verification,
    /// The day when its sources were last read.
    pub verified_on: Option<Located<Day>>,
    /// Where its data was read.
    pub sources: Vec<String>,
    /// Why it stands in place of what the packs below say of the same document.
    pub overrides: Option<SourceText>,
    /// Remarks on the sources.
    pub note: Option<String>,
}

impl FromNode for LegalDocument {
    const EXAMPLE: &'static str = "{ id = \"nq-57-nq-tw-2024\", type = \"Nghị quyết\", number = \"57-NQ/TW\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let kind = reader.required("type");
        let number = reader.optional("number");
        let date = reader.optional("date");
        let issuer = reader.optional("issuer");
        let title = reader.optional("title");
        let aliases = reader.list("aliases");
        let in_force_from = reader.optional("in_force_from");
        let in_force_until = reader.optional("in_force_until");
        let replaced_by = reader.list("replaced_by");
        let verification = reader.optional("verification").unwrap_or(Verification::None);
        let verified_on = reader.optional("verified_on");
        let sources = reader.list("sources");
        let overrides = reader.optional("overrides");
        let note = reader.optional("note");
        reader.finish();
        Some(Self {
            id: id?,
            kind: kind?,
            number,
            date,
            issuer,
            title,
            aliases,
            in_force_from,
            in_force_until,
            replaced_by,
            verification,
            verified_on,
            sources,
            overrides,
            note,
        })
    }
}
