//! The commune that issues the plan, or that the issuing body is of.

use super::BodyKind;
use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::character::{Characters, lower};
use crate::base::vietnamese::letter::capitalized;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::Id;
use crate::model::packs::PlaceWords;

/// The kinds of unit of the commune level since 01/7/2025 (Law 72/2025/QH15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommuneKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

impl CommuneKind {
    /// Returns the Vietnamese word, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }
}

/// Splits a name into the word for its kind and the name itself: «xã Kiến Thụy», «Thành phố Hải Phòng». `None` where it has no kind.
#[must_use]
pub fn kind_and_name(given: &str) -> Option<(&'static str, &str)> {
    let given = given.trim();
    let units = CommuneKind::WORDS.iter().map(|(word, _)| *word).chain(["tỉnh", "thành phố"]);
    units
        .flat_map(|kind| [(kind, kind.to_owned()), (kind, capitalized(kind)), (kind, kind.to_uppercase())])
        .find_map(|(kind, typed)| Some((kind, given.strip_prefix(typed.as_str())?.strip_prefix(' ')?.trim_start())))
}

impl Keyword for CommuneKind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("xã", Self::Commune), ("phường", Self::Ward), ("đặc khu", Self::SpecialZone)];
}

impl FromNode for CommuneKind {
    const EXAMPLE: &'static str = "\"xã\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = node.value.as_str();
        if let Some((word, _)) = BodyKind::WORDS.iter().find(|(word, _)| Some(*word) == given) {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text(format!("`{word}` không phải xã, phường hay đặc khu"), format!("`{word}` is no kind of commune")),
                text(
                    format!("cơ quan khác ban hành thì ghi ở bảng [issuer]: `kind = \"{word}\"`"),
                    format!("another issuing body has the table [issuer]: `kind = \"{word}\"`"),
                ),
            );
            return None;
        }
        decode_keyword(node, decoder)
    }
}

/// What a unit is named after, where that decides how its name is written: «Phường Lê Chân», «Phường 1» (Decree 30, Appendix I, II.4.a;
/// Appendix II, III.1.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedAfter {
    Person,
    Number,
    /// An event of history.
    Event,
    /// Anything else: the kind is no part of the name.
    Other,
}

impl NamedAfter {
    /// Returns what is known of a name.
    #[must_use]
    pub fn known(name: &str, places: &PlaceWords) -> KnownName {
        let name = name.trim();
        let (wanted, characters) = (lower(name), Characters::known());
        let is_it = |known: &String| {
            known == name || known.chars().map(|letter| characters.of(letter).lower).eq(wanted.chars())
        };
        let is_one = |known: &[String]| known.iter().any(is_it);
        if let Some(what) = Self::of_name(name) {
            KnownName::Certain(what)
        } else if is_one(&places.named_after_persons) {
            KnownName::Certain(Self::Person)
        } else if is_one(&places.named_after_events) {
            KnownName::Certain(Self::Event)
        } else if is_one(&places.maybe_named_after) || name.ends_with(|letter: char| letter.is_ascii_digit()) {
            KnownName::Doubtful
        } else {
            KnownName::Usual
        }
    }

    /// Returns what a name says by itself: one that begins with a digit is a number.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        name.trim_start().starts_with(|letter: char| letter.is_ascii_digit()).then_some(Self::Number)
    }
}

/// What is known of the name of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownName {
    /// It is named after this.
    Certain(NamedAfter),
    /// Only the unit knows: «Hưng Đạo», «Móng Cái 1».
    Doubtful,
    /// Nothing speaks for a person, a number or an event.
    Usual,
}

impl Keyword for NamedAfter {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("tên người", Self::Person),
        ("chữ số", Self::Number),
        ("sự kiện lịch sử", Self::Event),
        ("khác", Self::Other),
    ];
}

impl FromNode for NamedAfter {
    const EXAMPLE: &'static str = "\"tên người\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

#[derive(Debug, Clone)]
pub struct Commune {
    /// Its proper name: «Bình Giang».
    pub name: SourceText,
    pub kind: CommuneKind,
    /// What it is named after, where the plan says so.
    pub named_after: Option<Located<NamedAfter>>,
    /// The city's directory among the packs; the only one when left out.
    pub city: Option<Located<Id>>,
}

impl Commune {
    /// In place of one that is missing.
    pub(super) fn empty(span: Span) -> Self {
        Self { name: SourceText::empty(span), kind: CommuneKind::Commune, named_after: None, city: None }
    }

    /// Returns whether the kind is part of the proper name.
    #[must_use]
    pub fn kind_is_of_the_name(&self) -> bool {
        let given = self.named_after.as_ref().map(|given| given.value);
        match given.or_else(|| NamedAfter::of_name(&self.name.text)) {
            Some(NamedAfter::Person | NamedAfter::Event) => true,
            // Without a number there, the plan contradicts itself, which is a finding.
            Some(NamedAfter::Number) => self.name.text.contains(|letter: char| letter.is_ascii_digit()),
            Some(NamedAfter::Other) | None => false,
        }
    }

    /// Kind and name: «xã Bình Giang», «Phường Lê Chân».
    #[must_use]
    pub fn full(&self) -> String {
        let full = format!("{} {}", self.kind.as_str(), self.name.text);
        if self.kind_is_of_the_name() { capitalized(&full) } else { full }
    }

    /// Returns the name that is before the date (Decree 30, Appendix I, II.4.a): «Bình Giang», «Phường Lê Chân».
    #[must_use]
    pub fn place(&self) -> String {
        if self.kind_is_of_the_name() { self.full() } else { self.name.to_string() }
    }
}

impl FromNode for Commune {
    const EXAMPLE: &'static str = "{ name = \"Bình Giang\", kind = \"xã\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let name = reader.required("name").unwrap_or_else(|| SourceText::empty(node.span));
        let kind = reader.required("kind").unwrap_or(CommuneKind::Commune);
        let named_after = reader.optional("named_after");
        let city = reader.optional("city");
        reader.finish();
        Some(Self { name, kind, named_after, city })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn commune(name: &str, named_after: Option<NamedAfter>) -> Commune {
        let span = Span::new(SourceMap::new().add("x", ""), 0..0);
        let name = SourceText::implied(name, span);
        let named_after = named_after.map(|what| Located::new(what, span));
        Commune { name, kind: CommuneKind::Ward, named_after, city: None }
    }

    #[test]
    fn the_kind_is_part_of_a_name_that_is_a_persons_a_number_or_an_event() {
        for (name, named_after, full, place) in [
            ("Dương Kinh", None, "phường Dương Kinh", "Dương Kinh"),
            ("Lê Chân", Some(NamedAfter::Person), "Phường Lê Chân", "Phường Lê Chân"),
            ("Điện Biên Phủ", Some(NamedAfter::Event), "Phường Điện Biên Phủ", "Phường Điện Biên Phủ"),
            ("1", None, "Phường 1", "Phường 1"),
            ("Móng Cái 1", None, "phường Móng Cái 1", "Móng Cái 1"),
            ("Móng Cái 1", Some(NamedAfter::Number), "Phường Móng Cái 1", "Phường Móng Cái 1"),
            ("Hưng Đạo", Some(NamedAfter::Other), "phường Hưng Đạo", "Hưng Đạo"),
            ("Dương Kinh", Some(NamedAfter::Number), "phường Dương Kinh", "Dương Kinh"),
        ] {
            let commune = commune(name, named_after);
            assert_eq!((commune.full().as_str(), commune.place().as_str()), (full, place));
        }
    }
}
