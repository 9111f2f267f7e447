//! A target (chỉ tiêu) and the groups of targets.

use super::Party;
use super::party::OneOrMany;
use crate::base::diagnostic::{UNKNOWN_ID, did_you_mean, list_en, list_vi, text};
use crate::base::source::Located;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::id::{Id, OwnId, misspelt, near};
use crate::model::measure::{Measure, Reported};
use crate::model::time::Time;

/// A group of targets: a group row I, II of a table.
#[derive(Debug, Clone)]
pub struct Group {
    pub id: Located<Id>,
    pub title: SourceText,
    /// The horizon that the title says; promises of the group that are for it are shown without it.
    pub by: Option<Located<Time>>,
}

impl FromNode for Group {
    const EXAMPLE: &'static str = "{ id = \"ha-tang\", title = \"Phát triển hạ tầng\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let title = reader.required("title");
        let by = reader.optional("by");
        reader.finish();
        Some(Self { id: id?, title: title?, by })
    }
}

/// What a target promises.
#[derive(Debug, Clone)]
pub enum Promise {
    /// No number.
    None,
    Single(Box<Measure>),
    /// Several, by name, in the order of the file.
    Named(Vec<(String, Measure)>),
}

impl Promise {
    /// Returns the measure that a placeholder of the text means.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Measure> {
        match self {
            Self::None => None,
            Self::Single(measure) => (name == "promise").then_some(measure),
            Self::Named(measures) => measures.iter().find(|(known, _)| known == name).map(|(_, measure)| measure),
        }
    }

    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        let (single, named): (Option<&Measure>, &[(String, Measure)]) = match self {
            Self::None => (None, &[]),
            Self::Single(measure) => (Some(measure), &[]),
            Self::Named(measures) => (None, measures),
        };
        single.into_iter().chain(named.iter().map(|(_, measure)| measure))
    }
}

/// Reads either `{ value = … }` or a table of named measures.
struct MeasuredPromise(Promise);

impl FromNode for MeasuredPromise {
    const EXAMPLE: &'static str = Measure::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        const MEASURE_KEYS: [&str; 7] = ["op", "value", "unit", "by", "note", "indicator", "series"];
        let named = node.as_table().is_some_and(|table| {
            !table.is_empty()
                && table
                    .iter()
                    .all(|(key, value)| value.get_ref().is_table() && !MEASURE_KEYS.contains(&key.get_ref().as_ref()))
        });
        if !named {
            return Measure::from_node(node, decoder).map(|measure| Self(Promise::Single(Box::new(measure))));
        }
        let mut reader = TableReader::new(node, decoder)?;
        let keys: Vec<String> = reader.keys().map(|(key, _)| key.to_owned()).collect();
        let measures = keys.into_iter().filter_map(|key| reader.named(&key).map(|measure| (key, measure))).collect();
        Some(Self(Promise::Named(measures)))
    }
}

#[derive(Debug, Clone)]
pub struct Target {
    pub id: Located<Id>,
    /// The group that it belongs to.
    pub group: Option<Located<Id>>,
    /// The section that shows it.
    pub section: Option<Located<Id>>,
    /// Whether no section shows it, because prose quotes it.
    pub quoted: bool,
    /// Who answers for it (chủ trì).
    pub lead: Vec<Party>,
    /// Its wording, with placeholders for measures; the indicator's own where it is left out.
    pub text: Option<SourceText>,
    /// The indicator of a baseline that a single promise answers.
    pub indicator: Option<Located<Id>>,
    /// What the city promises for itself.
    pub city: Option<Measure>,
    /// The result of the last period.
    pub previous: Option<Measure>,
    /// What is promised.
    pub promise: Promise,
}

/// A piece of a target's wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// A placeholder: name and form, and its place in the text.
    Placeholder(&'a str, Option<&'a str>, std::ops::Range<usize>),
}

impl Target {
    /// Returns the measure that a placeholder of the wording means.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        let reported = match name {
            "previous" => self.previous.as_ref(),
            "city" => self.city.as_ref(),
            _ => None,
        };
        self.promise.get(name).or(reported)
    }

    /// Returns the units of the promise, each once.
    #[must_use]
    pub fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = Vec::new();
        for unit in self.promise.measures().filter_map(|measure| measure.unit.as_deref()) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// Returns the name of a measure among several.
    #[must_use]
    pub fn name_of(&self, measure: &Measure) -> Option<&str> {
        let Promise::Named(measures) = &self.promise else { return None };
        measures.iter().find(|(_, known)| std::ptr::eq(known, measure)).map(|(name, _)| name.as_str())
    }

    /// Returns the wording in pieces: words, and the placeholders `{name}` and `{name:form}`.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        self.text.as_ref().map(|text| pieces(&text.text)).unwrap_or_default()
    }
}

