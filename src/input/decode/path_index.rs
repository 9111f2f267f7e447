//! Which datum is at which place of a file.

use std::cmp::Reverse;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::source::{SourceFile, Span};
use crate::base::vietnamese::composed::composed;

/// The data of a file and their places.
#[derive(Debug)]
pub struct PathIndex {
    data: Vec<Entry>,
    /// Where the file writes a datum, its key or its value, and which one it is.
    places: Vec<(Range<usize>, usize)>,
}

/// A datum of a file: the step down to it from the one above it.
#[derive(Debug)]
struct Entry {
    above: Option<usize>,
    step: Step,
}

/// A key, or an item of a list with what it is called.
#[derive(Debug)]
enum Step {
    Key(String),
    Item(usize, Option<String>),
}

/// A datum, as programs name it and as people do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DataPath {
    /// Its path by places in lists: `targets[3].promise.value`. It changes when the list is put in another order.
    pub path: String,
    /// Its path by ids: `targets`, `lan`, `promise`, `value`. It stays.
    pub steps: Vec<String>,
}

impl DataPath {
    /// Returns the path by ids, joined by dots: `targets.lan.promise.value`.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.steps.join(".")
    }

    /// Returns the item of a list, or the table, that it belongs to: `targets.lan`.
    #[must_use]
    pub fn item(&self) -> String {
        let length = if self.path.contains('[') { 2 } else { 1 };
        self.steps.iter().take(length).map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// Returns whether it is the datum that a path by ids names, or a part of it.
    #[must_use]
    pub fn is_within(&self, anchor: &str) -> bool {
        let mut rest = anchor;
        for step in &self.steps {
            match rest.strip_prefix(step.as_str()) {
                Some("") => return true,
                Some(more) if more.starts_with('.') => rest = &more[1..],
                _ => return false,
            }
        }
        false
    }
}

impl PathIndex {
    /// Returns the index of a file. A file with mistakes has the part that can be read; a CSV file has no data with a path.
    #[must_use]
    pub fn of(file: &SourceFile) -> Self {
        let mut index = Self { data: Vec::new(), places: Vec::new() };
        if !file.is_csv() {
            index.add_table(None, DeTable::parse_recoverable(file.text()).0.get_ref());
            index.places.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        }
        index
    }

    /// Returns the innermost datum at the start of a span; none for what concerns the whole file.
    #[must_use]
    pub fn at(&self, span: Span) -> DataPath {
        let around = |range: &Range<usize>| range.contains(&span.start) || range.start == span.start;
        // Places nest, so the last one that begins here or before and is not over yet is the innermost. The header of a first item is
        // the place of its list too: the item comes after the list.
        let begun = self.places.partition_point(|(range, _)| range.start <= span.start);
        let innermost = self.places[..begun].iter().rev().find(|(range, _)| around(range));
        let Some((_, datum)) = innermost.filter(|_| span.range() != (0..0)) else { return DataPath::default() };
        let mut data_path = self.path_to(*datum);
        // The id of an item is the place to point at for all that the item lacks.
        if data_path.path.ends_with("].id") {
            data_path.path.truncate(data_path.path.len() - ".id".len());
        }
        data_path
    }

    fn path_to(&self, datum: usize) -> DataPath {
        let Entry { above, step } = &self.data[datum];
        let mut data_path = above.map(|above| self.path_to(above)).unwrap_or_default();
        match step {
            Step::Key(key) => {
                if !data_path.path.is_empty() {
                    data_path.path.push('.');
                }
                data_path.path.push_str(key);
                data_path.steps.push(key.clone());
            }
            Step::Item(index, name) => {
                data_path.path.push_str(&format!("[{index}]"));
                data_path.steps.push(name.clone().unwrap_or_else(|| index.to_string()));
            }
        }
        data_path
    }

    fn add_table(&mut self, above: Option<usize>, table: &DeTable<'_>) {
        for (key, value) in table {
            self.add(above, Step::Key(key.get_ref().to_string()), Some(key.span()), value);
        }
    }

