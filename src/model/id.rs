//! Ids: how plans and packs refer to their own parts.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::diagnostic::{Findings, LOOK_ALIKE, NOT_ALLOWED, Text, UNKNOWN_ID, did_you_mean, text};
use crate::base::source::{FileId, Located, Span};
use crate::base::vietnamese::fold::fold;
use crate::input::decode::{Decoder, FromNode, Node, TableReader};
use crate::input::letters;

/// An id: lower-case ASCII letters, digits and `-`; of a section, several joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The form as a regular expression, for tools that know nothing of this type.
    pub const PATTERN: &'static str = r"^[a-z0-9-]+(\.[a-z0-9-]+)*$";

    /// Returns whether a text has the form of an id.
    #[must_use]
    pub fn is_well_formed(text: &str) -> bool {
        text.split('.').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
    }

    /// Returns the id that words make: `noi-dung` of «Nội dung». `None` of words without a letter or a digit.
    #[must_use]
    pub fn of_words(words: &str) -> Option<Self> {
        let folded = fold(words);
        let parts: Vec<&str> =
            folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| Self(parts.join("-")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id of the parent: what is before the last dot.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('.').map(|(parent, _)| parent)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A reference to a part of a plan or a pack. One that is only nearly an id is reported and kept as it is typed: whoever looks it up
/// knows which id was meant, and says that instead ([`settle`]).
impl FromNode for Id {
    const EXAMPLE: &'static str = "\"ten-khong-dau\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        if Self::is_well_formed(&given) {
            return Some(Self(given));
        }
        report_malformed(&given, node, decoder);
        Self::is_well_formed(&letters::id_form(&given)).then_some(Self(given))
    }
}

/// An id that a part is given: in the form of ids.
#[derive(Debug)]
pub struct OwnId(Id);

impl FromNode for OwnId {
    const EXAMPLE: &'static str = Id::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        if Id::is_well_formed(&given) {
            return Some(Self(Id(given)));
        }
        report_malformed(&given, node, decoder);
        None
    }
}

impl OwnId {
    /// Reads the id of an item, the value of its key `id`.
    pub fn of(reader: &mut TableReader<'_, '_, '_>) -> Option<Located<Id>> {
        Self::required(reader, "id")
    }

    /// Reads the value of another key that gives an id.
    pub fn required(reader: &mut TableReader<'_, '_, '_>, key: &'static str) -> Option<Located<Id>> {
        reader.required::<Located<Self>>(key).map(|id| id.map(|id| id.0))
    }

    /// Reads the value of another key that gives an id, where it is there.
    pub fn optional(reader: &mut TableReader<'_, '_, '_>, key: &'static str) -> Option<Located<Id>> {
        reader.optional::<Located<Self>>(key).map(|id| id.map(|id| id.0))
    }
}

fn report_malformed(given: &str, node: Node<'_>, decoder: &mut Decoder<'_>) {
    let plain: String =
        letters::id_form(given).chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let (strange_vi, strange_en) = letters::in_brackets(given);
    decoder.report(
        &NOT_ALLOWED,
        node.span,
        text(format!("`{given}` không dùng làm mã được{strange_vi}"), format!("`{given}` cannot be an id{strange_en}")),
        text(
            format!("mã chỉ gồm chữ thường không dấu, số và dấu `-`, như `{plain}`"),
            format!("ids have lower-case ASCII letters, digits and `-`, such as `{plain}`"),
        ),
    );
}

/// What an id is an id of, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdKind {
    pub vi: &'static str,
    pub en: &'static str,
}

impl IdKind {
    pub const SECTION: Self = Self { vi: "mục", en: "section" };
    pub const GROUP: Self = Self { vi: "nhóm", en: "group" };
    pub const TARGET: Self = Self { vi: "chỉ tiêu", en: "target" };
    pub const TASK: Self = Self { vi: "nhiệm vụ", en: "task" };
    pub const EXTRA: Self = Self { vi: "thông tin thêm của nhiệm vụ", en: "further detail of tasks" };
    pub const APPENDIX: Self = Self { vi: "phụ lục", en: "appendix" };
    /// What a reference may lead to.
    pub const SECTION_OR_APPENDIX: Self = Self { vi: "mục, phụ lục, điểm", en: "section, appendix or point" };
    pub const TABLE: Self = Self { vi: "bảng", en: "table" };
    pub const FOOTNOTE: Self = Self { vi: "chú thích", en: "footnote" };
    pub const COLUMN: Self = Self { vi: "cột", en: "column" };
    pub const AGENCY: Self = Self { vi: "cơ quan", en: "agency" };
    pub const DOCUMENT: Self = Self { vi: "văn bản", en: "legal document" };
    pub const INDICATOR: Self = Self { vi: "chỉ số", en: "indicator" };
    pub const BASELINE: Self = Self { vi: "kế hoạch của thành phố", en: "city plan" };
    pub const SENTENCE: Self = Self { vi: "câu mẫu", en: "standard sentence" };
    pub const CITY: Self = Self { vi: "bộ dữ liệu của thành phố", en: "city" };

