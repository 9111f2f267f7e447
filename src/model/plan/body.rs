//! `[issuer]`: a body other than the People's Committee of a commune that issues the plan.

use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::Span;
use crate::base::vietnamese::letter::capitalized;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::plan::{CommuneKind, Issuer};

/// What kind of body issues the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// A ministry (bộ).
    Ministry,
    /// A department of a ministry (cục).
    Agency,
    /// The Prime Minister, who issues decisions by this office (Decree 30, Appendix I, II.2.a: «chức danh nhà nước»).
    PrimeMinister,
    /// The People's Committee of a province (tỉnh).
    Province,
    /// The People's Committee of a city under the central government (thành phố).
    City,
    /// A department of the province's People's Committee (sở).
    Department,
    /// A division of the commune's People's Committee (phòng).
    Division,
    /// An office (văn phòng).
    Office,
    /// A centre (trung tâm).
    Centre,
    /// A steering committee (ban chỉ đạo).
    Steering,
}

/// Of what a body is a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Of the central government.
    Central,
    /// Of a province.
    Province,
    /// Of a commune, or of a province.
    Any,
}

/// How a body decides, and so how its documents are signed (Decree 30, Điều 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// A People's Committee decides as one body: its head signs on its behalf.
    Committee,
    /// So does a steering committee.
    Steering,
    /// The head decides, and signs in his or her own capacity.
    Head,
}

impl BodyKind {
    #[must_use]
    pub fn regime(self) -> Regime {
        match self {
            Self::Province | Self::City => Regime::Committee,
            Self::Steering => Regime::Steering,
            Self::Ministry
            | Self::Agency
            | Self::PrimeMinister
            | Self::Department
            | Self::Division
            | Self::Office
            | Self::Centre => Regime::Head,
        }
    }

    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Ministry | Self::Agency | Self::PrimeMinister => Level::Central,
            Self::Province | Self::City | Self::Department => Level::Province,
            Self::Division | Self::Office | Self::Centre | Self::Steering => Level::Any,
        }
    }

    /// Returns whether the letterhead names a body above it: a ministry, a province and the Prime Minister stand alone.
    #[must_use]
    pub fn has_superior(self) -> bool {
        match self {
            Self::Ministry | Self::PrimeMinister | Self::Province | Self::City => false,
            Self::Agency | Self::Department | Self::Division | Self::Office | Self::Centre | Self::Steering => true,
        }
    }

    /// Returns the letters in its symbol, where they are the same for all of its kind.
    #[must_use]
    pub fn symbol(self) -> Option<&'static str> {
        match self {
            Self::Province | Self::City => Some(Issuer::COMMITTEE_SYMBOL),
            Self::PrimeMinister => Some("TTg"),
            Self::Ministry
            | Self::Agency
            | Self::Department
            | Self::Division
            | Self::Office
            | Self::Centre
            | Self::Steering => None,
        }
    }

    /// Returns the title of its head.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Ministry => "Bộ trưởng",
            Self::Agency => "Cục trưởng",
            Self::PrimeMinister => "Thủ tướng",
            Self::Province | Self::City => "Chủ tịch",
            Self::Department | Self::Centre => "Giám đốc",
            Self::Division => "Trưởng phòng",
            Self::Office => "Chánh Văn phòng",
            Self::Steering => "Trưởng ban",
        }
    }

    /// Returns the title of a deputy of its head.
    #[must_use]
    pub fn deputy(self) -> String {
        match self {
            Self::Ministry => "Thứ trưởng".to_owned(),
            _ => format!("Phó {}", self.head()),
        }
    }

    /// Returns how its name begins: «Sở», «Ban Chỉ đạo» (Decree 30, Appendix II, IV.1); the kind of a province stays in lower case.
    fn beginning(self) -> String {
        match self {
            Self::Province | Self::City => self.as_str().to_owned(),
            Self::Steering => "Ban Chỉ đạo".to_owned(),
            Self::Ministry
            | Self::Agency
            | Self::PrimeMinister
            | Self::Department
            | Self::Division
            | Self::Office
            | Self::Centre => capitalized(self.as_str()),
        }
    }
}

impl Keyword for BodyKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("bộ", Self::Ministry),
        ("cục", Self::Agency),
        ("thủ tướng", Self::PrimeMinister),
        ("tỉnh", Self::Province),
        ("thành phố", Self::City),
        ("sở", Self::Department),
        ("phòng", Self::Division),
        ("văn phòng", Self::Office),
        ("trung tâm", Self::Centre),
        ("ban chỉ đạo", Self::Steering),
    ];
}

impl FromNode for BodyKind {
    const EXAMPLE: &'static str = "\"sở\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = node.value.as_str();
        if let Some((word, _)) = CommuneKind::WORDS.iter().find(|(word, _)| Some(*word) == given) {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text(
                    format!("kế hoạch do Ủy ban nhân dân {word} ban hành không dùng [issuer]"),
                    format!("a plan of a {word} has no [issuer]"),
                ),
                text(
                    format!("đổi tên bảng [issuer] thành [commune], giữ dòng `kind = \"{word}\"` và `name`"),
                    format!("rename the table [issuer] to [commune], with `kind = \"{word}\"` and `name`"),
                ),
            );
            return None;
        }
        decode_keyword(node, decoder)
    }
}