    fn add(&mut self, above: Option<usize>, step: Step, key: Option<Range<usize>>, value: &Spanned<DeValue<'_>>) {
        let datum = self.data.len();
        self.data.push(Entry { above, step });
        self.places.extend(key.into_iter().chain([value.span()]).map(|range| (range, datum)));
        match value.get_ref() {
            DeValue::Table(table) => self.add_table(Some(datum), table),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let name = name_of(item.get_ref()).map(|name| composed(name).into_owned());
                    self.add(Some(datum), Step::Item(index, name), None, item);
                }
            }
            _ => {}
        }
    }
}

/// Returns where the strings of a file are, with their quotes, in the order of the file. A file with mistakes has those that can be
/// read.
#[must_use]
pub fn string_ranges(source: &str) -> Vec<Range<usize>> {
    let (table, _) = DeTable::parse_recoverable(source);
    let mut out = Vec::new();
    let mut waiting: Vec<&Spanned<DeValue<'_>>> = table.get_ref().values().collect();
    while let Some(value) = waiting.pop() {
        match value.get_ref() {
            DeValue::String(_) => out.push(value.span()),
            DeValue::Array(items) => waiting.extend(items.iter()),
            DeValue::Table(table) => waiting.extend(table.values()),
            _ => {}
        }
    }
    out.sort_by_key(|range| range.start);
    out
}

/// Returns what an item of a list is called: its id, or that of what it speaks of.
fn name_of<'a>(item: &'a DeValue<'_>) -> Option<&'a str> {
    match item {
        DeValue::String(text) => Some(text.as_ref()),
        DeValue::Table(table) => {
            ["id", "agency", "document"].iter().find_map(|key| table.get(*key)?.get_ref().as_str())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    const PLAN: &str = "schema = 1\n\n[signer]\nname = \"Vũ\"\n\n[recipients]\nto = [\"a\", { agency = \"b\" }]\n\n\
                        [[targets]]\nid = \"lan\"\npromise = { value = 50 }\n\n[[targets]]\nid = \"kho\"\n\n\
                        [[sections]]\nid = \"muc-tieu.cu-the\"\ntext = '''\nmột\nhai\n'''\n";

    fn data_path(name: &str, text: &str) -> DataPath {
        let mut sources = SourceMap::new();
        let file = sources.add(name, PLAN);
        let start = PLAN.find(text).unwrap();
        PathIndex::of(sources.file(file)).at(Span::new(file, start..start + 1))
    }

    fn at(text: &str) -> (String, String) {
        let data_path = data_path("plan.toml", text);
        (data_path.path.clone(), data_path.anchor())
    }

    #[test]
    fn a_place_gives_the_path_of_its_datum() {
        let pair = |path: &str, anchor: &str| (path.to_owned(), anchor.to_owned());
        assert_eq!(at("1"), pair("schema", "schema"));
        assert_eq!(at("[signer]"), pair("signer", "signer"));
        assert_eq!(at("Vũ"), pair("signer.name", "signer.name"));
        assert_eq!(at("\"a\""), pair("recipients.to[0]", "recipients.to.a"));
        assert_eq!(at("b\""), pair("recipients.to[1].agency", "recipients.to.b.agency"));
        assert_eq!(at("50"), pair("targets[0].promise.value", "targets.lan.promise.value"));
        assert_eq!(at("[[targets]]\nid = \"kho\""), pair("targets[1]", "targets.kho"));
        assert_eq!(at("[[targets]]"), pair("targets[0]", "targets.lan"));
        assert_eq!(at("targets]]\nid = \"lan\""), pair("targets", "targets"));
        assert_eq!(at("\"kho\""), pair("targets[1]", "targets.kho.id"));
        assert_eq!(at("hai"), pair("sections[0].text", "sections.muc-tieu.cu-the.text"));
        assert_eq!(at("\n\n[signer]"), pair("", ""));
        assert_eq!(data_path("plan.CSV", "Vũ"), DataPath::default());
    }

    #[test]
    fn an_anchor_names_a_datum_and_its_parts_only() {
        let data_path = data_path("plan.toml", "hai");
        for within in ["sections", "sections.muc-tieu.cu-the", "sections.muc-tieu.cu-the.text"] {
            assert!(data_path.is_within(within), "{within}");
        }
        for other in ["", "section", "sections.muc-tieu", "sections.muc-tieu.cu", "sections.muc-tieu.cu-the.title"] {
            assert!(!data_path.is_within(other), "{other}");
        }
        assert_eq!(data_path.item(), "sections.muc-tieu.cu-the");
    }
}
