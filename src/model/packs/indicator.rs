//! An indicator: what a baseline measures, and the least that a commune may promise.

use jiff::civil::Date;

use crate::base::diagnostic::{MISSING_KEY, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::{Id, OwnId};
use crate::model::measure::{Measure, Reported};
use crate::model::time::Day;

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

/// A minimum, or one for each of several days.
struct Minimums(Vec<Measure>);

impl FromNode for Minimums {
    const EXAMPLE: &'static str = "{ op = \">=\", value = 80, unit = \"%\", by = \"2027\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.value.as_array().is_none() {
            return Reported::from_node(node, decoder).map(|Reported(measure)| Self(vec![measure]));
        }
        let all: Vec<Measure> =
            Vec::<Option<Reported>>::from_node(node, decoder)?.into_iter().flatten().map(|one| one.0).collect();
        // By which day each of them is asked for only it can say.
        for measure in all.iter().filter(|measure| measure.by.is_none() && all.len() > 1) {
            decoder.report(
                &MISSING_KEY,
                measure.span,
                text("mức trong danh sách thiếu hạn `by`", "a minimum of a list has no `by`"),
                text("thêm hạn của từng mức, như `by = \"2027\"`", "add the day of each, such as `by = \"2027\"`"),
            );
        }
        Some(Self(all))
    }
}

/// That the city asks for an indicator no more.
#[derive(Debug, Clone)]
pub struct Retired {
    /// The first day on which it does not.
    pub on: Located<Day>,
    /// The indicator that it asks for instead.
    pub replaced_by: Option<Located<Id>>,
}

impl FromNode for Retired {
    const EXAMPLE: &'static str = "{ on = \"2026-07-01\", replaced_by = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let on = reader.required("on");
        let replaced_by = reader.optional("replaced_by");
        reader.finish();
        Some(Self { on: on?, replaced_by })
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
    /// The least that a commune may promise, where it is known: by one day, or by each of several.
    pub commune: Vec<Measure>,
    /// Since when the city asks for it no more, and what it asks for instead.
    pub retired: Option<Retired>,
    /// Where it was read.
    pub quotes: Vec<Quote>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Doubts and parents' values.
    pub note: Option<String>,
}

impl Indicator {
    /// Returns whether the city asks for it no more on a day.
    #[must_use]
    pub fn is_retired(&self, day: Date) -> bool {
        self.retired.as_ref().is_some_and(|retired| retired.on.value.0 <= day)
    }

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
        let city = reader.optional::<Reported>("city").map(|measure| measure.0);
        let commune = reader.optional::<Minimums>("commune").map(|minimums| minimums.0).unwrap_or_default();
        let retired = reader.optional("retired");
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
            retired,
            quotes,
            confidence: confidence?,
            note,
        })
    }
}