/// A body that issues the plan.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its `[issuer]` table.
    pub span: Span,
    pub kind: BodyKind,
    /// Its proper name, without the kind: «Hải Phòng», «Khoa học và Công nghệ», «chuyển đổi số xã Bình Giang».
    pub name: SourceText,
    /// Its abbreviation in the symbol of its documents, which its head decides (Decree 30, Appendix I, II.3.b).
    pub symbol: Option<SourceText>,
    /// The body that it is part of, as the letterhead names it: «UBND thành phố Hải Phòng» (Appendix I, II.2.a).
    pub superior: Option<SourceText>,
}

impl Body {
    /// Kind and name: «thành phố Hải Phòng», «Sở Khoa học và Công nghệ», «Ban Chỉ đạo chuyển đổi số xã Bình Giang».
    #[must_use]
    pub fn called(&self) -> String {
        match self.province() {
            Some(province) if self.kind.regime() == Regime::Committee => province.full(),
            _ => format!("{} {}", self.kind.beginning(), self.name.text.trim()),
        }
    }

    /// Returns the place before the date (Decree 30, Appendix I, II.4.a): of a central body, the capital.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        match self.kind.level() {
            Level::Central => Some("Hà Nội".to_owned()),
            Level::Province | Level::Any => self.province().map(Province::place),
        }
    }

    /// Returns the province that it is, that its superior body is of, or that its own name has at its end.
    #[must_use]
    pub fn province(&self) -> Option<Province<'_>> {
        match self.kind {
            BodyKind::Province | BodyKind::City => {
                Some(Province { kind: self.kind.as_str(), name: self.name.text.trim() })
            }
            BodyKind::Ministry | BodyKind::Agency | BodyKind::PrimeMinister => None,
            BodyKind::Department | BodyKind::Division | BodyKind::Office | BodyKind::Centre | BodyKind::Steering => {
                let of_superior = self.superior.as_ref().and_then(|superior| Province::at_the_end(&superior.text));
                of_superior.or_else(|| Province::at_the_end(&self.name.text))
            }
        }
    }
}

impl FromNode for Body {
    const EXAMPLE: &'static str = "{ kind = \"thành phố\", name = \"Hải Phòng\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let kind = reader.required("kind");
        let name = reader.required("name");
        let symbol = reader.optional("symbol");
        let superior = reader.optional("superior");
        reader.finish();
        Some(Self { span: node.span, kind: kind?, name: name?, symbol, superior })
    }
}

/// A province, or a city under the central government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province<'t> {
    /// «tỉnh», «thành phố».
    pub kind: &'static str,
    /// Its proper name: «Hải Phòng».
    pub name: &'t str,
}

impl<'t> Province<'t> {
    /// The one at the end of a body's name: «UBND thành phố Hải Phòng».
    fn at_the_end(body: &'t str) -> Option<Self> {
        let found = |word: &str| {
            let at = body.rfind(&format!("{word} ")).filter(|at| *at == 0 || body[..*at].ends_with(' '))?;
            Some((at, body[at + word.len()..].trim_matches([' ', '.', ',', ';', ':'])))
        };
        ["tỉnh", "Tỉnh", "thành phố", "Thành phố", "TP", "TP."]
            .into_iter()
            .filter_map(|word| {
                let (at, name) = found(word)?;
                let kind = if word.to_lowercase() == "tỉnh" { "tỉnh" } else { "thành phố" };
                name.starts_with(char::is_uppercase).then_some((at, Self { kind, name }))
            })
            .max_by_key(|(at, _)| *at)
            .map(|(_, province)| province)
    }

    /// Returns whether the kind is part of the proper name. The decree names one (Appendix II, III.1.c): «Thành phố Hồ Chí Minh».
    fn kind_is_of_the_name(self) -> bool {
        self.name == "Hồ Chí Minh"
    }

    /// Kind and name: «thành phố Hải Phòng», «Thành phố Hồ Chí Minh».
    #[must_use]
    pub fn full(self) -> String {
        let full = format!("{} {}", self.kind, self.name);
        if self.kind_is_of_the_name() { capitalized(&full) } else { full }
    }

    /// Returns the name that is before the date (Appendix I, II.4.a): «Hải Phòng», «Thành phố Hồ Chí Minh».
    #[must_use]
    pub fn place(self) -> String {
        if self.kind_is_of_the_name() { self.full() } else { self.name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bodys_name_tells_its_province() {
        for (body, full, place) in [
            ("UBND thành phố Hải Phòng", Some("thành phố Hải Phòng"), Some("Hải Phòng")),
            ("Ủy ban nhân dân tỉnh Quảng Ninh", Some("tỉnh Quảng Ninh"), Some("Quảng Ninh")),
            ("UBND Thành phố Hồ Chí Minh", Some("Thành phố Hồ Chí Minh"), Some("Thành phố Hồ Chí Minh")),
            ("chuyển đổi số thành phố Huế", Some("thành phố Huế"), Some("Huế")),
            ("UBND TP. Hải Phòng", Some("thành phố Hải Phòng"), Some("Hải Phòng")),
            ("UBND TP Huế;", Some("thành phố Huế"), Some("Huế")),
            ("UBND xã Bình Giang", None, None),
            ("các sở, ban, ngành thành phố", None, None),
            ("chỉnh tỉnh", None, None),
        ] {
            let found = Province::at_the_end(body);
            assert_eq!(found.map(Province::full).as_deref(), full, "{body}");
            assert_eq!(found.map(Province::place).as_deref(), place, "{body}");
        }
    }
}
