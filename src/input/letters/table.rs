//! What each look-alike stands for: `plans/vietnam/letters.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use toml::de::DeTable;

const FILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/plans/vietnam/letters.toml"));

/// What a group of look-alikes is, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script {
    pub vi: String,
    pub en: String,
}

/// The look-alikes and what they stand for.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Letters: what each stands for, and its group.
    pub alike: BTreeMap<char, (char, usize)>,
    pub scripts: Vec<Script>,
    /// Letters that are wrong even in a word that is not Vietnamese.
    pub always: BTreeSet<char>,
    /// Letters that begin names in the languages of other peoples of the country.
    pub minority: BTreeSet<char>,
    pub signs: BTreeMap<char, char>,
    /// Strokes that are wrong next to a letter.
    pub slashes: BTreeSet<char>,
    /// Dashes that are wrong between two letters.
    pub dashes: BTreeSet<char>,
    /// Characters that print nothing.
    pub hidden: BTreeSet<char>,
    /// Spaces and line breaks of other kinds.
    pub spaces: BTreeSet<char>,
    /// What is typed for a degree sign after a number.
    pub degrees: BTreeSet<char>,
    /// Marks, and the combining mark that each stands for.
    pub marks: BTreeMap<char, char>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let (file, _) = DeTable::parse_recoverable(FILE);
    let text = |table: &DeTable<'_>, key: &str| {
        table.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
    };
    let list = |name: &str, key: &str| {
        file.get_ref().get(name).and_then(|value| Some(text(value.get_ref().as_table()?, key))).unwrap_or_default()
    };
    let groups = file.get_ref().get("look_alikes").and_then(|value| value.get_ref().as_array());
    for group in groups.into_iter().flatten().filter_map(|group| group.get_ref().as_table()) {
        let script = table.scripts.len();
        table.scripts.push(Script { vi: text(group, "name"), en: text(group, "english") });
        table.alike.extend(pairs(&text(group, "pairs")).map(|(letter, put)| (letter, (put, script))));
    }
    table.signs = pairs(&list("signs", "pairs")).collect();
    table.marks = pairs(&list("marks", "pairs")).collect();
    let letters = |name: &str| list(name, "letters").chars().collect();
    table.always = letters("always");
    table.minority = letters("minority");
    table.slashes = letters("slashes");
    table.dashes = letters("dashes");
    table.hidden = letters("hidden");
    table.spaces = letters("spaces");
    table.degrees = letters("degrees");
    table
});

/// Pairs of characters, parted by spaces or line breaks.
fn pairs(list: &str) -> impl Iterator<Item = (char, char)> {
    list.split([' ', '\n', '\r']).filter_map(|pair| {
        let mut letters = pair.chars();
        Some((letters.next()?, letters.next()?))
    })
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;
    use crate::input::letters::{is_usual, is_vietnamese};

    #[test]
    fn the_file_is_read_whole_and_names_its_sources() {
        let (file, mistakes) = DeTable::parse_recoverable(FILE);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let groups: Vec<_> = file
            .get_ref()
            .values()
            .flat_map(|value| match value.get_ref().as_array() {
                Some(list) => list.iter().map(|item| item.get_ref().as_table().unwrap()).collect(),
                None => vec![value.get_ref().as_table().unwrap()],
            })
            .collect();
        assert_eq!(groups.len(), TABLE.scripts.len() + 9);
        assert!(groups.iter().all(|group| group.get("source").unwrap().get_ref().as_str().unwrap().len() > 9));
    }

    #[test]
    fn every_look_alike_stands_for_a_letter_of_the_language_of_its_own_case() {
        assert!(TABLE.alike.len() > 230, "{}", TABLE.alike.len());
        for (letter, (put, _)) in &TABLE.alike {
            assert!(is_vietnamese(*put), "{letter} {put}");
            assert!(!is_usual(&letter.to_string()), "{letter}");
            // Some capitals of Cherokee look like small letters.
            if letter.is_uppercase() && !('\u{13a0}'..='\u{13ff}').contains(letter) {
                assert!(put.is_uppercase(), "{letter} {put}");
            }
        }
        let sets = [
            &TABLE.always,
            &TABLE.minority,
            &TABLE.slashes,
            &TABLE.dashes,
            &TABLE.hidden,
            &TABLE.spaces,
            &TABLE.degrees,
        ];
        for letter in sets.into_iter().flatten().chain(TABLE.signs.keys()).chain(TABLE.marks.keys()) {
            assert!(!is_usual(&letter.to_string()), "{letter} U+{:04X}", u32::from(*letter));
        }
    }
}