    /// Returns the command that lists the ids of the packs.
    #[must_use]
    pub fn listed_by(self) -> Option<&'static str> {
        match self {
            Self::AGENCY => Some("kehoach ids agencies"),
            Self::DOCUMENT => Some("kehoach ids documents"),
            Self::INDICATOR => Some("kehoach ids indicators"),
            Self::SECTION => Some("kehoach ids sections"),
            Self::BASELINE => Some("kehoach baseline"),
            _ => None,
        }
    }

    /// Returns the help on an id that is like none.
    #[must_use]
    pub fn where_to_look(self) -> Text {
        let Self { vi, en } = self;
        match self.listed_by() {
            Some(command) => text(
                format!("tìm mã bằng `{command}`, hoặc thêm {vi} ấy vào kế hoạch"),
                format!("find the id with `{command}`, or add the {en} to the plan"),
            ),
            None => text(
                format!("dùng mã của một {vi} có thật, hoặc thêm {vi} ấy vào kế hoạch"),
                format!("use the id of an existing {en}, or add it to the plan"),
            ),
        }
    }

    /// What is wrong with an id that is not among those that are known, and which one was meant. `before` is what precedes the value on
    /// the line to write, such as `lead = `.
    pub fn unknown<'i>(
        self,
        given: &str,
        before: &str,
        known: impl IntoIterator<Item = &'i str>,
        otherwise: impl FnOnce() -> Text,
    ) -> (Text, Text) {
        let known: Vec<&str> = known.into_iter().collect();
        if let Some(same) = misspelt(given, &known) {
            return near(given, before, same);
        }
        let Self { vi, en } = self;
        (
            text(format!("không có {vi} nào mã `{given}`"), format!("unknown {en} id `{given}`")),
            did_you_mean(&letters::id_form(given), known, otherwise),
        )
    }
}

/// Leaves out what was found when an id was read, its form and its letters, where the id was looked up and is reported for that: it is
/// one mistake.
pub fn settle(findings: &mut Findings) {
    let unknown: BTreeMap<(FileId, usize), usize> = findings
        .iter()
        .filter(|finding| finding.meta == &UNKNOWN_ID)
        .map(|finding| ((finding.span.file, finding.span.start), finding.span.end))
        .collect();
    let explained = |place: Span| {
        let before = unknown.range(..=(place.file, place.start)).next_back();
        before.is_some_and(|((file, _), end)| *file == place.file && place.end <= *end)
    };
    let of_reading = [&NOT_ALLOWED, &LOOK_ALIKE];
    if !unknown.is_empty() {
        findings.retain_mut(|finding| !of_reading.contains(&finding.meta) || !explained(finding.span));
    }
}

/// Says that a value is an id in another spelling.
#[must_use]
pub fn near(given: &str, before: &str, same: &str) -> (Text, Text) {
    let (strange_vi, strange_en) = letters::in_brackets(given);
    (
        text(
            format!("`{given}` viết gần giống mã `{same}`{strange_vi}"),
            format!("`{given}` is nearly the id `{same}`{strange_en}"),
        ),
        text(format!("viết `{before}\"{same}\"`"), format!("write `{before}\"{same}\"`")),
    )
}

/// Returns the id that a value is in another spelling: with capitals, marks, other letters that look the same, characters that cannot be
/// seen, spaces or other signs between its words.
#[must_use]
pub fn misspelt<'i>(given: &str, known: &[&'i str]) -> Option<&'i str> {
    let form = letters::id_form(given);
    let joined = |id: &str| id.replace('-', "");
    let others = || known.iter().copied().filter(|id| *id != given);
    others().find(|id| *id == form).or_else(|| others().find(|id| !form.is_empty() && joined(id) == joined(&form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_of_an_id_are_known() {
        let known = ["phong-vhxh", "van-phong", "nhiem-vu.ha-tang"];
        for (given, id) in [
            ("Phong-VHXH", "phong-vhxh"),
            ("phong_vhxh", "phong-vhxh"),
            ("phongvhxh", "phong-vhxh"),
            ("phong\u{2013}vhxh", "phong-vhxh"),
            ("ph\u{43e}ng-vhxh", "phong-vhxh"),
            ("phong-vhxh\u{200b}", "phong-vhxh"),
            ("Văn phòng", "van-phong"),
            ("Nhiem-vu. ha_tang", "nhiem-vu.ha-tang"),
        ] {
            assert_eq!(misspelt(given, &known), Some(id), "{given}");
        }
        for given in ["phong-vhxh", "phong-vhx", "", "-"] {
            assert_eq!(misspelt(given, &known), None, "{given}");
        }
    }
}
