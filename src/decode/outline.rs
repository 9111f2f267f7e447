//! From a place in a file back to the datum that stands there.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The data of a file and where they stand.
#[derive(Debug, Default)]
pub struct Outline {
    entries: Vec<(Range<usize>, Datum)>,
}

/// A datum, as programs name it and as people do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Datum {
    /// Its path by places in lists: `targets[3].promise.value`. It changes when the list is put in another order.
    pub path: String,
    /// Its path by ids: `targets`, `lan`, `promise`, `value`. It stays.
    pub steps: Vec<String>,
}

impl Datum {
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

    fn key(&self, key: &str) -> Self {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        self.step(path, key)
    }

    fn index(&self, index: usize, name: Option<&str>) -> Self {
        let number = index.to_string();
        self.step(format!("{}[{number}]", self.path), name.unwrap_or(&number))
    }

    fn step(&self, path: String, step: &str) -> Self {
        let steps = self.steps.iter().cloned().chain([step.to_owned()]).collect();
        Self { path, steps }
    }
}

impl Outline {
    /// The outline of a file's text. A text with mistakes has the part that can be read.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut outline = Self::default();
        outline.table(DeTable::parse_recoverable(source).0.get_ref(), &Datum::default());
        outline
    }

    /// The datum at an offset, the innermost one; none for what belongs to the whole file.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<&Datum> {
        self.entries
            .iter()
            .filter(|(range, _)| range.start <= offset && offset < range.end.max(range.start + 1))
            .min_by_key(|(range, _)| range.len())
            .map(|(_, datum)| datum)
    }

    fn table(&mut self, table: &DeTable<'_>, datum: &Datum) {
        for (key, value) in table {
            let datum = datum.key(key.get_ref());
            // The key of a list of tables stands in its first header, which is the first item's.
            if !is_list_of_tables(value.get_ref()) {
                self.entries.push((key.span(), datum.clone()));
            }
            self.value(value.get_ref(), value.span(), &datum);
        }
    }

    fn value(&mut self, value: &DeValue<'_>, range: Range<usize>, datum: &Datum) {
        match value {
            DeValue::Table(table) => {
                self.entries.push((range, datum.clone()));
                self.table(table, datum);
            }
            DeValue::Array(items) => {
                if !is_list_of_tables(value) {
                    self.entries.push((range, datum.clone()));
                }
                for (index, item) in items.iter().enumerate() {
                    self.value(item.get_ref(), item.span(), &datum.index(index, name_of(item.get_ref())));
                }
            }
            _ => self.entries.push((range, datum.clone())),
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
        let outline = Outline::of(PLAN);
        let datum = outline.at(PLAN.find(text).unwrap()).cloned().unwrap_or_default();
        (datum.path.clone(), datum.anchor())
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
        let outline = Outline::of(PLAN);
        let datum = outline.at(PLAN.find("hai").unwrap()).unwrap();
        for within in ["sections", "sections.muc-tieu.cu-the", "sections.muc-tieu.cu-the.text"] {
            assert!(datum.is_within(within), "{within}");
        }
        for other in ["", "section", "sections.muc-tieu", "sections.muc-tieu.cu", "sections.muc-tieu.cu-the.title"] {
            assert!(!datum.is_within(other), "{other}");
        }
        assert_eq!(datum.item(), "sections.muc-tieu.cu-the");
    }
}
