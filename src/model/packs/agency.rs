//! An agency: a body that plans name.

use crate::base::diagnostic::{Text, suggest};
use crate::base::source::Located;
use crate::base::vietnamese::fold::has_words;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::input::expressions::{Tag, fixed_part, tags};
use crate::model::id::{Id, IdKind, OwnId};
use crate::model::time::Day;

/// What kind of body an agency is: who may give it orders depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyKind {
    /// A department or centre of the commune's People's Committee.
    Executive,
    /// A public service unit of the commune.
    Unit,
    /// Police of the commune.
    Police,
    /// Military command of the commune.
    Military,
    /// A body of the Party.
    Party,
    /// The People's Council and its bodies.
    Council,
    /// The Fatherland Front and the unions.
    Front,
    /// A steering committee.
    Steering,
    /// A working group, a village, a residential group.
    Community,
    /// A body above the commune.
    Superior,
    Enterprise,
    /// A collective phrase: «các cơ quan, đơn vị liên quan».
    Group,
}

impl Keyword for AgencyKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("executive", Self::Executive),
        ("unit", Self::Unit),
        ("police", Self::Police),
        ("military", Self::Military),
        ("party", Self::Party),
        ("council", Self::Council),
        ("front", Self::Front),
        ("steering", Self::Steering),
        ("community", Self::Community),
        ("superior", Self::Superior),
        ("enterprise", Self::Enterprise),
        ("group", Self::Group),
    ];
}

impl FromNode for AgencyKind {
    const EXAMPLE: &'static str = "\"executive\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// An agency of a directory.
#[derive(Debug, Clone)]
pub struct Agency {
    pub id: Located<Id>,
    /// Full official name; may contain `{{ commune.kind }}`.
    pub name: SourceText,
    /// The name inside a sentence, where it differs: «Văn phòng HĐND và UBND».
    pub brief: Option<SourceText>,
    /// Short name for «Lưu: VT, VHXH» (Decree 30, Appendix I, II.3.b: fixed by the head of the body).
    pub symbol: Option<SourceText>,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// The kinds that a collective phrase means: «các phòng, ban, ngành» means the executive ones.
    pub covers: Vec<AgencyKind>,
    /// The last day of its existence.
    pub in_force_until: Option<Located<Day>>,
    /// The ids of those that took its place.
    pub replaced_by: Vec<Located<Id>>,
    /// Why it stands in place of what the packs below say of the same body.
    pub overrides: Option<SourceText>,
}

impl Agency {
    /// Returns whether its id or one of its names has all of some words, whatever their marks: «mttq», «phong van hoa».
    #[must_use]
    pub fn has_words(&self, words: &str) -> bool {
        let names = [Some(&self.name), self.brief.as_ref(), self.symbol.as_ref()].into_iter().flatten();
        let all = names.fold(self.id.value.as_str().to_owned(), |all, name| all + " " + fixed_part(&name.text));
        has_words(&all, words)
    }

    /// Returns whether its name has the commune's kind or name in it.
    #[must_use]
    pub fn is_named_by_commune(&self) -> bool {
        [Some(&self.name), self.brief.as_ref()].into_iter().flatten().any(|name| {
            let inside = |tag: &Tag| name.text[tag.inside.clone()].contains("commune.");
            tags(&name.text).iter().any(inside)
        })
    }
}

impl FromNode for Agency {
    const EXAMPLE: &'static str = "{ id = \"phong-vhxh\", name = \"Phòng Văn hóa - Xã hội\", kind = \"executive\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let name = reader.required("name");
        let brief = reader.optional("brief");
        let symbol = reader.optional("symbol");
        let kind = reader.required("kind");
        let covers = reader.list("covers");
        let in_force_until = reader.optional("in_force_until");
        let replaced_by = reader.list("replaced_by");
        let overrides = reader.optional("overrides");
        reader.finish();
        Some(Self { id: id?, name: name?, brief, symbol, kind: kind?, covers, in_force_until, replaced_by, overrides })
    }
}

/// What is wrong with an id that no agency has, and which one was meant: by its id, or by the words of its name. A body that was abolished is
/// never meant.
pub fn unknown_agency<'a>(given: &str, before: &str, all: impl Iterator<Item = &'a Agency>) -> (Text, Text) {
    /// More would rather confuse.
    const MOST: usize = 3;
    let existing: Vec<&Agency> = all.filter(|agency| agency.in_force_until.is_none()).collect();
    let like: Vec<&str> =
        existing.iter().filter(|agency| agency.has_words(given)).map(|agency| agency.id.value.as_str()).collect();
    let is_few = (1..=MOST).contains(&like.len());
    let ids: Vec<&str> =
        if is_few { like.clone() } else { existing.iter().map(|agency| agency.id.value.as_str()).collect() };
    IdKind::AGENCY.unknown(given, before, ids, || if is_few { suggest(&like) } else { IdKind::AGENCY.where_to_look() })
}