/// Splits a wording. A brace that opens no placeholder is a word.
#[must_use]
pub fn pieces(wording: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = wording[at..].find('{') {
        let open = at + found;
        let inside =
            wording[open + 1..].find('}').map(|length| (&wording[open + 1..open + 1 + length], open + 2 + length));
        match inside {
            Some((inside, end)) if is_placeholder(inside) => {
                if open > start {
                    out.push(Piece::Words(&wording[start..open]));
                }
                let (name, form) = inside.split_once(':').map_or((inside, None), |(name, form)| (name, Some(form)));
                out.push(Piece::Placeholder(name, form, open..end));
                (start, at) = (end, end);
            }
            _ => at = open + 1,
        }
    }
    if start < wording.len() {
        out.push(Piece::Words(&wording[start..]));
    }
    out
}

fn is_placeholder(inside: &str) -> bool {
    !inside.is_empty()
        && inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_:".contains(&byte))
}

impl FromNode for Target {
    const EXAMPLE: &'static str = "{ id = \"…\", text = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let id = OwnId::of(&mut reader);
        let group = reader.optional("group");
        let section = reader.optional("section");
        let quoted = reader.optional("quoted").unwrap_or_default();
        let lead: OneOrMany<Party> = reader.optional("lead").unwrap_or_default();
        let indicator: Option<Located<Id>> = reader.optional("indicator");
        let wording = if reader.has("indicator") { reader.optional("text") } else { reader.required("text") };
        let city = reader.optional("city").map(|Reported(measure)| measure);
        let previous = reader.optional("previous").map(|Reported(measure)| measure);
        let has_promise = reader.has("promise");
        let promise = reader.optional::<MeasuredPromise>("promise");
        reader.finish();
        let target = Self {
            id: id?,
            group,
            section,
            quoted,
            lead: lead.0,
            text: wording,
            indicator,
            city,
            previous,
            promise: promise.map_or(Promise::None, |promised| promised.0),
        };
        // A promise that could not be read was reported; its placeholders cannot be judged.
        if !has_promise || !matches!(target.promise, Promise::None) {
            check_placeholders(&target, decoder);
        }
        Some(target)
    }
}

/// Every placeholder names a measure of the target and a form that exists.
fn check_placeholders(target: &Target, decoder: &mut Decoder<'_>) {
    const FORMS: [&str; 3] = ["words", "value", "padded"];
    let mut all: Vec<&str> = match &target.promise {
        Promise::None => Vec::new(),
        Promise::Single(_) => vec!["promise"],
        Promise::Named(measures) => measures.iter().map(|(name, _)| name.as_str()).collect(),
    };
    all.extend(target.previous.as_ref().map(|_| "previous"));
    all.extend(target.city.as_ref().map(|_| "city"));
    check_braces(target, &all, decoder);
    for piece in target.pieces() {
        let Piece::Placeholder(name, form, range) = piece else { continue };
        let span = target.text.as_ref().map_or(target.id.span, |text| text.inner(range));
        let names = all.clone();
        let (given, known) = match form {
            _ if !names.contains(&name) => (name, names),
            Some(form) if !FORMS.contains(&form) => (form, FORMS.to_vec()),
            _ => continue,
        };
        let help = did_you_mean(given, known.iter().copied(), || {
            if known.is_empty() {
                text(
                    "chỉ tiêu này chưa có `promise`; thêm `promise.TÊN = { value = … }`",
                    "this target has no `promise`; add `promise.NAME = { value = … }`",
                )
            } else {
                text(format!("dùng được {}", list_vi(&known)), format!("there are {}", list_en(&known)))
            }
        });
        let message = text(
            format!("không có số đo `{given}` cho chỗ này"),
            format!("there is no measure `{given}` for this place"),
        );
        decoder.report(&UNKNOWN_ID, span, message, help);
    }
}

/// Words in braces that are the name of a measure in another spelling, «{Promise}», would be printed as they are.
fn check_braces(target: &Target, names: &[&str], decoder: &mut Decoder<'_>) {
    let Some(wording) = &target.text else { return };
    for (open, _) in wording.match_indices('{') {
        let Some(length) =
            wording[open + 1..].find(['{', '}']).filter(|length| wording[open + 1 + length..].starts_with('}'))
        else {
            continue;
        };
        let inside = &wording[open + 1..open + 1 + length];
        let name = inside.split_once(':').map_or(inside, |(name, _)| name);
        if is_placeholder(inside) || wording[..open].ends_with('{') {
            continue;
        }
        if let Some(same) = misspelt(name, names) {
            let (message, _) = near(name.trim(), "", same);
            let help = text(format!("viết `{{{same}}}`"), format!("write `{{{same}}}`"));
            decoder.report(&UNKNOWN_ID, wording.inner(open..open + length + 2), message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_split_from_words() {
        assert_eq!(
            pieces("{5g} khu vực {x} và {a:words}; {không} {{"),
            [
                Piece::Placeholder("5g", None, 0..4),
                Piece::Words(" khu vực "),
                Piece::Placeholder("x", None, 15..18),
                Piece::Words(" và "),
                Piece::Placeholder("a", Some("words"), 23..32),
                Piece::Words("; {không} {{"),
            ]
        );
    }
}
