//! From a place in a file back to the path of the value there.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The values of a file and where they are.
#[derive(Debug)]
pub struct PathIndex<'s> {
    table: Spanned<DeTable<'s>>,
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
    /// The path by ids, joined by dots: `targets.lan.promise.value`.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.steps.join(".")
    }

    /// The item of a list, or the table, that it belongs to: `targets.lan`.
    #[must_use]
    pub fn item(&self) -> String {
        let length = if self.path.contains('[') { 2 } else { 1 };
        self.steps.iter().take(length).map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// Whether it is the datum that a path by ids names, or a part of it.
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

    /// The datum at the end of a walk.
    fn of(walk: &[Step<'_>]) -> Self {
        let mut data_path = Self::default();
        for step in walk {
            match step {
                Step::Key(key) => {
                    if !data_path.path.is_empty() {
                        data_path.path.push('.');
                    }
                    data_path.path.push_str(key);
                    data_path.steps.push((*key).to_owned());
                }
                Step::Item(index, name) => {
                    let number = index.to_string();
                    data_path.path.push_str(&format!("[{number}]"));
                    data_path.steps.push(name.map_or(number, str::to_owned));
                }
            }
        }
        data_path
    }
}

/// A step down the tree: a key, or an item of a list with what it is called.
#[derive(Debug, Clone, Copy)]
enum Step<'t> {
    Key(&'t str),
    Item(usize, Option<&'t str>),
}

impl<'s> PathIndex<'s> {
    /// The outline of a file's text. A text with mistakes has the part that can be read.
    #[must_use]
    pub fn of(source: &'s str) -> Self {
        Self { table: DeTable::parse_recoverable(source).0 }
    }

    /// The datum at an offset, the innermost one; none for what belongs to the whole file.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<DataPath> {
        let mut search = Search { offset, walk: Vec::new(), best: None };
        search.table(self.table.get_ref());
        search.best.map(|(_, walk)| DataPath::of(&walk))
    }
}

/// The places of the strings of a file, with their quotes, in the order of the file. A file with mistakes has those that can be
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

/// A search through the tree for the smallest datum around a place.
struct Search<'t> {
    offset: usize,
    walk: Vec<Step<'t>>,
    best: Option<(usize, Vec<Step<'t>>)>,
}

impl<'t> Search<'t> {
    fn table(&mut self, table: &'t DeTable<'_>) {
        for (key, value) in table {
            self.walk.push(Step::Key(key.get_ref()));
            // The key of an array of tables is in its first header, which is the first item's.
            if !is_list_of_tables(value.get_ref()) {
                self.consider(&key.span());
            }
            self.value(value.get_ref(), &value.span());
            self.walk.pop();
        }
    }

    fn value(&mut self, value: &'t DeValue<'_>, range: &Range<usize>) {
        if !is_list_of_tables(value) {
            self.consider(range);
        }
        match value {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.walk.push(Step::Item(index, name_of(item.get_ref())));
                    self.value(item.get_ref(), &item.span());
                    self.walk.pop();
                }
            }
            _ => {}
        }
    }

    fn consider(&mut self, range: &Range<usize>) {
        let around = range.start <= self.offset && self.offset < range.end.max(range.start + 1);
        if around && self.best.as_ref().is_none_or(|(length, _)| range.len() < *length) {
            self.best = Some((range.len(), self.walk.clone()));
        }
    }
}

fn is_list_of_tables(value: &DeValue<'_>) -> bool {
    value.as_array().is_some_and(|items| items.iter().any(|item| item.get_ref().is_table()))
}

/// What an item of a list is called: its id, or that of what it speaks of.
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

    const PLAN: &str = "schema = 1\n\n[signer]\nname = \"Vũ\"\n\n[recipients]\nto = [\"a\", { agency = \"b\" }]\n\n\
                        [[targets]]\nid = \"lan\"\npromise = { value = 50 }\n\n[[targets]]\nid = \"kho\"\n\n\
                        [[sections]]\nid = \"muc-tieu.cu-the\"\ntext = '''\nmột\nhai\n'''\n";

    fn at(text: &str) -> (String, String) {
        let path_index = PathIndex::of(PLAN);
        let data_path = path_index.at(PLAN.find(text).unwrap()).unwrap_or_default();
        (data_path.path.clone(), data_path.anchor())
    }

    #[test]
    fn a_place_is_led_back_to_its_datum() {
        let pair = |path: &str, anchor: &str| (path.to_owned(), anchor.to_owned());
        assert_eq!(at("1"), pair("schema", "schema"));
        assert_eq!(at("[signer]"), pair("signer", "signer"));
        assert_eq!(at("Vũ"), pair("signer.name", "signer.name"));
        assert_eq!(at("\"a\""), pair("recipients.to[0]", "recipients.to.a"));
        assert_eq!(at("b\""), pair("recipients.to[1].agency", "recipients.to.b.agency"));
        assert_eq!(at("50"), pair("targets[0].promise.value", "targets.lan.promise.value"));
        assert_eq!(at("[[targets]]\nid = \"kho\""), pair("targets[1]", "targets.kho"));
        assert_eq!(at("[[targets]]"), pair("targets[0]", "targets.lan"));
        assert_eq!(at("hai"), pair("sections[0].text", "sections.muc-tieu.cu-the.text"));
        assert_eq!(at("\n\n[signer]"), pair("", ""));
    }

    #[test]
    fn an_anchor_names_a_datum_and_its_parts_only() {
        let path_index = PathIndex::of(PLAN);
        let data_path = path_index.at(PLAN.find("hai").unwrap()).unwrap();
        for within in ["sections", "sections.muc-tieu.cu-the", "sections.muc-tieu.cu-the.text"] {
            assert!(data_path.is_within(within), "{within}");
        }
        for other in ["", "section", "sections.muc-tieu", "sections.muc-tieu.cu", "sections.muc-tieu.cu-the.title"] {
            assert!(!data_path.is_within(other), "{other}");
        }
        assert_eq!(data_path.item(), "sections.muc-tieu.cu-the");
    }
}
